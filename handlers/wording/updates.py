"""What changed about cases, told to the group. A move without public words and a private case say nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from handlers.wording.fold import fitting
from handlers.wording.notes import is_of_the_day, kept, public_matter, public_note
from handlers.wording.public import publish
from handlers.wording.times import Moment
from handlers.wording.values import Change
from models.messages import PublicText
from models.status import Move

LIST_LIMIT = 240  # characters for the cases named in one message; the rest are counted


def announce(change: Change, moment: Moment, names: Collection[str] = ()) -> PublicText | None:
    """One change as one sentence; None where the group has nothing to hear of it."""
    said = _said(change, moment, names)
    if not said:
        return None
    text = f"{public_matter(change.case, names)}的事（{change.case.number}号）{said}。"
    return publish(text, names=names, keep=kept(change))


def status_update(changes: Sequence[Change], moment: Moment, names: Collection[str] = ()) -> PublicText | None:
    """All changes in one message, one line a case (its newest change counts); None where nothing is public."""
    newest = {change.case.number: change for change in changes if _said(change, moment, names)}
    told = sorted(newest.values(), key=lambda change: change.case.number)
    if not told:
        return None
    if len(told) == 1:
        return announce(told[0], moment, names)
    lines = fitting([_line(one, moment, names) for one in told], LIST_LIMIT)
    rest = [f"另外 {len(told) - len(lines)} 件也有进展，回复『查』加编号就能看到。"] if len(told) > len(lines) else []
    return publish("\n".join(["有新进展的几件事：", *lines, *rest]), names=names, keep=kept(*told))


def _line(change: Change, moment: Moment, names: Collection[str]) -> str:
    return f"{change.case.number}号 {public_matter(change.case, names)}，{_said(change, moment, names)}"


def _said(change: Change, moment: Moment, names: Collection[str]) -> str:
    words = _WORDS.get(change.move)
    if words is None or change.case.private:
        return ""
    return words(change, _note(change, moment, names), f"，{moment.news(change.next_at)}")


def _note(change: Change, moment: Moment, names: Collection[str]) -> str:
    note = public_note(change.note, names)
    stale = change.at is not None and not moment.is_today(change.at) and is_of_the_day(note)
    return "" if stale else note


def _accepted(change: Change, note: str, after: str) -> str:
    return f"{change.handler or '社区工作人员'}已经在跟进{_also(note)}{after}"


def _dispatched(change: Change, note: str, after: str) -> str:
    return f"已转给{change.department or '主管部门'}办理{_also(note)}，{change.handler or '社区'}跟着催办{after}"


def _started(change: Change, note: str, after: str) -> str:
    if note:
        return f"有进展：{note}{after}"
    if change.department:
        return f"已联系{change.department}，{change.handler or '社区'}在跟进{after}"
    return f"{change.handler or '社区工作人员'}正在处理{after}"


def _closed(change: Change, note: str, after: str) -> str:
    return f"{note or '办好了'}，大家再看看，还有问题回复『{change.case.number}号没好』"


def _cannot(change: Change, note: str, after: str) -> str:
    why = f"：{note}" if note else ""
    return f"目前解决不了，跟大家说明一下{why}。想了解详情可以找{change.handler or '社区工作人员'}"


def _extended(change: Change, note: str, after: str) -> str:
    return f"还需要一些时间{_also(note)}{after}"


def _suspended(change: Change, note: str, after: str) -> str:
    return f"要等一等{_also(note)}，社区一直记着{after}"


def _merged(change: Change, note: str, after: str) -> str:
    return (
        f"和 {change.target}号是同一件，并到 {change.target}号一起办，进展看 {change.target}号" if change.target else ""
    )


def _reopened(change: Change, note: str, after: str) -> str:
    return f"重新打开了，{change.handler or '社区工作人员'}再去现场看{after}"


def _escalated(change: Change, note: str, after: str) -> str:
    return f"已请上一级一起协调，{change.handler or '社区'}继续跟进{after}"


def _also(note: str) -> str:
    return f"，{note}" if note else ""


_WORDS: dict[Move, Callable[[Change, str, str], str]] = {
    Move.ACCEPT: _accepted,
    Move.DISPATCH: _dispatched,
    Move.START: _started,
    Move.CLOSE: _closed,
    Move.CANNOT: _cannot,
    Move.GRANT_EXTENSION: _extended,
    Move.SUSPEND: _suspended,
    Move.MERGE: _merged,
    Move.REOPEN: _reopened,
    Move.ESCALATE: _escalated,
}
