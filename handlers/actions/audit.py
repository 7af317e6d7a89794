"""Write down what was refused, bound, looked at or forgotten."""

from __future__ import annotations

from sqlalchemy import insert

from handlers.scene import Scene
from models.tables import audit as audit_table


def audit(scene: Scene, what: str, who: str, note: str, case_id: int | None = None) -> None:
    values = {"at": scene.now, "what": what, "who": who[:160], "case_id": case_id, "note": note[:500]}
    scene.connection.execute(insert(audit_table).values(**values))
