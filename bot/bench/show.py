"""A run's figures as lines for people."""

from __future__ import annotations

from typing import Any

from bot.bench.run import Profile


def result_lines(found: dict[str, Any]) -> list[str]:
    """One line for each ratio and database."""
    said = []
    for name, databases in found["ratios"].items():
        for database, line in databases.items():
            verdict = "met" if line["met"] else "NOT met"
            costs = ", ".join(f"{key} {value:.1f} us" for key, value in line["cpu_us_per_message"].items())
            said.append(f"{name} {database}: {line['value']:.3f} (target {line['target']}: {verdict}); {costs}")
    return said


def profile_lines(profile: Profile) -> list[str]:
    """The stages with their share, then the costliest functions."""
    each = 1e6 / profile.messages
    said = [f"{profile.seconds * each:8.1f} us  a message, processor time of all"]
    timed = 0.0
    for stage, seconds in profile.stages.seconds.items():
        timed += seconds
        calls = profile.stages.calls[stage] / profile.messages
        said.append(
            f"{seconds * each:8.1f} us  {seconds / profile.seconds:5.1%}  {stage}  ({calls:.2f} calls a message)"
        )
    rest = profile.seconds - timed
    said.append(f"{rest * each:8.1f} us  {rest / profile.seconds:5.1%}  commit, event loop and the rest")
    said.append("costliest functions (own time, under the profiler):")
    said += [f"{own * each:8.1f} us  {calls:8d}  {name}" for name, calls, own in profile.functions]
    return said
