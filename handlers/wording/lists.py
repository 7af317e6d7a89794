"""Lists and explanations that staff ask for or find in the morning."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.wording.held import held_lines
from handlers.wording.labels import STATE, URGENCY, named
from handlers.wording.private import private
from handlers.wording.prompts import quoted
from handlers.wording.times import Moment
from handlers.wording.values import Held, Reasons, Standing
from models.messages import PrivateText

LINES = 20
HELP = """可以回复数字，也可以直接说：
1 收到 2 已联系物业 3 明天处理 4 不归我们 5 上报 6 办结（请发图）
带上编号更准，例如：
「6号明早去看」「6号转城管办」「6号退，不属于本网格」
「6号延到周五，等配件」「6号挂账，等政策」「6号无法解决，产权不清」
「6号并到5号」「6号改成噪音」「6号地点5幢」「6号紧急」「6号不是工单」
「查6号」看详情，「6号电话」看居民留的号码，「6号为什么」看立案原因，「今天有什么」看在办的事，「撤销」退回上一步，「网页」得到登录网页的链接。
拿不准的清单按行回答：「第1条立案」「第1条不是」。
把群里的聊天记录合并转发给我，也能立案。"""


def help_text() -> PrivateText:
    return private(HELP)


def open_list(standings: Sequence[Standing], moment: Moment) -> PrivateText:
    """The answer to 今天有什么: overdue first, then by the next limit."""
    if not standings:
        return private("现在没有在办的事。")
    return private("\n".join([f"在办 {len(standings)} 件：", *case_lines(standings, moment)]))


def morning_list(standings: Sequence[Standing], held: Sequence[Held], moment: Moment) -> PrivateText | None:
    """What waits this morning; None where nothing does."""
    if not standings and not held:
        return None
    overdue = sum(one.overdue for one in standings)
    head = f"早上好，在办 {len(standings)} 件" + (f"，其中超时 {overdue} 件：" if overdue else "：")
    cases = [head, *case_lines(standings, moment)] if standings else ["早上好，没有在办的事。"]
    return private("\n".join([*cases, *held_lines(held, moment)]))


def case_lines(standings: Sequence[Standing], moment: Moment) -> list[str]:
    """One line a case, overdue and more urgent ones first."""
    ordered = sorted(standings, key=_order)
    lines = [_line(one, moment) for one in ordered[:LINES]]
    return [*lines, f"……还有 {len(ordered) - LINES} 件"] if len(ordered) > LINES else lines


def case_details(standing: Standing, moment: Moment) -> PrivateText:
    """The answer of a member of staff's 查6号."""
    who = standing.department or standing.handler
    since = f"（{moment.say(standing.since)} 起）" if standing.since else ""
    lines = [
        f"{named(standing.case)}（{URGENCY[standing.urgency]}）",
        f"状态：{STATE[standing.state]}{since}" + (f"，并到 {standing.target}号" if standing.target else ""),
        f"经办：{who}" if who else "",
        _limit(standing, moment),
    ]
    return private("\n".join(line for line in lines if line))


def why(reasons: Reasons) -> PrivateText:
    """Why a case exists, in plain Chinese."""
    lines = [
        f"{named(reasons.case)}的立案原因：",
        *(f"· {note}" for note in reasons.notes),
        f"看到的词：{'、'.join(reasons.words)}" if reasons.words else "",
        *quoted(reasons.messages),
        f"用到的规则：{'、'.join(reasons.rules)}" if reasons.rules else "",
        f"不该立案请回复「{reasons.case.number}号不是工单」。",
    ]
    return private("\n".join(line for line in lines if line))


def _order(one: Standing) -> tuple[bool, int, float, int]:
    due = one.next_at.timestamp() if one.next_at else float("inf")
    return (not one.overdue, -one.urgency.rank(), due, one.case.number)


def _line(one: Standing, moment: Moment) -> str:
    mark = "【超时】" if one.overdue else ""
    limit = f"，{moment.say(one.next_at)} {'已到期' if one.overdue else '前'}" if one.next_at else ""
    return f"{mark}{named(one.case)}，{STATE[one.state]}{limit}"


def _limit(one: Standing, moment: Moment) -> str:
    if one.next_at is None:
        return ""
    return f"时限：{moment.say(one.next_at)}" + ("（已超时）" if one.overdue else "")
