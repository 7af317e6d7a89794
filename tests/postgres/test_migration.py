"""An installation that has lived before messages were kept by month keeps everything that it holds."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, text

from bot.database import Database
from models.queries.months import months_kept
from models.schema import downgrade, upgrade
from models.tables import case_message, message
from tests.databases import DATABASES, empty_database
from tests.postgres.helpers import JANUARY, say, texts

BEFORE = "0005"
OLD_ROW = (
    "INSERT INTO message (channel, chat, external_id, group_id, sender, sender_name, is_bot, kind, text, mentions_bot,"
    " extra, sent_at, received_at, attempts) VALUES ('c', 'room', '{name}', 'g', 's', 'n', false, 'text', '{name}',"
    " false, '{extra}', '{sent_at}', '{sent_at}', 0)"
)
OLD_CASE = text(
    "INSERT INTO cases (number, grid, source,"
    " channel, category, place, urgency, kind, private, state, holder,"
    " department, why, opened_at, updated_at, first_due, solve_due, answer_due, work_due,"
    " nudges, promise, pauses, extensions, closed_by, reopened)"
    " SELECT 1, 'g', 'group', 'c', 'light', '', 'normal', 'report', false, 'registered', 'g', '',"
    " '{}', sent_at, sent_at, sent_at, sent_at, sent_at, sent_at, 0, '', '[]', 0, '', 0 FROM message WHERE id = 1"
)
OLD_LINK = text("INSERT INTO case_message (case_id, message_id, role, note) VALUES (1, 1, 'evidence', '')")
ROWS = (
    ("一月", "2026-01-31 23:59:59.123456", "null"),
    ("二月", "2026-02-01 00:00:00.000000", "{}"),
    ("去年", "2025-02-28 12:00:00.000000", "null"),
    ("明年说的", "2026-02-02 12:00:00.000000", '{"claimed_time": "2027-03-01T07:00:00+08:00"}'),
)


def _live(connection: Connection) -> None:
    for name, sent_at, extra in ROWS:
        utc = f"{sent_at}+00" if connection.dialect.name == "postgresql" else sent_at
        connection.exec_driver_sql(OLD_ROW.format(name=name, sent_at=utc, extra=extra))
    connection.execute(OLD_CASE)
    connection.execute(OLD_LINK)


async def _holds_all(database: Database) -> None:
    assert await database.read(texts) == [name for name, _, _ in ROWS]
    moments = await database.read(lambda connection: list(connection.scalars(select(message.c.sent_at))))
    assert JANUARY.replace(day=31, hour=23, minute=59, second=59, microsecond=123456) in moments
    link = await database.read(lambda connection: connection.execute(select(case_message)).one())
    assert (link.case_id, link.message_id) == (1, 1)


@pytest.mark.parametrize("kind", DATABASES)
async def test_what_was_stored_before_is_there_after_the_way_up_down_and_up_again(kind: str, tmp_path: Path) -> None:
    async with empty_database(kind, tmp_path) as database:
        await database.write(lambda connection: upgrade(connection, BEFORE))
        await database.write(_live)
        await database.write(upgrade)
        await _holds_all(database)
        months = await database.read(lambda connection: list(connection.scalars(select(message.c.month))))
        assert sorted(months) == [202502, 202601, 202602, 202702]
        await database.write(lambda connection: downgrade(connection, BEFORE))
        assert await database.read(lambda connection: connection.scalar(text("SELECT count(*) FROM message"))) == len(
            ROWS
        )
        await database.write(upgrade)
        await _holds_all(database)
        new = await database.write(say("neu", datetime(2026, 2, 3, tzinfo=UTC)))
        assert new == len(ROWS) + 1


@pytest.mark.postgres
async def test_every_month_that_has_messages_gets_its_partition(tmp_path: Path) -> None:
    async with empty_database("postgres", tmp_path) as database:
        await database.write(lambda connection: upgrade(connection, BEFORE))
        await database.write(_live)
        await database.write(upgrade)
        assert await database.read(months_kept) == (202502, 202601, 202602, 202702)
