"""What holds for every test: nothing is skipped where nothing may be, and no test depends on the machine's pace."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.databases import drop_template
from tests.nats import PROGRAM
from tests.needs import REQUIRE_ALL, skip_as_one

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)  # nobody watches: the same examples in every run
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without a PostgreSQL server or the NATS program, one line tells of all tests that want one."""
    if not os.environ.get("LINLI_TEST_POSTGRES"):
        theirs = [item for item in items if item.get_closest_marker("postgres")]
        skip_as_one(config, items, theirs, "PostgreSQL tests: set LINLI_TEST_POSTGRES to the URL of a server to try")
    if PROGRAM is None:
        theirs = [item for item in items if item.get_closest_marker("nats")]
        skip_as_one(config, items, theirs, "NATS tests: install nats-server (apt install nats-server)")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """LINLI_REQUIRE_ALL=1: a skipped test is a failed run."""
    asyncio.run(drop_template())
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if REQUIRE_ALL and exitstatus == pytest.ExitCode.OK and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The figures that tests recorded, one line each."""
    for name, value in _properties(terminalreporter):
        terminalreporter.write_line(f"{name}: {value}")


def _properties(reporter: pytest.TerminalReporter) -> Iterator[tuple[str, object]]:
    for outcome in ("passed", "failed"):
        for report in reporter.stats.get(outcome, []):
            if getattr(report, "when", "") == "call":
                yield from report.user_properties
