"""The browser of the tests sees what it has to see, so that a page without faults is really without."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.browser.chromium import PHONE, barriers, forgive, scrolls_sideways
from tests.browser.conftest import OpenPage

BAD = """<!doctype html><html lang="zh-CN"><title>坏</title><p style="width:900px;color:#ccc">看不清</p><input>
<img src="http://127.0.0.2:9/x.png" alt=""><script>nobody()</script>"""
GOOD = """<!doctype html><html lang="zh-CN"><title>好</title><main><h1>邻里</h1><p>看得清</p></main>"""


async def answer(request: web.Request) -> web.Response:
    return web.Response(text=BAD if request.path == "/bad" else GOOD, content_type="text/html")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def site() -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_get("/{any:.*}", answer)
    async with TestServer(app) as server:
        yield str(server.make_url("/"))


async def test_a_good_page_has_no_barrier_and_fits_a_phone(site: str, open_page: OpenPage) -> None:
    page = await open_page(site, PHONE)
    assert await barriers(page) == []
    assert not await scrolls_sideways(page)


async def test_a_bad_page_is_caught(site: str, open_page: OpenPage) -> None:
    page = await open_page(site, PHONE)
    await page.goto(f"{site}bad")
    assert {line.split(":")[0] for line in await barriers(page)} >= {"label", "color-contrast"}
    assert await scrolls_sideways(page)
    faults = forgive(page)
    assert any("nobody is not defined" in fault for fault in faults)
    assert any("asks another host" in fault for fault in faults)
