"""How an answer was understood, said back at once, with the one word that takes it back."""

from __future__ import annotations

from collections.abc import Callable

from handlers.reading.cadre_reply import Verb
from handlers.reading.facts import Urgency
from handlers.wording.labels import MOVE, URGENCY, named
from handlers.wording.private import private
from handlers.wording.prompts import shorten
from handlers.wording.times import Moment
from handlers.wording.values import CaseName, Echo
from models.messages import PrivateText
from models.status import Move

UNDO_HINT = "不对请回复「撤销」。"


def echo(said: Echo, moment: Moment) -> PrivateText:
    """The echo for every verb. Verbs that change nothing carry no hint to undo."""
    words = _WORDS[said.reply.verb](said)
    which = f"{named(said.case)}：" if said.case else ""
    if said.reply.verb in _CHANGE_NOTHING:
        return private(f"{which}{words}")
    after = f"，{moment.say(said.remind_at)} 提醒您" if said.remind_at else ""
    return private(f"{which}{words}{after}。{_taken(said)}{UNDO_HINT}")


def undone(case: CaseName, what: str) -> PrivateText:
    """`what`: the step that was taken back, in the words that led to it or as a move."""
    step = MOVE[Move(what)] if what in set(Move) else shorten(what, 40)
    return private(f"{named(case)}：已撤销「{step}」，回到上一步。")


def nothing_to_undo() -> PrivateText:
    return private("没有可以撤销的操作。需要改的话，回复编号和新情况就行，例如「6号明早去看」。")


def _taken(said: Echo) -> str:
    """How a number was taken that could be either."""
    if said.as_number:
        return f"「{said.as_number}号」当作编号，不是日期。"
    return f"「{said.as_day}号」当作日期，不是编号。" if said.as_day else ""


def _why(said: Echo) -> str:
    return f"，原因：{shorten(said.reply.reason, 60)}" if said.reply.reason else ""


def _time(said: Echo) -> str:
    return said.reply.when_words or "约定时间"


def _progress(said: Echo) -> str:
    return f"记为有进展（{shorten(said.reply.words, 40)}）" if said.reply.words else "记为处理中"


def _urgency(said: Echo) -> str:
    level = said.reply.urgency
    return f"紧急程度改为「{URGENCY[Urgency(level)]}」" if level in set(Urgency) else "紧急程度已改"


def _close(said: Echo) -> str:
    is_public = said.case is not None and not said.case.private
    return "记为已办结" + ("，会告诉群里请大家再看看" if is_public else "")


_WORDS: dict[Verb, Callable[[Echo], str]] = {
    Verb.ACCEPT: lambda said: "记为已收到，由您跟进",
    Verb.CONTACTED: lambda said: f"记为已联系{said.department or '物业'}",
    Verb.PROMISE: lambda said: f"记为{_time(said)}处理",
    Verb.NOT_OURS: lambda said: f"记为不归我们办{_why(said)}，交回上一级重新安排",
    Verb.ESCALATE: lambda said: f"已上报{said.upper or '上一级'}{_why(said)}",
    Verb.CLOSE: _close,
    Verb.PROGRESS: _progress,
    Verb.TRANSFER: lambda said: f"已转{said.department or '主管部门'}办理，您可以继续催办",
    Verb.RETURN: lambda said: f"已退回{_why(said)}",
    Verb.EXTEND: lambda said: f"已申请延期到{_time(said)}{_why(said)}",
    Verb.GRANT: lambda said: "已同意延期",
    Verb.REFUSE: lambda said: f"没有同意延期{_why(said)}，按原时限办",
    Verb.SUSPEND: lambda said: f"已挂账{_why(said)}，时限先停",
    Verb.RESUME: lambda said: "已恢复办理，时限继续算",
    Verb.CANNOT: lambda said: f"记为无法解决（已说明）{_why(said)}",
    Verb.NOT_A_CASE: lambda said: "已作废，不算工单",
    Verb.MERGE: lambda said: f"已并到 {said.reply.target}号" if said.reply.target else "已合并",
    Verb.SET_CATEGORY: lambda said: f"类别改为{said.label or said.reply.category}",
    Verb.SET_PLACE: lambda said: f"地点改为{said.reply.place}",
    Verb.SET_URGENCY: _urgency,
    Verb.WHY: lambda said: "立案原因马上发给您。",
    Verb.UNDO: lambda said: "撤销上一步。",
    Verb.LIST: lambda said: "在办的事马上列给您。",
    Verb.SHOW: lambda said: "详情马上发给您。",
    Verb.NUMBERS: lambda said: "号码马上发给您。",
    Verb.HELP: lambda said: "用法马上发给您。",
    Verb.PICK: lambda said: "这个数字对不上正在问您的事，请带上编号，例如「6号收到」。",
    Verb.UNCLEAR: lambda said: "没看明白您的意思，先没有改动。请回复 1—6，或带上编号直接说，例如「6号已联系物业」。",
}
_LOOKS = {Verb.WHY, Verb.LIST, Verb.SHOW, Verb.NUMBERS, Verb.HELP}
_CHANGE_NOTHING = frozenset({*_LOOKS, Verb.UNDO, Verb.PICK, Verb.UNCLEAR})
