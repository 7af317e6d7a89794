"""A department without a system hears of its cases by apprise, and answers with one tap."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from pydantic import SecretStr
from sqlalchemy import select

from bot.delivering.departments import ToDepartment
from bot.delivering.sender import MOST_TRIES, Deliveries
from bot.web.site import site_of
from handlers.sealing.keys import new_key
from models.settings import PrivacySettings, WebSettings
from models.tables import delivery
from tests.privacy.everything import places_of
from tests.stories.conftest import Story, photo, play, sample
from tests.web.conftest import Browser, Pages

LINK = re.compile(r"http://linli\.example\.cn(/answer/\S+)")


class Inbox:
    """What a department's chat group received; `status` is what it answers, `slow` how long it takes."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.status = 200
        self.slow = 0.0

    async def take(self, request: web.Request) -> web.Response:
        await asyncio.sleep(self.slow)
        told = await request.json()
        self.heard.append(told["message"])
        return web.Response(status=self.status)


class Department:
    """A story in which 养护公司 has a chat group and no system."""

    def __init__(self, story: Story, inbox: Inbox, pages: Pages) -> None:
        self.story, self.inbox, self.pages = story, inbox, pages
        app = story.stage.app
        self.carrier = ToDepartment(app.database, app.current, app.clock, seconds=20)
        self.deliveries = Deliveries(app.database, app.clock, {"department": self.carrier})

    async def pump(self) -> None:
        await self.deliveries.pump()

    async def dispatched(self) -> str:
        """A case that was sent to the department; the path of its link."""
        await self.story.say("王阿姨", "3幢门口下水道堵了，污水漫出来了")
        await self.story.whisper("xi", "1号转养护公司")
        await self.pump()
        return self.link()

    def link(self) -> str:
        found = LINK.search(self.inbox.heard[-1])
        assert found is not None
        return found[1]

    async def open(self, path: str) -> tuple[Browser, str]:
        browser = await self.pages.browser()
        status, text = await browser.open(path)
        return browser, f"{status} {text}"

    async def states(self) -> list[tuple[str, str]]:
        query = select(delivery.c.kind, delivery.c.state).order_by(delivery.c.id)
        rows = await self.story.stage.app.database.read(lambda c: list(c.execute(query)))
        return [(row.kind, row.state) for row in rows]


@pytest.fixture
async def department(tmp_path: Path) -> AsyncIterator[Department]:
    inbox = Inbox()
    chat = web.Application()
    chat.router.add_post("/", inbox.take)
    async with TestServer(chat) as server:
        settings = sample().changed(
            notify={"maintenance": SecretStr(f"json://127.0.0.1:{server.port}/")},
            web=WebSettings(address="http://linli.example.cn"),
            privacy=PrivacySettings(key=SecretStr(new_key())),
        )
        async with play(settings, tmp_path) as story, TestServer(site_of(story.stage.app)) as site:
            pages = Pages(story, site)
            yield Department(story, inbox, pages)
            await pages.close()


async def test_the_notice_says_what_where_and_until_when_and_nobody_s_words(department: Department) -> None:
    await department.dispatched()
    (text,) = department.inbox.heard
    assert "勤实邻里转来：1号 3幢门口污水下水道" in text
    assert "前办好" in text
    assert "王阿姨" not in text
    assert "漫出来" not in text


async def test_to_open_the_link_changes_nothing(department: Department) -> None:
    path = await department.dispatched()
    before = await department.story.timeline()
    _, page = await department.open(path)
    assert page.startswith("200")
    assert "污水漫出来了" in page
    assert "王阿姨" not in page
    assert await department.story.timeline() == before
    assert "looked: answer page" in await department.story.audited()


async def test_one_tap_answers_and_the_page_says_how_it_was_understood(department: Department) -> None:
    browser, _ = await department.open(path := await department.dispatched())
    assert "记为已收到" in (await browser.send(path, button="received"))[1]
    assert (await department.story.case()).state == "in_progress"
    _, page = await browser.send(path, **{"button": "arranged", "words-arranged": "明天上午派人去通"})
    assert "明天上午" in page
    assert (await department.story.case()).promised_at is not None


