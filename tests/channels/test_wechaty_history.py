"""Merged forwards: one message that holds many people's messages."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.wechaty.body import read_body
from bot.channels.wechaty.wire import Payload, WireType
from models.messages import ForwardedLine, MessageKind

SHANGHAI = ZoneInfo("Asia/Shanghai")


def item(name: str, text: str, datatype: int = 1, time: str = "2026-01-05 07:40:12", more: str = "") -> str:
    return (
        f'<dataitem datatype="{datatype}"><sourcename>{escape(name)}</sourcename><sourcetime>{time}</sourcetime>'
        f"<datadesc>{escape(text)}</datadesc>{more}</dataitem>"
    )


def record(*items: str) -> str:
    datalist = f'<datalist count="{len(items)}">{"".join(items)}</datalist>'
    return f"<recordinfo><title>群聊的聊天记录</title>{datalist}</recordinfo>"


def forward(recorditem: str, des: str = "") -> str:
    return f"<msg><appmsg><title>群聊的聊天记录</title><des>{des}</des><type>19</type>{recorditem}</appmsg></msg>"


def lines(xml: str) -> tuple[ForwardedLine, ...]:
    body = read_body(Payload("m1", WireType.CHAT_HISTORY, xml), SHANGHAI)
    assert body.kind is MessageKind.HISTORY
    return body.forwarded


@pytest.mark.parametrize(
    "recorditem",
    [
        f"<recorditem>{escape(record(item('张三', '路灯不亮')))}</recorditem>",
        f"<recorditem><![CDATA[{record(item('张三', '路灯不亮'))}]]></recorditem>",
        f"<recorditem>{record(item('张三', '路灯不亮'))}</recorditem>",
    ],
    ids=["escaped", "CDATA", "as it is"],
)
def test_a_record_is_read_in_every_wrapping(recorditem: str) -> None:
    moment = datetime(2026, 1, 4, 23, 40, 12, tzinfo=UTC)

    assert lines(forward(recorditem)) == (ForwardedLine("张三", "路灯不亮", moment),)


def test_the_time_in_seconds_is_believed_more_than_the_written_one() -> None:
    stamped = item("张三", "路灯不亮", more="<srcMsgCreateTime>1767571200</srcMsgCreateTime>")

    [line] = lines(forward(f"<recorditem>{record(stamped)}</recorditem>"))
    assert line.sent_at == datetime(2026, 1, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-1-5 7:40", datetime(2026, 1, 4, 23, 40, tzinfo=UTC)),
        ("2026/01/05 07:40:12", datetime(2026, 1, 4, 23, 40, 12, tzinfo=UTC)),
        ("2026-02-30 07:40", None),
        ("昨天 07:40", None),
        ("", None),
    ],
)
def test_written_times_are_local_and_nonsense_is_no_time(written: str, moment: datetime | None) -> None:
    [line] = lines(forward(f"<recorditem>{record(item('张三', '路灯不亮', time=written))}</recorditem>"))

    assert line.sent_at == moment


def test_photos_places_and_files_say_what_they_are() -> None:
    place = "<locitem><label>虹桥路5号</label><poiname>气象局小区</poiname></locitem>"
    told = lines(
        forward(
            "<recorditem>"
            + record(
                item("张三", "[图片]", 2),
                item("张三", "", 6, more=place),
                item("李四", "", 8, more="<datatitle>名单.xlsx</datatitle>"),
                item("李四", "新花样", 99),
            )
            + "</recorditem>"
        )
    )

    assert [(line.kind, line.text) for line in told] == [
        (MessageKind.PHOTO, ""),
        (MessageKind.LOCATION, "气象局小区 虹桥路5号"),
        (MessageKind.FILE, "名单.xlsx"),
        (MessageKind.UNKNOWN, "新花样"),
    ]


def test_a_record_inside_a_record_is_unfolded_but_not_for_ever() -> None:
    inner = record(item("张三", "最里面"))
    for _ in range(2):
        inner = record(item("王五", "", 17, more=f"<recordxml>{escape(inner)}</recordxml>"), item("李四", "外面"))

    told = lines(forward(f"<recorditem>{inner}</recorditem>"))
    assert [line.text for line in told] == ["最里面", "外面", "外面"]

    too_deep = record(item("王五", "", 17, more=inner))
    assert "最里面" not in [line.text for line in lines(forward(f"<recorditem>{too_deep}</recorditem>"))]


def test_without_the_record_the_preview_has_to_do() -> None:
    told = lines(forward("", des="张三: 路灯不亮\n李四: [图片]\n..."))

    assert told == (ForwardedLine("张三", "路灯不亮"), ForwardedLine("李四", "[图片]"))


def test_a_record_of_thousands_is_cut() -> None:
    many = record(*(item("张三", "在") for _ in range(2_000)))

    assert len(lines(forward(f"<recorditem>{many}</recorditem>"))) == 500


printable = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=40).map(
    str.strip
)


@given(st.lists(st.tuples(printable, printable), min_size=1, max_size=10))
def test_whatever_people_wrote_comes_out_as_they_wrote_it(said: list[tuple[str, str]]) -> None:
    items = [item(name, text) for name, text in said]

    told = lines(forward(f"<recorditem>{escape(record(*items))}</recorditem>"))
    assert [(line.sender_name, line.text) for line in told] == said
