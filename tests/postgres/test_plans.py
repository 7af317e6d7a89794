"""What the program asks all day, asked of a million messages in 59,200 groups: no large table is read through."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event, text

from bot.database import Database
from models.queries import aside, cases, events, ledger, messages, outgoing, pacing, prompts, standing, talk
from models.queries.bindings import accounts_with_news, newest_queued
from models.queries.months import make_months
from models.schema import upgrade
from models.status import Move
from models.tables import case
from tests.databases import empty_database
from tests.postgres.city_rows import CASES, MESSAGES, live_for_three_months

pytestmark = pytest.mark.postgres
NOW = datetime(2026, 2, 28, 9, tzinfo=UTC)
MANY = 5_000  # rows; a smaller table may well be read through
SIZE = text("SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits WHERE inhparent = 'message'::regclass")
Ask = Callable[[Connection], Any]


def _at(connection: Connection, message_id: int = MESSAGES - 30) -> Any:
    return messages.get_message(connection, message_id)


def _private(connection: Connection) -> Any:
    return messages.get_message(connection, MESSAGES + 19_999)


def _queued(connection: Connection) -> Any:
    return outgoing.due_messages(connection, "a1", NOW + MONTH)[0]


HOUR, DAY, WEEK, MONTH = timedelta(hours=1), timedelta(days=1), timedelta(days=7), timedelta(days=30)
GRID = f"grid{(CASES - 5) % 2000}"
# What is asked, and how many pages of 8 KiB each of its statements may look at.
ASKED: dict[str, tuple[Ask, int]] = {
    "a message by its id": (_at, 60),
    "the recent talk of a group": (lambda c: talk.recent_in(c, _at(c), NOW - 36 * HOUR, 80), 200),
    "the recent talk in private": (lambda c: talk.recent_in(c, _private(c), NOW - 36 * HOUR, 80), 500),
    "the cases of a grid": (lambda c: talk.known_cases(c, GRID, NOW - 4 * DAY), 120),
    "what hangs on them": (lambda c: list(talk.links_of_known(c, GRID, NOW - 4 * DAY)), 200),
    "who reported them": (lambda c: list(talk.people_of_known(c, GRID, NOW - 4 * DAY)), 200),
    "the cases that messages belong to": (lambda c: messages.links_of_messages(c, range(6, 400, 6)), 400),
    "the words of a case": (lambda c: messages.messages_of_case(c, 77), 120),
    "settle messages": (lambda c: messages.settle_messages(c, {MESSAGES - 1: "x"}, NOW), 60),
    "a failure": (lambda c: messages.note_failure(c, MESSAGES - 2, "x"), 60),
    "what is not handled": (lambda c: messages.unhandled(c, 3), 60),
    "what was left unhandled": (lambda c: messages.left_unhandled(c, NOW), 120),
    "what was set aside": (aside.messages_aside, 60),
    "names that were seen in a group": (lambda c: messages.names_in_group(c, "g77", NOW - MONTH), 120),
    "photos without words": (lambda c: prompts.waiting_photos(c, _private(c), NOW - HOUR), 600),
    "a number for a case": (lambda c: cases.next_number(c, GRID), 120),
    "a case by its number": (lambda c: cases.case_numbered(c, [GRID, "grid7"], 7), 60),
    "the open cases of a cadre": (lambda c: cases.open_cases_in(c, [GRID, "grid7", "grid8"]), 120),
    "a department's open cases": (lambda c: cases.cases_where(c, case.c.department == "d7", cases.IS_OPEN), 400),
    "when the watch has to look": (cases.earliest(case.c.look_at), 20),
    "receipts that are due": (cases.earliest(case.c.receipt_due), 20),
    "promises that are due": (cases.earliest(case.c.promised_at), 20),
    "what a group has not heard": (lambda c: events.untold_events(c, "g77"), 120),
    "the timeline of a case": (lambda c: events.events_of(c, 77), 40),
    "the last step of a cadre": (lambda c: events.last_step_of(c, "staff7", NOW - WEEK), 40),
    "steps of the same words": (lambda c: [events.steps_with(c, each) for each in events.events_of(c, 77)], 40),
    "what was said in the open": (lambda c: events.mark_heard(c, 77, NOW, but="close"), 60),
    "the ledger of a grid": (lambda c: ledger.cases_touching(c, [GRID], ledger.Period(NOW - WEEK, NOW)), 200),
    "what was closed before": (lambda c: ledger.closings(c, [GRID], NOW - 3 * MONTH), 200),
    "what moved": (lambda c: ledger.moved_in(c, Move.ACCEPT, [7, 8, 9], ledger.Period(NOW - WEEK, NOW)), 60),
    "what is to be sent": (lambda c: outgoing.due_messages(c, "a1", NOW + MONTH), 400),
    "what is too late": (lambda c: outgoing.drop_stale(c, NOW), 200),
    "sends that were abandoned": (lambda c: outgoing.abandoned(c, NOW), 20),
    "a claim": (lambda c: outgoing.claim(c, _queued(c), "me", NOW), 400),
    "what an undone step had said": (lambda c: outgoing.take_back(c, [7, 8], NOW), 60),
    "when an account spoke": (lambda c: pacing.spoken_by(c, "a1", NOW - HOUR), 200),
    "when groups were spoken to": (lambda c: pacing.spoken_to(c, ["g7", "g8", "g9"], NOW - DAY), 60),
    "a group's posts put off": (lambda c: pacing.put_off(c, "g77", NOW, "x", 0), 200),
    "a group's posts in its order": (lambda c: pacing.waiting_for_group(c, _queued(c)), 400),
    "the newest that is queued": (newest_queued, 60),
    "accounts that have news": (lambda c: accounts_with_news(c, 299_950), 600),
    "unhandled, for health": (standing.unhandled_by_channel, 120),
    "set aside, for health": (standing.count_set_aside, 60),
    "the outbox, for health": (lambda c: standing.outbox_standing(c, NOW), 200),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("city")


async def _city(folder: Path) -> AsyncIterator[Database]:
    async with empty_database("postgres", folder) as fresh:
        await fresh.write(upgrade)
        for month in (12, 1, 2):
            start = datetime(2026 - (month == 12), month, 1, tzinfo=UTC)
            await fresh.write(lambda connection, start=start: make_months(connection, start))  # type: ignore[misc]
        await fresh.write(live_for_three_months)
        yield fresh


def _plans(connection: Connection, ask: Ask) -> list[tuple[str, dict[str, Any]]]:
    """Each statement that is asked, with how the server went about it."""
    seen: list[tuple[str, dict[str, Any]]] = []

    def explain(on: Connection, _cursor: object, statement: str, parameters: Any, _context: object, many: bool) -> None:
        if statement.startswith(("SELECT", "UPDATE", "DELETE")) and "pg_" not in statement:
            with on.begin_nested() as trial:
                first = parameters[0] if many else parameters
                rows = on.exec_driver_sql(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}", first)
                plan = rows.scalar_one()
                seen.append((statement, (json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]))
                trial.rollback()

    event.listen(connection, "before_cursor_execute", explain)
    try:
        ask(connection)
    finally:
        event.remove(connection, "before_cursor_execute", explain)
    return seen


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", ()):
        yield from _nodes(inner)


def _read_through(plan: dict[str, Any]) -> Iterator[str]:
    for node in _nodes(plan):
        rows = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
        if node["Node Type"] in ("Seq Scan", "Parallel Seq Scan") and rows > MANY:
            yield f"{node['Relation Name']} read through: {rows} rows"


def _faults(connection: Connection) -> list[str]:
    found = []
    for name, (ask, pages) in ASKED.items():
        plans = _plans(connection, ask)
        assert plans, f"{name}: nothing was asked"
        for statement, plan in plans:
            looked_at = plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
            found += [f"{name}: {fault}: {statement[:200]}" for fault in _read_through(plan)]
            if looked_at > pages:
                found.append(f"{name}: {looked_at} pages, {pages} would do: {statement[:200]}")
    return found


async def test_no_question_of_the_day_reads_a_table_through(
    folder: Path, record_property: Callable[[str, object], None]
) -> None:
    async for database in _city(folder):
        faults = await database.write(_faults)
        each = await database.read(lambda connection: connection.scalar(SIZE))
        record_property("PostgreSQL: bytes of a message with its indexes", int(each) // MESSAGES)
        assert faults == [], "\n".join(faults)
