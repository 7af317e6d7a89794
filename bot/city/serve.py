"""What each role runs."""

from __future__ import annotations

from collections.abc import Callable

from bot.app import App
from bot.channels.base import Channel
from bot.roles import Role, Runs, run_together, until_cancelled


async def serve_as(role: Role, app: App, open_channel: Callable[[App], Channel], *beside: Runs) -> None:
    """Be one part of the whole, or all of it, until cancelled. `beside` runs in every role."""
    if role is Role.ALL:
        await app.serve([open_channel(app)], *beside)
    elif role is Role.SCHEDULER:
        with app.scheduling():
            await run_together([until_cancelled()], beside)
    elif role is Role.WEB:
        await run_together([until_cancelled()], beside)
