"""Case numbers and answers to the satisfaction question. Pure."""

from __future__ import annotations

import re

_NUMBER = r"(?P<number>[1-9]\d{0,4})"
_ABOUT = (  # after "6号": something that is said of a case and of no house or day
    r"(的?(工单|单子|案子|那件|这件|那个事|的事|的问题|情况|进度|进展)|"
    r"(还是|还|仍|根本|怎么还|又)?(没|没有|未|不)(修|弄|处理|解决|办|搞)?(好|完|解决|处理|办结)|"
    r"(已经?|都)?(修|弄|处理|解决|搞|办)?(好了|解决了|处理了|办结|结了)|"
    r"(怎么样|怎样|咋样|如何|到哪|什么情况|啥情况|有没有(消息|进展|结果)|有(消息|进展|结果))|"
    r"(很|非常|不|基本|不太|还算)?满意|撤了?$|撤销|取消|不用(来|修|处理)|催|加急|谢)"
)
_NOT_A_HOUSE = (
    r"(?!\s*(楼|幢|栋|门|单元|院|线|地块|井|车|桌|位|店|铺|口|公馆|"
    r"上午|下午|早|晚|中午|凌晨|之?前|之?后|那天|当天|到|至))"
)
_NAMED = (
    re.compile(rf"(?<!\d)[#＃]\s?{_NUMBER}(?!\d)(?!\s*(楼|幢|栋|门|单元|车|桩|井))"),
    re.compile(rf"(工单|单号|编号|案号|案子|序号)\s?[:#]?\s?第?{_NUMBER}(?!\d)"),
    re.compile(rf"(查询?|问一?下|催一?下?|看一?下?|关于|回复)\s?{_NUMBER}\s?号{_NOT_A_HOUSE}"),
    re.compile(rf"(查询?|催一?下?)\s?{_NUMBER}\s*$"),
    re.compile(rf"(?<![\d月.\-/幢栋楼院路街巷弄]){_NUMBER}\s?号{_ABOUT}"),
    re.compile(rf"^\s*{_NUMBER}\s?号\s*[,:]\s*{_ABOUT}"),
)
_SATISFACTION = (
    (1, re.compile(r"(不|没法|无法|不太|不怎么|很不|非常不|谈不上)满意|差评|太?失望")),
    (2, re.compile(r"(基本|还算|比较|大体|勉强|马马虎虎)满意|^(还行|一般般?|凑合|还可以)")),
    (3, re.compile(r"满意|好评|点赞|^(好|很好|挺好|不错)$")),
)


def case_numbers(text: str) -> tuple[int, ...]:
    """Numbers that read as case numbers: "6号没好", "#6", "查6号"; never houses (6号楼) or days (6号上午)."""
    if not any(char.isdigit() for char in text):
        return ()
    found = [int(match["number"]) for pattern in _NAMED for match in pattern.finditer(text)]
    return tuple(dict.fromkeys(found))


def satisfaction(text: str) -> int | None:
    """1 不满意, 2 基本满意, 3 满意; None where nothing is said about it. Only short answers count."""
    if len(text) > 40:
        return None
    return next((score for score, pattern in _SATISFACTION if pattern.search(text)), None)
