"""A restored neighbourhood does not say again what the group has long read, and hunts nobody for what may be over."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.backup.restore import Restored
from bot.stage import CHANNEL, Stage
from handlers.messages.store import Arrival, store_arrivals
from models.messages import Incoming, MessageKind
from models.queries.cases import cases_where
from models.tables import audit, case_number, outbox
from tests.backup.place import Place
from tests.databases import DATABASES, empty_url
from tests.stories.conftest import TUESDAY, sample

GROUP = sample().groups[0]
FIRE, LIFT = "救命啊，5号楼3楼着火了，浓烟滚滚", "3幢电梯坏了，一直停在5楼，老人下不来"


@pytest.fixture(params=DATABASES)
async def pair(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[tuple[Place, Place]]:
    (tmp_path / "old").mkdir()
    (tmp_path / "new").mkdir()
    async with empty_url(request.param, tmp_path / "old") as here, empty_url(request.param, tmp_path / "new") as there:
        yield Place(tmp_path / "old", here).configured(), Place(tmp_path / "new", there)


def words(text: str, at: datetime, number: str) -> Incoming:
    return Incoming(
        channel=CHANNEL,
        external_id=f"early-{number}",
        chat_id=f"room-{GROUP.id}",
        chat_name=GROUP.name,
        is_group=True,
        sender_id="r1",
        sender_name="张阿姨",
        sent_at=at,
        kind=MessageKind.TEXT,
        text=text,
    )


async def moved(pair: tuple[Place, Place], stage: Stage, after: timedelta) -> Restored:
    """A backup of what is on the stage, restored some time later."""
    old, new = pair
    taken = await old.back_up(stage)
    return await new.restore(taken.path, stage.clock.now() + after)


async def states(stage: Stage) -> list[tuple[str, str, str, str | None]]:
    query = select(outbox.c.audience, outbox.c.kind, outbox.c.state, outbox.c.error).order_by(outbox.c.id)
    return [tuple(row) for row in await stage.app.database.read(lambda connection: connection.execute(query).all())]


async def test_an_old_backup_posts_nothing(pair: tuple[Place, Place]) -> None:
    """Receipts, prompts, news and claims that waited in the backup, a month ago."""
    later = timedelta(days=30)
    async with pair[0].open(TUESDAY) as stage:
        for number, text in enumerate((FIRE, LIFT)):
            await stage.app.inbox.receive(words(text, stage.clock.now(), str(number)))
        claimed = update(outbox).where(outbox.c.audience == "group").values(state="claimed", claimed_at=TUESDAY)
        await stage.app.database.write(lambda connection: connection.execute(claimed))
        restored = await moved(pair, stage, later)
    assert restored.calmed.dropped > 0
    assert restored.calmed.repeated == 0
    assert len(restored.calmed.emergencies) == 1
    async with pair[1].open(TUESDAY + later) as stage:
        assert {state for _, _, state, _ in await states(stage)} == {"dropped"}
        for job in stage.app.scheduler.timetable.slots:
            await stage.app.scheduler.run_due(job)
        await stage.wait(timedelta(hours=12))
        assert stage.heard_in() == []


async def test_a_fresh_emergency_prompt_is_sent_again_and_nothing_else(pair: tuple[Place, Place]) -> None:
    async with pair[0].open(TUESDAY) as stage:
        for number, text in enumerate((FIRE, LIFT)):
            await stage.app.inbox.receive(words(text, stage.clock.now(), str(number)))
        restored = await moved(pair, stage, timedelta(minutes=1))
    assert restored.calmed.repeated == 2, "the cadre, and the leader above"
    async with pair[1].open(TUESDAY + timedelta(minutes=1)) as stage:
        waiting = [(audience, kind) for audience, kind, state, _ in await states(stage) if state == "queued"]
        assert [audience for audience, _ in waiting] == ["staff", "staff"]
        await stage.wait(timedelta(seconds=30))
        told = [sent.outgoing.text for sent in stage.channel.sent]
        assert len(told) == 2
        assert all("着火" in text for text in told)
        assert stage.heard_in() == []


async def test_what_was_stored_and_not_handled_becomes_a_case_in_silence(pair: tuple[Place, Place]) -> None:
    async with pair[0].open(TUESDAY) as stage:
        arrivals = [Arrival(words(LIFT, stage.clock.now(), "0"))]
        settings, now = stage.app.settings, stage.clock.now()
        await stage.app.database.write(lambda connection: store_arrivals(connection, arrivals, settings, now))
        await moved(pair, stage, timedelta(hours=1))
    async with pair[1].open(TUESDAY + timedelta(hours=1)) as stage:
        assert [case.category for case in await stage.app.database.read(cases_where)] == ["elevator"]
        await stage.wait(timedelta(hours=2))
        assert stage.heard_in() == []


async def test_staff_has_a_day_before_anything_overdue_is_reminded(pair: tuple[Place, Place]) -> None:
    async with pair[0].open(TUESDAY) as stage:
        await stage.say("张阿姨", LIFT)
        await moved(pair, stage, timedelta(days=6))
    start = TUESDAY + timedelta(days=6)
    async with pair[1].open(start) as stage:
        await stage.wait(timedelta(hours=20))
        told = len([sent for sent in stage.channel.sent if "电梯" in sent.outgoing.text])
        assert told <= 1, "the morning's list, and no reminder"
        await stage.wait(timedelta(hours=5))
        assert len([sent for sent in stage.channel.sent if "电梯" in sent.outgoing.text]) > told


async def test_runs_of_the_past_count_as_run_and_the_next_comes(pair: tuple[Place, Place]) -> None:
    """At half past twelve the status update of noon would still be made up for."""
    noon = TUESDAY.replace(hour=12)
    async with pair[0].open(noon - timedelta(minutes=30)) as stage:
        await stage.say("张阿姨", LIFT)
        await moved(pair, stage, timedelta(hours=1))
    async with pair[1].open(noon + timedelta(minutes=30)) as stage:
        assert not await stage.app.scheduler.run_due("post_status_update")
        stage.clock.move_to(noon.replace(hour=18))
        assert await stage.app.scheduler.run_due("post_status_update")


async def test_numbers_that_the_group_may_have_heard_mean_no_other_case(pair: tuple[Place, Place]) -> None:
    async with pair[0].open(TUESDAY) as stage:
        await stage.say("张阿姨", LIFT)
        last = await stage.app.database.read(lambda connection: connection.scalar(select(case_number.c.last)))
        await moved(pair, stage, timedelta(hours=1))
    async with pair[1].open(TUESDAY + timedelta(hours=1)) as stage:
        await stage.receive(words("下水道堵了，污水漫到7号楼门口", stage.clock.now(), "new"))
        newest = max(case.number for case in await stage.app.database.read(cases_where))
        assert newest > (last or 0) + 10
        notes = select(audit.c.note).where(audit.c.what == "restored")
        assert len(await stage.app.database.read(lambda connection: connection.scalars(notes).all())) == 1


async def test_another_account_may_bring_the_same_words(pair: tuple[Place, Place]) -> None:
    """A message that the restored database holds is a repeat; one with another id is new."""
    async with pair[0].open(TUESDAY) as stage:
        await stage.receive(words(LIFT, stage.clock.now(), "0"))
        await moved(pair, stage, timedelta(hours=1))
    async with pair[1].open(TUESDAY + timedelta(hours=1)) as stage:
        said = words(LIFT, stage.clock.now(), "0")
        assert await stage.receive(said) is None
        assert await stage.receive(replace(said, external_id="other")) is not None
