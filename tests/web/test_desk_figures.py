"""Every number of the desk is the number of cases behind it, and the same that the digests count."""

from __future__ import annotations

import contextlib
import random
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, delete, insert, select

from bot.database import Database
from handlers.desk.asked import Asked, condition_of, period_of
from handlers.desk.figures import DeskFigures, desk_figures
from handlers.figures import Figures, Tally, summed
from handlers.figures_of import figures_of
from handlers.house import House
from handlers.scene import Scene
from models.queries.behind import FIGURES
from models.schema import upgrade
from models.settings import Settings
from models.status import State
from models.tables import case, case_event
from tests.databases import DATABASES, empty_database
from tests.stories.conftest import ZONE, lexicon, sample

START = datetime(2026, 1, 5, tzinfo=ZONE)  # a Monday
NOW = START + timedelta(days=40)
SINCE, UNTIL = (START + timedelta(days=14)).date(), (START + timedelta(days=20)).date()
CASES = 300


def settings() -> Settings:
    return sample()


@contextlib.asynccontextmanager
async def ledger(kind: str, folder: Path) -> AsyncIterator[Database]:
    async with empty_database(kind, folder) as database:
        await database.write(upgrade)
        yield database


def fill(connection: Connection, seed: int) -> None:
    """A random ledger, in which every figure has cases."""
    lots = random.Random(seed)
    connection.execute(delete(case_event))
    connection.execute(delete(case))
    connection.execute(insert(case), [_case(lots, at) for at in range(1, CASES + 1)])
    connection.execute(insert(case_event), [_event(lots) for _ in range(CASES)])


def _case(lots: random.Random, number: int) -> dict[str, Any]:
    nodes, grids = ["qinshi", "qinrun", "xinzhong", "hongqiao", "nantong"], ["qinshi", "qinrun", "xinzhong"]
    grid, opened = lots.choice(grids), START + timedelta(hours=lots.uniform(0, 40 * 24))
    state = lots.choice([*[State.CLOSED] * 6, State.CANNOT, State.VOID, State.MERGED, *State])
    ended = state in {State.CLOSED, State.CANNOT, State.VOID, State.MERGED}
    answered = lots.choice([None, opened + timedelta(hours=lots.uniform(0, 9))])
    due = opened + timedelta(hours=lots.uniform(1, 200))
    category = lots.choice(["parking", "waste", "noise", "elderly_care"])
    return {
        **dict.fromkeys(("first_due", "answer_due"), opened + timedelta(hours=2)),
        **{"solve_due": due, "work_due": due + timedelta(hours=lots.uniform(1, 90))},
        **{"id": number, "number": number, "grid": grid, "source": "group", "channel": "c", "why": {}, "pauses": []},
        **{"category": category, "private": category == "elderly_care" or lots.random() < 0.05, "kind": "report"},
        **{"place": lots.choice(["", "3幢", "北门"]), "urgency": lots.choice(["normal", "emergency"])},
        **{"state": state.value, "holder": lots.choice([grid, grid, grid, *nodes])},
        **{"department": lots.choice(["", "", "", "chengguan"]), "opened_at": opened, "updated_at": opened},
        **{"first_word_at": answered, "answered_at": answered, "score": lots.choice([None, 1, 2, 3])},
        "closed_at": opened + timedelta(hours=lots.uniform(1, 300)) if ended else None,
    }


def _event(lots: random.Random) -> dict[str, Any]:
    at = START + timedelta(hours=lots.uniform(0, 40 * 24))
    states = {"from_state": "closed", "to_state": "closed", "actor": "resident"}
    undone = lots.choice([None, None, at])
    move = lots.choice(["rate", "rate", "reopen", "accept"])
    return {"case_id": lots.randint(1, CASES), "at": at, "move": move, "undone_at": undone, **states}


def scene_of(connection: Connection) -> Scene:
    return Scene(connection, NOW, House(settings(), lexicon()))


def counted(found: DeskFigures) -> Figures:
    """Averages are whole seconds in the database."""
    return found.figures


def check(connection: Connection, node: str, person: str) -> None:
    scene, staff = scene_of(connection), settings().staff_by_id[person]
    period = period_of(settings(), SINCE, UNTIL)
    ours, theirs = desk_figures(scene, staff, node, period), figures_of(scene, node, period)
    for name in ("tally", "due", "closed_on_time", "call_backs", "ended", "reopened", "repeated"):
        assert getattr(ours.figures, name) == getattr(theirs, name), name
    for name in ("ended_in_grid", "ended_in_community"):
        assert getattr(ours.figures, name) == getattr(theirs, name), name
    for name in ("first_response", "solving"):
        span, other = getattr(ours.figures, name), getattr(theirs, name)
        assert (span is None) == (other is None)
        assert span is None or abs(span - other) <= timedelta(seconds=1), name
    assert ours.figures.reconciles()
    _parts_add_up(ours, theirs)
    _lists_are_as_long_as_the_numbers(scene, ours, node, person)


def _parts_add_up(ours: DeskFigures, theirs: Figures) -> None:
    for rows, parts in ((ours.by_category, theirs.by_category), (ours.by_child, theirs.by_child)):
        total = Tally()
        for row in rows:
            total = total.plus(row.tally)
        assert total == summed(parts)
        assert not rows or total == ours.figures.tally
    assert sorted(row.tally.received for row in ours.by_child if row.tally.received) == sorted(
        part.tally.received for part in theirs.by_child if part.tally.received
    )


def _lists_are_as_long_as_the_numbers(scene: Scene, ours: DeskFigures, node: str, person: str) -> None:
    staff = settings().staff_by_id[person]

    def listed(**asked: Any) -> int:
        where = condition_of(scene, staff, Asked(node=node, since=SINCE, until=UNTIL, **asked))
        return len(scene.connection.execute(select(case.c.id).where(where)).all())

    assert {name: listed(figure=name) for name in FIGURES} == ours.counts
    kinds = {"received": "received", "closed": "closed", "open": "open", "cannot": "cannot", "out": "transferred_out"}
    for figure, field in kinds.items():
        for row in ours.by_category:
            assert listed(figure=figure, category=row.key) == getattr(row.tally, field), (figure, row)
        for row in ours.by_child:
            assert listed(figure=figure, under=row.key) == getattr(row.tally, field), (figure, row)


@pytest.mark.parametrize("kind", DATABASES)
async def test_the_desk_counts_what_the_digests_count_and_lists_as_many(kind: str, tmp_path: Path) -> None:
    async with ledger(kind, tmp_path) as database:
        for seed in range(4):
            await database.write(lambda connection, seed=seed: fill(connection, seed))  # type: ignore[misc]
            for node, person in (("xinzhong", "secretary"), ("hongqiao", "street"), ("qinshi", "street")):
                await database.read(lambda connection, n=node, p=person: check(connection, n, p))  # type: ignore[misc]


async def test_the_random_ledger_has_cases_behind_every_figure(tmp_path: Path) -> None:
    async with ledger("sqlite", tmp_path) as database:
        await database.write(lambda connection: fill(connection, 0))
        period, staff = period_of(settings(), SINCE, UNTIL), settings().staff_by_id["secretary"]
        found = await database.read(lambda c: desk_figures(scene_of(c), staff, "xinzhong", period))
        assert [name for name, number in found.counts.items() if not number] == []
