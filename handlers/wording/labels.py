"""One word for each term, in the vocabulary that people in a community use."""

from __future__ import annotations

from handlers.reading.facts import Urgency
from handlers.wording.values import CaseName
from models.status import Move, State

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

# A step of a case's timeline, as it is named where it is taken back.
MOVE = {
    Move.REGISTER: "登记",
    Move.ACCEPT: "收到",
    Move.DISPATCH: "转办",
    Move.START: "处理",
    Move.REPORT_DONE: "办好待确认",
    Move.DOUBT: "还没办好",
    Move.CLOSE: "办结",
    Move.CANNOT: "无法解决",
    Move.RETURN: "退回",
    Move.ASK_EXTENSION: "申请延期",
    Move.GRANT_EXTENSION: "同意延期",
    Move.REFUSE_EXTENSION: "不同意延期",
    Move.SUSPEND: "挂账",
    Move.RESUME: "恢复办理",
    Move.ESCALATE: "上报",
    Move.MERGE: "合并",
    Move.VOID: "作废",
    Move.REOPEN: "重新打开",
    Move.CORRECT: "更正",
    Move.EVIDENCE: "补充",
    Move.SUPPORT: "附议",
    Move.REMIND: "提醒",
    Move.RATE: "评价",
    Move.UNDO: "撤销",
}

URGENCY = {Urgency.NORMAL: "一般", Urgency.URGENT: "较急", Urgency.EMERGENCY: "紧急"}


def matter(case: CaseName) -> str:
    """3幢东侧停车挡道: the place, where it is known, and the category."""
    return f"{case.place.strip()}{case.label}"


def named(case: CaseName) -> str:
    """6号 3幢东侧停车挡道: as a cadre is told of it."""
    return f"{case.number}号 {matter(case)}"
