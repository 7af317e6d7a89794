"""What is queued goes out: paced, budgeted, most pressing first, and never twice to a group."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select

from bot.attachments import Attachments
from bot.channels.base import Health, Receive
from bot.claims import MOST_TRIES
from bot.clock import SimulatedClock
from bot.database import Database
from bot.outbox import Outbox
from bot.pace import Pace
from models.errors import SendFailed
from models.messages import Outgoing
from models.schema import upgrade
from models.settings import BudgetSettings
from models.tables import group_binding, outbox, staff_binding
from tests.databases import empty_database

NOON = datetime(2026, 2, 3, 4, 0, tzinfo=UTC)


class Phone:
    """A channel that does what the test tells it."""

    name = "phone"
    posts = True

    def __init__(self) -> None:
        self.got: list[Outgoing] = []
        self.fails: list[SendFailed] = []

    async def run(self, receive: Receive) -> None:
        """Nobody speaks here."""

    async def send(self, outgoing: Outgoing) -> str:
        if self.fails:
            raise self.fails.pop(0)
        self.got.append(outgoing)
        return "id"

    def health(self) -> Health:
        return Health(connected=True, logged_in=True)


class SlowPhone(Phone):
    """A channel whose sends last until the test lets them go."""

    def __init__(self) -> None:
        super().__init__()
        self.sending = asyncio.Event()
        self.go = asyncio.Event()

    async def send(self, outgoing: Outgoing) -> str:
        self.sending.set()
        await self.go.wait()
        return await super().send(outgoing)


class Desk:
    """One sender with its phone, its queue and its clock."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database, self.phone, self.clock = database, Phone(), SimulatedClock(NOON)
        self.slow: SlowPhone = SlowPhone()
        self.pauses: list[float] = []
        budget = BudgetSettings(group_per_hour=2, group_per_day=3, account_per_minute=5, gap_seconds=(1, 2))
        self.outbox = Outbox(database, self.phone, self.clock, Pace(budget), Attachments(self.photo), self.pause)
        self._folder = folder

    def photo(self, name: str) -> bytes:
        return (self._folder / name).read_bytes()

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.clock.move_to(self.clock.now() + timedelta(seconds=seconds))

    async def queue(self, text: str, audience: str = "group", **more: Any) -> None:
        row = {
            "dedupe": f"{audience}:{text}",
            "audience": audience,
            "channel": "",
            "target": {"group": "g", "staff": "xi", "person": "someone"}[audience],
            "kind": "status",
            "priority": 3,
            "text": text,
            "created_at": NOON,
            "not_before": NOON,
            "state": "queued",
            **more,
        }
        if audience == "person":
            row["channel"] = "phone"
        await self.database.write(lambda connection: connection.execute(insert(outbox).values(**row)).rowcount)

    async def states(self) -> list[str]:
        query = select(outbox.c.state).order_by(outbox.c.id)
        return await self.database.read(lambda connection: list(connection.scalars(query)))

    def texts(self) -> list[str]:
        return [outgoing.text for outgoing in self.phone.got]

    async def later(self, **span: float) -> None:
        self.clock.move_to(self.clock.now() + timedelta(**span))
        await self.outbox.pump()


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with empty_database("sqlite", tmp_path) as database:
        await database.write(upgrade)
        await database.write(bind)
        yield Desk(database, tmp_path)


def bind(connection: Connection) -> None:
    values = {"channel": "phone", "bound_at": NOON}
    connection.execute(insert(group_binding).values(**values, chat="room", group_id="g"))
    connection.execute(insert(staff_binding).values(**values, sender="wxid_xi", staff_id="xi"))


