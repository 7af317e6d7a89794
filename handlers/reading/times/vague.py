"""Vague words for the near future, each with the moment at which a look is worth while."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta
from re import Match

from handlers.reading.times.local import PLAIN, Instants, Local

SOON = timedelta(minutes=30)
A_WHILE = timedelta(hours=1)
MEALS = ((time(8, 30), "早"), (time(13), "午中"), (time(19, 30), "晚夜"))
DAYBREAK = time(7)


def _in(span: timedelta) -> Callable[[Match[str], Local], Instants]:
    def instants(_match: Match[str], local: Local) -> Instants:
        yield local.now + span

    return instants


def _days(count: int) -> Callable[[Match[str], Local], Instants]:
    def instants(_match: Match[str], local: Local) -> Instants:
        yield local.on(local.days_on(count), local.evening)

    return instants


def _some_day(_match: Match[str], local: Local) -> Instants:
    yield local.on(local.days_on(3), PLAIN)


def _after_meal(match: Match[str], local: Local) -> Instants:
    named = [at for at, signs in MEALS if match["meal"] and match["meal"] in signs]
    for day in (local.today, local.days_on(1)):
        yield from (local.on(day, at) for at in named or [at for at, _ in MEALS[1:]])


def _after_opening(_match: Match[str], local: Local) -> Instants:
    for day in (local.today, local.workday(local.days_on(1))):
        if local.calendar.is_workday(day):
            yield local.on(day, local.calendar.hours[0][0]) + SOON


def _closing(match: Match[str], local: Local) -> Instants:
    extra = SOON if match["side"].endswith("后") else timedelta()
    for day in (local.workday(local.today), local.workday(local.days_on(1))):
        yield local.on(day, local.evening) + extra


def _daybreak(_match: Match[str], local: Local) -> Instants:
    yield from (local.on(local.days_on(day), DAYBREAK) for day in range(2))


VAGUE = (
    (r"马上|立刻|立马|立即|这就|即刻|马上就", _in(SOON)),
    (
        r"(?<![了过])(?:[等过待]?一会儿?|[等待过]会儿?|等一?下(?![次个班])|稍后|晚点|晚一点|回头|一歇|等歇)",
        _in(A_WHILE),
    ),
    (r"(?:吃[完过好]了?)?(?P<meal>[早中午晚夜]?)饭(?:[以之]?后|(?=[再就来去]))", _after_meal),
    (r"等上班|上班(?:[以之]?后|(?=再|就|时|了再))", _after_opening),
    (r"下班(?P<side>[以之]?[前后])", _closing),
    (r"天亮了?(?:[以之]?后)?", _daybreak),
    (r"[这近]两天|这一两天|两天[内里]", _days(2)),
    (r"[这近]几天|这[三四]天", _days(3)),
    (r"近期|最近几天|近日", _days(7)),
    (r"过(?:几|两三)天|改天|隔天|过阵子|过一阵", _some_day),
)
