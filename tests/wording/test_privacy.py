"""Whatever residents and staff write, a group never reads who lives where, drives what or has which number."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.wording.answers import ask_satisfaction, case_status
from handlers.wording.digest import weekly_digest
from handlers.wording.public import publish
from handlers.wording.receipts import receipt
from handlers.wording.updates import announce, status_update
from handlers.wording.values import CaseName, Change, HotSpot, Receipt
from models.errors import NotPublic
from models.status import Move, State
from tests.wording.samples import EVENING, LAMP, NOON, WEEK, standing
from tests.wording.secrets import Secret, secrets

Names = Collection[str]
Say = Callable[[str, Names], str | None]


def _case(place: str) -> CaseName:
    return CaseName(6, "停车挡道", place)


def _configured(text: str) -> str:
    """Names that the configuration gives stay as they are; numbers in them do not."""
    return text if sum(char.isdigit() for char in text) > 2 else "城管办"


def _receipts(text: str, names: Names) -> str:
    return receipt([Receipt(_case(text), _configured(text), EVENING), Receipt(LAMP, "社干小席", EVENING)], NOON, names)


def _change(move: Move) -> Say:
    def say(text: str, names: Names) -> str | None:
        return announce(
            Change(_case(text), move, "社干小席", _configured(text), EVENING, f"{text}，师傅下午到", 5), NOON, names
        )

    return say


def _several(text: str, names: Names) -> str | None:
    return status_update([Change(_case(text), Move.START, note=text), Change(LAMP, Move.CLOSE, note=text)], NOON, names)


def _digest(text: str, names: Names) -> str:
    return weekly_digest(
        replace(WEEK, still_open=(standing(_case(text)),), helpers=("物业", _configured(text))), NOON, names
    )


DOORS: dict[str, Say] = {
    "publish": lambda text, names: publish(f"刚才{text}又说了", names=names),
    "receipt": lambda text, names: receipt([Receipt(_case(text), "社干小席", EVENING)], NOON, names),
    "receipts": _receipts,
    **{f"announce {move}": _change(move) for move in (Move.START, Move.CLOSE, Move.CANNOT, Move.DISPATCH, Move.REOPEN)},
    "status_update": _several,
    "case_status": lambda text, names: case_status(
        standing(_case(text), State.DISPATCHED, department=_configured(text)), NOON, names
    ),
    "ask_satisfaction": lambda text, names: ask_satisfaction([_case(text), _case(f"{text}旁边")], names),
    "weekly_digest": _digest,
}
around = st.sampled_from(["{}", "{}门口", "找{}", "东门{}旁边", "是{}家的", "3幢东侧 {}"])


@settings(max_examples=1000, deadline=None)
@given(secret=secrets, door=st.sampled_from(sorted(DOORS)), frame=around)
def test_no_door_to_the_group_lets_a_secret_through(secret: Secret, door: str, frame: str) -> None:
    names = [secret.name] if secret.name else []
    try:
        shown = DOORS[door](frame.format(secret.text), names) or ""
    except NotPublic:
        return  # saying nothing is safe
    assert not secret.shows_in(shown), shown


@settings(max_examples=400, deadline=None)
@given(secret=secrets, frame=around)
def test_masking_keeps_the_rest_of_the_post(secret: Secret, frame: str) -> None:
    shown = DOORS["receipt"](frame.format(secret.text), [secret.name] if secret.name else [])
    assert shown is not None
    assert "停车挡道的事已记下（6号），社干小席去现场看" in shown


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=400), st.lists(st.text(max_size=12), max_size=5))
def test_any_text_at_all_is_published_or_refused(text: str, names: list[str]) -> None:
    try:
        shown = publish(text, names=names)
    except NotPublic:
        return
    assert 0 < len(shown) <= 300
    assert "!" not in shown
    assert "！" not in shown


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("3-502漏水", "3幢漏水"),
        ("302室门口", "某户门口"),
        ("12幢1单元301的车", "12幢的车"),
        ("三幢五零二楼上", "三幢楼上"),
        ("5楼东边那户", "某户"),
        ("5号楼二单元2-1", "5号楼"),
        ("3幢2单元12室门口", "3幢门口"),
        ("3单元301，灯不亮", "3单元，灯不亮"),
        ("12-1-3门口", "12幢门口"),
        ("3幢东边第二家", "3幢东边某户"),
        ("青年路100弄5号502", "青年路100弄"),
        ("301、302都停电了", "某户、某户都停电了"),
        ("尾号37P的白车", "（号码已隐去）的白车"),
        ("打13812345678", "打（号码已隐去）"),
        ("打０５１３－８５５１ ２３４５", "打（号码已隐去）"),
        ("苏F8K37P又堵了", "某车又堵了"),
        ("苏FD12345充电", "某车充电"),
        ("蘇F8K37P又堵了", "某车又堵了"),
        ("苏Ｆ８К３７Р又堵了", "某车又堵了"),  # a К and a Р from another alphabet
        ("五號樓502室漏水", "五號樓漏水"),
        ("王建國说", "一位居民说"),
        ("身份证32060219900101123X", "身份证（号码已隐去）"),
        ("张阿姨说灯坏了", "一位居民说灯坏了"),
        ("老王的车", "一位居民的车"),
        ("养护公司张师傅下午到", "养护公司师傅下午到"),
        ("王建国说", "一位居民说"),
        ("建国来过", "一位居民来过"),
        ("@王建国\u2005 看一下", "看一下"),
        ("abc12@qq.com", "（账号已隐去）"),
        ("加微信hello1就行", "加（账号已隐去）就行"),
        ("群主Sunshine说", "群主（账号已隐去）说"),
        ("看 http://t.cn/a 这里", "看 这里"),
        ("卡号6222****88", "卡号（号码已隐去）"),
        ("隔壁姓钱的", "隔壁一位居民"),
    ],
)
def test_what_stands_in_place_of_a_personal_mark(said: str, shown: str) -> None:
    assert publish(said, names=["3-502 王建国"]) == shown


@pytest.mark.parametrize(
    "said",
    [
        "3号楼东侧、6号楼和12幢2单元门口",
        "建国路188号、502路公交站",
        "请打 120、110、119 或 12345 热线，停电拨 95598",
        "365党员服务队、孙爷爷谈心室、知心奶奶",
        "12月3日 18:00 前，收到 1234 件，办结 1200 件，补助 1800 元",
        "小区、小高层、小程序、老旧管道、小马路、牛奶箱",
        "1号到6号都查过了，102号没好",
        "220V 电压，10kV 线路",
        "3号楼1-6楼停水，100-200元，1-8幢，102幢",
    ],
)
def test_buildings_places_and_counts_stay(said: str) -> None:
    assert publish(said, names=["3-502 王建国", "大家"]) == said


def test_staff_are_named_as_the_configuration_says_even_where_it_looks_like_a_resident() -> None:
    assert publish("老王和小席去现场看", keep=["小席"]) == "一位居民和小席去现场看"


def test_a_shop_that_writes_in_the_group_does_not_hide_its_street() -> None:
    assert publish("东三巷路灯不亮", names=["菜鸟驿站", "东三巷"]) == "东三巷路灯不亮"
    assert publish("黄小桥家门口", names=["黄小桥"]) == "一位居民家门口"


def test_a_configured_word_that_holds_a_phone_is_not_kept() -> None:
    assert "13812345678" not in publish("请找社干小席13812345678", keep=["社干小席13812345678"])


def test_digits_held_apart_by_ornaments_are_refused() -> None:
    with pytest.raises(NotPublic, match="number"):
        publish("1★3☆8★1☆2★3☆4★5☆6★7☆8")


def test_the_refusal_names_the_kind_of_leak_and_not_the_leak() -> None:
    with pytest.raises(NotPublic) as refused:
        publish("1★3☆8★1☆2★3☆4★5☆6★7☆8")
    assert "1" not in str(refused.value)


def test_nothing_left_to_say_is_not_said() -> None:
    with pytest.raises(NotPublic):
        publish(" \u200b ")


def test_a_hot_spot_is_for_leaders_only() -> None:
    assert HotSpot("3幢", "停车挡道", 5).place not in weekly_digest(replace(WEEK, still_open=()), NOON)


@pytest.mark.parametrize("unit", ["1", "a-", "3幢", "一", "王", "苏F", "十百", "1-", "0000-", "嗯", "@", "X*"])
def test_a_hostile_repetition_neither_hangs_nor_leaks(unit: str) -> None:
    try:
        shown = publish(unit * 2_000)
    except NotPublic:
        return
    assert len(shown) <= 300
