"""What every section of the configuration shares."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Annotated, Any
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints

_GIVEN: dict[frozenset[str], set[str]] = {}


class Section(BaseModel):
    """A part of the configuration: frozen, and an unknown key is a problem rather than silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def model_post_init(self, _context: Any) -> None:
        """Take less room: a city has a hundred thousand sections, each of which pydantic gives a set and a dict.

        The set of given keys is shared with all sections that were given the same, the dict's keys with its class.
        """
        given = self.__pydantic_fields_set__
        object.__setattr__(self, "__pydantic_fields_set__", _GIVEN.setdefault(frozenset(given), given))
        values = self.__dict__
        object.__delattr__(self, "__dict__")
        for name, value in values.items():
            object.__setattr__(self, name, value)


def _as_written(value: object) -> object:
    """Numbers would be taken for seconds since midnight, which nobody means."""
    if isinstance(value, int | float):
        raise ValueError("a time of day is written like 08:00")
    return value


def _without_zone(value: dt.time) -> dt.time:
    if value.tzinfo is not None:
        raise ValueError("a time of day has no zone of its own: write 08:00")
    return value


TIMEZONE = "Asia/Shanghai"
_zones = lru_cache(1)(available_timezones)  # it reads a folder with each call


def known_zone(name: str) -> str:
    """The name itself; ValueError where no zone is called so."""
    if name not in _zones():
        raise ValueError(f"no such time zone: write an IANA name like {TIMEZONE}")
    return name


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
LocalTime = Annotated[dt.time, BeforeValidator(_as_written), AfterValidator(_without_zone)]
