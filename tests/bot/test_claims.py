"""Whose send it is: senders that die, that freeze and wake up, and two of them on one database."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot import claims
from bot.attachments import Attachments
from bot.claims import LEASE, MOST_TRIES
from bot.outbox import Outbox
from bot.pace import Pace
from models.queries.outgoing import settle
from models.schema import upgrade
from models.settings import BudgetSettings
from models.tables import outbox
from tests.bot.test_outbox import NOON, Desk, SlowPhone, bind
from tests.databases import DATABASES, empty_database


@pytest.fixture(params=DATABASES)
async def desk(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Desk]:
    async with empty_database(request.param, tmp_path) as database:
        await database.write(upgrade)
        await database.write(bind)
        yield Desk(database, tmp_path)


def second(desk: Desk) -> Outbox:
    """Another sender of the same account, on the same database, with a phone that hangs."""
    desk.slow = SlowPhone()
    budget = BudgetSettings(gap_seconds=(0, 0))
    return Outbox(desk.database, desk.slow, desk.clock, Pace(budget), Attachments(lambda _: b""))


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(20):
        while not await holds():  # noqa: ASYNC110 - what it looks at has no event of its own
            await asyncio.sleep(0.01)


async def test_whoever_died_between_sending_and_settling_is_found_once_the_claim_is_old(desk: Desk) -> None:
    await desk.queue("prompt", "staff", priority=1)
    await desk.queue("update")
    dead = update(outbox).values(state="claimed", claimed_at=NOON, claimed_by="the dead", attempts=1)
    await desk.database.write(lambda connection: connection.execute(dead).rowcount)
    assert await desk.outbox.recover() == 0
    await desk.later(seconds=LEASE.total_seconds())
    assert await desk.outbox.recover() == 2
    await desk.outbox.pump()
    assert desk.texts() == ["prompt"]
    assert await desk.states() == ["sent", "uncertain"]


async def test_a_send_that_lasts_is_left_to_its_sender(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its claim is renewed, so that another process does not take a slow gateway for a dead sender."""
    monkeypatch.setattr(claims, "LEASE", timedelta(milliseconds=40))
    await desk.queue("prompt", "staff", priority=1)
    slow = second(desk)
    sending = asyncio.create_task(slow.pump())
    await desk.slow.sending.wait()

    async def renewed() -> bool:
        return await desk.database.read(lambda connection: connection.scalar(select(outbox.c.claimed_at))) == now

    for _ in range(3):
        desk.clock.move_to(desk.clock.now() + claims.LEASE)
        now = desk.clock.now()
        await until(renewed)
        assert await desk.outbox.recover() == 0
    desk.slow.go.set()
    assert await sending == 1
    assert await desk.outbox.pump() == 0


async def test_a_sender_that_was_only_frozen_tells_what_it_knows(desk: Desk) -> None:
    for text, audience in (("update", "group"), ("prompt", "staff")):
        await desk.queue(text, audience)
        frozen = second(desk)
        sending = asyncio.create_task(frozen.pump())
        await desk.slow.sending.wait()
        desk.clock.move_to(desk.clock.now() + LEASE)
        assert await desk.outbox.recover() == 1
        desk.slow.go.set()
        await sending
    assert await desk.states() == ["sent", "sent"]
    assert await desk.outbox.pump() == 0


async def test_a_claim_that_another_took_over_is_settled_by_the_other_only(desk: Desk) -> None:
    await desk.queue("prompt", "staff")
    frozen = second(desk)
    sending = asyncio.create_task(frozen.pump())
    await desk.slow.sending.wait()
    desk.clock.move_to(desk.clock.now() + LEASE)
    await desk.outbox.recover()
    assert await desk.outbox.pump() == 1
    last = select(outbox.c.claimed_by, outbox.c.settled_at, outbox.c.external_id)
    settled = await desk.database.read(lambda connection: connection.execute(last).one())
    desk.clock.move_to(desk.clock.now() + LEASE)
    desk.slow.go.set()
    await sending
    assert await desk.database.read(lambda connection: connection.execute(last).one()) == settled


async def test_two_senders_of_one_account_send_each_message_once(desk: Desk) -> None:
    for number in range(4):
        await desk.queue(f"{number}", "staff")
    other = Outbox(
        desk.database, desk.phone, desk.clock, Pace(BudgetSettings(gap_seconds=(0, 0))), Attachments(lambda _: b"")
    )
    await asyncio.gather(desk.outbox.pump(), other.pump())
    assert sorted(desk.texts()) == ["0", "1", "2", "3"]


async def test_a_message_that_kills_every_sender_is_given_up(desk: Desk) -> None:
    await desk.queue("prompt", "staff")
    values = {"state": "claimed", "claimed_by": "the dead", "attempts": MOST_TRIES}
    dead = update(outbox).values(**values, claimed_at=NOON)
    await desk.database.write(lambda connection: connection.execute(dead).rowcount)
    await desk.later(seconds=LEASE.total_seconds())
    await desk.outbox.recover()
    assert await desk.states() == ["uncertain"]


async def test_a_database_that_is_away_for_a_moment_does_not_end_the_sending(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither before a send nor after it, when only this sender knows that the message is out."""
    await desk.queue("update")
    trouble = [OSError("away"), OSError("away")]
    read = desk.database.read

    async def failing_read(question: Callable[..., object]) -> object:
        if trouble:
            raise trouble.pop()
        return await read(question)

    def failing_settle(*args: object, **more: object) -> bool:
        if lost:
            raise lost.pop()
        return settle(*args, **more)  # type: ignore[arg-type]

    lost = [OSError("away")]
    monkeypatch.setattr(desk.database, "read", failing_read)
    monkeypatch.setattr("bot.claims.settle", failing_settle)
    running = asyncio.create_task(desk.outbox.run(every=0.01))

    async def done() -> bool:
        return not trouble and await desk.states() == ["sent"]

    try:
        await until(done)
    finally:
        running.cancel()
    assert desk.texts() == ["update"]
    assert lost == []
