"""When each job fires; pure. The same timetable drives the real scheduler and the simulated clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from models.settings import JobSettings

EPOCH = datetime(2024, 1, 1, tzinfo=ZoneInfo("UTC"))
LOOK_BACK = timedelta(days=8)  # a weekly job's last fire time lies within it


class Slots:
    """The fire times of one job: the minutes of a cron line, or every so many seconds."""

    def __init__(self, job: JobSettings, zone: ZoneInfo) -> None:
        self.every = timedelta(seconds=job.every_seconds)
        self.late = timedelta(minutes=job.late_minutes)
        self._cron = CronTrigger.from_crontab(job.cron, timezone=zone) if job.cron else None
        self.trigger: BaseTrigger = self._cron or IntervalTrigger(seconds=job.every_seconds, timezone=zone)

    def latest(self, now: datetime) -> datetime | None:
        """The newest fire time that is not after now, or None where there was none lately."""
        if self._cron is None:
            return EPOCH + (now - EPOCH) // self.every * self.every
        fire: datetime | None = None
        following = self._cron.get_next_fire_time(None, now - LOOK_BACK)
        while following is not None and following <= now:
            fire, following = following, self._cron.get_next_fire_time(following, following)
        return fire

    def following(self, moment: datetime) -> datetime | None:
        """The first fire time after a moment."""
        if self._cron is None:
            return EPOCH + ((moment - EPOCH) // self.every + 1) * self.every
        found: datetime | None = self._cron.get_next_fire_time(moment, moment + timedelta(microseconds=1))
        return found

    def not_before(self, moment: datetime) -> datetime | None:
        """The first fire time at or after a moment."""
        return self.following(moment - timedelta(microseconds=1))


class Timetable:
    """The slots of every enabled job."""

    def __init__(self, jobs: Mapping[str, JobSettings], zone: ZoneInfo) -> None:
        self.slots = {name: Slots(job, zone) for name, job in jobs.items() if job.enabled}
