"""A newcomer's first minute in a real browser: look, speak, watch, on a desk and on a phone."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from bot.demo.pictures import jpeg
from tests.browser.chromium import DESK, PHONE, WALL, barriers, forgive, screenshot, scrolls_sideways
from tests.browser.conftest import OpenPage
from tests.demo.window import Window, open_window
from tests.stories.conftest import TUESDAY

COMPLAINT = "3号楼东侧又被车堵死了，婴儿车推不出去"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def served() -> AsyncIterator[Window]:
    async with open_window() as window:
        yield window


@pytest_asyncio.fixture(loop_scope="session")
async def window(served: Window) -> Window:
    """The same page with an empty stage; what a test needs to have happened it says here, without a browser."""
    await served.page.performance.clear(TUESDAY)
    return served


async def say(page: Page, text: str, who: str = "") -> None:
    if who:
        await page.get_by_label("我是").select_option(who)
    box = page.locator("#group textarea")
    await box.fill(text)
    await box.press("Enter")


async def test_the_first_look_invites_and_keeps_nobody_out(window: Window, open_page: OpenPage) -> None:
    page = await open_page(window.address)
    await expect(page.get_by_role("heading", name="勤实邻里一群")).to_be_visible()
    await expect(page.get_by_role("button", name="先看一个故事：年前的污水")).to_be_visible()
    await expect(page.get_by_text("还没有事")).to_be_visible()
    assert await barriers(page) == []
    assert not await scrolls_sideways(page)


async def test_a_complaint_flies_into_the_ledger_the_cadre_answers_and_the_group_hears(
    window: Window, open_page: OpenPage
) -> None:
    page = await open_page(window.address)
    await say(page, COMPLAINT, "7-201 王师傅")
    case = page.locator(".case")
    await expect(case).to_contain_text("3号楼东侧停车秩序")
    await expect(page.locator('.log[data-chat="xi"]')).to_contain_text("1 收到 2 已联系派出所")
    await page.get_by_role("button", name="+10 分钟").click()
    await expect(page.locator("#group .bot")).to_contain_text("已记下（1号）")
    await page.locator("#private textarea").fill("联系过物业了,师傅明早来")
    await page.locator("#private .send").click()
    await expect(page.locator('.log[data-chat="xi"] .bot').last).to_contain_text("记为已联系物业")
    await expect(case.locator(".pill")).to_have_text("处理中")
    await case.get_by_text("为什么立案").click()
    await expect(case.locator(".messages")).to_contain_text(f"7-201 王师傅：{COMPLAINT}")
    await case.get_by_role("button", name="看群里的原话").click()
    await expect(page.locator(".line.traced .text")).to_have_text([COMPLAINT])
    assert await barriers(page) == []


async def test_to_chatter_nothing_is_said_and_the_reason_is_one_click_away(window: Window, open_page: OpenPage) -> None:
    page = await open_page(window.address)
    await page.get_by_role("button", name="闲聊").click()
    await page.locator("#group .send").click()
    line = page.locator("#group .line")
    await line.get_by_text("机器人没有出声").click()
    await expect(line.get_by_text("听下来是闲聊")).to_be_visible()
    await expect(page.locator(".case")).to_have_count(0)
    await expect(page.locator("#group textarea")).to_have_value("")


async def test_words_are_shown_as_words_whatever_they_look_like(window: Window, open_page: OpenPage) -> None:
    page = await open_page(window.address)
    await page.get_by_label("我是").select_option("")
    await page.get_by_label("名字", exact=True).fill("<i>小周</i>")
    await say(page, "<img src=x onerror=alert(1)>")
    await expect(page.locator("#group .line .text")).to_have_text("<img src=x onerror=alert(1)>")
    await expect(page.locator("#group .line .name")).to_have_text("<i>小周</i>")


async def test_a_bubble_that_is_clicked_is_quoted(window: Window, open_page: OpenPage) -> None:
    await window.say(COMPLAINT)
    page = await open_page(window.address)
    await page.locator("#group .bubble").click()
    await expect(page.locator("#group [data-attached=quote]")).to_contain_text(f"引用：张阿姨：{COMPLAINT}")
    await say(page, "还没弄好", "7-201 王师傅")
    await expect(page.locator("#group .line").last.locator(".quote")).to_have_text(f"张阿姨：{COMPLAINT}")
    await expect(page.locator("#group .line").last.locator(".chip")).to_have_text("1号")


async def test_photos_go_along_drawn_ones_and_ones_own_and_a_broken_one_gets_a_word(
    window: Window, open_page: OpenPage
) -> None:
    page = await open_page(window.address)
    album = page.locator("#group .album")
    await album.locator("summary").click()
    await album.get_by_label("冒污水的窨井").check()
    await page.locator("#group .send").click()
    photo = page.locator("#group .line img").first
    await expect(photo).to_be_visible()
    await page.wait_for_function("document.querySelector('#group .line img').naturalWidth > 100")
    mine = page.locator('#group input[type="file"]')
    await mine.set_input_files({"name": "车.jpg", "mimeType": "image/jpeg", "buffer": jpeg("lane")})
    await expect(page.locator("#group [data-attached=photo]")).to_contain_text("照片：车.jpg")
    await say(page, COMPLAINT)
    await expect(page.locator("#group .line img:visible")).to_have_count(2)
    await mine.set_input_files({"name": "坏.jpg", "mimeType": "image/jpeg", "buffer": jpeg("lane")[:300]})
    await page.locator("#group .send").click()
    await expect(page.locator("#toast")).to_contain_text("这张照片打不开")
    await expect(page.locator("#group [data-attached=photo]")).to_contain_text("照片：坏.jpg")
    assert any("422" in fault for fault in forgive(page))


async def test_a_story_is_played_paused_and_seen_to_its_end_in_two_windows(window: Window, open_page: OpenPage) -> None:
    window.page.performance.speed = 1
    one, two = await open_page(window.address), await open_page(window.address, WALL)
    try:
        await one.get_by_role("button", name="先看一个故事：年前的污水").click()
        await expect(two.locator(".playing")).to_contain_text("年前的污水")
        await two.get_by_role("button", name="暂停").click()
        await expect(one.get_by_role("button", name="继续")).to_be_visible()
        await one.get_by_role("button", name="跳到结尾").click()
        for page in (one, two):
            await expect(page.locator(".player")).to_have_attribute("data-state", "done", timeout=60_000)
            await expect(page.locator(".pill")).to_have_text("已办结")
        assert await one.locator(".line").count() == await two.locator(".line").count()
    finally:
        window.page.performance.speed = 0
    await one.get_by_role("button", name="周日晚").click()
    await expect(one.locator("[data-clock]")).to_have_text("2026年2月8日 周日 18:01", timeout=60_000)
    await expect(one.locator("#group .bot").last).to_contain_text("办结")
    await two.get_by_role("button", name="清空，从头来").click()
    await expect(one.locator(".line")).to_have_count(0)


async def test_what_the_pictures_of_the_manual_show(window: Window, open_page: OpenPage) -> None:
    await window.play("1_sewage_before_new_year")
    await window.say(COMPLAINT, "5-301 小顾妈妈")
    await window.say("早啊，今朝草头多少钱一斤", "12-101 老李头")
    await window.move("10m")
    page = await open_page(window.address, DESK)
    await expect(page.locator(".case")).to_have_count(2)
    await page.locator(".case").first.get_by_text("为什么立案").click()
    await expect(page.locator("#group .line").last).to_be_in_viewport()
    await screenshot(page, "demo")
    assert await barriers(page) == []


@pytest.mark.parametrize("width", [320, 480, 768, 1079])
async def test_on_a_phone_tabs_lead_from_one_picture_to_the_next(
    window: Window, open_page: OpenPage, width: int
) -> None:
    await window.say(COMPLAINT)
    page = await open_page(window.address, (width, PHONE[1]))
    for tab, seen in (("社干私聊", "#private .line"), ("台账 · 故事", ".case"), ("群聊", "#group .line")):
        await page.get_by_role("link", name=tab).click()
        await expect(page.locator(seen)).to_be_visible()
        assert not await scrolls_sideways(page)
    await page.locator("#group .chip").click()
    await expect(page.locator(".case")).to_be_focused()
    if width == PHONE[0]:
        assert await barriers(page) == []
        await page.get_by_role("link", name="群聊").click()
        await screenshot(page, "demo-phone")


async def test_on_a_phone_a_dot_tells_of_what_happens_elsewhere(window: Window, open_page: OpenPage) -> None:
    page = await open_page(window.address, PHONE)
    await say(page, COMPLAINT)
    for tab in ("社干私聊", "台账 · 故事"):
        await expect(page.get_by_role("link", name=tab).locator(".news")).to_be_visible()
    await page.get_by_role("link", name="台账 · 故事").click()
    await expect(page.get_by_role("link", name="台账 · 故事").locator(".news")).to_be_hidden()


async def test_the_chats_of_other_staff_are_one_click_away(window: Window, open_page: OpenPage) -> None:
    await window.say(COMPLAINT)
    await window.answer("转城管办")
    page = await open_page(window.address)
    await page.get_by_role("link", name=re.compile("城管小李")).click()
    await expect(page.locator('.log[data-chat="chengguan-li"] .bot')).to_contain_text("停车秩序")
    await page.locator("#private textarea").fill("收到，下午去拖车")
    await page.locator("#private textarea").press("Enter")
    await expect(page.locator('.log[data-chat="chengguan-li"] .mine')).to_contain_text("下午去拖车")


async def test_a_window_that_lost_the_line_comes_back_without_a_gap_or_a_double(
    window: Window, open_page: OpenPage
) -> None:
    page = await open_page(window.address)
    await window.say("早啊", "老李头")
    await expect(page.locator("#group .line")).to_have_count(1)
    window.page.show.feed.hang_up()
    await window.say(COMPLAINT)
    await expect(page.locator("#group .line")).to_have_count(2)
    await expect(page.locator(".case")).to_have_count(1)
    await expect(page.locator("#toast")).to_contain_text("又连上了")


async def test_without_scripts_all_three_can_be_read(window: Window, open_page: OpenPage) -> None:
    await window.say(COMPLAINT)
    page = await open_page(window.address, PHONE, java_script_enabled=False)
    for seen in ("#group .line", '.log[data-chat="xi"] .line', ".case"):
        await expect(page.locator(seen)).to_be_visible()
    await page.locator("#group textarea").fill("还在吗")
    await page.locator("#group .send").click()
    await expect(page.locator("#group .line").last.locator(".text")).to_have_text("还在吗")
