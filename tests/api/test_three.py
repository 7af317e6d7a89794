"""A client that others wrote goes the whole way: discovery, services, a report, and what became of it."""

from __future__ import annotations

import pytest

from tests.api.conftest import World
from tests.api.three_client import ask, client


@pytest.mark.parametrize("form", ["json", "xml"])
async def test_a_third_party_client_reports_and_follows_its_request(world: World, form: str) -> None:
    three = client(str(world.server.make_url("/open311/v2/")), key := await world.key(), form)
    found = await ask(three.discovery)
    assert "open311/v2" in str(found)
    services = await ask(three.services, api_key=key)
    assert "street_light" in str(services)
    assert "qinshi" in str(await ask(three.services, "street_light"))
    fields = {"attribute[grid]": "qinshi", "address": "3幢门口", "name": "San Zhang", "phone": "13812345678"}
    posted = await ask(three.post, "street_light", description="3幢门口的路灯不亮", **fields)
    assert three.post_response.status_code == 201
    assert "service_request_id" in str(posted)
    case = await world.story.case()
    assert case.grid == "qinshi"
    shown = str(await ask(three.request, str(case.id), api_key=key))
    assert "3幢门口路灯照明" in shown
    assert "San" not in shown
    assert str(case.id) in str(await ask(three.token, str(case.id), api_key=key))
    listed = await ask(three.requests, "street_light", api_key=key, start="02-01-2026", end="02-28-2026", count=5)
    assert "3幢门口路灯照明" in str(listed)
