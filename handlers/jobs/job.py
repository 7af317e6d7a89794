"""What a scheduled job is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from handlers.scene import Scene


@dataclass(frozen=True, slots=True)
class Job:
    """One job: what it does for the period that began at its fire time, and a note of what it did.

    `next_due` tells of a frequent job when it will next have something to do, so that most runs need not begin at
    all; None: nothing is waiting.
    """

    name: str
    run: Callable[[Scene, datetime], str]
    next_due: Callable[[Connection], datetime | None] | None = None
