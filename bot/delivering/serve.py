"""What carries what."""

from __future__ import annotations

from bot.app import App
from bot.delivering.departments import ToDepartment
from bot.delivering.sender import Deliveries
from bot.delivering.webhooks import ToWebhook
from models.queries.deliveries import DEPARTMENT, WEBHOOK


def deliveries(app: App) -> Deliveries:
    """The sender of a program, with a carrier for each audience."""
    to_department = ToDepartment(app.database, app.current, app.clock)
    to_webhook = ToWebhook(app.database, app.current, app.clock)
    return Deliveries(app.database, app.clock, {DEPARTMENT: to_department, WEBHOOK: to_webhook})
