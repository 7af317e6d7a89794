"""Run scheduled jobs: any process may fire, one row decides who runs.

APScheduler wakes us up; the timetable says which period it is for; the row (job, fire time) is written in the same
transaction as the job's work, so that a run happens in full once, or not at all.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import Connection

from bot.clock import Clock
from bot.database import Database
from bot.faults import met_another, told
from bot.health.figures import Figures
from bot.timetable import Slots, Timetable
from handlers.house import House
from handlers.jobs import JOBS
from handlers.jobs.job import Job
from handlers.scene import Scene
from models.queries.job_runs import claim_run, has_run

log = logging.getLogger(__name__)

MOST_MEETINGS = 5


class Scheduler:
    """Runs the jobs of the timetable."""

    def __init__(
        self,
        database: Database,
        house: Callable[[], House],
        clock: Clock,
        after: Mapping[str, Callable[[], Awaitable[None]]] | None = None,
        figures: Figures | None = None,
    ) -> None:
        """`after` names what follows a job once it is committed, outside the database."""
        self._database = database
        self._house = house
        self._clock = clock
        self._after = after or {}
        self._figures = figures or Figures()
        settings = house().settings
        self.timetable = Timetable(settings.jobs, settings.zone)

    def start(self) -> AsyncIOScheduler:
        """Wake up at every fire time, and once at the start for what was missed while the program was away."""
        scheduler = AsyncIOScheduler(timezone=self._house().settings.zone)
        for name, slots in self.timetable.slots.items():
            scheduler.add_job(
                self.run_due,
                slots.trigger,
                args=[name],
                id=name,
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,  # our own limit decides, for a start after an outage as well
                next_run_time=self._clock.now(),
            )
        scheduler.start()
        return scheduler

    async def run_due(self, name: str) -> bool:
        """Run a job for its newest period, unless that ran already or is too long ago; whether it ran."""
        slots = self.timetable.slots[name]
        now = self._clock.now()
        fire_time = slots.latest(now)
        if fire_time is None or not await self._wanted(JOBS[name], slots, fire_time, now):
            return False
        return await self.run(name, fire_time)

    async def run(self, name: str, fire_time: datetime) -> bool:
        """Run a job for one period; False where another process has it, or where it failed."""
        job, now = JOBS[name], self._clock.now()

        def work(connection: Connection) -> str | None:
            if not claim_run(connection, name, fire_time, now):
                return None
            return job.run(Scene(connection, now, self._house()), fire_time)

        try:
            note = await self._written(work)
        except Exception as error:  # noqa: BLE001 - the outer loop: the next run must come all the same
            self._failed(name, fire_time, error)
            return False
        if note is None:
            return False
        log.info("job=%s fire_time=%s did=%s", name, fire_time.isoformat(), note)
        if name not in self._after or await self._follow(name, fire_time):
            self._figures.ran(name)
        return True

    async def _written(self, work: Callable[[Connection], str | None]) -> str | None:
        """What a job did; where it met another process at the same case it looks again."""
        for _ in range(MOST_MEETINGS):
            try:
                return await self._database.write(work)
            except Exception as error:
                if not met_another(error):
                    raise
                log.info("a job met another process at the same case and looks again")
        return await self._database.write(work)

    async def _follow(self, name: str, fire_time: datetime) -> bool:
        """What comes after a job's transaction; a failure there is the job's, and does not undo what was committed."""
        try:
            await self._after[name]()
        except Exception as error:  # noqa: BLE001 - the outer loop: the next run must come all the same
            self._failed(name, fire_time, error)
            return False
        return True

    def _failed(self, name: str, fire_time: datetime, error: Exception) -> None:
        log.error("job=%s fire_time=%s failed: %s", name, fire_time.isoformat(), told(error))
        self._figures.ran(name, failure=told(error))
        self._figures.error("job")

    async def _wanted(self, job: Job, slots: Slots, fire_time: datetime, now: datetime) -> bool:
        if job.next_due is not None:
            due = await self._database.read(job.next_due)
            return due is not None and due <= now
        if now - fire_time <= slots.late:
            return True
        if not await self._database.read(lambda connection: has_run(connection, job.name, fire_time)):
            log.warning("job=%s fire_time=%s skipped: too late", job.name, fire_time.isoformat())
        return False
