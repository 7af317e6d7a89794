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
