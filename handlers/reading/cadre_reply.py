"""What a member of staff answers, in numbers or in free words; pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from handlers.reading.cadre.asked import Asked, Verdict
from handlers.reading.cadre.controls import LOOK_UP, asks_numbers, shows
from handlers.reading.cadre.digit import Digit, is_copied, read_choice, read_digit
from handlers.reading.cadre.judge import judge
from handlers.reading.cadre.numbers import Numbered, cut_numbers, find_merge
from handlers.reading.cadre.repair import repair
from handlers.reading.cadre.reply import DIGITS, CadreReply, Verb
from handlers.reading.cadre.times import time_in
from handlers.reading.normalise import normalise
from handlers.reading.when import When, read_when
from models.calendar import WorkCalendar
from models.settings import DepartmentSettings

__all__ = ["CadreReply", "Verb", "parse_cadre_reply"]

LONGEST = 300  # characters; more than that is pasted text or a notice, and no answer
LONGEST_ECHO = 120
TIMED = frozenset({Verb.ACCEPT, Verb.CONTACTED, Verb.PROMISE, Verb.PROGRESS, Verb.EXTEND, Verb.SUSPEND})
EVERYBODY = "所有人"  # addressed to all: an announcement, unless it says that something is done
TOMORROW = "明天"  # what the prompt says beside 3
_OK = frozenset({"OK", "ok", "好的", "收到", "👌", "🆗"})
# What the words after a number may come to: the first set says more than the number and replaces it, the second goes
# with it. Whatever else they say gainsays it, and the answer is unclear; a close wants words that close too, or none.
_AFTER = {
    Verb.ACCEPT: (
        {Verb.CONTACTED, Verb.PROMISE, Verb.PROGRESS, Verb.ESCALATE, Verb.NOT_OURS, Verb.TRANSFER},
        {Verb.ACCEPT, Verb.UNCLEAR},
    ),
    Verb.CONTACTED: (set(), {Verb.CONTACTED, Verb.PROMISE, Verb.PROGRESS, Verb.ACCEPT, Verb.UNCLEAR}),
    Verb.PROMISE: ({Verb.EXTEND}, {Verb.PROMISE, Verb.CONTACTED, Verb.PROGRESS, Verb.ACCEPT, Verb.UNCLEAR}),
    Verb.NOT_OURS: ({Verb.TRANSFER, Verb.RETURN}, {Verb.NOT_OURS, Verb.CONTACTED, Verb.UNCLEAR}),
    Verb.ESCALATE: ({Verb.TRANSFER}, {Verb.ESCALATE, Verb.NOT_OURS, Verb.CANNOT, Verb.CONTACTED, Verb.UNCLEAR}),
    Verb.CLOSE: (set[Verb](), {Verb.CLOSE, Verb.ACCEPT}),
}
_GAINSAID = re.compile(r"^还?[没未不别莫](?!在|归|是我|属)|没联系|联系不|打不通|没人接|没打|\?")


def parse_cadre_reply(
    text: str,
    *,
    now: datetime,
    departments: Sequence[DepartmentSettings] = (),
    categories: Mapping[str, str] = MappingProxyType({}),
    choices: int = 0,
    open_numbers: Collection[int] = (),
    calendar: WorkCalendar | None = None,
) -> CadreReply:
    """Read one answer of any length; never raises, and what could be read two ways is UNCLEAR.

    `categories` maps labels and aliases to codes; `choices` is how many numbered choices the bot has just offered;
    `open_numbers` are the case numbers that could be meant, which settles "6号下午来"; times are local to `calendar`.
    """
    asked = Asked(now, departments, categories, choices, open_numbers, calendar)
    normal = normalise(text)
    said = repair(normal.text)
    words = " ".join(said.split())
    if not words:
        is_ok = bool(normal.emoji) and set(normal.emoji) <= _OK
        return CadreReply(Verb.ACCEPT if is_ok else Verb.UNCLEAR, "".join(normal.emoji)[:LONGEST_ECHO])
    if len(words) > LONGEST:
        return CadreReply(Verb.UNCLEAR, words[:LONGEST_ECHO])
    reply = replace(_read(said, asked), words=words[:LONGEST_ECHO])
    is_notice = EVERYBODY in normal.mentions and reply.verb is not Verb.CLOSE
    return CadreReply(Verb.UNCLEAR, reply.words) if is_notice else reply


def _read(said: str, asked: Asked) -> CadreReply:
    choice = read_choice(said) if asked.choices else None
    if choice is not None:
        return CadreReply(Verb.PICK if 1 <= choice <= asked.choices else Verb.UNCLEAR, said, digit=choice)
    merge = find_merge(said)
    if merge:
        return CadreReply(Verb.MERGE, said, cut_numbers(merge[1], asked.open_numbers).numbers, target=merge[0])
    looked_up = LOOK_UP.fullmatch(said)
    if looked_up:
        return CadreReply(Verb.SHOW, said, (int(looked_up[1]),))
    numbered = cut_numbers(said, asked.open_numbers)
    return replace(_of_rest(numbered, asked), numbers=numbered.numbers, either=numbered.either)


def _of_rest(numbered: Numbered, asked: Asked) -> CadreReply:
    rest = numbered.rest
    if numbered.numbers and shows(rest):
        return CadreReply(Verb.SHOW, rest)
    if asks_numbers(rest, names_case=bool(numbered.numbers)):
        return CadreReply(Verb.NUMBERS, rest)
    if is_copied(rest) or _is_divided(numbered, asked):
        return CadreReply(Verb.UNCLEAR, rest)
    digit = read_digit(rest)
    if digit is not None:
        return _of_digit(digit, asked)
    return _reply(judge(rest, asked), rest, asked)


def _is_divided(numbered: Numbered, asked: Asked) -> bool:
    """Whether a text says different things about different cases: "6号修好了,8号明天修"."""
    parts = [part for part in numbered.parts if part]
    if len(numbered.numbers) < 2 or len(parts) < 2:
        return False
    return len({judge(part, asked).verb for part in parts}) > 1


def _of_digit(digit: Digit, asked: Asked) -> CadreReply:
    verb, rest = DIGITS[digit.digit - 1], digit.rest
    verdict = judge(rest, asked) if rest else Verdict(verb)
    more, along = _AFTER[verb]
    if _GAINSAID.search(rest) or verdict.verb not in more | along:
        return CadreReply(Verb.UNCLEAR, rest, digit=digit.digit)
    chosen = verdict if verdict.verb in more else replace(verdict, verb=verb)
    reply = replace(_reply(chosen, rest, asked), digit=digit.digit)
    if reply.verb is Verb.PROMISE and reply.when is None:
        return _at(reply, read_when(TOMORROW, asked.now, asked.calendar))
    wants_reason = verb in {Verb.NOT_OURS, Verb.ESCALATE} and not reply.reason
    return replace(reply, reason=rest) if wants_reason else reply


def _reply(verdict: Verdict, rest: str, asked: Asked) -> CadreReply:
    reply = CadreReply(
        verdict.verb,
        rest,
        department=verdict.department,
        reason=verdict.reason,
        category=verdict.category,
        place=verdict.place,
        urgency=verdict.urgency,
    )
    return _at(reply, time_in(rest, asked)) if verdict.verb in TIMED else reply


def _at(reply: CadreReply, when: When | None) -> CadreReply:
    return replace(reply, when=when.at, when_words=when.words) if when else reply
