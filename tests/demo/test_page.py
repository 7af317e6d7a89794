"""The simulated group as a page: what it takes, what it shows, and whom it does not let in."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from bot.demo.pictures import jpeg
from tests.demo.window import BY_SCRIPT, Event, Window, open_window
from tests.stories.conftest import TUESDAY

pytestmark = pytest.mark.asyncio(loop_scope="module")
COMPLAINT = "3号楼东侧又被车堵死了，婴儿车推不出去"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def open_once() -> AsyncIterator[Window]:
    async with open_window() as window:
        yield window


@pytest_asyncio.fixture(loop_scope="module")
async def window(open_once: Window) -> Window:
    """The same page with an empty stage."""
    await open_once.page.performance.clear(TUESDAY)
    return open_once


async def until(window: Window, since: str, kind: str) -> list[Event]:
    """What happens after a number, up to and with an event of a kind."""
    found = []
    async for event in window.events(since):
        found.append(event)
        if event.kind == kind:
            break
    return found


def texts(entries: list[dict[str, Any]]) -> list[str]:
    return [entry["text"] for entry in entries]


async def test_a_complaint_becomes_a_case_that_says_why_and_the_cadre_is_asked(window: Window) -> None:
    assert await window.say(COMPLAINT) == (200, "")
    state = await window.state()
    [case] = state["cases"]
    assert case["matter"] == "3号楼东侧停车秩序"
    assert case["who"] == "社干小席"
    assert case["words"]
    assert case["rules"]
    assert case["messages"] == [f"张阿姨：{COMPLAINT}"]
    assert state["entries"][0]["cases"] == [[case["id"], 1]]
    assert "1 收到 2 已联系派出所" in (await window.bot("xi"))[0]
    assert await window.bot() == []
    await window.move("10m")
    assert "已记下（1号）" in (await window.bot())[0]


async def test_the_cadre_answers_in_free_words_and_hears_how_it_was_understood(window: Window) -> None:
    await window.say(COMPLAINT)
    assert await window.answer("联系过物业了,师傅明早来") == (200, "")
    assert "记为已联系物业" in (await window.bot("xi"))[-1]
    assert [entry["side"] for entry in await window.said("xi")] == ["bot", "mine", "bot"]


async def test_to_chatter_the_bot_is_silent_and_the_page_says_why(window: Window) -> None:
    await window.say("早啊，今朝草头多少钱一斤", "老李头")
    await window.say("专业疏通下水道，价格优惠，扫码进群", "家政小刘")
    chat, advert = await window.said()
    assert (chat["silent"], chat["cases"]) == ("听下来是闲聊", [])
    assert advert["silent"] == "听下来是广告"
    assert (await window.state())["cases"] == []


async def test_a_photo_first_waits_and_then_belongs_to_the_case_of_the_words_after_it(window: Window) -> None:
    await window.say("", "陈阿婆", sample="sewage")
    assert (await window.said())[0]["silent"].startswith("只有照片")
    await window.say("气象局小区门口窨井又往外冒污水了", "陈阿婆")
    photo, words = await window.said()
    assert photo["cases"] == words["cases"] != []
    assert photo["silent"] == ""
    async with window.session.get(f"{window.address}photo/{photo['photo']}") as answer:
        assert (answer.content_type, (await answer.read())[:2]) == ("image/jpeg", b"\xff\xd8")


async def test_ones_own_photo_goes_along_and_a_broken_or_large_one_gets_a_clear_word(window: Window) -> None:
    good = jpeg("lane")
    assert await window.send("say", good, chat="group", who="张阿姨", text="") == (200, "")
    assert (await window.send("say", good[:400], chat="group", who="张阿姨"))[1].startswith("这张照片打不开")
    assert (await window.send("say", b"x" * (15 * 2**20 + 1), chat="group", who="张阿姨"))[0] == 413
    assert (await window.send("say", b"x" * (17 * 2**20), chat="group", who="张阿姨"))[1].startswith("照片超过 15 MB")
    assert len(await window.said()) == 1


async def test_a_quote_carries_the_thread(window: Window) -> None:
    await window.say(COMPLAINT)
    await window.say("8号楼前面的路灯不亮了", "老李头")
    first, newest = await window.said()
    await window.say("还没弄好", "王师傅", quote=str(first["id"]))
    last = (await window.said())[-1]
    assert last["quote"] == f"张阿姨：{COMPLAINT}"
    assert last["cases"] == first["cases"] != newest["cases"]


async def test_on_sunday_evening_the_group_reads_the_weeks_digest(window: Window) -> None:
    await window.say(COMPLAINT)
    await window.move("sunday")
    assert (await window.state())["clock"] == {"text": "2026年2月8日 周日 18:01", "busy": False}
    assert any("一周" in text or "本周" in text for text in await window.bot())
    assert (await window.bot("secretary")) != []  # nobody had answered: it went up


async def test_the_clock_leads_to_the_next_morning(window: Window) -> None:
    await window.move("morning")
    assert (await window.state())["clock"]["text"] == "2026年2月4日 周三 08:00"


async def test_a_noisy_evening_leads_to_no_case_and_no_word(window: Window) -> None:
    await window.play("4_noisy_evening")
    state = await window.state()
    assert state["cases"] == []
    assert [entry for entry in state["entries"] if entry["side"] == "bot"] == []
    assert all(entry["silent"] for entry in state["entries"] if entry["side"] == "theirs")
    assert state["story"]["state"] == "done"


async def test_a_story_rests_takes_a_step_and_is_seen_to_its_end(window: Window) -> None:
    performance = window.page.performance
    performance.speed = 1  # reads: the story cannot be over before it is stopped
    try:
        await window.send("story", play="2_blocked_lane")
        await window.send("story", do="pause")
        rests = (await window.state())["story"]
        since = window.page.show.feed.at
        await window.send("story", do="step")
        stepped = (await until(window, since, "story"))[-1]
        assert stepped.data["step"] == rests["step"] + 1
        await window.send("story", do="finish")
        await performance.ended()
    finally:
        performance.speed = 0
    assert (await window.state())["cases"][0]["matter"] == "5号楼东侧停车秩序"
    await window.send("story", do="replay")
    assert len((await window.state())["cases"]) < 2


async def test_whoever_speaks_stops_the_story(window: Window) -> None:
    window.page.performance.speed = 1
    try:
        await window.send("story", play="1_sewage_before_new_year")
        await window.say("我也来说一句")
    finally:
        window.page.performance.speed = 0
    assert (await window.state())["story"]["state"] == "paused"


async def test_a_window_that_was_away_misses_nothing(window: Window) -> None:
    seen = window.page.show.feed.at
    await window.say("今天天气真好", "老李头")
    first = (await until(window, seen, "entry"))[-1]
    await window.say(COMPLAINT)
    missed = []
    async for event in window.events(since="nonsense", last=first.at):
        missed.append(event)
        if event.at == window.page.show.feed.at:
            break
    assert "state" not in {event.kind for event in missed}
    assert {"entry", "case"} <= {event.kind for event in missed}
    entries = {event.data["id"]: event.data for event in missed if event.kind == "entry"}
    assert COMPLAINT in texts(list(entries.values()))
    assert [event.at for event in missed] == sorted(
        {event.at for event in missed}, key=lambda at: int(at.split("-")[1])
    )


async def test_a_window_of_another_run_is_told_the_whole_state(window: Window) -> None:
    await window.say(COMPLAINT)
    whole = await anext(window.events(last="0badcafe-7"))
    assert whole.kind == "state"
    assert COMPLAINT in texts(whole.data["entries"])


async def test_without_scripts_the_page_can_be_read_and_the_form_leads_back_to_it(window: Window) -> None:
    form = {"token": window.token, "chat": "group", "who": "", "other": "<b>小周</b>", "text": "<script>x</script>"}
    async with window.session.post(window.address + "say", data=form) as answer:
        page = await answer.text()
        assert str(answer.url) == window.address
    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert "&lt;b&gt;小周" in page
    assert "<script>" not in page
    assert "机器人没有出声" in page


@pytest.mark.parametrize(
    ("path", "fields", "status", "words"),
    [
        ("say", {"chat": "group", "who": "张阿姨", "text": " "}, 422, "还没有写字"),
        ("say", {"chat": "group", "who": "", "other": "", "text": "在吗"}, 422, "请选一个说话的人"),
        ("say", {"chat": "nobody", "who": "nobody", "text": "在吗"}, 422, "没有这位"),
        ("say", {"chat": "xi", "who": "secretary", "text": "在吗"}, 422, "没有这位"),
        ("clock", {"to": "yesterday"}, 422, "没有这个选项"),
        ("story", {"do": "dance"}, 422, "没有这个选项"),
        ("clock", {"to": "1h", "token": "guessed"}, 403, "只在本机"),
    ],
)
async def test_what_makes_no_sense_is_refused_in_words(
    window: Window, path: str, fields: dict[str, str], status: int, words: str
) -> None:
    before = await window.state()
    code, told = await window.send(path, b"", **fields)
    assert code == status
    assert words in told
    assert (await window.state()) == before


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "", {"Host": "evil.example"}, 421),
        ("GET", "events", {"Host": "evil.example:80"}, 421),
        ("POST", "clock", {"Origin": "http://evil.example"}, 403),
        ("GET", "photo/" + "0" * 64, {}, 404),
        ("GET", "sample/moon", {}, 404),
        ("GET", "static/x/../site.py", {}, 404),
    ],
)
async def test_other_sites_and_other_names_stay_outside(
    window: Window, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    data = {"token": window.token, "to": "1h"} if method == "POST" else None
    headers = {**BY_SCRIPT, **headers}
    async with window.session.request(method, window.address + path, data=data, headers=headers) as answer:
        assert answer.status == status


async def test_a_strict_policy_goes_with_the_page_and_its_scripts_are_small(window: Window) -> None:
    async with window.session.get(window.address) as answer:
        page = await answer.text()
        policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "style=" not in page
    assert " onclick" not in page
    [main] = re.findall(r'src="(/static/[^"]+\.js)"', page)
    weight = 0
    for name in ("main", "draw", "compose", "talk"):
        async with window.session.get(window.address + main.replace("main", name).lstrip("/")) as answer:
            assert answer.status == 200
            weight += len(await answer.read())
    assert weight < 25_000


async def test_whoever_stops_writing_sees_a_minute_pass(window: Window) -> None:
    window.page.show.idle = 0.05
    try:
        since = window.page.show.feed.at
        await window.say(COMPLAINT)
        async for event in window.events(since):
            if event.kind == "entry" and event.data["side"] == "bot" and event.data["chat"] == "group":
                break
    finally:
        window.page.show.idle = None
    assert "已记下" in event.data["text"]


async def test_the_page_is_there_before_the_stage_is() -> None:
    async with open_window(begun=False) as window:
        assert "模拟的微信群" in await window.look()
