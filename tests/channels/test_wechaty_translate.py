"""What the wechaty channel makes of the payloads that puppets deliver."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.wechaty.translate import Around, translate
from bot.channels.wechaty.wire import Payload, WireType
from models.messages import Incoming, MessageKind, Quote

ARRIVED = datetime(2026, 1, 5, 8, tzinfo=UTC)
AROUND = Around("wechaty", "bot", ARRIVED, ZoneInfo("Asia/Shanghai"), self_names=("邻里助手", "小助手(3幢)"))


def read(wire_type: int, text: str = "", **more: object) -> Incoming:
    fields = {"timestamp": 1767571200.0, "from_id": "li", "room_id": "room", **more}
    return translate(Payload("m1", wire_type, text, **fields), AROUND)  # type: ignore[arg-type]


def appmsg(number: int, title: str = "标题", more: str = "") -> str:
    return f'<?xml version="1.0"?>\n<msg><appmsg><title>{title}</title><type>{number}</type>{more}</appmsg></msg>'


@pytest.mark.parametrize("timestamp", [1767571200, 1767571200000])
def test_seconds_and_milliseconds_are_the_same_moment(timestamp: float) -> None:
    assert read(WireType.TEXT, "在", timestamp=timestamp).sent_at == datetime(2026, 1, 5, tzinfo=UTC)


@pytest.mark.parametrize("timestamp", [0, -5, 1e30, float("nan"), float("inf")])
def test_an_absurd_time_becomes_the_time_of_arrival(timestamp: float) -> None:
    assert read(WireType.TEXT, "在", timestamp=timestamp).sent_at == ARRIVED


def test_a_private_chat_is_named_after_the_other_person_whoever_wrote() -> None:
    theirs = read(WireType.TEXT, "在", room_id="", to_id="bot")
    ours = read(WireType.TEXT, "在", room_id="", from_id="bot", to_id="li")

    assert (theirs.chat_id, theirs.from_self, theirs.is_group) == ("li", False, False)
    assert (ours.chat_id, ours.from_self) == ("li", True)


@pytest.mark.parametrize(
    "text",
    [
        "@邻里助手\u2005查6号",
        "@邻里助手 查6号",
        "查6号 @邻里助手",
        "@小助手(3幢)\u2005在吗",
        "@老王\u2005@邻里助手\u2005看看",
    ],
)
def test_the_bot_is_called_by_any_of_its_names(text: str) -> None:
    assert read(WireType.TEXT, text).mentions_bot


@pytest.mark.parametrize("text", ["@邻里助手们 好", "邻里助手 在吗", "@老王\u2005在吗", "@所有人 停水"])
def test_others_who_are_called_are_not_the_bot(text: str) -> None:
    assert not read(WireType.TEXT, text).mentions_bot


def test_the_bot_does_not_call_itself() -> None:
    assert not read(WireType.TEXT, "@邻里助手\u2005在", from_id="bot", mention_ids=("bot",)).mentions_bot


@pytest.mark.parametrize(
    ("wire_type", "kind"),
    [
        (WireType.IMAGE, MessageKind.PHOTO),
        (WireType.AUDIO, MessageKind.VOICE),
        (WireType.VIDEO, MessageKind.VIDEO),
        (WireType.EMOTICON, MessageKind.STICKER),
    ],
)
def test_the_protocols_own_xml_is_nobodys_text(wire_type: WireType, kind: MessageKind) -> None:
    message = read(wire_type, "<msg><img aeskey='1'/></msg>")

    assert (message.kind, message.text) == (kind, "")


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (1, MessageKind.TEXT),
        (5, MessageKind.LINK),
        (6, MessageKind.FILE),
        (8, MessageKind.STICKER),
        (17, MessageKind.LOCATION),
        (33, MessageKind.LINK),
        (53, MessageKind.TEXT),
        (62, MessageKind.SYSTEM),
        (2001, MessageKind.SYSTEM),
        (4711, MessageKind.UNKNOWN),
    ],
)
def test_a_card_is_known_by_its_number_and_goes_by_its_title(number: int, kind: MessageKind) -> None:
    message = read(WireType.UNKNOWN, appmsg(number))

    assert (message.kind, message.text) == (kind, "标题")


def test_a_group_notice_brings_its_words() -> None:
    message = read(WireType.UNKNOWN, appmsg(87, "群公告", "<textannouncement>明天停水</textannouncement>"))

    assert (message.kind, message.text) == (MessageKind.TEXT, "明天停水")


def test_a_sign_up_list_is_text() -> None:
    assert read(WireType.GROUP_NOTE, "#接龙\n1. 张三").kind is MessageKind.TEXT


def test_the_speaker_that_some_puppets_leave_before_the_xml_is_passed_over() -> None:
    assert read(WireType.UNKNOWN, "wxid_1:\n" + appmsg(5)).kind is MessageKind.LINK


def test_a_file_goes_by_its_name() -> None:
    message = read(WireType.ATTACHMENT, filename="楼道照片.zip")

    assert (message.kind, message.text) == (MessageKind.FILE, "楼道照片.zip")


def reply(words: str, quoted: str, name: str = "老王") -> str:
    refer = f"<svrid>77</svrid><displayname>{escape(name)}</displayname><content>{escape(quoted)}</content>"
    return appmsg(57, escape(words), f"<refermsg><type>1</type>{refer}</refermsg>")


@pytest.mark.parametrize("wire_type", [WireType.UNKNOWN, WireType.URL, WireType.ATTACHMENT])
def test_a_reply_in_xml_brings_its_quote_whatever_the_puppet_calls_it(wire_type: WireType) -> None:
    message = read(wire_type, reply("我家的", "谁家车挡「门」了"))

    assert (message.kind, message.text) == (MessageKind.TEXT, "我家的")
    assert message.quote == Quote("老王", "谁家车挡「门」了", "77")


def test_a_reply_to_a_photo_quotes_no_words() -> None:
    assert read(WireType.UNKNOWN, reply("这是哪里", "<msg><img/></msg>")).quote == Quote("老王", "", "77")


def test_a_reply_to_a_reply_quotes_the_words_of_that_reply() -> None:
    assert read(WireType.UNKNOWN, reply("好的", reply("我家的", "谁家车"))).quote == Quote("老王", "我家的", "77")


def test_a_reply_cut_short_keeps_what_is_whole() -> None:
    cut = reply("我家的", "谁家车")[: -len("</appmsg></msg>")]

    message = read(WireType.UNKNOWN, cut)
    assert (message.kind, message.text, message.quote) == (MessageKind.TEXT, "我家的", Quote("老王", "谁家车", "77"))


def test_xml_that_a_resident_types_stays_text() -> None:
    typed = reply("我家的", "谁家车")

    message = read(WireType.TEXT, typed.replace("appmsg", "app"))
    assert (message.kind, message.text) == (MessageKind.TEXT, typed.replace("appmsg", "app"))
    assert read(WireType.TEXT, appmsg(19)).kind is MessageKind.TEXT


@pytest.mark.parametrize(
    ("text", "recalled"),
    [
        ("in_1", "in_1"),
        ("<sysmsg type='revokemsg'><revokemsg><msgid>1</msgid><newmsgid>77</newmsgid></revokemsg></sysmsg>", "77"),
        ("<sysmsg type='revokemsg'><revokemsg><msgid>1</msgid></revokemsg></sysmsg>", "1"),
        ("<sysmsg type='revokemsg'", ""),
    ],
)
def test_a_recall_names_the_message_in_either_form(text: str, recalled: str) -> None:
    message = read(WireType.RECALLED, text)

    assert (message.kind, message.recalled_id, message.text) == (MessageKind.RECALL, recalled, "")


def test_a_recall_that_the_puppet_cannot_name_is_one_all_the_same() -> None:
    xml = "<sysmsg type='revokemsg'><revokemsg><newmsgid>77</newmsgid></revokemsg></sysmsg>"

    assert read(WireType.UNKNOWN, xml).recalled_id == "77"


def test_a_pat_is_a_line_of_the_system() -> None:
    xml = "<sysmsg type='pat'><pat><template><![CDATA[\"${a}\" 拍了拍我]]></template></pat></sysmsg>"
    message = read(WireType.UNKNOWN, xml)

    assert (message.kind, message.text) == (MessageKind.SYSTEM, '"${a}" 拍了拍我')


def test_a_place_goes_by_name_and_address() -> None:
    message = read(WireType.LOCATION, '<msg><location x="32" y="120" label="虹桥路5号" poiname="气象局小区"/></msg>')

    assert (message.kind, message.text) == (MessageKind.LOCATION, "气象局小区 虹桥路5号")


def test_a_bomb_in_xml_is_only_a_message_of_unknown_kind() -> None:
    bomb = (
        '<!DOCTYPE m [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><msg><appmsg><title>&b;</title></appmsg></msg>'
    )
    message = read(WireType.UNKNOWN, bomb)

    assert (message.kind, message.text) == (MessageKind.UNKNOWN, "")


def test_a_very_long_message_stays_whole() -> None:
    assert read(WireType.TEXT, "漏" * 100_000).text == "漏" * 100_000


def test_what_databases_refuse_is_left_out() -> None:
    assert read(WireType.TEXT, "漏\x00水").text == "漏水"


@given(
    wire_type=st.integers(-5, 120), text=st.text(max_size=200), timestamp=st.floats(), room=st.sampled_from(["", "r"])
)
def test_nothing_makes_it_fail(wire_type: int, text: str, timestamp: float, room: str) -> None:
    message = read(wire_type, text, timestamp=timestamp, room_id=room)

    assert message.sent_at.tzinfo is not None
    assert message.chat_id == (room or "li")


@given(st.text(alphabet="<>/[]&;\"'= amsgpdtinofxlrve57119「」：\n-", max_size=300))
def test_no_broken_xml_makes_it_fail(text: str) -> None:
    for wrapped in (text, f"<msg><appmsg>{text}</appmsg></msg>", appmsg(19, more=f"<recorditem>{text}</recorditem>")):
        read(WireType.UNKNOWN, wrapped)
