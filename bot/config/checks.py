"""What has to agree between the sections of a configuration."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.config.check_areas import cadres, group_names, groups, ids, places
from bot.config.check_people import department_names, departments, private_eyes, signing_in, staff
from bot.config.check_rules import codes, jobs, private_codes, quiet, urgencies, words, words_folder
from bot.config.finding import Finding
from bot.config.parts import Parts

Check = Callable[[Parts], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    ids,
    places,
    groups,
    group_names,
    cadres,
    staff,
    departments,
    department_names,
    private_eyes,
    signing_in,
    codes,
    private_codes,
    urgencies,
    jobs,
    quiet,
    words,
    words_folder,
)


def cross_check(parts: Parts) -> Iterator[Finding]:
    """Everything that does not fit together."""
    for check in CHECKS:
        yield from check(parts)