async def test_done_waits_for_the_office_and_its_photo_hangs_on_the_case(department: Department) -> None:
    browser, _ = await department.open(path := await department.dispatched())
    _, page = await browser.upload(path, photo(), button="done", **{"words-done": "通好了"})
    assert "等社区看过后办结" in page
    assert (await department.story.case()).state == "confirming"
    assert "通好了" in await department.story.said_in()
    await department.story.pass_time(seconds=5)
    assert any("通好了" in text for text in department.story.told("xi"))


async def test_not_ours_goes_back_with_its_reason_and_one_tap_undoes_it(department: Department) -> None:
    browser, _ = await department.open(path := await department.dispatched())
    assert "请" in (await browser.send(path, button="not_ours"))[1]  # without a reason nothing happens
    assert (await department.story.case()).state == "dispatched"
    _, page = await browser.send(path, **{"button": "not_ours", "words-not_ours": "这是物业的管道"})
    assert "这是物业的管道" in page
    case = await department.story.case()
    assert (case.state, case.department) == ("returned", "")
    assert "已撤销" in (await browser.send(path, button="undo"))[1]
    assert (await department.story.case()).department == "maintenance"
    await department.pump()
    assert len(department.inbox.heard) == 1  # what it did itself it need not be told


async def test_the_link_ends_when_the_case_leaves_and_the_department_hears_of_it(department: Department) -> None:
    path = await department.dispatched()
    await department.story.whisper("xi", "1号转物业")
    assert (await department.open(path))[1].startswith("410")
    await department.pump()
    assert "不用再办了" in department.inbox.heard[-1]
    assert "/answer/" not in department.inbox.heard[-1]


async def test_a_dispatch_that_is_taken_back_at_once_is_never_told(department: Department) -> None:
    await department.story.say("王阿姨", "3幢门口下水道堵了，污水漫出来了")
    await department.story.whisper("xi", "1号转养护公司")
    await department.story.whisper("xi", "撤销")
    await department.pump()
    assert department.inbox.heard == []


async def test_a_link_that_somebody_changed_is_of_no_use(department: Department) -> None:
    path = await department.dispatched()
    text, _, mark = path.rpartition(".")
    for forged in (f"{text}.{'A' * len(mark)}", path.replace("/1.", "/2.", 1)):
        assert (await department.open(forged))[1].startswith("410")


async def test_private_matters_are_told_without_a_word_of_them_and_without_a_link(department: Department) -> None:
    await department.story.say("王阿姨", "3幢502的老人摔倒了，起不来，快来人")
    await department.story.whisper("xi", "1号转养护公司")
    await department.pump()
    (text,) = department.inbox.heard
    assert "保密" in text
    assert not any(word in text for word in ("3幢", "老人", "/answer/"))


async def test_who_does_not_take_it_is_tried_again_and_given_up_after_a_day(department: Department) -> None:
    department.inbox.status = 500
    await department.story.say("王阿姨", "3幢门口下水道堵了，污水漫出来了")
    await department.story.whisper("xi", "1号转养护公司")
    for _ in range(MOST_TRIES):
        await department.pump()
        department.story.stage.clock.move_to(department.story.stage.clock.now() + timedelta(hours=11))
    assert len(department.inbox.heard) == MOST_TRIES
    assert (await department.states())[0] == ("dispatch", "dead")


async def test_who_hangs_is_waited_for_only_so_long(department: Department) -> None:
    department.carrier._seconds = 0.1
    department.inbox.slow = 0.5
    await department.story.say("王阿姨", "3幢门口下水道堵了，污水漫出来了")
    await department.story.whisper("xi", "1号转养护公司")
    await department.pump()
    assert (await department.states())[0] == ("dispatch", "queued")


async def test_the_address_stands_nowhere_in_the_database(department: Department) -> None:
    await department.dispatched()
    assert await department.story.stage.app.database.read(lambda c: places_of(c, "json://")) == set()
