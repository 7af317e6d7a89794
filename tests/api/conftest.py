"""A neighbourhood with its interfaces: other systems call over a real port."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import BaseTestServer, TestServer
from pydantic import SecretStr

from bot.web.api.caller import hash_of, new_key
from bot.web.limits import Limits, Rate
from bot.web.site import site_of
from models.queries.api_keys import ApiKey, add_key
from models.settings import ApiSettings, PrivacySettings, Settings
from tests.stories.conftest import Story, play, sample


class Answer:
    """What came back."""

    def __init__(self, status: int, text: str, headers: Mapping[str, str], content: Any) -> None:
        self.status, self.text, self.headers, self.json = status, text, headers, content


class World:
    """A story, the site over it, and programs that call."""

    def __init__(self, story: Story, server: BaseTestServer, session: ClientSession) -> None:
        self.story = story
        self.server = server
        self._session = session

    async def key(self, scope: str = "write", node: str = "", *, private: bool = False, words: bool = False) -> str:
        """A new key of the system 热线."""
        app, shown = self.story.stage.app, new_key()
        made = ApiKey(0, "热线", scope, node or app.settings.grid.id, private, words, app.clock.now())
        await app.database.write(lambda connection: add_key(connection, hash_of(shown), made))
        return shown

    async def call(self, method: str, path: str, key: str = "", **more: Any) -> Answer:
        headers = {**more.pop("headers", {}), **({"X-Api-Key": key} if key else {})}
        async with self._session.request(method, self.server.make_url(path), headers=headers, **more) as response:
            text = await response.text()
            content = await response.json(content_type=None) if "json" in response.content_type else None
            return Answer(response.status, text, response.headers, content)

    async def get(self, path: str, key: str = "", **more: Any) -> Answer:
        return await self.call("GET", path, key, **more)

    async def report(self, key: str, *, form: str = "json", **fields: str) -> Answer:
        """POST a service request; what is not given is a lamp that is out in 勤实."""
        usual = {"service_code": "street_light", "description": "3幢门口的路灯不亮", "address_string": "3幢门口"}
        data = {**usual, "attribute[grid]": "qinshi", **fields}
        headers = {"Idempotency-Key": name} if (name := data.pop("idempotency", "")) else {}
        return await self.call("POST", f"/open311/v2/requests.{form}", key, data=data, headers=headers)


@contextlib.asynccontextmanager
async def world_of(folder: Path, **api: Any) -> AsyncIterator[World]:
    """A world whose `api` settings differ from the usual."""
    async with (
        play(settings_with(**api), folder) as story,
        TestServer(site_of(story.stage.app, limits=Limits(address=Rate(1e6, 1e6)))) as server,
        ClientSession() as session,
    ):
        yield World(story, server, session)


def settings_with(key: str = "", **api: Any) -> Settings:
    """`key` is the operator's, under which secrets are kept."""
    wanted = ApiSettings(**{"calls_per_minute": 100_000, "reports_per_minute": 1000, **api})
    return sample().changed(api=wanted, privacy=PrivacySettings(key=SecretStr(key)))


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with world_of(tmp_path) as world:
        yield world
