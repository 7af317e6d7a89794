"""The words by which people claim, ask about or agree to a place. Pure."""

from __future__ import annotations

import re

ASKS = re.compile("[?]|[吗么]$|吧[,，。]?$|哪[里个儿边幢栋号]|几[幢栋号楼单层组排]|是不是")
YES = re.compile("(?:是的|对的?|嗯+|没错|就是|系|正是|好像是|是[,，。 ]|是$)")
TOO = re.compile("[我俺咱][^,。]{0,3}也|一样")  # the first to tell it has told where
DRIPS = re.compile(
    "(?:天花板|屋顶|顶上|吊顶|墙角|墙上|灯里|床上|家里|屋里|房间里)[^,。]{0,8}(?:漏|滴|渗|下雨|下小的|潮|水印)"
)

_ROOMS = "[我俺咱]家|家里|屋里|卫生间|厕所|马桶|厨房|地漏|卧室|客厅|房间|床"
INSIDE = {
    "sewage": re.compile(_ROOMS),
    "pest": re.compile(_ROOMS),
    "water_power_gas": re.compile(rf"(?:{_ROOMS})[^,。]{{0,8}}(?:煤气|燃气|天然气|臭鸡蛋)"),
}
KIN = re.compile("(?:我|俺|我们)家?(?:爸|妈|爷|奶|老[公婆头伴爷]|媳妇|儿子|女儿|孩子|小孩|娃|公公|婆婆|丈[人母])|家里")

BURNS = re.compile("着火|起火|失火|冒烟|浓烟|黑烟|白烟|火苗|明火|火光|烧起来了|烟味|糊味|焦味")


def inside(text: str, category: str) -> bool:
    """Whether the words tell of a trouble of this kind inside somebody's own rooms."""
    return category in INSIDE and INSIDE[category].search(text) is not None


def burns(text: str) -> bool:
    """Whether something burns or smokes now."""
    return BURNS.search(text) is not None


def has_kin(text: str) -> bool:
    """Whether somebody speaks of his own family."""
    return KIN.search(text) is not None


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
