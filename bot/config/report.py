"""What a good configuration comes to, for `linli check-config`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.config.load import load_settings
from bot.config.rhythm import rhythm
from models.calendar import WorkCalendar
from models.settings import CATEGORY_CODES, JobSettings, Role, Settings

WITHOUT_KEY = (
    "LINLI_PRIVACY__KEY is not set: phone, identity and card numbers are masked and not kept, so that no cadre can "
    "look one up; make a key with `linli seal-key --new`"
)


@dataclass(frozen=True, slots=True)
class NextRun:
    """A scheduled job and when it runs next, in local time; None where it is switched off."""

    job: str
    when: dt.datetime | None


@dataclass(frozen=True, slots=True)
class ConfigReport:
    """Counts to compare with what one meant to write; `notes` are worth a look and no errors."""

    source: str
    nodes: int
    leaves: int
    groups: int
    staff: int
    departments: int
    categories: int
    jobs: tuple[NextRun, ...]
    notes: tuple[str, ...]


def check_config(path: Path, now: dt.datetime, env: Mapping[str, str] | None = None) -> ConfigReport:
    """Load a configuration and sum it up. Raises ConfigError with every problem."""
    settings = load_settings(path, env)
    return ConfigReport(
        source=str(path),
        nodes=len(settings.nodes),
        leaves=sum(not node.children for node in settings.nodes.values()),
        groups=len(settings.groups),
        staff=len(settings.staff),
        departments=len(settings.departments),
        categories=len(settings.categories),
        jobs=tuple(NextRun(name, _next(job, settings.zone, now)) for name, job in sorted(settings.jobs.items())),
        notes=tuple(_notes(settings, now)),
    )


def _next(job: JobSettings, zone: dt.tzinfo, now: dt.datetime) -> dt.datetime | None:
    if not job.enabled:
        return None
    when: dt.datetime | None = rhythm(job, zone).get_next_fire_time(None, now)
    return when.astimezone(zone) if when else None


def _notes(settings: Settings, now: dt.datetime) -> Iterator[str]:
    if not settings.privacy.key.get_secret_value():
        yield WITHOUT_KEY
    if settings.notify and not (settings.web.address and settings.privacy.key.get_secret_value()):
        yield "notices to departments hold no link to answer by: set web.address and LINLI_PRIVACY__KEY"
    missing = [code for code in CATEGORY_CODES if code not in settings.categories]
    if missing:
        yield f"categories without a label count as private: {', '.join(missing)}"
    own = [f"{code} {category.label}" for code, category in settings.categories.items() if code not in CATEGORY_CODES]
    if own:
        yield f"categories of your own: {', '.join(own)}"
    silent = sorted(set(settings.nodes) - _heard(settings))
    if silent:
        yield f"no group is bound to these nodes or below: {', '.join(silent)}"
    bound = {person.department for person in settings.staff if person.role is Role.DEPARTMENT}
    alone = sorted(set(settings.departments_by_id) - bound)
    if alone:
        yield f"departments without a member; the cadre passes their cases on himself: {', '.join(alone)}"
    announced = WorkCalendar(settings.calendar, settings.zone).announced_until
    if now.year > announced:
        yield f"days off are announced until {announced} only; list this year's in calendar.holidays and workdays"


def _heard(settings: Settings) -> set[str]:
    return {node for group in settings.groups for node in settings.path(group.grid)}
