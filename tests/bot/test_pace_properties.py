"""Whatever is queued, whenever: budgets hold, danger goes first, nights are quiet, and every row comes to an end."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, func, insert, select

from bot.attachments import Attachments
from bot.channels.memory import MemoryChannel, Sent
from bot.clock import SimulatedClock
from bot.database import Database
from bot.outbox import Outbox
from bot.pace import SHARE_OF_DAY, Pace
from handlers.actions.quiet import is_quiet, out_of_quiet
from handlers.actions.say import DANGER, PERSONAL
from models.settings import BudgetSettings, GridNode, GroupSettings, Settings
from models.tables import group_binding, metadata, outbox, staff_binding

START = datetime(2026, 2, 3, 4, 0, tzinfo=UTC)
BUDGET = BudgetSettings(group_per_hour=2, group_per_day=4, account_per_minute=3, account_per_day=16, gap_seconds=(0, 0))
GROUPS = ("east", "west", "far")
HOUSE = Settings(
    grid=GridNode(id="root", name="root"),
    groups=tuple(
        GroupSettings(id=name, grid="root", name=name, timezone="Asia/Urumqi" if name == "far" else "")
        for name in GROUPS
    ),
)


@dataclass(frozen=True)
class Wish:
    """One message that somebody wants to send."""

    after: int  # minutes
    to: str
    priority: int
    kind: str
    letters: int


wishes = st.lists(
    st.builds(
        Wish,
        after=st.integers(0, 40 * 60) | st.integers(0, 5),
        to=st.sampled_from([*GROUPS, "xi"]),
        priority=st.sampled_from([DANGER, 1, 2, 3, 3, 3]),
        kind=st.sampled_from(["receipt", "status", "digest"]),
        letters=st.integers(1, 120),
    ),
    max_size=40,
)


@dataclass
class Day:
    """What became of a list of wishes."""

    rows: Sequence[Any] = ()
    sent: list[Sent] = field(default_factory=list)
    queued_at: dict[str, tuple[datetime, Wish]] = field(default_factory=dict)

    def told(self, chat: str = "") -> Iterator[tuple[datetime, Wish, Sent]]:
        for one in self.sent:
            if not chat or one.outgoing.chat_id == chat:
                yield one.at, self.queued_at[_names(one)[0]][1], one


def _names(sent: Sent) -> list[str]:
    return [line.split(":")[0] for line in sent.outgoing.text.split("\n")]


@settings(max_examples=20)
@given(wishes)
def test_budgets_hold_in_every_window_and_nothing_is_lost(asked: list[Wish]) -> None:
    day = asyncio.run(play(asked))
    no_more_than(day, "", timedelta(minutes=1), BUDGET.account_per_minute)
    for priority in (1, 2, 3):
        share = int(BUDGET.account_per_day * SHARE_OF_DAY.get(priority, 1.0))
        no_more_than(day, "", timedelta(days=1), share, priority)
    for group in GROUPS:
        no_more_than(day, group, timedelta(hours=1), BUDGET.group_per_hour)
        no_more_than(day, group, timedelta(days=1), BUDGET.group_per_day)
    nights_are_quiet(day)
    danger_goes_at_once(day)
    prompts_go_before_news(day)
    every_row_ends(day)


def no_more_than(day: Day, chat: str, window: timedelta, most: int, priority: int = -1) -> None:
    """What is no danger goes only where fewer than `most` went in the window before it."""
    moments = [at for at, _, _ in day.told(chat)]
    for index, (at, wish, _) in enumerate(day.told(chat)):
        before = [moment for moment in moments[:index] if moment > at - window]
        if wish.priority != DANGER and priority in (-1, wish.priority):
            assert len(before) < most


def nights_are_quiet(day: Day) -> None:
    for group in GROUPS:
        for at, wish, _ in day.told(group):
            assert wish.priority == DANGER or not is_quiet(at, HOUSE, group)


def danger_goes_at_once(day: Day) -> None:
    for at, wish, sent in day.told():
        if wish.priority == DANGER:
            assert at == day.queued_at[_names(sent)[0]][0]
    order = [(at, wish.priority == DANGER) for at, wish, _ in day.told()]
    assert order == sorted(order, key=lambda pair: (pair[0], not pair[1]))


def prompts_go_before_news(day: Day) -> None:
    gone: dict[str, datetime] = {_names(sent)[0]: at for at, _, sent in day.told()}
    prompts = [
        (queued, gone[name])
        for name, (queued, wish) in day.queued_at.items()
        if wish.to == "xi" and wish.priority == PERSONAL and name in gone
    ]
    for at, wish, _ in day.told():
        if wish.priority > PERSONAL:
            assert not [queued for queued, went in prompts if queued <= at < went]


def every_row_ends(day: Day) -> None:
    said = [name for sent in day.sent for name in _names(sent)]
    assert len(said) == len(set(said)), "nothing is said twice"
    for row in day.rows:
        name = row.dedupe
        assert row.state in ("sent", "folded", "dropped")
        assert (name in said) == (row.state != "dropped")
        assert row.state == "sent" or row.error


async def play(asked: list[Wish]) -> Day:
    """Queue each wish at its time, let the sender look whenever something may have become possible, for days."""
    database = Database("sqlite://")
    await database.open()
    clock = SimulatedClock(START)
    phone = MemoryChannel("phone", clock.now)
    awake = lambda group, moment: out_of_quiet(moment, HOUSE, group)  # noqa: E731
    sender = Outbox(database, phone, clock, Pace(BUDGET, awake), Attachments(lambda _: b""))
    day = Day(sent=phone.sent)
    try:
        await database.write(_prepare)
        numbers = count(1)
        for minute in sorted({wish.after for wish in asked}):
            await _until(sender, database, clock, START + timedelta(minutes=minute))
            for wish in (wish for wish in asked if wish.after == minute):
                name = f"m{next(numbers)}"
                day.queued_at[name] = (clock.now(), wish)
                row = _row(name, wish, clock.now())
                await database.write(lambda connection: connection.execute(insert(outbox), row).rowcount)  # noqa: B023
            await sender.pump()
        await _until(sender, database, clock, clock.now() + timedelta(days=9))
        day.rows = await database.read(lambda connection: connection.execute(select(outbox)).all())
    finally:
        await database.close()
    return day


async def _until(sender: Outbox, database: Database, clock: SimulatedClock, end: datetime) -> None:
    def next_due(connection: Connection) -> datetime | None:
        query = select(func.min(outbox.c.not_before)).where(outbox.c.state == "queued")
        earliest: datetime | None = connection.scalar(query.where(outbox.c.not_before > clock.now()))
        return earliest

    while True:
        due = [at for at in (await database.read(next_due), sender.resting_until) if at and at > clock.now()]
        if not due or min(due) > end:
            break
        clock.move_to(min(due))
        await sender.pump()
    clock.move_to(end)
    await sender.pump()


def _row(name: str, wish: Wish, now: datetime) -> dict[str, Any]:
    audience = "group" if wish.to in GROUPS else "staff"
    return {
        "dedupe": name,
        "audience": audience,
        "channel": "",
        "target": wish.to,
        "kind": wish.kind,
        "priority": wish.priority,
        "text": f"{name}:" + "x" * wish.letters,
        "created_at": now,
        "not_before": now,
        "expires_at": now + timedelta(hours=12) if audience == "group" else None,
        "state": "queued",
    }


def _prepare(connection: Connection) -> None:
    metadata.create_all(connection)
    bound = {"channel": "phone", "bound_at": START}
    for name in GROUPS:
        connection.execute(insert(group_binding).values(**bound, chat=name, group_id=name))
    connection.execute(insert(staff_binding).values(**bound, sender="xi", staff_id="xi"))
