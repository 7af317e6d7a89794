"""Categories, deadlines, jobs, quiet hours, words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from bot.config.finding import Finding, Path, meant
from bot.config.parts import Parts
from bot.config.rhythm import rhythm
from models.patterns import endless, nested
from models.settings import ALWAYS_PRIVATE, CATEGORY_CODES, URGENCIES
from models.settings.running import default_jobs

CODE = re.compile("[a-z][a-z_]{0,31}")


def codes(parts: Parts) -> Iterator[Finding]:
    """A code is a built-in one, or it has a label as well as words; so that a slip of the pen makes no category."""
    for path, code in sorted(parts.codes):
        if code not in parts.own_codes | set(CATEGORY_CODES):
            own = OWN_WORDS if path[0] == "categories" else OWN_LABEL
            yield Finding(path, f"no category has the code {code!r}", _meant(code, own))
    for code in sorted(parts.own_codes):
        if not CODE.fullmatch(code):
            yield Finding(("categories", code), f"{code!r} is no code", "write small letters and _, 32 at most")


OWN_LABEL = "for a category of your own add categories.{code} with its label"
OWN_WORDS = "for a category of your own add words.{code}, or {code}.yaml in words_folder"


def _meant(code: str, own: str) -> str:
    return f"{meant(code, CATEGORY_CODES)}; {own.format(code=code)}"


def words_folder(parts: Parts) -> Iterator[Finding]:
    if parts.word_files is None:
        yield Finding(("words_folder",), "no such folder", "make it, or remove the line")
    labelled = {*CATEGORY_CODES, *(code for path, code in parts.codes if path[0] == "categories")}
    for code in sorted((parts.word_files or frozenset()) - labelled):
        yield Finding(("words_folder",), f"{code}.yaml is for no category", _meant(code, OWN_LABEL))


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
        if endless(pattern) or nested(pattern):
            yield Finding(path, "could run for ever on a long message", "write {0,8} for * and + ; repeat no repeat")
    except (re.error, OverflowError, RecursionError) as error:
        yield Finding(path, f"is no regular expression: {error}", "correct it, or use objects and troubles instead")
