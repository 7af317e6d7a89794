"""The parts of a program that the page of health looks at. None asks the database more than a few counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.channels.base import Channel
from bot.clock import Clock
from bot.database import Database
from bot.health.figures import Figures
from bot.health.source import Finding, Gauge
from handlers.jobs import JOBS
from models.queries.deliveries import delivery_standing
from models.queries.standing import (
    cases_by_state,
    count_set_aside,
    last_run,
    outbox_standing,
    unhandled_by_channel,
)

A_DAY = timedelta(days=1)
MANY_FAILED_SENDS = 5  # in a row; one or two are an ordinary day
CASES_COUNT_FOR = 30.0  # seconds: counting them all is the only question that grows with the years


class Channels:
    """Each channel's line: connected, logged in, when it last brought a message."""

    name = "channels"

    def __init__(self, channels: Sequence[Channel], figures: Figures) -> None:
        self._channels = channels
        self._figures = figures

    async def look(self) -> Finding:
        healths = {channel.name: channel.health() for channel in self._channels}
        told = {
            name: {
                "connected": health.connected,
                "logged_in": health.logged_in,
                "note": health.note,
                "last_message": _written(self._figures.last_message.get(name)),
            }
            for name, health in healths.items()
        }
        troubles = [f"{name}: {health.note or 'not connected'}" for name, health in healths.items() if not health.well]
        connected = {name: float(health.connected) for name, health in healths.items()}
        logged_in = {name: float(health.logged_in) for name, health in healths.items()}
        gauges = (
            Gauge("channel_connected", "1 where the gateway answers", connected, "channel"),
            Gauge("channel_logged_in", "1 where the account is logged in", logged_in, "channel"),
        )
        return Finding(told, tuple(troubles), gauges=gauges)


class InboxSource:
    """What is stored and not handled yet, and whether the database takes changes at all."""

    name = "inbox"

    def __init__(self, database: Database, clock: Clock, lag_seconds: float) -> None:
        self._database = database
        self._clock = clock
        self._limit = lag_seconds

    async def look(self) -> Finding:
        await self._database.write(lambda _connection: None)  # the answer comes only if its writer lives
        waiting = await self._database.read(unhandled_by_channel)
        aside = await self._database.read(count_set_aside)
        now = self._clock.now()
        lags = {name: max(0.0, (now - one.oldest).total_seconds()) for name, one in waiting.items()}
        backlog = {name: float(one.count) for name, one in waiting.items()}
        lag = max(lags.values(), default=0.0)
        told = {"backlog": int(sum(backlog.values())), "lag_seconds": round(lag, 3), "set_aside": aside}
        late = [
            f"{name}: {waiting[name].count} messages wait to be handled, the oldest for {seconds:.0f} s"
            for name, seconds in lags.items()
            if seconds > self._limit
        ]
        notes = (f"{aside} messages are set aside -> linli aside",) if aside else ()
        gauges = (
            Gauge("inbox_backlog", "stored messages that are not handled yet", backlog, "channel"),
            Gauge("inbox_lag_seconds", "how long the oldest of them waits", lags or {"": 0.0}, "channel"),
            Gauge("messages_set_aside", "messages that failed too often", {"": float(aside)}),
        )
        return Finding(told, tuple(late), notes, gauges)


class OutboxSource:
    """What waits to be sent, and how sends end."""

    name = "outbox"

    def __init__(self, database: Database, clock: Clock, figures: Figures) -> None:
        self._database = database
        self._clock = clock
        self._figures = figures

    async def look(self) -> Finding:
        now = self._clock.now()
        standing = await self._database.read(lambda connection: outbox_standing(connection, now))
        waits = (now - standing.oldest).total_seconds() if standing.oldest else 0.0
        told = {
            "backlog": standing.due,
            "oldest_seconds": round(waits, 3),
            "uncertain_in_a_day": standing.uncertain,
            "failed_in_a_day": standing.failed,
        }
        failing = self._figures.failed_sends
        troubles = (f"the last {failing} sends failed -> look in the log",) if failing >= MANY_FAILED_SENDS else ()
        gauges = (Gauge("outbox_backlog", "queued messages whose time has come", {"": float(standing.due)}),)
        return Finding(told, troubles, gauges=gauges)


class JobSource:
    """When a scheduled job last ran, and which of them failed."""

    name = "jobs"

    def __init__(self, database: Database, figures: Figures) -> None:
        self._database = database
        self._figures = figures

    async def look(self) -> Finding:
        run = await self._database.read(lambda connection: last_run(connection, JOBS))
        told = {"last": run and run.job, "at": _written(run.started_at if run else None)}
        failed = tuple(f"job {job} failed: {why}" for job, why in sorted(self._figures.failed_jobs.items()))
        return Finding(told, failed)


class CaseSource:
    """How many cases are in which state; counted anew at most every half minute."""

    name = "cases"

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._counted_at: datetime | None = None
        self._counts: dict[str, int] = {}

    async def look(self) -> Finding:
        now = self._clock.now()
        if self._counted_at is None or (now - self._counted_at).total_seconds() >= CASES_COUNT_FOR:
            self._counts, self._counted_at = await self._database.read(cases_by_state), now
        values = {state: float(count) for state, count in self._counts.items()}
        return Finding(dict(self._counts), gauges=(Gauge("cases", "cases by state", values, "state"),))


def _written(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


class DeliverySource:
    """What waits for other systems and departments, and what was given up."""

    name = "deliveries"

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def look(self) -> Finding:
        now = self._clock.now()
        standing = await self._database.read(lambda connection: delivery_standing(connection, now - A_DAY))
        waits = (now - standing.oldest).total_seconds() if standing.oldest else 0.0
        told = {"waiting": standing.waiting, "oldest_seconds": round(waits, 3), "given_up_in_a_day": standing.dead}
        cure = "see the log and table delivery for the reason"
        troubles = (f"{standing.dead} given up in a day -> {cure}",) if standing.dead else ()
        gauges = (Gauge("deliveries_waiting", "what waits for other systems", {"": float(standing.waiting)}),)
        return Finding(told, troubles, gauges=gauges)
