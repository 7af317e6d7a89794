"""The words of the leader's desk: what each figure is called, and in a line how it is counted."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.figures import Figures, Rate
from handlers.wording.leader_digest import NONE_YET, say_rate, say_share
from handlers.wording.times import WEEKDAYS, say_span

PRIVATE = "不便公开的事项"
TREND = "近十二周每周收到和办结的工单"
FIGURE: Mapping[str, str] = {
    "received": "收到",
    "closed": "办结",
    "open": "处理中",
    "cannot": "无法解决",
    "out": "转出",
    "answered": "已答复",
    "repeated": "重复反映",
    "due": "到期",
    "on_time": "按期办结",
    "late": "到期未按期",
    "ended": "期内办结",
    "in_grid": "不出格",
    "in_community": "不出社区",
    "reopened": "重开",
    "rated": "有效回访",
    "contacted": "有响应",
    "solved": "已解决",
    "content": "满意",
    "fairly": "基本满意",
}
WAIT: Mapping[str, str] = {
    "open": "在办",
    "overdue": "超时",
    "escalated": "已上报",
    "extension": "申请延期",
    "danger": "紧急",
    "to_confirm": "待确认",
}

ROLE: Mapping[str, str] = {"cadre": "社干", "leader": "负责人", "department": "部门", "volunteer": "志愿者"}
AUDITED: Mapping[str, str] = {
    "looked": "查看原话",
    "exported": "导出",
    "refused": "拒绝",
    "bound": "绑定",
    "undone": "撤销",
    "forgotten": "到期清除",
    "erased": "按要求删除",
    "signed_in": "登录",
    "sign_in_failed": "登录未成",
}


def say_proposal(fault: str, wrong: str, right: str) -> str:
    """What a proposal of words would put right."""
    return {
        "NOT_A_CASE": f"当成了{wrong}，其实不用办",
        "MISSED": f"漏了{right}",
    }.get(fault, f"当成了{wrong}，其实是{right}")


def rates(figures: Figures) -> list[tuple[str, str, str, str, str]]:
    """Each rate: its name, its value, the keys of the cases above and below the line, and how it is counted."""
    back = figures.call_backs
    kinds: tuple[tuple[str, Rate, str, str, str], ...] = (
        ("按期办结率", figures.on_time, "on_time", "due", "期内到期的工单里，在时限内办结的占比"),
        ("响应率", back.contact, "contacted", "rated", "有响应 ÷ 有效回访"),
        ("解决率", back.solve, "solved", "rated", "已解决 ÷ 有效回访"),
        ("满意率", back.satisfaction, "content", "rated", "（满意 + 0.9 × 基本满意）÷ 有效回访"),
        ("重复率", figures.repetition, "repeated", "received", "同一地点同类问题 90 天内办结过又反映的，占收到的比"),
        ("重开率", figures.reopening, "reopened", "ended", "期内重新打开的 ÷ 期内办结的"),
        ("不出格率", figures.within_grid, "in_grid", "ended", "没有离开本网格就办结的 ÷ 期内办结的"),
        ("不出社区率", figures.within_community, "in_community", "ended", "没有离开本社区就办结的 ÷ 期内办结的"),
    )
    return [(name, say_rate(rate), part, whole, how) for name, rate, part, whole, how in kinds]


def spans(figures: Figures) -> list[tuple[str, str, str, str]]:
    """Each average: its name, its value, the key of its cases, and how it is counted."""
    first = say_span(figures.first_response) if figures.first_response is not None else NONE_YET
    solving = say_span(figures.solving) if figures.solving is not None else NONE_YET
    return [
        ("平均响应时长", first, "answered", "从登记到首次答复，期内收到并已答复的工单"),
        ("平均办结时长", solving, "ended", "从登记到办结，期内办结的工单"),
    ]


def say_slot(slot: str) -> str:
    """1-13 as 周一 13 点; "" of what is none."""
    day, _, hour = slot.partition("-")
    return f"周{WEEKDAYS[int(day) - 1]} {hour} 点" if day in set("1234567") and hour.isdecimal() else ""


def total(figures: Figures) -> tuple[str, str]:
    """The weighted score and its formula."""
    return say_share(figures.call_backs.total), "0.1 × 响应率 + 0.5 × 解决率 + 0.4 × 满意率"


def say_tile(name: str, received: int, still_open: int, overdue: int) -> str:
    """What a tile of the map tells."""
    return f"{name}：收到 {received} 件，在办 {still_open} 件，超时 {overdue} 件"


def say_tiles(name: str) -> str:
    return f"{name}各网格收到的工单"
