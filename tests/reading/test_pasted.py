"""Group text that a cadre copied and pasted; now is Tuesday 24 November 2026, ten in the morning."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reading.pasted import read_pasted
from models.messages import ForwardedLine, MessageKind

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def at(said: str) -> datetime:
    return datetime.fromisoformat(said).replace(tzinfo=NOW.tzinfo)


def said(text: str) -> list[tuple[str, str]]:
    return [(line.sender_name, line.text) for line in read_pasted(text, NOW)]


def test_lines_with_names_as_a_phone_copies_them() -> None:
    assert said("张三: 9幢东头又堵了\n3-502 李四：我家也是\n王阿姨:水都漫到路上了") == [
        ("张三", "9幢东头又堵了"),
        ("3-502 李四", "我家也是"),
        ("王阿姨", "水都漫到路上了"),
    ]


def test_a_message_runs_on_over_several_lines() -> None:
    assert said("张三: 9幢东头又堵了\n味道很大\n\n昨天就开始了\n李四: 我家也是") == [
        ("张三", "9幢东头又堵了\n味道很大\n\n昨天就开始了"),
        ("李四", "我家也是"),
    ]


def test_the_desktop_puts_name_and_time_above_the_words() -> None:
    lines = read_pasted("张三 2026/11/24 09:12:33\n9幢东头又堵了\n\n李四 2026/11/24 9:15\n我家也是\n", NOW)
    assert lines == (
        ForwardedLine("张三", "9幢东头又堵了", at("2026-11-24 09:12:33")),
        ForwardedLine("李四", "我家也是", at("2026-11-24 09:15")),
    )


def test_several_messages_chosen_and_copied_have_names_on_lines_of_their_own() -> None:
    assert said("张三:\n9幢东头又堵了\n\n李四:\n我家也是") == [("张三", "9幢东头又堵了"), ("李四", "我家也是")]


def test_one_message_with_a_full_time_is_enough() -> None:
    assert said("张三 2026-11-24 09:12\n9幢东头又堵了") == [("张三", "9幢东头又堵了")]


def test_times_before_the_name() -> None:
    lines = read_pasted("[09:12] 张三: 又堵了\n[23:50] 李四: 昨晚就堵了", NOW)
    assert [line.sent_at for line in lines] == [at("2026-11-24 09:12"), at("2026-11-23 23:50")]


def test_a_date_line_holds_for_the_times_below_it() -> None:
    lines = read_pasted("—————  2026-11-22  —————\n\n张三  09:12\n\n又堵了\n\n李四  21:15\n\n我家也是", NOW)
    assert lines == (
        ForwardedLine("张三", "又堵了", at("2026-11-22 09:12")),
        ForwardedLine("李四", "我家也是", at("2026-11-22 21:15")),
    )


DATES = {
    "11/23 09:12": "2026-11-23 09:12",
    "11月23日 09:12": "2026-11-23 09:12",
    "2026年11月23日 09:12": "2026-11-23 09:12",
    "12/30 09:12": "2025-12-30 09:12",
    "昨天 21:05": "2026-11-23 21:05",
    "星期一 21:05": "2026-11-23 21:05",
    "昨天 下午3:05": "2026-11-23 15:05",
    "11/23 下午3:05": "2026-11-23 15:05",
}


@pytest.mark.parametrize(("shown", "meant"), DATES.items(), ids=DATES.keys())
def test_dates_as_chats_show_them(shown: str, meant: str) -> None:
    lines = read_pasted(f"张三 {shown}\n又堵了", NOW)
    assert [line.sent_at for line in lines] == [at(meant)]


def test_a_time_that_lies_ahead_is_no_time() -> None:
    lines = read_pasted("张三 2027/01/01 09:12:33\n又堵了", NOW)
    assert [(line.text, line.sent_at) for line in lines] == [("又堵了", None)]


def test_pictures_and_other_kinds() -> None:
    lines = read_pasted("张三: [图片]\n李四: [语音]12''\n王五: [文件] 名单.xlsx\n赵六: [表情]\n张三: [捂脸]真臭", NOW)
    assert [(line.kind, line.text) for line in lines] == [
        (MessageKind.PHOTO, ""),
        (MessageKind.VOICE, "12''"),
        (MessageKind.FILE, "名单.xlsx"),
        (MessageKind.STICKER, ""),
        (MessageKind.TEXT, "[捂脸]真臭"),
    ]


def test_words_below_a_picture_are_a_message_of_their_own() -> None:
    lines = read_pasted("张三: [图片]\n9幢东头又堵了\n李四: 我家也是\n[图片]", NOW)
    assert [(line.sender_name, line.kind, line.text) for line in lines] == [
        ("张三", MessageKind.PHOTO, ""),
        ("张三", MessageKind.TEXT, "9幢东头又堵了"),
        ("李四", MessageKind.TEXT, "我家也是"),
        ("李四", MessageKind.PHOTO, ""),
    ]


def test_a_line_above_may_say_which_group_it_was() -> None:
    for title in ("勤实邻里群", "勤实邻里群的聊天记录如下：", "群聊的聊天记录"):
        assert said(f"{title}\n\n张三: 又堵了\n李四: 我家也是") == [("张三", "又堵了"), ("李四", "我家也是")]


def test_a_colon_inside_the_words_starts_no_message() -> None:
    assert said("张三: 大家看\n时间: 明早\n地点: 5幢\n李四: 好的") == [
        ("张三", "大家看\n时间: 明早\n地点: 5幢"),
        ("李四", "好的"),
    ]


def test_a_link_and_a_clock_are_no_names() -> None:
    assert said("张三: 看这个\nhttps://example.org/a\n09:30 停水\n李四: 好") == [
        ("张三", "看这个\nhttps://example.org/a\n09:30 停水"),
        ("李四", "好"),
    ]


NO_PASTE = [
    "地点：5幢",
    "时间: 明早",
    "张三: 5幢门口又堵了",
    "地点：5幢\n时间：明早",
    "原因: 产权不清\n结果: 已和居民说明",
    "收到",
    "",
    "6号修好了",
    "各位居民：\n停水时间：明天9:00\n停水范围：3幢\n联系电话：12345",
    "姓名：王某\n电话：123\n地址：5幢",
    "2,师傅明早来",
    "师傅：明早来\n物业：已联系",
    "今天情况:\n已联系: 物业\n师傅: 明早来",
    "6号: 修好了\n8号: 明天修",
    "3幢：修好了\n五幢：明天修",
    "路灯: 修好了\n井盖: 明天换",
    "6号群里问了\n张师傅: 明早来",
    "联系过物业了\n师傅说: 明早来",
    "今天去看了：\n1. 路灯: 坏了\n2. 井盖: 没了",
    "#接龙\n1. 张三: 2份\n2. 李四: 1份",
    "https://a.b\nhttps://c.d",
    "明天 9:00",
    "明天上午 9:00\n师傅来",
    "张三:\n李四:",
    "师傅 9:00\n到了",
    "9:30\n10:30",
    "转发：\n通知：明天停水",
    "6号 9:30\n8号 10:30",
]


@pytest.mark.parametrize("text", NO_PASTE)
def test_what_is_no_paste(text: str) -> None:
    assert read_pasted(text, NOW) == ()


PIECES = st.one_of(
    st.sampled_from(
        ["张三", "李四", ":", "：", " ", "\n", "\n\n", "[图片]", "2026/11/24 09:12:33", "09:12", "昨天 ", "—", "地点"]
    ),
    st.text(max_size=6),
)


@given(st.lists(PIECES, max_size=20).map("".join))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for line in read_pasted(text, NOW):
        assert line.sender_name.strip()
        assert line.sent_at is None or line.sent_at <= NOW
        assert line.text == line.text.strip()
        assert line.text or line.kind is not MessageKind.TEXT
        assert line.text in text


NAMES = st.sampled_from(["张三", "3-502 李四", "王阿姨", "A水电安装小刘", "阿芳🌸", "老戴头", "网格员小严"])
WORDS = st.text("又堵了我家也是真臭9幢东头 ,。?!", min_size=1, max_size=30).map(str.strip).filter(bool)
TALK = st.lists(st.tuples(NAMES, WORDS), min_size=2, max_size=12)


@given(TALK, st.sampled_from([": ", "：", ":\n"]), st.sampled_from(["\n", "\n\n"]))
def test_what_was_copied_comes_back_whole(talk: list[tuple[str, str]], colon: str, gap: str) -> None:
    text = gap.join(f"{name}{colon}{words}" for name, words in talk)
    assert said(text) == talk


@given(TALK, st.integers(0, 59))
def test_what_a_desktop_copied_comes_back_with_its_times(talk: list[tuple[str, str]], minute: int) -> None:
    text = "\n\n".join(f"{name} 2026/11/23 09:{minute:02d}:07\n{words}" for name, words in talk)
    lines = read_pasted(text, NOW)
    assert [(line.sender_name, line.text) for line in lines] == talk
    assert {line.sent_at for line in lines} == {at(f"2026-11-23 09:{minute:02d}:07")}


@pytest.mark.parametrize(
    "text",
    ["张三: 又堵了\n" * 10_000, "啊" * 100_000, ":" * 100_000, "a 1/1 " * 20_000, "\n" * 100_000, "[图片]" * 30_000],
)
def test_a_hundred_thousand_characters_are_read(text: str) -> None:
    assert len(read_pasted(text, NOW)) in {0, 10_000}
