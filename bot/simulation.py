"""Move a simulated clock and let everything happen on the way: jobs at their fire times, sends when they may go."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

from sqlalchemy import Connection, func, select

from bot.clock import SimulatedClock
from bot.database import Database
from bot.scheduler import Scheduler
from bot.timetable import Slots
from handlers.jobs import JOBS
from models.tables import outbox


class Simulation:
    """Plays the part of the real scheduler and of the sender's loop."""

    def __init__(
        self,
        clock: SimulatedClock,
        database: Database,
        scheduler: Scheduler,
        pump: Callable[[], Awaitable[int]],
        rests: Callable[[], datetime | None] = lambda: None,
    ) -> None:
        """`rests` tells until when the sender has said as much as it may."""
        self._clock = clock
        self._database = database
        self._scheduler = scheduler
        self._pump = pump
        self._rests = rests
        # How far each job has been run: two jobs of the same minute must both have their turn.
        self._run_up_to = dict.fromkeys(scheduler.timetable.slots, clock.now())

    async def advance_to(self, moment: datetime) -> None:
        """Everything that becomes due up to and including a moment happens, in order of time."""
        await self._pump()
        while (upcoming := await self._next(moment)) is not None:
            at, job = upcoming
            self._clock.move_to(at)
            if job:
                self._run_up_to[job] = at
                await self._scheduler.run(job, at)
            await self._pump()
        self._clock.move_to(moment)

    async def _next(self, until: datetime) -> tuple[datetime, str] | None:
        """The earliest thing still to happen; "" as its job: a message that waits to be sent."""
        now = self._clock.now()
        due = await self._database.read(lambda connection: _due_times(connection, now))
        found: list[tuple[datetime, str]] = []
        for name, slots in self._scheduler.timetable.slots.items():
            at = self._fires(name, slots, due.get(name, now), now)
            if at is not None:
                found.append((at, name))
        found += [(at, "") for at in (due["outbox"], self._rests()) if at is not None and at > now]
        earliest = min(found, default=None)
        return earliest if earliest is not None and earliest[0] <= until else None

    def _fires(self, name: str, slots: Slots, due: datetime | None, now: datetime) -> datetime | None:
        """When a job fires next: by its line in the timetable, or once it has something to do."""
        following = slots.following(self._run_up_to[name])
        if JOBS[name].next_due is None:
            return following
        if due is None or following is None:
            return None
        return max(following, slots.not_before(max(due, now)) or following)


def _due_times(connection: Connection, now: datetime) -> dict[str, datetime | None]:
    """When each frequent job has something to do, and when the next queued message may go."""
    due = {name: job.next_due(connection) for name, job in JOBS.items() if job.next_due is not None}
    later = select(func.min(outbox.c.not_before)).where(outbox.c.state == "queued", outbox.c.not_before > now)
    due["outbox"] = connection.scalar(later)
    return due
