"""What cadres answer, sentence by sentence. Now is Tuesday 24 November 2026, ten in the morning."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from handlers.reading.cadre_reply import CadreReply, Verb, parse_cadre_reply
from models.settings import DepartmentSettings

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
DEPARTMENTS = (
    DepartmentSettings(id="chengguan", name="城管办", aliases=("城管",)),
    DepartmentSettings(id="shizheng", name="市政养护公司", aliases=("市政", "养护公司")),
    DepartmentSettings(id="wuye", name="物业", aliases=()),
    DepartmentSettings(id="gongdian", name="供电公司", aliases=("供电",)),
)
CATEGORIES = {"停车挡道": "parking", "噪声扰民": "noise", "污水外溢": "sewage", "路灯": "street_light", "其他": "other"}


def parse(text: str, **more: Any) -> CadreReply:
    return parse_cadre_reply(text, now=NOW, departments=DEPARTMENTS, categories=CATEGORIES, **more)


def at(said: str) -> datetime:
    return datetime.fromisoformat(f"2026-{said}").replace(tzinfo=NOW.tzinfo)


SENTENCES = yaml.safe_load(Path(__file__).with_name("cadre_sentences.yaml").read_text("utf-8"))


def table(part: str) -> list[tuple[str, Verb]]:
    """(sentence, verb) of one part of the file."""
    return [(sentence, Verb(verb)) for verb, sentences in SENTENCES[part].items() for sentence in sentences]


BY_NUMBER, WORDS, NEAR_MISSES = table("by_number"), table("words"), table("sounds_like_close")
CLOSED = [text for text, verb in WORDS if verb is Verb.CLOSE]
PROMISED = {
    "明天处理": "11-25 10:00",
    "师傅明早来": "11-25 09:00",
    "下午我来看": "11-24 15:00",
    "明早六点来锯": "11-25 06:00",
    "明天修好": "11-25 10:00",
    "明天就修好了": "11-25 10:00",
    "后天上门": "11-26 10:00",
    "半小时后到": "11-24 10:30",
    "马上去看": "11-24 10:30",
    "好的,明天去": "11-25 10:00",
    "周五前弄好": "11-27 18:00",
    "今天修好": "11-24 18:00",
    "今天能修好": "11-24 18:00",
    "争取今晚修好": "11-24 19:30",
    "明天联系物业": "11-25 10:00",
    "等配件,后天到": "11-26 10:00",
    "明天": "11-25 10:00",
    "下周": "12-04 18:00",
    "30分钟": "11-24 10:30",
    "吃完饭去": "11-24 13:00",
    "名早来修": "11-25 09:00",
    "一会儿过去": "11-24 11:00",
    "3号前装好": "12-03 18:00",
    "听朝嚟修": "11-25 09:00",
    "改成三点": "11-24 15:00",
    "今天太晚了 明天再来看": "11-25 10:00",
}

ORDERS: dict[str, tuple[Verb, dict[str, Any]]] = {
    "不归我们": (Verb.NOT_OURS, {}),
    "不归我们 是市政的": (Verb.NOT_OURS, {"department": "shizheng"}),
    "这个不归我们管": (Verb.NOT_OURS, {}),
    "是市政的": (Verb.NOT_OURS, {"department": "shizheng"}),
    "归城管管": (Verb.NOT_OURS, {"department": "chengguan"}),
    "不在我们网格": (Verb.NOT_OURS, {}),
    "不是我们社区的": (Verb.NOT_OURS, {}),
    "灯是路灯所的,不归我管": (Verb.NOT_OURS, {}),
    "转城管办": (Verb.TRANSFER, {"department": "chengguan"}),
    "转给城管": (Verb.TRANSFER, {"department": "chengguan"}),
    "派给供电公司": (Verb.TRANSFER, {"department": "gongdian"}),
    "请转市政,窨井是他们的": (Verb.TRANSFER, {"department": "shizheng", "reason": "窨井是他们的"}),
    "好,转城管": (Verb.TRANSFER, {"department": "chengguan"}),
    "6号转城管办": (Verb.TRANSFER, {"department": "chengguan", "numbers": (6,)}),
    "不归我们,转城管办": (Verb.TRANSFER, {"department": "chengguan"}),
    "转民政局": (Verb.TRANSFER, {"department": "", "reason": "转民政局"}),
    "退 信息不全": (Verb.RETURN, {"reason": "信息不全"}),
    "退回,信息不全": (Verb.RETURN, {"reason": "信息不全"}),
    "退单 不归我们": (Verb.RETURN, {"reason": "不归我们"}),
    "退": (Verb.RETURN, {"reason": ""}),
    "上报": (Verb.ESCALATE, {}),
    "上抱": (Verb.ESCALATE, {}),
    "上报街道": (Verb.ESCALATE, {}),
    "报街道吧": (Verb.ESCALATE, {}),
    "需要街道协调": (Verb.ESCALATE, {}),
    "解决不了 上报": (Verb.ESCALATE, {}),
    "延期三天 等配件": (Verb.EXTEND, {"reason": "等配件", "when": at("11-27 18:00"), "when_words": "延期三天"}),
    "等配件,延期到周五": (Verb.EXTEND, {"when": at("11-27 10:00"), "when_words": "周五"}),
    "申请延期": (Verb.EXTEND, {"when": None}),
    "6号延期三天 等配件": (Verb.EXTEND, {"numbers": (6,), "reason": "等配件"}),
    "挂账 等拆迁": (Verb.SUSPEND, {"reason": "等拆迁"}),
    "挂帐,等拆迁": (Verb.SUSPEND, {"reason": "等拆迁"}),
    "先挂起 等维修基金": (Verb.SUSPEND, {"reason": "等维修基金"}),
    "恢复办理": (Verb.RESUME, {}),
    "取消挂账": (Verb.RESUME, {}),
    "无法解决 产权不清,已和居民说明": (Verb.CANNOT, {"reason": "产权不清,已和居民说明"}),
    "没法解决,产权不清": (Verb.CANNOT, {"reason": "产权不清"}),
    "不是工单": (Verb.NOT_A_CASE, {}),
    "这个不是工单": (Verb.NOT_A_CASE, {}),
    "误报": (Verb.NOT_A_CASE, {}),
    "他们开玩笑的": (Verb.NOT_A_CASE, {}),
    "6号不是工单": (Verb.NOT_A_CASE, {"numbers": (6,)}),
    "不是工单,他们聊天呢": (Verb.NOT_A_CASE, {"reason": "他们聊天呢"}),
    "改成噪音": (Verb.SET_CATEGORY, {"category": "noise"}),
    "改成噪声扰民": (Verb.SET_CATEGORY, {"category": "noise"}),
    "类别改为停车": (Verb.SET_CATEGORY, {"category": "parking"}),
    "6号改成路灯": (Verb.SET_CATEGORY, {"category": "street_light", "numbers": (6,)}),
    "应该算污水": (Verb.SET_CATEGORY, {"category": "sewage"}),
    "并到5号": (Verb.MERGE, {"target": 5, "numbers": ()}),
    "6号并到5号": (Verb.MERGE, {"target": 5, "numbers": (6,)}),
    "合并到 5": (Verb.MERGE, {"target": 5}),
    "6号跟5号是一回事": (Verb.MERGE, {"target": 5, "numbers": (6,)}),
    "地点5幢": (Verb.SET_PLACE, {"place": "5幢"}),
    "地点:5幢东头": (Verb.SET_PLACE, {"place": "5幢东头"}),
    "位置改成北门": (Verb.SET_PLACE, {"place": "北门"}),
    "改成5幢": (Verb.SET_PLACE, {"place": "5幢"}),
    "不是3幢是5幢": (Verb.SET_PLACE, {"place": "5幢"}),
    "6号地点5号楼": (Verb.SET_PLACE, {"place": "5号楼", "numbers": (6,)}),
    "紧急": (Verb.SET_URGENCY, {"urgency": "emergency"}),
    "6号加急": (Verb.SET_URGENCY, {"urgency": "urgent", "numbers": (6,)}),
    "改成一般": (Verb.SET_URGENCY, {"urgency": "normal"}),
    "为什么": (Verb.WHY, {}),
    "为啥立案": (Verb.WHY, {}),
    "6号为什么": (Verb.WHY, {"numbers": (6,)}),
    "撤销": (Verb.UNDO, {}),
    "撤消": (Verb.UNDO, {}),
    "撤回上一步": (Verb.UNDO, {}),
    "刚才点错了": (Verb.UNDO, {}),
    "今天有什么": (Verb.LIST, {}),
    "还有几个没办": (Verb.LIST, {}),
    "我的工单": (Verb.LIST, {}),
    "待办": (Verb.LIST, {}),
    "查6号": (Verb.SHOW, {"numbers": (6,)}),
    "查 6": (Verb.SHOW, {"numbers": (6,)}),
    "6号": (Verb.SHOW, {"numbers": (6,)}),
    "6号什么情况": (Verb.SHOW, {"numbers": (6,)}),
    "#6": (Verb.SHOW, {"numbers": (6,)}),
    "帮助": (Verb.HELP, {}),
    "怎么用": (Verb.HELP, {}),
}


@pytest.mark.parametrize(("text", "verb"), BY_NUMBER)
def test_an_answer_by_number(text: str, verb: Verb) -> None:
    assert parse(text).verb is verb


@pytest.mark.parametrize(("text", "verb"), WORDS)
def test_an_answer_in_free_words(text: str, verb: Verb) -> None:
    assert parse(text).verb is verb


@pytest.mark.parametrize(("text", "verb"), NEAR_MISSES)
def test_what_only_sounds_like_done_does_not_close(text: str, verb: Verb) -> None:
    assert parse(text).verb is verb


@pytest.mark.parametrize("text", ["", " \n", "\u200b"])
def test_nothing_is_unclear(text: str) -> None:
    assert parse(text).verb is Verb.UNCLEAR


@pytest.mark.parametrize(("text", "when"), PROMISED.items(), ids=PROMISED.keys())
def test_a_promise_carries_its_time(text: str, when: str) -> None:
    reply = parse(text)
    assert (reply.verb, reply.when) == (Verb.PROMISE, at(when))
    assert reply.when_words


@pytest.mark.parametrize(("text", "wanted"), ORDERS.items(), ids=ORDERS.keys())
def test_orders_and_questions_to_the_bot(text: str, wanted: tuple[Verb, dict[str, Any]]) -> None:
    reply = parse(text)
    verb, fields = wanted
    assert reply.verb is verb
    assert {name: getattr(reply, name) for name in fields} == fields


NUMBERS = {
    "6号修好了": (6,),
    "6号和8号都修好了": (6, 8),
    "6和8号修好了": (6, 8),
    "6号、8号修好了": (6, 8),
    "6号8号修好了": (6, 8),
    "六号修好了": (6,),
    "第6号修好了": (6,),
    "工单6 修好了": (6,),
    "106号明天来": (106,),
    "6号明天来修": (6,),
    "6号来过了": (6,),
    "6号楼修好了": (),
    "6号门口修好了": (),
    "幸福路6号修好了": (),
    "3幢6号修好了": (),
    "12月6号来修": (),
    "6号前修好": (),
    "延期到6号": (),
    "6号下午来修": (),
    "周五6号来修": (),
    "6号楼的8号修好了": (8,),
    "0号修好了": (),
}


@pytest.mark.parametrize(("text", "numbers"), NUMBERS.items(), ids=NUMBERS.keys())
def test_case_numbers_are_no_houses_and_no_dates(text: str, numbers: tuple[int, ...]) -> None:
    assert parse(text).numbers == numbers


def test_a_number_that_is_open_is_a_case_and_no_date() -> None:
    reply = parse("6号下午来修", open_numbers={6})
    assert (reply.numbers, reply.verb, reply.when) == ((6,), Verb.PROMISE, at("11-24 15:00"))


def test_the_number_three_alone_promises_tomorrow() -> None:
    reply = parse("3")
    assert (reply.digit, reply.when, reply.when_words) == (3, at("11-25 10:00"), "明天")


def test_words_after_a_number_give_time_and_department() -> None:
    reply = parse("2,师傅明早来")
    assert (reply.digit, reply.when, reply.when_words) == (2, at("11-25 09:00"), "明早")
    assert parse("2 已联系物业").department == "wuye"


def test_the_time_of_what_is_past_is_no_promise() -> None:
    assert parse("上午联系过物业了").when is None
    assert parse("上午联系过物业了,师傅明早来").when == at("11-25 09:00")


CHOICES = {"2": 2, "选2": 2, "第二个": 2, "②": 2, "二": 2, "2.": 2}


@pytest.mark.parametrize(("text", "digit"), CHOICES.items(), ids=CHOICES.keys())
def test_a_bare_number_answers_a_numbered_question(text: str, digit: int) -> None:
    reply = parse(text, choices=3)
    assert (reply.verb, reply.digit) == (Verb.PICK, digit)


def test_a_number_beyond_the_choices_is_no_close() -> None:
    assert parse("6", choices=3).verb is Verb.UNCLEAR


def test_words_still_count_while_a_question_is_open() -> None:
    assert parse("6号修好了", choices=3).verb is Verb.CLOSE
    assert parse("撤销", choices=3).verb is Verb.UNDO


def test_the_echo_repeats_the_words() -> None:
    assert parse("联系过物业了，师傅明早来\n").words == "联系过物业了,师傅明早来"


def test_without_departments_and_categories_nothing_is_invented() -> None:
    reply = parse_cadre_reply("转城管办", now=NOW)
    assert (reply.verb, reply.department) == (Verb.TRANSFER, "")
    assert parse_cadre_reply("改成噪音", now=NOW).verb is Verb.UNCLEAR


PIECES = st.one_of(
    st.sampled_from([*(text for text, _ in BY_NUMBER + WORDS + NEAR_MISSES), *PROMISED, *ORDERS]),
    st.sampled_from([",", "。", "?", " ", "\n", "6号", "不", "没", "明天", "吗", "了"]),
    st.text(max_size=8),
)


@given(st.lists(PIECES, max_size=6).map("".join), st.integers(0, 9))
def test_any_text_is_read_without_an_error(text: str, choices: int) -> None:
    reply = parse(text, choices=choices)
    assert len(reply.words) <= 120
    assert reply.when is None or reply.when > NOW


STATED = [text for text in CLOSED if "还有" not in text]  # a courtesy may end in a question


@given(
    st.sampled_from(STATED),
    st.sampled_from(["吗", "?", "吗?", "没有", "没", "又坏了", ",还没好", ",明天还要换", ",是哪一幢"]),
)
def test_a_close_with_a_doubt_behind_it_is_none(text: str, doubt: str) -> None:
    assert parse(text + doubt).verb is not Verb.CLOSE


@given(st.sampled_from(["没", "还没", "没有", "如果", "等", "要是", "是不是", "什么时候", "明天", "下周"]))
def test_a_close_with_a_doubt_before_it_is_none(doubt: str) -> None:
    assert parse(doubt + "修好了").verb is not Verb.CLOSE
