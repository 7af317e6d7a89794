"""How long somebody stays signed in, and what ends it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer
from pydantic import SecretStr
from sqlalchemy import func, select

from bot.app import App, open_app
from bot.clock import SimulatedClock
from bot.web.sessions import sign_in
from bot.web.site import site_of
from handlers.actions.calm_restored import calm_restored
from handlers.actions.make_link import make_link
from handlers.house import House
from handlers.scene import Scene
from models.settings import DatabaseSettings, Role
from models.tables import login_link, login_try, web_session
from tests.databases import empty_url
from tests.stories.conftest import TUESDAY, lexicon, sample
from tests.web.conftest import Browser, Pages

CHANGES: dict[str, dict[str, object]] = {
    "role": {"role": Role.VOLUNTEER},
    "grids": {"grids": ("qinrun",)},
    "department": {"department": "water"},
    "private": {"sees_private": False},
}


async def is_in(browser: Browser) -> bool:
    return "退出" in (await browser.get("/login"))[1]


def employ(app: App, **changes: object) -> None:
    """Put a house in place in which xi is somebody else, as a restart with another configuration would."""
    settings = app.settings
    staff = tuple(one.model_copy(update=changes) if one.id == "xi" else one for one in settings.staff)
    app.current.house = House(settings.changed(staff=staff), lexicon())


@pytest.mark.parametrize("what", CHANGES)
async def test_other_rights_end_a_session_for_good(pages: Pages, what: str) -> None:
    app, browser, other = pages.story.stage.app, await pages.browser("xi"), await pages.browser("gu")
    before = app.current.house
    assert await is_in(browser)
    employ(app, **CHANGES[what])
    assert not await is_in(browser)
    app.current.house = before
    assert not await is_in(browser)  # also when the rights come back
    assert await is_in(other)


async def test_a_name_is_no_right(pages: Pages) -> None:
    browser = await pages.browser("xi")
    employ(pages.story.stage.app, name="席小梅")
    assert await is_in(browser)


async def test_whoever_is_no_member_of_staff_any_more_is_out(pages: Pages) -> None:
    app, browser = pages.story.stage.app, await pages.browser("xi")
    staff = tuple(one for one in app.settings.staff if one.id != "xi")
    app.current.house = House(app.settings.changed(staff=staff), lexicon())
    assert not await is_in(browser)


async def test_a_session_ends_when_nobody_uses_it(pages: Pages) -> None:
    used, left = await pages.browser("xi"), await pages.browser("xi")
    for _ in range(2):
        await pages.story.pass_time(hours=7)
        assert await is_in(used)
    assert not await is_in(left)


async def test_a_session_ends_after_a_month_however_much_it_is_used(pages: Pages) -> None:
    browser, clock = await pages.browser("xi"), pages.story.stage.clock
    for _ in range(70):
        clock.move_to(clock.now() + timedelta(hours=11))
        if not await is_in(browser):
            break
    assert 30 <= (clock.now() - TUESDAY).days <= 31


async def test_the_night_forgets_what_lets_nobody_in(pages: Pages) -> None:
    app = pages.story.stage.app
    await pages.browser("xi")
    await app.database.write(lambda connection: make_link(connection, "xi", app.clock.now(), 15))
    browser = await pages.browser()
    await browser.open("/login")
    await browser.send("/login", staff="xi", password="wrong-wrong")
    tables = (web_session, login_link, login_try)
    assert [await count(app, table) for table in tables] == [1, 1, 2]
    await pages.story.until(5, 5)
    assert [await count(app, table) for table in tables] == [0, 0, 0]


async def test_after_a_restore_everybody_signs_in_anew(pages: Pages) -> None:
    app, browser = pages.story.stage.app, await pages.browser("xi")
    now = app.clock.now()
    token = await app.database.write(lambda connection: make_link(connection, "xi", now, 15))
    await app.database.write(lambda connection: calm_restored(Scene(connection, now, app.house), now, {}))
    assert not await is_in(browser)
    assert "用过了" in (await browser.open(f"/enter/{token}"))[1]


async def count(app: App, table: object) -> int | None:
    return await app.database.read(lambda connection: connection.scalar(select(func.count()).select_from(table)))  # type: ignore[arg-type]


@contextlib.asynccontextmanager
async def two_processes(folder: Path) -> AsyncIterator[list[tuple[App, TestServer]]]:
    """Two web processes of a city on one database."""
    async with contextlib.AsyncExitStack() as stack:
        url = await stack.enter_async_context(empty_url("postgres", folder))
        settings = sample().changed(
            database=DatabaseSettings(url=SecretStr(url), window_ms=0),
            media=sample().media.model_copy(update={"folder": folder}),
        )
        both = []
        for _ in range(2):
            app = await open_app(settings, SimulatedClock(TUESDAY), lexicon=lexicon())
            stack.push_async_callback(app.close)
            server = TestServer(site_of(app))
            await stack.enter_async_context(server)
            both.append((app, server))
        yield both


@pytest.mark.postgres
async def test_two_web_processes_are_one_site(tmp_path: Path) -> None:
    async with two_processes(tmp_path) as ((here, first), (there, second)):
        xi = here.settings.staff_by_id["xi"]
        browsers = [Browser(server, await sign_in(here, xi)) for server in (first, second)]
        strangers = [Browser(server) for server in (first, second)]
        try:
            assert [await is_in(browser) for browser in browsers] == [True, True]
            token = await there.database.write(lambda connection: make_link(connection, "gu", TUESDAY, 15))
            for stranger in strangers:
                await stranger.open(f"/enter/{token}")
            used = await asyncio.gather(*(stranger.send(f"/enter/{token}") for stranger in strangers))
            assert sorted(status for status, _ in used).count(410) == 1  # of two at once, one is let in
            guesser = [Browser(server) for server in (first, second)]
            strangers += guesser
            tried = [await _guess(guesser[turn % 2]) for turn in range(6)]
            assert tried == [403] * 5 + [429]  # counted together
            await browsers[0].send("/account/sign-out-everywhere")
            assert [await is_in(browser) for browser in browsers] == [False, False]
        finally:
            for browser in (*browsers, *strangers):
                await browser.close()


async def _guess(browser: Browser) -> int:
    await browser.open("/login")
    return (await browser.send("/login", staff="gu", password="wrong-wrong"))[0]
