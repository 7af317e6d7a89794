"""From the clauses of an answer to one verdict. In doubt it is unclear, and never a close."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.reading import clauses
from handlers.reading.cadre.asked import UNCLEAR, Asked, Verdict
from handlers.reading.cadre.changes import read_change
from handlers.reading.cadre.controls import read_control
from handlers.reading.cadre.orders import read_order
from handlers.reading.cadre.reply import Verb
from handlers.reading.cadre.signals import OPEN_STILL
from handlers.reading.cadre.work import Work, read_work
from handlers.reading.clauses import Clause

# To everybody: what it announces is no answer, unless it says that something is done.
_NOTICE = re.compile(
    r"^\W*(?:各位|大家注意|温馨提示|请各|请大家|居民朋友|业主们|(?:停[水电气]|重要|紧急)?(?:通知|公告|通告|提醒|告知)(?:[:\s]|$))|^【"
)
_STRONG_ACCEPT = ("收到", "知道了", "明白", "已阅", "受理")
_ORDER = (
    ({Work.FAILED}, Verb.PROGRESS),
    ({Work.CONTACTED}, Verb.CONTACTED),
    ({Work.PROMISE, Work.FOLLOW_UP}, Verb.PROMISE),
    ({Work.PARTLY, Work.PROGRESS, Work.LOOKED}, Verb.PROGRESS),
    ({Work.TAKE}, Verb.ACCEPT),
)
_NO_CLOSE_BESIDE = {Work.PARTLY, Work.FAILED, Work.PROMISE, Work.PROGRESS}


def judge(text: str, asked: Asked) -> Verdict:
    """What a text without case numbers asks for."""
    said = clauses.split(text)
    if not said:
        return UNCLEAR
    whole = text.strip(" 。.!?,;")
    for verdict in (read_control(said[0].text, whole), read_change(whole_with_mark(text), asked.categories)):
        if verdict is not UNCLEAR:
            return verdict
    order = read_order(text, said, asked)
    works = [read_work(clause, asked) for clause in said]
    if order is not UNCLEAR:
        return UNCLEAR if Work.DONE in works else order
    return _of_work(text, said, works, asked)


def whole_with_mark(text: str) -> str:
    """The text with a question mark kept, other end marks gone."""
    return text.strip(" 。.!,;")


def _of_work(text: str, said: Sequence[Clause], works: list[Work], asked: Asked) -> Verdict:
    if Work.DONE in works or {Work.LOOKED, Work.FINE} <= set(works) or _looked_and_fine(said, works):
        return _of_done(text, works)
    if _NOTICE.match(text):
        return UNCLEAR
    for kinds, verb in _ORDER:
        if kinds & set(works):
            return Verdict(verb, department=asked.department_in(text) if verb is Verb.CONTACTED else "")
    return Verdict(Verb.ACCEPT) if _accepts(said, works) else UNCLEAR


def _of_done(text: str, works: list[Work]) -> Verdict:
    if Work.QUESTION in works:
        return UNCLEAR
    if OPEN_STILL.search(text) or _NO_CLOSE_BESIDE & set(works):
        return Verdict(Verb.PROGRESS)
    return Verdict(Verb.CLOSE, follow_up=Work.FOLLOW_UP in works)


def _looked_and_fine(said: Sequence[Clause], works: list[Work]) -> bool:
    """One clause that says both: "去看过没事"."""
    return any(work is Work.FINE and "过" in clause.text for clause, work in zip(said, works, strict=True))


def _accepts(said: Sequence[Clause], works: list[Work]) -> bool:
    if Work.ACCEPT not in works or Work.QUESTION in works:
        return False
    if said[0].text.startswith(_STRONG_ACCEPT):
        return True
    return all(work is Work.ACCEPT or _COURTESY.search(clause.text) for clause, work in zip(said, works, strict=True))


_COURTESY = re.compile(r"谢|辛苦|麻烦|就这样|不客气|^(?:您|你|老师|书记|领导|主任|谢谢)$")
