"""What a move does to a case's time limits, and when the watch has to look again; pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from models.case import Case
from models.deadlines import CaseClock, deadline
from models.status import RUNNING, Clock

# An unanswered emergency prompt is repeated after these; then the first-word limit escalates it.
EMERGENCY_REPEATS = (timedelta(minutes=2), timedelta(minutes=5))
MOST_ESCALATIONS = 6  # one for each rung above a grid in the deepest tree we know of


def effects(case: Case, effect: Clock, now: datetime, clock: CaseClock) -> dict[str, Any]:
    """The columns that change with the clock; the move's own changes come on top."""
    if effect is Clock.ANSWER:
        return _answered(case, now)
    if effect is Clock.RESTART:
        return _restarted(case, now, clock)
    if effect is Clock.PAUSE:
        return {"pauses": [*case.pauses, [now.isoformat(), None]], "promised_at": None}
    if effect is Clock.RESUME:
        return _resumed(case, now, clock)
    if effect is Clock.STOP:
        return {"closed_at": now, "promised_at": None, "extension_until": None}
    return {}


def _answered(case: Case, now: datetime) -> dict[str, Any]:
    fresh = case.answered_at is None
    return {
        "first_word_at": case.first_word_at or now,
        "answered_at": case.answered_at or now,
        "nudges": 0 if fresh else case.nudges,
    }


def _restarted(case: Case, now: datetime, clock: CaseClock) -> dict[str, Any]:
    due = clock.due(case.category, case.urgency, now)
    return {
        "answered_at": None,
        "nudges": 0,
        "answer_due": due.first,
        "work_due": max(filter(None, (due.solve, case.work_due))),
        "promised_at": None,
        "closed_at": None,
        "extension_until": None,
    }


def _resumed(case: Case, now: datetime, clock: CaseClock) -> dict[str, Any]:
    """Every limit that was still running moves on by the time for which it stood still."""
    pauses = [*case.pauses[:-1], [case.pauses[-1][0], now.isoformat()]] if case.pauses else []
    spans = [(datetime.fromisoformat(str(a)), datetime.fromisoformat(str(b))) for a, b in pauses if b]
    rule = clock.rule(case.category, case.urgency)
    solve = deadline(case.opened_at, rule.solve, clock.calendar, spans) or case.solve_due
    shift = max(solve - case.solve_due, timedelta(0))
    return {
        "pauses": pauses,
        "solve_due": max(solve, case.solve_due),
        "work_due": case.work_due + shift,
        "answer_due": max(case.answer_due, now) if case.answered_at is None else case.answer_due,
        "answered_at": case.answered_at or now,
        "first_word_at": case.first_word_at or now,
    }


def next_look(case: Case, clock: CaseClock) -> datetime | None:
    """When something about the case becomes due: a repeat, a reminder or an escalation. None: nothing will."""
    if case.state not in RUNNING or case.nudges > MOST_ESCALATIONS:
        return None
    rule = clock.rule(case.category, case.urgency)
    remind = timedelta(minutes=rule.remind_minutes)
    if case.answered_at is None:
        steps = _first_word_steps(case, remind)
    else:
        steps = [max(case.work_due - remind, case.answered_at), case.work_due]
    if case.nudges < len(steps):
        return steps[case.nudges]
    return None


def _first_word_steps(case: Case, remind: timedelta) -> list[datetime]:
    if case.urgency == "emergency":
        begin = case.answer_due - (case.first_due - case.opened_at)  # when the present holder was asked
        return [*(begin + wait for wait in EMERGENCY_REPEATS), case.answer_due]
    # A reminder never comes in the same minute as the prompt, however short the limit is.
    return [max(case.answer_due - remind, case.opened_at + timedelta(minutes=5)), case.answer_due]


def is_last_step(case: Case) -> bool:
    """Whether what is due now is the deadline itself rather than a reminder before it."""
    reminders = len(EMERGENCY_REPEATS) if case.answered_at is None and case.urgency == "emergency" else 1
    return case.nudges >= reminders


def with_look(case: Case, changes: dict[str, Any], clock: CaseClock) -> dict[str, Any]:
    """The changes, with the moment to look again that follows from them."""
    return {**changes, "look_at": next_look(replace(case, **changes), clock)}
