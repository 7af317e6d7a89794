"""Who looked at what residents said: one line for each look, written in the transaction that shows it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert

from models.tables import audit

LOOKED = "looked"


def note_look(connection: Connection, at: datetime, who: str, what: str, case_id: int | None = None) -> None:
    """`who`: a staff id or "operator:NAME"; `what`: the kind of message, or the command, that shows the words."""
    values = {"at": at, "what": LOOKED, "who": who[:160], "case_id": case_id, "note": what[:500]}
    connection.execute(insert(audit).values(**values))
