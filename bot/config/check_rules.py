"""Categories, deadlines, jobs, quiet hours, words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from bot.config.finding import Finding, Path, meant
from bot.config.parts import Parts
from bot.config.rhythm import rhythm
from models.settings import ALWAYS_PRIVATE, CATEGORY_CODES, URGENCIES
from models.settings.running import default_jobs


def codes(parts: Parts) -> Iterator[Finding]:
    for path, code in sorted(parts.codes):
        if code not in CATEGORY_CODES:
            yield Finding(path, f"no category has the code {code!r}", meant(code, CATEGORY_CODES))


def private_codes(parts: Parts) -> Iterator[Finding]:
    for code in sorted(ALWAYS_PRIVATE & set(parts.categories)):
        if not parts.categories[code].private:
            yield Finding(
                ("categories", code, "private"),
                "family, illness and hardship are always private",
                "write private: true",
            )


def urgencies(parts: Parts) -> Iterator[Finding]:
    for path, urgency in sorted(parts.urgencies):
        if urgency not in URGENCIES:
            yield Finding(path, f"no urgency is called {urgency!r}", meant(urgency, URGENCIES))


def jobs(parts: Parts) -> Iterator[Finding]:
    known = default_jobs()
    for name, job in parts.jobs.items():
        if name not in known:
            yield Finding(("jobs", name), "no such job", meant(name, known))
        elif job.enabled:
            try:
                rhythm(job, dt.UTC)
            except ValueError as error:
                yield Finding(("jobs", name, "cron"), f"{job.cron!r} cannot be read: {error}", CRON_CURE)


CRON_CURE = "write five fields, minute hour day month weekday, like 0 18 * * sun"


def quiet(parts: Parts) -> Iterator[Finding]:
    """Quiet all through the working day is start and end the wrong way round."""
    start, end = parts.quiet.start, parts.quiet.end
    opening, closing = parts.calendar.hours[0][0], parts.calendar.hours[-1][1]
    if start <= opening and closing <= end:
        yield Finding(
            ("quiet",), f"quiet from {start:%H:%M} to {end:%H:%M} leaves no working time", "exchange start and end"
        )


def words(parts: Parts) -> Iterator[Finding]:
    for code, own in parts.words.items():
        for index, pattern in enumerate(own.patterns):
            yield from _pattern(("words", code, "patterns", index), pattern)


def _pattern(path: Path, pattern: str) -> Iterator[Finding]:
    try:
        if re.compile(pattern).search(""):
            yield Finding(path, "matches every message", "make at least one word of it necessary")
    except (re.error, OverflowError, RecursionError) as error:
        yield Finding(path, f"is no regular expression: {error}", "correct it, or use objects and troubles instead")
