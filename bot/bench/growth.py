"""What a message costs in a city of 59,200 groups and in ten, each with a million messages stored before."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from statistics import median
from typing import Any

from sqlalchemy import Connection, insert

from bot.bench.bed import Bed
from bot.bench.city import city, room
from bot.bench.cpu import metered
from bot.bench.pipeline import BATCH, START, Pipeline, open_pipeline
from bot.bench.place import Place
from bot.bench.traffic import CHANNEL, Traffic
from models.tables import message

FEW = 10
CHUNK = 5_000
SAID_BEFORE = 80  # messages that the groups of the rounds have behind them, as many as a decision looks at
APART = timedelta(minutes=7)


@dataclass(slots=True)
class Growth:
    """Microseconds of processor time a message, by the number of groups: one figure a round."""

    spent: dict[int, list[float]]
    rows: int
    messages: int

    @property
    def ratio(self) -> float:
        few, many = sorted(self.spent)
        return median(self.spent[many]) / median(self.spent[few])


async def growth(bed: Bed, few: Place, many: Place) -> Growth:
    """Rounds in both cities in turn.

    In the large one a group speaks again only after thousands of others, so that what a program can keep in mind of ten
    groups helps no more than it would in life.
    """
    scale = bed.scale
    found = Growth({FEW: [], scale.city: []}, scale.preloaded, scale.each_growth)
    async with contextlib.AsyncExitStack() as towns:
        running = {
            groups: await towns.enter_async_context(_town(bed, place, groups))
            for groups, place in ((FEW, few), (scale.city, many))
        }
        for number in range(-scale.rounds, scale.rounds):  # what comes first is not counted: everybody speaks once
            for groups, (pipeline, traffic) in running.items():
                spent: list[float] = []
                server = (few if groups == FEW else many).server
                messages = traffic.take(scale.each_growth)
                with metered(spent, server, len(messages)):
                    await pipeline.take_in(messages)
                if number >= 0:
                    found.spent[groups] += spent
    return found


@contextlib.asynccontextmanager
async def _town(bed: Bed, place: Place, groups: int) -> AsyncIterator[tuple[Pipeline, Traffic]]:
    """A running program with so many groups, and messages for it."""
    traffic = bed.traffic(groups, among=among(groups, bed.scale.each_growth * bed.scale.rounds))
    async with open_pipeline(city(bed.settings, groups), place.url, place.folder, bed.lexicon) as pipeline:
        texts = [one.text for one in bed.traffic(groups).take(BATCH)]
        for rows in _chunks(_rows(traffic.among, groups, bed.scale.preloaded, texts)):
            await pipeline.app.database.write(partial(_store, rows))
        yield pipeline, traffic


def _store(rows: list[dict[str, Any]], connection: Connection) -> None:
    connection.execute(insert(message), rows)


def among(groups: int, heard: int) -> tuple[int, ...]:
    """The groups that speak: all, or so many, spread over all."""
    count = min(groups, max(FEW, heard))
    return tuple(at * groups // count for at in range(count))


def _rows(speaking: tuple[int, ...], groups: int, count: int, texts: list[str]) -> Iterator[dict[str, Any]]:
    """What was said before: enough in the groups that will speak, the rest in all groups by turns."""
    recent = max(1, min(SAID_BEFORE, count * 19 // 20 // len(speaking)))
    older = itertools.islice(itertools.cycle(range(groups)), count - recent * len(speaking))
    begun = START - timedelta(days=30)
    for number, group in enumerate(older):
        yield _row(number, group, begun + timedelta(seconds=number / 10), texts)
    for turn in range(recent):
        at = START - APART * (recent - turn)
        for number, group in enumerate(speaking):
            yield _row(count + turn * len(speaking) + number, group, at, texts)


def _row(number: int, group: int, at: datetime, texts: list[str]) -> dict[str, Any]:
    return {
        "channel": CHANNEL,
        "chat": room(f"group-{group}"),
        "external_id": f"before-{number:012d}",
        "group_id": f"group-{group}",
        "sender": f"group-{group}-{number % 40}",
        "sender_name": f"{number % 40}",
        "kind": "text",
        "text": texts[number % len(texts)],
        "extra": {"is_group": True},
        "sent_at": at,
        "received_at": at,
        "handled_at": at,
        "outcome": "ignored: chat",
    }


def _chunks(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while chunk := list(itertools.islice(rows, CHUNK)):
        yield chunk
