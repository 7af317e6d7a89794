"""What the page of health asks: each source looks at one part of the program and tells what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Gauge:
    """One figure of /metrics as it is now: its values by the value of its one label, "" where it has none."""

    name: str
    meaning: str
    values: Mapping[str, float]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one look found. `troubles` are reasons why not all is well; `notes` are worth a look and no more."""

    told: Any  # what /health shows, in JSON's own types
    troubles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    gauges: tuple[Gauge, ...] = ()


class Source(Protocol):
    """One part of the program; `name` is its key on the page."""

    @property
    def name(self) -> str: ...

    async def look(self) -> Finding:
        """How it is now. Whatever it raises counts as a trouble."""
        ...
