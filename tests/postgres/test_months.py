"""Messages are kept by month on PostgreSQL: months are made ahead, filled late, and dropped in one piece."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.clock import SimulatedClock
from bot.database import Database
from bot.tidy import tidy_months
from handlers.house import House
from handlers.messages.store import Arrival, store_arrivals
from models.case import Message
from models.messages import Incoming, MessageKind
from models.months import month_of, months_from
from models.queries.forgetting import delete_chat
from models.queries.messages import get_message
from models.queries.months import forget_months, make_months, months_kept
from models.queries.talk import recent_in
from models.schema import upgrade
from models.tables import audit
from tests.databases import empty_database
from tests.postgres.helpers import JANUARY, case_of, say, texts, where_messages_lie
from tests.stories.conftest import lexicon, sample

pytestmark = pytest.mark.postgres
MAY = datetime(2026, 5, 3, 19, tzinfo=UTC)
NINETY_DAYS_BEFORE = MAY - timedelta(days=90)  # 2 February


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with empty_database("postgres", tmp_path) as fresh:
        await fresh.write(upgrade)
        await fresh.write(lambda connection: make_months(connection, JANUARY))
        yield fresh


def arriving(external_id: str, sent_at: datetime) -> Incoming:
    return Incoming(
        channel="c",
        external_id=external_id,
        chat_id="stranger",
        is_group=False,
        sender_id="stranger",
        sender_name="x",
        sent_at=sent_at,
        kind=MessageKind.TEXT,
        text=external_id,
    )


async def test_a_message_lies_in_its_month_and_those_of_no_month_beside_them(database: Database) -> None:
    for name, moment in (
        ("now", JANUARY),
        ("next", JANUARY + timedelta(days=60)),
        ("late", JANUARY - timedelta(days=400)),
        ("mad", datetime(9998, 1, 1, tzinfo=UTC)),
        ("ancient", datetime(1970, 1, 1, tzinfo=UTC)),
    ):
        await database.write(say(name, moment))
    assert await database.read(where_messages_lie) == {
        "now": "message_202601",
        "next": "message_202603",
        "late": "message_other",
        "mad": "message_other",
        "ancient": "message_other",
    }


async def test_messages_that_came_before_their_month_was_made_move_into_it(database: Database) -> None:
    early = await database.write(say("early", MAY))
    made = await database.write(lambda connection: make_months(connection, MAY))
    assert made == (202605, 202606, 202607)
    assert await database.read(where_messages_lie) == {"early": "message_202605"}
    assert (await database.read(lambda connection: get_message(connection, early))).text == "early"
    assert await database.write(lambda connection: make_months(connection, MAY)) == ()


async def test_a_repeat_is_known_in_the_next_month_even_where_its_own_clock_is_wrong(database: Database) -> None:
    """Midnight of a month must not lie between the two: nothing but the key holds them together."""
    end = datetime(2026, 1, 31, 23, 59, tzinfo=UTC)
    for claimed in (end, end + timedelta(days=900)):
        message = arriving(f"m{claimed.year}", claimed)
        first, again = await _store(database, message, end), await _store(database, message, end + timedelta(minutes=2))
        assert first is not None
        assert again == first  # it waits still, so it is told again
    assert len(await database.read(texts)) == 2


async def _store(database: Database, message: Incoming, now: datetime) -> int | None:
    stored = await database.write(lambda connection: store_arrivals(connection, [Arrival(message)], sample(), now))
    return stored[0].id if stored[0] is not None else None


async def test_a_month_goes_in_one_piece_and_what_hangs_on_cases_stays(database: Database) -> None:
    evidence = await database.write(say("8幢路灯不亮", JANUARY))
    await database.write(say("买菜去", JANUARY))
    await database.write(say("二月一日", datetime(2026, 2, 1, tzinfo=UTC)))
    await database.write(say("二月五日", datetime(2026, 2, 5, tzinfo=UTC)))
    await database.write(say("迟到", JANUARY - timedelta(days=300)))
    case_id = await database.write(case_of(evidence, JANUARY))
    await database.write(lambda connection: delete_chat(connection, NINETY_DAYS_BEFORE))
    dropped = await database.write(lambda connection: forget_months(connection, NINETY_DAYS_BEFORE))
    assert dropped == (202601,)
    assert await database.read(months_kept) == (202602, 202603)
    assert await database.read(where_messages_lie) == {"8幢路灯不亮": "message_kept", "二月五日": "message_202602"}
    kept = await database.read(lambda connection: get_message(connection, evidence))
    assert (kept.id, kept.sent_at) == (evidence, JANUARY)
    assert case_id


async def test_a_month_that_has_just_ended_is_searched_for_the_talk_of_the_last_days(database: Database) -> None:
    eve = datetime(2026, 1, 31, 23, 50, tzinfo=UTC)
    await database.write(say("昨天", eve))
    await database.write(say("上周", eve - timedelta(days=7)))
    now = await database.write(say("今天", eve + timedelta(hours=8)))

    def recent(connection: Connection) -> tuple[int, ...]:
        at: Message = get_message(connection, now)
        return tuple(each.id for each in recent_in(connection, at, at.sent_at - timedelta(hours=36), 80))

    assert len(await database.read(recent)) == 1


async def test_the_night_makes_and_drops_months_and_writes_it_down(database: Database) -> None:
    await database.write(say("买菜去", JANUARY))
    house = House(sample(), lexicon())
    await tidy_months(database, lambda: house, SimulatedClock(MAY))
    assert await database.read(months_kept) == (202602, 202603, 202605, 202606, 202607)
    notes = await database.read(lambda connection: list(connection.scalars(select(audit.c.note))))
    assert notes == ["chat of 202601 dropped"]


async def test_whoever_holds_the_table_for_long_is_not_waited_for_at_the_cost_of_everybody(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    """A backup reads for hours. A change that wants the whole table to itself would make all others queue behind it."""
    backup = create_async_engine(database.url.set(drivername="postgresql+asyncpg"))
    try:
        async with backup.connect() as reading:
            await reading.execute(text("SELECT count(*) FROM message"))
            house = House(sample(), lexicon())
            await asyncio.wait_for(tidy_months(database, lambda: house, SimulatedClock(MAY)), 20)
        assert "the next night tries again" in caplog.text
        await tidy_months(database, lambda: house, SimulatedClock(MAY))
        assert 202601 not in await database.read(months_kept)
    finally:
        await backup.dispose()


def test_months_follow_each_other_over_the_year() -> None:
    assert tuple(months_from(datetime(2026, 11, 30, 23, tzinfo=UTC), 4)) == (202611, 202612, 202701, 202702)
    assert month_of(datetime.fromisoformat("2026-03-01T07:59:00+08:00")) == 202602
