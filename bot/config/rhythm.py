"""A job's rhythm as APScheduler knows it."""

from __future__ import annotations

import datetime as dt

from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from models.settings import JobSettings

EPOCH = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def rhythm(job: JobSettings, zone: dt.tzinfo) -> CronTrigger | IntervalTrigger:
    """The trigger of an enabled job; raises ValueError where its cron fields cannot be read.

    Intervals are counted from a fixed moment, so that every process fires at the same times.
    """
    if job.every_seconds:
        return IntervalTrigger(seconds=job.every_seconds, start_date=EPOCH, timezone=zone)
    weekday = job.cron.split()[-1:]
    if any(letter.isdigit() for part in weekday for letter in part):
        # APScheduler counts weekdays from Monday, cron from Sunday: a number would mean the wrong day to somebody.
        raise ValueError("the weekday is a number")
    return CronTrigger.from_crontab(job.cron, timezone=zone)
