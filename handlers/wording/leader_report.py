"""The words and numbers of a leader's report, ready to be set. Files travel, so no place in them tells a room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from handlers.figures import Figures, Tally
from handlers.wording.card import Bar, Heat, heat_of, trend_bars
from handlers.wording.card_values import Child, LeaderReport
from handlers.wording.drawable import drawable
from handlers.wording.labels import STATE
from handlers.wording.leader_digest import NONE_YET, reconciliation, say_rate, say_share
from handlers.wording.mask import mask
from handlers.wording.private import private
from handlers.wording.times import Moment, say_date, say_span
from handlers.wording.values import Standing

CHILD_COLUMNS = ("下级", "收到", "办结", "处理中", "无法解决", "转出", "按期办结", "平均响应", "超时", "上报")
RECEIVED, CLOSED = "收到", "其中已办结"  # the lines of the trend
PLACE_LIMIT = 24


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure with its name, and what it was taken of."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One case: its number and matter, where it stands, until when, in whose hands."""

    matter: str
    state: str
    limit: str
    who: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the report shows."""

    node: str
    days: str
    made: str
    tally: Tally
    reconciliation: str
    reconciles: bool
    facts: tuple[Fact, ...]
    kinds: tuple[Bar, ...]
    trend: tuple[Bar, ...]
    heat: Heat | None
    child_columns: tuple[str, ...]
    children: tuple[tuple[str, ...], ...]
    overdue: tuple[Row, ...]
    escalated: tuple[Row, ...]
    hot_spots: tuple[Fact, ...]


def report_of(report: LeaderReport, moment: Moment) -> Report:
    digest = report.digest
    figures = digest.figures
    kinds = sorted(figures.by_category, key=lambda part: (-part.tally.received, part.name))
    return Report(
        node=shown(digest.node),
        days=f"{say_date(digest.first, digest.first)}—{say_date(digest.last, digest.first)}",
        made=say_date(moment.now.astimezone(moment.zone).date(), digest.first),
        tally=figures.tally,
        reconciliation=reconciliation(figures.tally),
        reconciles=figures.reconciles(),
        facts=facts_of(figures),
        kinds=tuple(Bar(shown(part.name), part.tally.received, part.tally.closed) for part in kinds),
        trend=trend_bars(report.trend),
        heat=heat_of(report.trend.busy) if any(map(any, report.trend.busy)) else None,
        child_columns=CHILD_COLUMNS,
        children=tuple(map(child_row, report.children)),
        overdue=_rows(digest.overdue, moment),
        escalated=_rows(report.escalated, moment),
        hot_spots=tuple(Fact(_matter(spot.place, spot.label), f"{spot.count} 件") for spot in digest.hot_spots),
    )


def facts_of(figures: Figures) -> tuple[Fact, ...]:
    """The figures that leaders are judged by, in the order of the field's own tables."""
    back = figures.call_backs
    rates = (
        ("响应率", back.contact),
        ("解决率", back.solve),
        ("满意率", back.satisfaction),
        ("按期办结率", figures.on_time),
        ("重复率", figures.repetition),
        ("重开率", figures.reopening),
        ("不出格率", figures.within_grid),
        ("不出社区率", figures.within_community),
    )
    return (
        *(
            Fact(name, say_share(rate.value), f"{rate.part:g}/{rate.whole}" if rate.whole else "")
            for name, rate in rates
        ),
        Fact("综合得分", say_share(back.total), "响应 0.1 + 解决 0.5 + 满意 0.4"),
        Fact("平均响应", _span(figures.first_response)),
        Fact("平均办结", _span(figures.solving)),
        Fact("有效回访", f"{back.valid} 件"),
    )


def child_row(child: Child) -> tuple[str, ...]:
    """One line of the table by child node, in the order of CHILD_COLUMNS."""
    tally = child.figures.tally
    counts = (tally.received, tally.closed, tally.open, tally.cannot, tally.transferred_out)
    rates = (say_rate(child.figures.on_time), _span(child.figures.first_response))
    return (shown(child.name), *map(str, counts), *rates, str(child.overdue), str(child.escalated))


def shown(text: str) -> str:
    """Words as the report sets them: in one line, clean, nothing that the font cannot draw."""
    return private(drawable(text)).replace("\n", " ")


def _rows(standings: Sequence[Standing], moment: Moment) -> tuple[Row, ...]:
    return tuple(
        Row(
            f"{one.case.number}号 {_matter(one.case.place, one.case.label)}",
            STATE[one.state],
            moment.say(one.next_at) if one.next_at else "",
            shown(one.department or one.handler),
        )
        for one in standings
    )


def _matter(place: str, label: str) -> str:
    return shown(f"{mask(drawable(place))[:PLACE_LIMIT]}{label}")


def _span(span: timedelta | None) -> str:
    return NONE_YET if span is None else say_span(span)
