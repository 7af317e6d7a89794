"""The words by which people claim, ask about or agree to a place. Pure."""

from __future__ import annotations

import re

ASKS = re.compile("[?]|[吗么]$|吧[,，。]?$|哪[里个儿边幢栋号]|几[幢栋号楼单层组排]|是不是")
YES = re.compile("(?:是的|对的?|嗯+|没错|就是|系|正是|好像是|是[,，。 ]|是$)")
TOO = re.compile("[我俺咱][^,。]{0,3}也|一样")  # the first to tell it has told where
DRIPS = re.compile(
    "(?:天花板|屋顶|顶上|吊顶|墙角|墙上|灯里|床上|家里|屋里|房间里)[^,。]{0,8}(?:漏|滴|渗|下雨|下小的|潮|水印)"
)


def asks(text: str) -> bool:
    """Whether a message asks something, with or without a question mark."""
    return ASKS.search(text) is not None


def agrees(text: str) -> bool:
    """Whether a message begins by agreeing to what was asked."""
    return YES.match(text) is not None


def joins_in(text: str) -> bool:
    """Whether somebody says that he has the same trouble: 我家也没水."""
    return TOO.search(text) is not None


def drips(text: str) -> bool:
    """Whether water comes into somebody's rooms from a roof or wall."""
    return DRIPS.search(text) is not None
