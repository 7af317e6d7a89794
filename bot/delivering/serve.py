"""What carries what."""

from __future__ import annotations

from bot.app import App
from bot.delivering.departments import ToDepartment
from bot.delivering.sender import Deliveries
from models.queries.deliveries import DEPARTMENT


def deliveries(app: App) -> Deliveries:
    """The sender of a program, with a carrier for each audience."""
    return Deliveries(app.database, app.clock, {DEPARTMENT: ToDepartment(app.database, app.current, app.clock)})
