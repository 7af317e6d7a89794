"""The leader's desk in a real browser: it keeps nobody out, fits the window, and can be used without scripts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.web.sessions import COOKIE, sign_in
from tests.browser.chromium import DESK, barriers, screenshot, scrolls_sideways
from tests.browser.conftest import OpenPage
from tests.stories.conftest import sample
from tests.stories.test_please_look import BINS, doubt
from tests.web.conftest import Pages, open_pages
from tests.web.desk import live

HAND = (390, 844)
SHOWN = {
    "/desk": "desk-overview",
    "/desk/cases": "desk-cases",
    "/desk/cases/1": "desk-case",
    "/desk/figures": "desk-figures",
    "/desk/map?node=xinzhong": "desk-map",
    "/desk/hot": "desk-hot",
    "/desk/look": "desk-look",
    "/desk/corrections": "",
    "/desk/staff": "desk-staff",
    "/desk/groups": "",
    "/desk/audit": "",
    "/desk/health": "",
    "/desk/export": "",
}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def pages(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Pages]:
    folder: Path = tmp_path_factory.mktemp("desk")
    async with open_pages(sample(), folder) as opened:
        await live(opened)
        await opened.story.say("张阿姨", BINS)
        await doubt(opened.story, BINS, "waste")
        yield opened


async def cookie(pages: Pages) -> dict[str, object]:
    app = pages.story.stage.app
    token = await sign_in(app, app.settings.staff_by_id["secretary"])
    kept = {"name": COOKIE, "value": token, "domain": "127.0.0.1", "path": "/", "expires": -1}
    return {"cookies": [{**kept, "httpOnly": True, "secure": False, "sameSite": "Lax"}], "origins": []}


@pytest.mark.parametrize(("size", "ending"), [(DESK, ""), (HAND, "-phone")], ids=["desk", "hand"])
async def test_every_page_fits_and_keeps_nobody_out(
    pages: Pages, open_page: OpenPage, size: tuple[int, int], ending: str
) -> None:
    page = await open_page(str(pages.server.make_url("/login")), size, storage_state=await cookie(pages))
    faults = {}
    for path, name in SHOWN.items():
        await page.goto(str(pages.server.make_url(path)))
        found = await barriers(page)
        faults[path] = found + (["wider than the window"] if await scrolls_sideways(page) else [])
        if name:
            await screenshot(page, f"{name}{ending}", whole=bool(ending))
    assert {path: found for path, found in faults.items() if found} == {}


async def test_a_leader_goes_from_a_number_to_its_cases_and_finds_one_by_its_words(
    pages: Pages, open_page: OpenPage
) -> None:
    page = await open_page(str(pages.server.make_url("/login")), DESK, storage_state=await cookie(pages))
    await page.goto(str(pages.server.make_url("/desk")))
    received = page.locator(".equation a").first
    count = (await received.locator("b").inner_text()).strip()
    await received.click()
    assert await page.locator("#total").inner_text() == count
    await page.fill("#f-q", "下水道 污水")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/desk/cases?*q=*")
    assert await page.locator("#total").inner_text() == "1"
    await page.locator("td.lead a").click()
    assert "污水往外冒" in await page.inner_text("main")


async def test_it_works_without_scripts(pages: Pages, open_page: OpenPage) -> None:
    state = await cookie(pages)
    page = await open_page(str(pages.server.make_url("/login")), HAND, storage_state=state, java_script_enabled=False)
    await page.goto(str(pages.server.make_url("/desk/look")))
    await page.get_by_role("button", name="不用办").click()
    assert "已记为不用办" in await page.inner_text("main")
