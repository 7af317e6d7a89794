"""One gateway for all tests of this folder, and a fresh connection for each."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.gateway.line import Line, connected, populate
from tests.gateway.testgateway import TestGateway, what_is_missing
from tests.needs import skip_as_one


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark this folder's tests; where the gateway cannot run, one of them is skipped in the name of all."""
    here = Path(__file__).parent
    mine = [item for item in items if here in item.path.parents]
    for item in mine:
        item.add_marker("gateway")
    if missing := what_is_missing():
        skip_as_one(config, items, mine, f"gateway tests: {missing}")


@pytest.fixture(scope="session")
def running_gateway() -> Iterator[TestGateway]:
    if missing := what_is_missing():
        pytest.fail(f"the gateway tests cannot run: {missing}")
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
