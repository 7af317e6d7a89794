"""A stranger who knows nothing but openapi.json tries everything it allows, and much that it does not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.generation.modes import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    positive_data_acceptance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from bot.web.api.v1.routes import ENDPOINTS
from handlers.sealing.keys import new_key
from tests.api.conftest import World, world_of

EXAMPLES = 8  # of each operation, allowed and forbidden
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    ignored_auth,
]


def try_everything(document: dict[str, object], address: str, key: str) -> int:
    """Calls every operation with what its schema allows and forbids; how many calls there were."""
    schema = schemathesis.openapi.from_dict(document)
    schema.config.update(base_url=address)
    calls = 0
    for each in ENDPOINTS:
        operation = schema[each.path][each.method]
        for mode in GenerationMode.POSITIVE, GenerationMode.NEGATIVE:
            calls += _try(operation.as_strategy(generation_mode=mode), key)
    return calls


def _try(cases: st.SearchStrategy[Any], key: str) -> int:
    calls = 0

    @settings(max_examples=EXAMPLES, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(cases)
    def attempt(case: Any) -> None:
        nonlocal calls
        calls += 1
        case.call_and_validate(headers={"X-Api-Key": key}, checks=CHECKS)

    attempt()
    return calls


async def in_a_thread(work: Callable[[], int]) -> int:
    return await asyncio.to_thread(work)


async def test_no_call_that_the_document_allows_or_forbids_is_answered_otherwise_than_it_says(tmp_path: Path) -> None:
    async with world_of(tmp_path, key=new_key()) as world:
        await lived_in(world)
        document = (await world.get("/api/v1/openapi.json")).json
        key = await world.key(words=True, private=True)
        address = str(world.server.make_url("/")).rstrip("/")
        assert await in_a_thread(lambda: try_everything(document, address, key)) >= EXAMPLES * len(ENDPOINTS)


async def lived_in(world: World) -> None:
    await world.report(await world.key(), phone="13812345678")
    await world.story.say("王阿姨", "5幢下水道堵了，污水漫出来了")
    await world.story.whisper("xi", "1号办结")


@pytest.mark.parametrize("version", ["3.1.0"])
async def test_the_document_says_which_version_it_is(world: World, version: str) -> None:
    assert (await world.get("/api/v1/openapi.json")).json["openapi"] == version