async def test_the_most_pressing_goes_first_and_each_to_its_address(desk: Desk) -> None:
    await desk.queue("digest")
    await desk.queue("prompt", "staff", priority=1)
    await desk.queue("fire", priority=0)
    await desk.queue("hello", "person", priority=1)
    assert await desk.outbox.pump() == 4
    assert [(sent.chat_id, sent.text) for sent in desk.phone.got] == [
        ("room", "fire"),
        ("wxid_xi", "prompt"),
        ("someone", "hello"),
        ("room", "digest"),
    ]
    # Danger waits for nobody; the three behind it keep one to two seconds and a moment of writing apart.
    assert 3 <= sum(desk.pauses) <= 8


async def test_a_group_is_spoken_to_so_often_an_hour_and_a_day_and_danger_always(desk: Desk) -> None:
    for text in "abcd":
        await desk.queue(text, kind="digest")
    await desk.outbox.pump()
    assert desk.texts() == ["a", "b"]
    await desk.queue("fire", priority=0)
    await desk.later(minutes=2)
    assert desk.texts() == ["a", "b", "fire"]
    await desk.later(minutes=70)
    assert desk.texts() == ["a", "b", "fire"]
    await desk.later(hours=23)
    assert desk.texts() == ["a", "b", "fire", "c", "d"]


async def test_an_account_sends_so_many_a_minute(desk: Desk) -> None:
    for number in range(8):
        await desk.queue(f"{number}", "staff")
    await desk.outbox.pump()
    assert len(desk.texts()) == 5
    await desk.later(seconds=61)
    assert len(desk.texts()) == 8


async def test_what_surely_did_not_go_out_is_tried_again_with_a_growing_pause(desk: Desk) -> None:
    desk.phone.fails = [SendFailed("away", retry=True), SendFailed("away", retry=True)]
    await desk.queue("update")
    await desk.outbox.pump()
    await desk.later(seconds=1)
    assert desk.texts() == []
    await desk.later(seconds=7)
    await desk.later(seconds=8)
    assert desk.texts() == []
    await desk.later(seconds=6)
    assert desk.texts() == ["update"]


async def test_after_many_tries_it_is_given_up_and_says_why(desk: Desk) -> None:
    desk.phone.fails = [SendFailed("away", retry=True) for _ in range(MOST_TRIES)]
    await desk.queue("update")
    for _ in range(MOST_TRIES):
        await desk.later(minutes=20)
    assert await desk.states() == ["failed"]


async def test_an_unknown_outcome_is_repeated_to_a_person_and_never_to_a_group(desk: Desk) -> None:
    desk.phone.fails = [SendFailed("time-out", retry=False, unknown=True) for _ in range(2)]
    await desk.queue("prompt", "staff", priority=1)
    await desk.queue("update")
    await desk.outbox.pump()
    await desk.later(minutes=1)
    assert desk.texts() == ["prompt"]
    assert await desk.states() == ["sent", "uncertain"]


async def test_what_is_stale_is_not_said_any_more(desk: Desk) -> None:
    await desk.queue("old", expires_at=NOON + timedelta(hours=1))
    await desk.later(hours=2)
    assert desk.texts() == []
    assert await desk.states() == ["dropped"]


async def test_a_photo_goes_along_and_a_lost_one_is_reported(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "p").write_bytes(b"jpeg")
    await desk.queue("done", photo="p")
    await desk.queue("lost", photo="gone")
    await desk.outbox.pump()
    assert [(sent.text, sent.photo) for sent in desk.phone.got] == [("done", b"jpeg")]
    assert await desk.states() == ["sent", "failed"]


async def test_staff_who_are_not_bound_yet_get_their_messages_when_they_are(desk: Desk) -> None:
    await desk.queue("prompt", "staff", target="gu", dedupe="gu")
    await desk.outbox.pump()
    assert desk.texts() == []
    values = {"channel": "phone", "bound_at": NOON, "sender": "wxid_gu", "staff_id": "gu"}
    await desk.database.write(lambda connection: connection.execute(insert(staff_binding).values(**values)).rowcount)
    await desk.outbox.pump()
    assert desk.texts() == ["prompt"]
