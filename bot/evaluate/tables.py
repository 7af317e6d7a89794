"""The figures as tables of a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table

from bot.evaluate.changes import Change
from bot.evaluate.chat import ChatResult
from bot.evaluate.figures import CategoryRow, Figures, share
from bot.evaluate.letters import LetterRow
from bot.evaluate.speed import JIEBA, Timing


def sets_table(sets: Mapping[str, Figures]) -> Table:
    """Figures down, sets across."""
    table = table_of("figures by set", ["figure", *sets])
    names = next(iter(sets.values()), {})
    for name in names:
        table.add_row(name, *(number(of_set[name]) for of_set in sets.values()))
    return table


def category_table(rows: Iterable[CategoryRow]) -> Table:
    headings = ["category", "gold", "found", "right\ncategory", "right\nplace", "precision", "recall", "F1"]
    table = table_of("cases by category", headings)
    for row in rows:
        counts = (row.gold, row.found, row.right_category, row.right_place)
        table.add_row(
            row.category, *map(str, counts), *(f"{value:.2f}" for value in (row.precision, row.recall, row.f1))
        )
    return table


def changes_table(changes: Iterable[Change]) -> Table:
    table = table_of("changed since the figures were saved", ["set", "figure", "saved", "now", "change"])
    for one in changes:
        difference = one.now - one.before
        table.add_row(one.of_set, one.figure, number(one.before), number(one.now), f"{difference:+.4f}")
    return table


def chat_table(results: Mapping[str, Sequence[ChatResult]]) -> Table:
    headings = ["chat", "messages", "groups", "false\nalarms", "per 1,000", "posts"]
    table = table_of("false alarms", headings)
    for name, groups in results.items():
        messages = sum(group.messages for group in groups)
        alarms = sum(len(group.alarms) for group in groups)
        posts = sum(group.posts for group in groups)
        rate = 1000 * share(alarms, messages)
        table.add_row(name, str(messages), str(len(groups)), str(alarms), f"{rate:.2f}", str(posts))
    return table


def letters_table(rows: Iterable[LetterRow]) -> Table:
    headings = ["department", "letters", "read as\na report", "judged", "first category\nright", "any\nright"]
    table = table_of("letters", headings)
    for row in rows:
        judged = (percent(n, row.judged) for n in (row.first_right, row.any_right))
        table.add_row(row.department, str(row.letters), percent(row.reported, row.letters), str(row.judged), *judged)
    return table


def speed_table(timings: Sequence[Timing], messages: int) -> Table:
    table = table_of(f"microseconds a message, {messages} messages", ["", "median", "p99", f"median to {JIEBA}"])
    floor = next(one.median for one in timings if one.name == JIEBA)
    for one in timings:
        table.add_row(one.name, f"{one.median:.0f}", f"{one.p99:.0f}", f"{share(one.median, floor):.2f}")
    return table


def table_of(title: str, headings: Sequence[str]) -> Table:
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for at, heading in enumerate(headings):
        table.add_column(heading, justify="right" if at else "left", no_wrap=not at)
    return table


def number(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.4f}"


def percent(part: int, whole: int) -> str:
    return f"{part} ({100 * part / whole:.0f} %)" if whole else "-"
