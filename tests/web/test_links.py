"""A member of staff asks the bot for the pages, and the link lets this one person in, once."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from handlers.sealing.keys import new_key
from models.settings import PrivacySettings, Settings, WebSettings
from models.tables import login_link, outbox
from tests.stories.conftest import sample
from tests.web.conftest import Pages, open_pages

ADDRESS = "http://linli.test"


def reached(**more: object) -> Settings:
    return sample().changed(web=WebSettings(address=ADDRESS), **more)


@pytest.fixture
async def door(tmp_path: Path) -> AsyncIterator[Pages]:
    async with open_pages(reached(), tmp_path) as pages:
        yield pages


async def link_for(pages: Pages, who: str = "xi", words: str = "网页") -> str:
    """The path of the link that the bot answered with."""
    await pages.story.whisper(who, words)
    found = re.search(rf"{ADDRESS}(/enter/\S+)", pages.story.told(who)[-1])
    assert found is not None, pages.story.told(who)[-1]
    return found[1]


async def test_a_link_is_opened_without_harm_and_used_once(door: Pages) -> None:
    path = await link_for(door)
    preview, browser, thief = [await door.browser() for _ in range(3)]
    assert "进入" in (await preview.open(path))[1]
    assert "席晓梅" in (await browser.open(path))[1]
    await browser.send(path)
    assert "退出" in (await browser.get("/login"))[1]
    await thief.open("/login")
    status, text = await preview.send(path)
    assert status == 410
    assert "用过了" in text
    assert "退出" not in (await preview.get("/login"))[1]
    assert [line.split(":")[0] for line in await door.story.audited()] == ["link", "signed_in", "sign_in_failed"]


async def test_a_link_gets_old(door: Pages) -> None:
    path = await link_for(door, words="请发我登录链接")
    browser = await door.browser()
    await browser.open(path)
    await door.story.pass_time(minutes=16)
    status, text = await browser.send(path)
    assert status == 410
    assert "过期了" in text


async def test_a_newer_link_replaces_the_older(door: Pages) -> None:
    older, newer = await link_for(door), await link_for(door)
    browser = await door.browser()
    assert "用过了" in (await browser.open(older))[1]
    assert "进入" in (await browser.open(newer))[1]


async def test_nobody_gets_links_without_end(door: Pages) -> None:
    for _ in range(5):
        await link_for(door)
    await door.story.whisper("xi", "网页")
    assert "过一会儿" in door.story.told("xi")[-1]


async def test_a_resident_who_asks_gets_no_link(door: Pages) -> None:
    await door.story.whisper("王阿姨", "网页")
    assert ADDRESS not in " ".join(door.story.told("王阿姨"))


async def test_words_about_a_case_are_no_question_for_the_pages(door: Pages) -> None:
    await door.story.whisper("xi", "6号网页打不开")
    assert ADDRESS not in " ".join(door.story.told("xi"))


async def test_without_an_address_the_bot_says_what_to_do(pages: Pages) -> None:
    await pages.story.whisper("xi", "打开网页")
    assert "web.address" in pages.story.told("xi")[-1]


async def test_another_site_cannot_sign_somebody_in(door: Pages) -> None:
    """Else it could read later what the visitor writes under a stranger's name."""
    path = await link_for(door)
    victim = await door.browser()
    assert (await victim.send(path, csrf="guessed"))[0] == 403
    assert (await victim.send(path, csrf=""))[0] == 403


async def test_whoever_is_bound_anew_takes_the_old_phone_its_way_in(door: Pages) -> None:
    path, old = await link_for(door), await door.browser("xi")
    code = await door.code_for("xi")
    await door.story.whisper("new-phone", f"绑定 {code}")
    assert "退出" not in (await old.get("/login"))[1]
    assert "用过了" in (await old.open(path))[1]


async def test_the_link_is_nowhere_in_clear_once_there_is_a_key(tmp_path: Path) -> None:
    async with open_pages(reached(privacy=PrivacySettings(key=new_key())), tmp_path) as pages:
        token = (await link_for(pages)).removeprefix("/enter/")
        query = select(func.count()).where(outbox.c.text.contains(token) | outbox.c.sealed.is_not(None))
        kept = select(func.count()).where(login_link.c.token_hash == token)
        read = pages.story.stage.app.database.read
        assert await read(lambda connection: connection.scalar(query)) == 0
        assert await read(lambda connection: connection.scalar(kept)) == 0
