"""Not sure: keep it for the cadre's "please look" list, and say nothing to anybody now."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import update

from handlers.actions.open_case import Origin
from handlers.conversation.decisions import Hold
from handlers.scene import Scene
from models.tables import message


def hold(scene: Scene, origin: Origin, decision: Hold) -> None:
    """The grid is kept with it, because a forwarded line has no group."""
    held = {
        "category": decision.category,
        "messages": list(decision.messages),
        "why": asdict(decision.why),
        "grid": origin.grid,
    }
    scene.connection.execute(update(message).where(message.c.id == decision.messages[-1]).values(held=held))
