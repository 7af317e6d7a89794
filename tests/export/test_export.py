"""`linli export`: what is in the table, what is left out unless asked for, and what is written down."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from bot.cli.export import export, write_cases
from models.queries.export import Wanted, pages
from models.settings import Settings
from models.tables import case
from tests.databases import DATABASES
from tests.export.conftest import DRAIN, LAMP, POOR, SLY
from tests.export.sheets import KINDS, records_of
from tests.stories.conftest import TUESDAY, Story


def settings_of(story: Story) -> Settings:
    return story.stage.app.settings


async def looks(story: Story) -> list[str]:
    return [line for line in await story.audited() if "linli export" in line]


async def numbers(story: Story, folder: Path, wanted: Wanted, name: str = "some") -> list[int]:
    path = folder / f"{name}.xlsx"
    count = await write_cases(story.stage.app, path, wanted)
    found = [record["编号"] for record in records_of(path)]
    assert len(found) == count
    return found


@pytest.mark.parametrize("kind", KINDS)
async def test_a_case_is_a_line_in_the_words_of_the_office(told: Story, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"cases.{kind}"
    assert await write_cases(told.stage.app, path, Wanted()) == 2
    lamp, drain = records_of(path)
    assert (lamp["状态"], lamp["地点"], lamp["来源"]) == ("已办结", "8号楼", "群里")
    assert (str(lamp["编号"]), str(lamp["反映人数"]), lamp["按时办结"]) == ("1", "1", "是")
    assert str(lamp["登记时间"])[:16] == "2026-02-03 09:00"
    assert not drain["办结时间"]
    assert await looks(told) == []
    told_all = str([lamp, drain])
    assert not any(word in told_all for word in (LAMP, DRAIN, POOR, SLY, "李秀英", "周芳"))


@pytest.mark.parametrize("kind", KINDS)
async def test_words_come_when_asked_for_as_text_and_that_is_written_down(
    told: Story, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / f"cases.{kind}"
    await write_cases(told.stage.app, path, Wanted(), words=True)
    lamp, drain = records_of(path)
    assert f"李秀英: {LAMP}" in lamp["居民原话"]
    assert drain["居民原话"].startswith(f"'{SLY}: {DRAIN}")
    assert await looks(told) == [f"looked: linli export --words: {path.name}"]


@pytest.mark.parametrize("told", DATABASES, indirect=True)
async def test_what_is_private_comes_when_asked_for_and_that_is_written_down(told: Story, tmp_path: Path) -> None:
    assert await numbers(told, tmp_path, Wanted(private=True)) == [1, 2, 3]
    [line] = await looks(told)
    assert line.startswith("looked: linli export --private: ")


@pytest.mark.parametrize("told", DATABASES, indirect=True)
async def test_each_filter_leaves_what_it_asks_for(told: Story, tmp_path: Path) -> None:
    lamp, drain, _ = await told.cases()
    settings = settings_of(told)
    root = next(iter(settings.nodes))
    next_day = TUESDAY + timedelta(hours=12)
    asked = {
        "closed": Wanted(states={"closed"}),
        "category": Wanted(categories={drain.category}),
        "since": Wanted(since=next_day),
        "until": Wanted(until=next_day),
        "here": Wanted(grids=settings.subtree(lamp.grid)),
        "all": Wanted(grids=settings.subtree(root)),
        "elsewhere": Wanted(grids={node for node in settings.nodes if node != lamp.grid}),
    }
    found = {name: await numbers(told, tmp_path, wanted, name) for name, wanted in asked.items()}
    assert found == {
        "closed": [1],
        "category": [2],
        "since": [2],
        "until": [1],
        "here": [1, 2],
        "all": [1, 2],
        "elsewhere": [],
    }


async def test_many_cases_come_in_pages_each_once(told: Story, tmp_path: Path) -> None:
    database = told.stage.app.database
    row = await database.read(lambda c: dict(c.execute(select(case).limit(1)).mappings().one()))
    copy = {name: value for name, value in row.items() if name != "id"}
    await database.write(lambda c: c.execute(insert(case), [{**copy, "number": 10 + at} for at in range(1100)]))

    sizes = await database.read(lambda c: [len(page) for page in pages(c, Wanted())])

    assert sizes == [1000, 102]
    assert await numbers(told, tmp_path, Wanted()) == [1, 2, *range(10, 1110)]


async def test_a_category_that_became_private_since_stays_out_too(told: Story, tmp_path: Path) -> None:
    settings = settings_of(told)
    lamp = await told.case(1)
    hidden = settings.category(lamp.category).model_copy(update={"private": True})
    now = settings.changed(categories={**settings.categories, lamp.category: hidden})
    path = tmp_path / "cases.xlsx"
    assert await export(now, path, Wanted()) == 1
    assert [record["编号"] for record in records_of(path)] == [2]
