"""A quoted reply is taken apart; whatever is malformed stays plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reading.quote import split_quote
from models.messages import Quote

DASHES = "- - - - - - - - - - - - - - -"
XML = """<msg><appmsg appid="" sdkver="0"><title>还是臭 &amp; 更臭了</title><type>57</type><refermsg><type>1</type>
<svrid>7712</svrid><displayname>网格员小严</displayname><content>通好了</content></refermsg></appmsg></msg>"""


@pytest.mark.parametrize(
    ("text", "quote", "reply"),
    [
        (f"「小严:路灯哪根」\n{DASHES}\nL0427", Quote("小严", "路灯哪根"), "L0427"),
        (f"「小严：路灯哪根，有编号吗」\n{DASHES}\nL0427", Quote("小严", "路灯哪根，有编号吗"), "L0427"),
        ("「小严: 几点来」\n———\n九点", Quote("小严", "几点来"), "九点"),
        (
            f"「阿芳：他说「不管」就走了」\n{DASHES}\n真的？\n我去问",
            Quote("阿芳", "他说「不管」就走了"),
            "真的？\n我去问",
        ),
        (f"「只有一句话」\n{DASHES}\n嗯", Quote("", "只有一句话"), "嗯"),
        (f"「老张:一行\n两行」\r\n{DASHES}\r\n收到", Quote("老张", "一行\n两行"), "收到"),
        (XML, Quote("网格员小严", "通好了", "7712"), "还是臭 & 更臭了"),
    ],
)
def test_quote_and_reply_come_apart(text: str, quote: Quote, reply: str) -> None:
    assert split_quote(text) == (quote, reply)


@pytest.mark.parametrize(
    "text",
    [
        "「阳光驿站」今天开门吗",
        "「小严:几点来」九点",
        f"「小严:几点来\n{DASHES}\n九点",
        "<msg><appmsg><title>链接</title><type>5</type></appmsg></msg>",
        "<msg><appmsg><title>断了</title><type>57</type><refermsg>",
        "",
    ],
)
def test_what_is_no_quote_stays_as_it_is(text: str) -> None:
    assert split_quote(text) == (None, text)


@given(st.text(st.sampled_from("「」:：\n- —名字<>appmsgrefertyp57/")))
def test_no_text_breaks_it(text: str) -> None:
    quote, reply = split_quote(text)
    assert reply in text or quote is not None
