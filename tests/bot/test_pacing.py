"""Who may speak when, seen through the sender: over a budget, in the night, after a restart, beside much talk."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from bot.attachments import Attachments
from bot.outbox import Outbox
from bot.pace import Pace
from models.schema import upgrade
from models.settings import BudgetSettings
from models.tables import group_binding, outbox
from tests.bot.test_outbox import NOON, Desk, bind
from tests.databases import DATABASES, empty_database


@pytest.fixture(params=DATABASES)
async def desk(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Desk]:
    async with empty_database(request.param, tmp_path) as database:
        await database.write(upgrade)
        await database.write(bind)
        yield Desk(database, tmp_path)


async def test_what_is_too_much_for_a_group_is_said_in_one_post(desk: Desk) -> None:
    for text in ("one", "two", "three", "four"):
        await desk.queue(text)
    await desk.outbox.pump()
    assert desk.texts() == ["one\ntwo\nthree\nfour"]
    assert await desk.states() == ["sent", "folded", "folded", "folded"]
    query = select(outbox.c.error).where(outbox.c.state == "folded").distinct()
    assert await desk.database.read(lambda connection: list(connection.scalars(query))) == ["said with outbox=1"]


async def test_posts_that_the_group_has_room_for_stay_posts_of_their_own(desk: Desk) -> None:
    await desk.queue("one")
    await desk.queue("two")
    await desk.outbox.pump()
    assert desk.texts() == ["one", "two"]


async def test_a_group_with_much_to_say_holds_up_nobody(desk: Desk) -> None:
    await bind_more_groups(desk, 3)
    for number in range(150):  # three looks full of what may not be said now
        await desk.queue(f"{number}", kind="digest")
    await desk.queue("hello", target="g2", dedupe="g2")
    await desk.queue("prompt", "staff", priority=1)
    await desk.outbox.pump()
    assert desk.texts() == ["prompt", "0", "1", "hello"]
    waiting = select(outbox.c.error).where(outbox.c.state == "queued").distinct()
    assert await desk.database.read(lambda connection: list(connection.scalars(waiting))) == [
        "the group has heard as much this hour as it may"
    ]


async def test_several_groups_share_the_budget_of_their_account(desk: Desk) -> None:
    await bind_more_groups(desk, 8)
    for number in range(8):
        await desk.queue("hello", target=f"g{number}", dedupe=f"g{number}")
    await desk.outbox.pump()
    assert len(desk.texts()) == 5
    assert desk.outbox.resting_until is not None
    await desk.later(seconds=61)
    assert len(desk.texts()) == 8


async def test_a_day_of_the_account_keeps_its_last_part_for_what_cannot_wait(desk: Desk) -> None:
    desk.outbox = sender(desk, account_per_day=8, account_per_minute=100)
    await bind_more_groups(desk, 10)
    for number in range(10):
        await desk.queue("news", target=f"g{number}", dedupe=f"news{number}", priority=3)
    for number in range(10):
        await desk.queue(f"prompt{number}", "staff", priority=1, not_before=NOON + timedelta(hours=1))
    await desk.outbox.pump()
    assert len(desk.texts()) == 6
    await desk.later(hours=2)
    assert desk.texts()[6:] == ["prompt0", "prompt1"]
    await desk.queue("fire", priority=0)
    await desk.later(minutes=2)
    assert desk.texts()[8:] == ["fire"]


async def test_budgets_are_kept_over_a_restart(desk: Desk) -> None:
    for number in range(8):
        await desk.queue(f"{number}", "staff")
    await desk.outbox.pump()
    desk.outbox = sender(desk, account_per_minute=5)
    await desk.outbox.pump()
    assert len(desk.texts()) == 5


async def test_what_the_budget_put_off_into_the_night_waits_for_the_morning(desk: Desk) -> None:
    morning = NOON + timedelta(hours=19)
    desk.outbox = sender(desk, awake_from=morning)
    await desk.queue("update")
    await desk.queue("prompt", "staff", priority=1)
    await desk.queue("fire", priority=0)
    await desk.outbox.pump()
    assert desk.texts() == ["fire", "prompt"]
    await desk.later(hours=19)
    assert desk.texts() == ["fire", "prompt", "update"]


async def test_danger_breaks_into_a_pause(desk: Desk) -> None:
    await desk.queue("prompt", "staff", priority=1)
    await desk.queue("x" * 290, "staff", priority=1, dedupe="long")

    async def fire(seconds: float) -> None:
        if not desk.pauses:
            await desk.queue("fire", priority=0)
        await desk.pause(seconds)

    desk.outbox = sender(desk, pause=fire)
    await desk.outbox.pump()
    assert [text[:6] for text in desk.texts()] == ["prompt", "fire", "xxxxxx"]


async def test_what_could_not_be_said_in_time_is_dropped_with_its_reason(desk: Desk) -> None:
    for number in range(3):
        await desk.queue(f"{number}", kind="digest", expires_at=NOON + timedelta(minutes=30))
    await desk.outbox.pump()
    await desk.later(hours=2)
    assert await desk.states() == ["sent", "sent", "dropped"]
    query = select(outbox.c.error).where(outbox.c.state == "dropped")
    why = await desk.database.read(lambda connection: connection.scalar(query))
    assert why == "too late: the group has heard as much this hour as it may"


def sender(
    desk: Desk, *, awake_from: datetime = NOON, pause: Callable[[float], Awaitable[None]] | None = None, **budget: int
) -> Outbox:
    """A sender that knows nothing of the one before it."""
    settings = BudgetSettings(group_per_hour=2, group_per_day=3, gap_seconds=(1, 2)).model_copy(update=budget)
    pace = Pace(settings, lambda _, moment: max(moment, awake_from))
    return Outbox(desk.database, desk.phone, desk.clock, pace, Attachments(desk.photo), pause or desk.pause)


async def bind_more_groups(desk: Desk, count: int) -> None:
    rows = [
        {"channel": "phone", "chat": f"room{number}", "group_id": f"g{number}", "bound_at": NOON}
        for number in range(count)
    ]
    await desk.database.write(lambda connection: connection.execute(insert(group_binding), rows).rowcount)
