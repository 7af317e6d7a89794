"""A neighbourhood with its pages: people speak in the group, staff look and act in the browser."""

import contextlib
import re
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest
from aiohttp import ClientSession, CookieJar, FormData, web
from aiohttp.test_utils import BaseTestServer, TestServer

from bot.web.limits import Limits, Rate
from bot.web.sessions import COOKIE, csrf_of, sign_in
from bot.web.site import site_of
from handlers.actions.bind_staff import make_code
from models.settings import Settings
from tests.stories.conftest import Story, play, sample

PLENTY = Rate(1e9, 1e9)
FREELY = Limits(PLENTY, PLENTY, PLENTY)  # for tests that ask for more in a second than anybody does in an hour
HIDDEN = re.compile(r'name="csrf" value="([^"]*)"')


class Browser:
    """One person's browser without scripts; `csrf` is what the forms of our pages hold."""

    def __init__(self, server: BaseTestServer, token: str = "") -> None:
        self.csrf = csrf_of(token) if token else ""
        self._server = server
        self._session = ClientSession(cookies={COOKIE: token} if token else None, cookie_jar=CookieJar(unsafe=True))

    async def get(self, path: str) -> tuple[int, str]:
        """The status and the text of a page, after redirections."""
        async with self._session.get(self._server.make_url(path)) as response:
            return response.status, await response.text()

    async def open(self, path: str) -> tuple[int, str]:
        """Like get(), and what the page's forms hold is sent along from now on."""
        status, text = await self.get(path)
        self.csrf = found[1] if (found := HIDDEN.search(text)) else ""
        return status, text

    async def head(self, path: str, method: str = "GET", **headers: str) -> tuple[int, Mapping[str, str]]:
        """The status and the headers of one answer, without following redirections."""
        url = self._server.make_url(path)
        async with self._session.request(method, url, headers=headers, allow_redirects=False) as response:
            return response.status, response.headers

    async def send(self, path: str, csrf: str | None = None, **fields: str) -> tuple[int, str]:
        """Send a form as our own page would."""
        data = {"csrf": self.csrf if csrf is None else csrf, **fields}
        async with self._session.post(self._server.make_url(path), data=data) as response:
            return response.status, await response.text()

    async def upload(self, path: str, photo: bytes, **fields: str) -> tuple[int, str]:
        """Send a form with a photo."""
        form = FormData({"csrf": self.csrf, **fields})
        form.add_field("photo", photo, filename="photo.jpg", content_type="image/jpeg")
        async with self._session.post(self._server.make_url(path), data=form) as response:
            return response.status, await response.text()

    async def redirect(self, path: str, **fields: str) -> str:
        """Where a form leads, without going there."""
        url, data = self._server.make_url(path), {"csrf": self.csrf, **fields}
        async with self._session.post(url, data=data, allow_redirects=False) as response:
            return response.headers["Location"]

    async def send_with(self, headers: Mapping[str, str], path: str) -> int:
        """The status of a form sent with headers of its own."""
        url, data = self._server.make_url(path), {"csrf": self.csrf}
        async with self._session.post(url, data=data, headers=headers) as response:
            return response.status

    async def close(self) -> None:
        await self._session.close()


class Pages:
    """The site over a story."""

    def __init__(self, story: Story, server: BaseTestServer) -> None:
        self.story = story
        self.server = server
        self._open: list[Browser] = []

    @property
    def site(self) -> web.Application:
        assert isinstance(self.server, TestServer)
        return self.server.app

    async def browser(self, staff_id: str = "") -> Browser:
        """A browser in which a member of staff is signed in, or nobody."""
        app = self.story.stage.app
        token = await sign_in(app, app.settings.staff_by_id[staff_id]) if staff_id else ""
        self._open.append(browser := Browser(self.server, token))
        return browser

    async def code_for(self, staff_id: str) -> str:
        """A code with which a person binds another phone."""
        app = self.story.stage.app
        return await app.database.write(lambda connection: make_code(connection, staff_id, app.clock.now()))

    async def close(self) -> None:
        for browser in self._open:
            await browser.close()


@contextlib.asynccontextmanager
async def open_pages(settings: Settings, folder: Path, limits: Limits | None = None) -> AsyncIterator[Pages]:
    """The site over a new story."""
    async with play(settings, folder) as story, TestServer(site_of(story.stage.app, limits=limits)) as server:
        pages = Pages(story, server)
        yield pages
        await pages.close()


@pytest.fixture
async def pages(tmp_path: Path) -> AsyncIterator[Pages]:
    async with open_pages(sample(), tmp_path) as pages:
        yield pages
