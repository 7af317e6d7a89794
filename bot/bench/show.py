"""A run's figures for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.table import Table

from bot.bench.lines import OF_A_DATABASE, TARGETS, Line
from bot.bench.profiled import Profile

VERDICTS = {True: "met", False: "not met", None: "not measured"}


def result_table(found: dict[str, Any]) -> Table:
    """One row for each ratio and database."""
    table = Table("line", "database", "value", "to reach", "", "in talk", "what it is")
    for name, where, one in rows(found):
        value = "-" if one["value"] is None else f"{one['value']:.3g}"
        talk = f"{one['in_talk']:.3g}" if one.get("in_talk") is not None else ""
        target = TARGETS[name]
        table.add_row(name, where, value, target.shown(), VERDICTS[one["met"]], talk, one.get("note") or target.meaning)
    return table


def rows(found: dict[str, Any]) -> Iterator[tuple[str, str, Line]]:
    """(ratio, database or "", line) of all that was measured."""
    for name, one in found["ratios"].items():
        if name in OF_A_DATABASE:
            yield from ((name, kind, line) for kind, line in one.items())
        else:
            yield name, "", one


def profile_lines(profile: Profile) -> list[str]:
    """The stages with their share, then the costliest functions."""
    micro = 1e6 / profile.messages
    said = [f"{profile.each:8.1f} us  a message, processor time of all"]
    timed = 0.0
    for stage, seconds in profile.stages.seconds.items():
        spent, calls = seconds * micro, profile.stages.calls[stage] / profile.messages
        timed += spent
        said.append(f"{spent:8.1f} us  {spent / profile.each:5.1%}  {stage}  ({calls:.2f} calls a message)")
    rest = profile.each - timed
    said.append(f"{rest:8.1f} us  {rest / profile.each:5.1%}  commit, event loop and the rest")
    said.append("costliest functions (own time, under the profiler):")
    said += [f"{own * micro:8.1f} us  {calls:8d}  {name}" for name, calls, own in profile.functions]
    return said
