"""A leader's report as tables for a spreadsheet: numbers stay numbers, so that somebody can go on counting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handlers.figures import Part
from handlers.wording.card_values import LeaderReport
from handlers.wording.leader_report import Report, Row

Value = str | int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. `chart`: drawn beside it from the first column and these others."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    chart: Literal["bar", "line", "heat", ""] = ""
    drawn: tuple[int, ...] = ()


TALLY = ("收到", "办结", "处理中", "无法解决", "转出")
CASES = ("事项", "状态", "时限", "经办")


def sheets_of(values: LeaderReport, report: Report) -> tuple[Sheet, ...]:
    """The tables in the order of the report."""
    figures = values.digest.figures
    return (
        Sheet("总览", ("指标", "数值", "说明"), _summary(report)),
        Sheet("下级", ("下级", *TALLY, "超时", "上报"), _children(values), "bar", (1, 2)),
        Sheet("类别", ("类别", *TALLY), tuple(_part(part) for part in figures.by_category), "bar", (1, 2)),
        Sheet(
            "八周",
            ("周一", "收到", "其中已办结"),
            tuple((week.first.isoformat(), week.received, week.closed) for week in values.trend.weeks),
            "line",
            (1, 2),
        ),
        Sheet("时段", ("星期", *(report.heat.columns if report.heat else ())), _hours(report), "heat"),
        Sheet("超时", CASES, tuple(map(_case, report.overdue))),
        Sheet("上报", CASES, tuple(map(_case, report.escalated))),
        Sheet("热点", ("地点和事项", "件数"), tuple((spot.label, spot.value) for spot in report.hot_spots)),
    )


def _summary(report: Report) -> tuple[tuple[Value, ...], ...]:
    tally = report.tally
    counts = (tally.received, tally.closed, tally.open, tally.cannot, tally.transferred_out)
    return (
        ("范围", report.node, report.days),
        *((name, count, "") for name, count in zip(TALLY, counts, strict=True)),
        ("核对", report.reconciliation, ""),
        *((fact.label, fact.value, fact.note) for fact in report.facts),
    )


def _children(values: LeaderReport) -> tuple[tuple[Value, ...], ...]:
    return tuple(
        (*_part(Part(child.name, child.figures.tally)), child.overdue, child.escalated) for child in values.children
    )


def _part(part: Part) -> tuple[Value, ...]:
    tally = part.tally
    return (part.name, tally.received, tally.closed, tally.open, tally.cannot, tally.transferred_out)


def _hours(report: Report) -> tuple[tuple[Value, ...], ...]:
    if report.heat is None:
        return ()
    return tuple((day, *counts) for day, counts in zip(report.heat.rows, report.heat.values, strict=True))


def _case(row: Row) -> tuple[Value, ...]:
    return (row.matter, row.state, row.limit, row.who)
