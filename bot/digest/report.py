"""The week of a node as a report on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from bot.charts import Point, Series, bars, heat, lines
from bot.digest.setting import family, inked, set_page
from handlers.wording.card import Bar
from handlers.wording.leader_report import CLOSED, RECEIVED, Report


def render_leader_pdf(report: Report) -> bytes:
    """A PDF in A4. NoFont where there is no Chinese font."""
    font = family()
    hours = report.heat
    data: dict[str, Any] = {
        **asdict(report),
        "bars": inked(bars(_points(report.kinds), title="", font=font)) if report.kinds else None,
        "lines": inked(lines(_series(report.trend), title="", font=font)) if report.trend else None,
        "heat": inked(heat(hours.rows, hours.columns, hours.values, title="", font=font)) if hours else None,
    }
    return set_page("leader.typ", data, "pdf")


def _points(shown: Sequence[Bar]) -> list[Point]:
    return [Point(bar.label, bar.received, bar.closed) for bar in shown]


def _series(weeks: Sequence[Bar]) -> list[Series]:
    return [
        Series(RECEIVED, tuple(Point(week.label, week.received) for week in weeks)),
        Series(CLOSED, tuple(Point(week.label, week.closed) for week in weeks)),
    ]
