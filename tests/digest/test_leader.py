"""A leader's report: numbers that reconcile, on paper and in a workbook, no private matter by name."""

from __future__ import annotations

from dataclasses import asdict, replace
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from bot.cli.digest import digest, last_day
from bot.digest.book import leader_workbook
from bot.digest.report import render_leader_pdf
from handlers.leader_week import report_until
from handlers.scene import Scene
from handlers.wording.card_values import Child, LeaderReport
from handlers.wording.leader_report import report_of
from handlers.wording.times import Moment
from models.errors import LinliError
from tests.digest.weeks import LAST, SUNDAY, WEEK
from tests.stories.conftest import Story, story  # noqa: F401 - the fixture
from tests.wording.samples import FIGURES, LANE, LEADER, ZONE, at, standing

NOW = Moment(SUNDAY, ZONE)
CHILDREN = tuple(
    Child(part.name, replace(FIGURES, tally=part.tally), overdue=1, escalated=0) for part in FIGURES.by_child
)
REPORT = LeaderReport(LEADER, WEEK.trend, CHILDREN, (standing(),))


def test_the_report_reconciles_and_its_children_add_up_to_it() -> None:
    report = report_of(REPORT, NOW)
    assert report.reconciles
    assert report.reconciliation == "收到 20 = 办结 14 + 处理中 4 + 无法解决 1 + 转出 1"
    assert [sum(int(row[column]) for row in report.children) for column in range(1, 6)] == [20, 14, 4, 1, 1]
    assert [fact.value for fact in report.facts[:4]] == ["100%", "80%", "78%", "87.5%"]


def test_a_ledger_that_does_not_add_up_is_said_so() -> None:
    wrong = replace(LEADER, figures=replace(FIGURES, tally=replace(FIGURES.tally, closed=13)))
    report = report_of(replace(REPORT, digest=wrong), NOW)
    assert not report.reconciles
    assert "请核对" in report.reconciliation
    assert render_leader_pdf(report).startswith(b"%PDF")


def test_files_that_travel_tell_no_room_and_no_phone() -> None:
    case = replace(LANE, place="3幢502室 13812345678 #panic(1)")
    report = report_of(replace(REPORT, escalated=(standing(case, overdue=True, next_at=at("2026-11-21 09:00")),)), NOW)
    assert "502" not in str(asdict(report))
    assert "138" not in str(asdict(report))
    assert render_leader_pdf(report).startswith(b"%PDF")


def test_the_workbook_holds_the_same_numbers_and_no_formula() -> None:
    named = replace(REPORT, children=(Child('=HYPERLINK("x")', FIGURES, 0, 0), *CHILDREN))
    sheets = tables(leader_workbook(named, NOW))
    assert list(sheets) == ["总览", "下级", "类别", "八周", "时段", "超时", "上报", "热点"]
    assert [row[1] for row in sheets["总览"][2:7]] == [20, 14, 4, 1, 1]
    assert sheets["下级"][1][0] == '\'=HYPERLINK("x")'
    assert [sum(row[column] for row in sheets["类别"][1:]) for column in range(1, 6)] == [20, 14, 4, 1, 1]
    assert [row[1] for row in sheets["八周"][1:]] == [14, 9, 15, 19, 12, 24, 17, 21]
    assert len(sheets["时段"]) == 8


async def test_the_command_writes_what_the_ledger_holds(story: Story) -> None:  # noqa: F811
    await story.say("张阿姨", "8号楼前面的路灯不亮了")
    await story.say("王师傅", "我家隔壁老李低保停了两个月了，揭不开锅，能不能帮帮他")
    await story.whisper("xi", "1号修好了")
    await story.until(9, 9)
    app = story.stage.app
    values = await app.database.read(
        lambda connection: report_until(
            Scene(connection, app.clock.now(), app.house),
            "hongqiao",
            last_day("2026-W06", app.clock.now()),
            private=False,
        )
    )
    assert values.digest.figures.reconciles()
    assert not any(one.case.private for one in (*values.digest.overdue, *values.escalated))
    assert sum(week.received for week in values.trend.weeks) == values.digest.figures.tally.received == 2
    made = await digest(app.settings, "2026-W06", "hongqiao", "qinshi-1", private=True)
    assert list(made) == ["qinshi-1-2026-W06.png", "hongqiao-2026-W06.pdf", "hongqiao-2026-W06.xlsx"]
    assert [data[:4] for data in made.values()] == [b"\x89PNG", b"%PDF", b"PK\x03\x04"]
    assert "looked: linli digest: hongqiao" in await story.audited()


def test_a_week_is_named_by_its_number() -> None:
    assert last_day("2026-W47", SUNDAY) == LAST
    assert last_day("", at("2026-11-23 08:00")) == LAST
    for wrong in ("2026-W60", "47", "next"):
        with pytest.raises(LinliError):
            last_day(wrong, SUNDAY)


def tables(data: bytes) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(BytesIO(data))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
