"""Answers to residents in the group, and the question whether they are content."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from handlers.wording.labels import STATE
from handlers.wording.notes import kept, public_matter
from handlers.wording.public import publish
from handlers.wording.times import Moment
from handlers.wording.values import CaseName, Standing
from models.messages import PublicText
from models.status import ENDED, State

ASKED = 4  # cases asked about in one message


def case_status(standing: Standing, moment: Moment, names: Collection[str] = ()) -> PublicText:
    """The answer to 查6号: the public part only."""
    if standing.case.private:
        return publish("这件事由工作人员直接跟进，群里就不细说了。")
    text = f"{public_matter(standing.case, names)}的事（{standing.case.number}号）{_stands(standing, moment)}。"
    return publish(text, names=names, keep=kept(standing))


def no_such_case(number: int | None = None) -> PublicText:
    """The answer to a status query that no case belongs to."""
    which = f"{number}号" if number else "您问的这件事"
    return publish(f"还没有查到{which}的记录。请您说一下地点和情况，社区记下来去看。")


def ask_satisfaction(cases: Sequence[CaseName], names: Collection[str] = ()) -> PublicText | None:
    """The question after a close; None where all of them are private."""
    shown = [case for case in cases if not case.private][:ASKED]
    if not shown:
        return None
    number = shown[0].number
    what = "、".join(f"{public_matter(case, names)}（{case.number}号）" for case in shown)
    how = f"回复『{number}号满意』『{number}号基本满意』或『{number}号不满意』就行，没好就回复『{number}号没好』"
    if len(shown) > 1:
        how = f"带上编号回复满意、基本满意、不满意或没好就行，例如『{number}号满意』"
    keep = frozenset(case.label for case in shown)
    return publish(f"{what}已经办完，您看办得怎么样？{how}。", names=names, keep=keep)


def _stands(standing: Standing, moment: Moment) -> str:
    if standing.state in ENDED:
        return _ended(standing, moment)
    who = f"，{standing.department}在办" if standing.department else f"，{standing.handler or '社区工作人员'}在跟进"
    state = _PUBLIC_STATE.get(standing.state, STATE[standing.state])
    return f"{state}{who}，{moment.news(standing.next_at)}"


def _ended(standing: Standing, moment: Moment) -> str:
    when = f"{moment.say(standing.since)} " if standing.since else ""
    if standing.state is State.CLOSED:
        return f"{when}办结，还有问题回复『{standing.case.number}号没好』"
    if standing.state is State.CANNOT:
        return f"目前解决不了，详情可以找{standing.handler or '社区工作人员'}了解"
    if standing.state is State.MERGED and standing.target:
        return f"并到 {standing.target}号一起办，进展看 {standing.target}号"
    return "已经结束，还需要帮忙请再说一下地点和情况"


# Steps inside the office mean nothing to residents.
_PUBLIC_STATE = {
    State.RETURNED: "正在重新安排",
    State.ESCALATED: "正在请上一级协调",
    State.SUSPENDED: "暂时要等一等",
    State.CONFIRMING: "说是办好了，正在核实",
    State.DISPATCHED: "已转办",
}
