"""One gateway for all tests of this folder, and a fresh connection for each."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.gateway.line import Line, connected, populate
from tests.gateway.testgateway import TestGateway, what_is_missing


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("gateway")


@pytest.fixture(scope="session")
def running_gateway() -> Iterator[TestGateway]:
    missing = what_is_missing()
    if missing and os.environ.get("LINLI_REQUIRE_ALL") == "1":
        pytest.fail(f"the gateway tests cannot run: {missing}")
    if missing:
        pytest.skip(f"gateway tests: {missing}")
    gateway = TestGateway()
    gateway.start()
    yield gateway
    gateway.close()


@pytest.fixture
def gateway(running_gateway: TestGateway) -> TestGateway:
    """The gateway with its people in place, nothing sent and nothing broken."""
    populate(running_gateway)
    return running_gateway


@pytest.fixture
async def line(gateway: TestGateway, tmp_path: Path) -> AsyncIterator[Line]:
    async with connected(gateway, tmp_path) as line:
        yield line
