"""What a careful person saw in a transcript, and what the program saw, in one shape. Pure but for `read_samples`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.evaluate.rows import read_rows, text_of
from bot.replay.transcript import Transcript, read_transcripts
from models.errors import LinliError

HEARD = ("questions", "status_queries", "notices")  # kinds of single messages that are scored


@dataclass(frozen=True, slots=True)
class Found:
    """One case, labelled or read."""

    messages: tuple[int, ...]  # evidence
    supporters: frozenset[int]
    category: str
    place: str
    urgency: str

    @property
    def evidence(self) -> frozenset[int]:
        return frozenset(self.messages)


@dataclass(frozen=True, slots=True)
class Label:
    """What a person saw. `optional` messages make no case of their own, right or wrong; `chat` wants no answer."""

    cases: tuple[Found, ...]
    heard: Mapping[str, frozenset[int]]
    optional: frozenset[int]
    chat: frozenset[int]


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the program saw, and after which messages it spoke in the group."""

    cases: tuple[Found, ...]
    heard: Mapping[str, frozenset[int]]
    posts: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """A transcript as an installation would see it, and the label that the program never sees."""

    transcript: Transcript
    label: Label

    @property
    def id(self) -> str:
        return self.transcript.id

    def said(self) -> dict[int, str]:
        """Who said what, by the number of the message."""
        messages = self.transcript.messages
        return {one["n"]: f"{one['sender']}: {one.get('text') or '[' + one['type'] + ']'}" for one in messages}


def read_samples(paths: Sequence[Path], only: str = "") -> list[Sample]:
    """The transcripts of all files, or those whose id ends in one of these characters."""
    found: dict[str, Sample] = {}
    for path in {path.resolve(): path for path in paths}.values():
        text_of(path)  # a missing file is told with its cure
        for transcript, label in zip(read_transcripts(path), read_rows(path, label_of), strict=True):
            if transcript.id in found:
                raise LinliError(f"{path}: a second transcript {transcript.id} -> give each an id of its own")
            found[transcript.id] = Sample(transcript, label)
    return [one for one in found.values() if not only or one.id[-1] in only]


def label_of(row: Mapping[str, Any]) -> Label:
    gold = row["gold"]
    cases = _cases(gold)
    heard = _heard(gold)
    optional = frozenset(n for case in gold.get("optional") or () for n in case["messages"])
    used = optional.union(*heard.values(), _numbers(gold, "thanks_or_resolved"))
    used = used.union(*(case.evidence | case.supporters for case in cases))
    spoken = frozenset(one["n"] for one in row["messages"] if one["role"] != "bot")
    return Label(cases, heard, optional, spoken - used)


def prediction_of(row: Mapping[str, Any]) -> Prediction:
    return Prediction(_cases(row), _heard(row), tuple((post["after"], post["text"]) for post in row["group_posts"]))


def _cases(row: Mapping[str, Any]) -> tuple[Found, ...]:
    return tuple(
        Found(
            messages=tuple(case["messages"]),
            supporters=frozenset(case.get("supporters") or ()),
            category=case["category"],
            place=case["place"] or "",
            urgency=case["urgency"],
        )
        for case in row["cases"]
    )


def _heard(row: Mapping[str, Any]) -> dict[str, frozenset[int]]:
    return {kind: _numbers(row, kind) for kind in HEARD}


def _numbers(row: Mapping[str, Any], kind: str) -> frozenset[int]:
    """Messages stand there by their number, or as an object that has it."""
    return frozenset(one["n"] if isinstance(one, dict) else one for one in row.get(kind) or ())
