"""What went wrong in one transcript, line by line, in the words of the people. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.evaluate.compare import Comparison, Match
from bot.evaluate.labels import Found
from bot.evaluate.tally import EMERGENCY

Mistake = tuple[str, str]  # its kind, and one line about it


def mistakes(judged: Comparison, said: Mapping[int, str]) -> Iterator[Mistake]:
    """Everything that lowers a figure; `said` has the words of each message by its number."""
    for match in judged.matches:
        yield from _of_case(match, said)
    for case in judged.invented:
        yield "invented case", described(case, said)
    for kind, heard in judged.heard.items():
        yield from ((f"missed {kind}", said.get(n, "")) for n in sorted(heard.label - heard.read))
        yield from ((f"invented {kind}", said.get(n, "")) for n in sorted(heard.read - heard.label))
    for after, text in judged.disturbed:
        yield "disturbed chat", f"{said.get(after, '')} -> {text}"


def described(case: Found, said: Mapping[int, str]) -> str:
    first = said.get(case.messages[0], "") if case.messages else ""
    return f"{list(case.messages)} {case.category}: {first}"


def _of_case(match: Match, said: Mapping[int, str]) -> Iterator[Mistake]:
    label, read = match.label, match.read
    if read is None:
        yield "missed case", described(label, said)
    else:
        if not match.right_category:
            yield "category", f"read as {read.category}: {described(label, said)}"
        if not match.right_place:
            yield "place", f"{label.place!r} read as {read.place!r}: {described(label, said)}"
        if label.evidence != read.evidence:
            yield "evidence", f"read {list(read.messages)}: {described(label, said)}"
    if label.urgency == EMERGENCY and (read is None or read.urgency != EMERGENCY):
        yield "missed emergency", described(label, said)
