"""Mere chat through the whole pipeline as WeChat groups: every case that opens is a false alarm to be judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from bot.evaluate.rows import read_rows
from bot.evaluate.spread import spread
from bot.replay.predict import cases_counted, posts_of
from bot.replay.run import played
from bot.replay.transcript import Transcript
from handlers.reading.lexicon import Lexicon
from models.case import Case
from models.queries.messages import messages_by_id
from models.settings import Settings

GROUP = 200  # messages; what a lively group writes in a day
TURN = timedelta(seconds=20)  # between two messages of one talk
PAUSE = timedelta(minutes=5)  # between two talks
BEGINS = datetime(2026, 3, 3, 9, 0)  # noqa: DTZ001  the local time that a transcript holds; a Tuesday


@dataclass(frozen=True, slots=True)
class Line:
    """One message of chat; without a speaker a new person says it, without a talk it stands alone."""

    text: str
    speaker: str
    talk: str


@dataclass(frozen=True, slots=True)
class FalseAlarm:
    """A case that opened upon chat: what it was taken for, by which rules and words, and upon what words it opened."""

    category: str
    urgency: str
    rules: tuple[str, ...]
    words: tuple[str, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChatResult:
    """What one group came to."""

    messages: int
    posts: int
    alarms: tuple[FalseAlarm, ...]


def read_chat(path: Path, settings: Settings) -> list[Transcript]:
    """A file of chat as groups of a few hundred messages, in a neighbourhood with the configured places."""
    places = tuple(place.name for node in settings.nodes.values() for place in node.places)
    return as_groups(path.stem, read_rows(path, line_of), places)


def line_of(row: Mapping[str, Any]) -> Line:
    return Line(row["text"], row.get("speaker") or row.get("sender") or "", str(row.get("dialogue") or ""))


def as_groups(name: str, lines: Sequence[Line], places: tuple[str, ...] = ()) -> list[Transcript]:
    """Groups of which each begins with a new talk, because talks stay whole."""
    talks = [list(talk) for _, talk in groupby(enumerate(lines), key=lambda one: one[1].talk or one[0])]
    found: list[list[list[Line]]] = [[]]
    for talk in talks:
        if sum(map(len, found[-1])) >= GROUP:
            found.append([])
        found[-1].append([line for _, line in talk])
    return [_transcript(f"{name} {number}", group, places) for number, group in enumerate(found, 1) if group]


def alarms_in(groups: Sequence[Transcript], settings: Settings, workers: int = 0) -> list[ChatResult]:
    return spread(false_alarms, groups, settings, workers)


async def false_alarms(group: Transcript, settings: Settings, lexicon: Lexicon) -> ChatResult:
    """What one group of chat leaves behind."""
    async with played(group, settings, lexicon) as app:
        alarms = await app.database.read(
            lambda connection: tuple(map(partial(alarm_of, connection), cases_counted(connection)))
        )
        posts = await app.database.read(posts_of)
    return ChatResult(len(group.messages), len(posts), alarms)


def alarm_of(connection: Connection, case: Case) -> FalseAlarm:
    said = messages_by_id(connection, case.why["messages"])
    rules, words = tuple(case.why["rules"]), tuple(case.why["words"])
    return FalseAlarm(case.category, case.urgency, rules, words, tuple(message.text for message in said))


def _transcript(name: str, talks: Sequence[Sequence[Line]], places: tuple[str, ...]) -> Transcript:
    messages: list[dict[str, Any]] = []
    at = BEGINS
    for talk in talks:
        for line in talk:
            number = len(messages) + 1
            speaker = line.speaker or f"resident {number}"
            messages.append({"n": number, "time": at.isoformat(), "sender": speaker, "type": "text", "text": line.text})
            at += TURN
        at += PAUSE
    return Transcript(name, name, places, (), tuple(messages))
