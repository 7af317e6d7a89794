"""Every column that may hold what somebody said or is called; whoever masks, erases or searches goes by this list."""

from __future__ import annotations

from sqlalchemy import Column, Connection, RowMapping, Table, select

from models.tables import (
    audit,
    case,
    case_event,
    case_message,
    case_person,
    delivery,
    job_run,
    message,
    outbox,
    prompt,
    webhook,
)

WORDS: dict[Table, tuple[str, ...]] = {
    message: ("sender_name", "text", "quote_name", "quote_text", "extra", "failure", "held"),
    case: ("place", "why", "promise"),
    case_event: ("reason", "before"),
    case_message: ("note",),
    case_person: ("name",),
    outbox: ("text", "error"),
    prompt: ("data",),
    audit: ("note",),
    job_run: ("note",),
    delivery: ("text", "error"),
    webhook: (),
}
NUMBERED = tuple(table for table in WORDS if "id" in table.c)  # the others are walked with what they hang on


def rows_after(connection: Connection, table: Table, after: int, limit: int) -> list[RowMapping]:
    """Rows of a table that counts its rows, in their order: id and the columns that hold words."""
    own: list[Column[object]] = [table.c.id, *(table.c[name] for name in WORDS[table])]
    if "sealed" in table.c:
        own.append(table.c.sealed)
    query = select(*own).where(table.c.id > after).order_by(table.c.id).limit(limit)
    return list(connection.execute(query).mappings())
