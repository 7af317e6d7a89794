"""Parts that this machine may lack: skipped with one clear line, unless nothing may be skipped."""

import os

import pytest

REQUIRE_ALL = os.environ.get("LINLI_REQUIRE_ALL") == "1"


def need(present: bool, what: str) -> None:
    """Skip the test where a part is missing; fail instead where LINLI_REQUIRE_ALL=1."""
    if present:
        return
    if REQUIRE_ALL:
        pytest.fail(f"LINLI_REQUIRE_ALL=1, and this is missing: {what}")
    pytest.skip(what)


def skip_as_one(config: pytest.Config, items: list[pytest.Item], theirs: list[pytest.Item], why: str) -> None:
    """Where a part is missing, skip one test in the name of all that need it; `why` is the line that is shown.

    items: the collected tests, changed in place.
    """
    if not theirs or REQUIRE_ALL:
        return
    spokesman, *others = theirs
    spokesman.add_marker(pytest.mark.skip(reason=f"all {len(theirs)} {why}"))
    items[:] = [item for item in items if item not in others]
    config.hook.pytest_deselected(items=others)
