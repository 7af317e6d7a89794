"""The shape of an answer as understood."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime


class Verb(enum.StrEnum):
    """What the answer asks for. The prompt's numbers 1 to 6 stand for the first six."""

    ACCEPT = "accept"  # 1 收到
    CONTACTED = "contacted"  # 2 已联系物业
    PROMISE = "promise"  # 3 明天处理: with a time
    NOT_OURS = "not_ours"  # 4 不归我们
    ESCALATE = "escalate"  # 5 上报
    CLOSE = "close"  # 6 办结
    PROGRESS = "progress"  # on it, half done, waits for a part
    TRANSFER = "transfer"  # 转城管办
    RETURN = "return"  # 退, with a reason
    EXTEND = "extend"  # 延期, with a time and a reason
    GRANT = "grant"  # 同意延期
    REFUSE = "refuse"  # 不同意延期
    SUSPEND = "suspend"  # 挂账, with a reason
    RESUME = "resume"
    CANNOT = "cannot"  # 无法解决, explained
    NOT_A_CASE = "not_a_case"  # 不是工单
    MERGE = "merge"  # 并到5号
    SET_CATEGORY = "set_category"  # 改成噪音
    SET_PLACE = "set_place"  # 地点5幢
    SET_URGENCY = "set_urgency"  # 紧急
    WHY = "why"  # 为什么
    UNDO = "undo"  # 撤销
    LIST = "list"  # 今天有什么
    SHOW = "show"  # 6号, 查6号
    NUMBERS = "numbers"  # 6号电话: the numbers that residents left
    HELP = "help"
    PICK = "pick"  # a bare number that answers a question with numbered choices
    UNCLEAR = "unclear"


DIGITS = (Verb.ACCEPT, Verb.CONTACTED, Verb.PROMISE, Verb.NOT_OURS, Verb.ESCALATE, Verb.CLOSE)


@dataclass(frozen=True, slots=True)
class CadreReply:
    """One answer as understood. `words` is what the echo repeats back."""

    verb: Verb
    words: str
    numbers: tuple[int, ...] = ()  # case numbers named ("6号")
    either: int | None = None  # "6号下午来": a case or a day; it stands in `numbers` if it was taken for a case
    digit: int | None = None  # a bare numbered answer
    when: datetime | None = None  # of a promise or an extension: the time to look again
    when_words: str = ""  # "明早"
    department: str = ""  # id of the department named
    reason: str = ""
    target: int | None = None  # of a merge: the other case's number
    category: str = ""
    place: str = ""
    urgency: str = ""
