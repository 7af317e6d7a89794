"""One word for each term, in the vocabulary that people in a community use."""

from __future__ import annotations

from handlers.reading.facts import Urgency
from handlers.wording.values import CaseName
from models.status import State

STATE = {
    State.REGISTERED: "已登记",
    State.ACCEPTED: "已受理",
    State.DISPATCHED: "已转办",
    State.IN_PROGRESS: "处理中",
    State.CONFIRMING: "待确认",
    State.RETURNED: "已退回",
    State.ESCALATED: "已上报",
    State.SUSPENDED: "挂账",
    State.CLOSED: "已办结",
    State.CANNOT: "无法解决（已说明）",
    State.MERGED: "已合并",
    State.VOID: "已作废",
}

URGENCY = {Urgency.NORMAL: "一般", Urgency.URGENT: "较急", Urgency.EMERGENCY: "紧急"}


def matter(case: CaseName) -> str:
    """3幢东侧停车挡道: the place, where it is known, and the category."""
    return f"{case.place.strip()}{case.label}"


def named(case: CaseName) -> str:
    """6号 3幢东侧停车挡道: as a cadre is told of it."""
    return f"{case.number}号 {matter(case)}"
