"""The person's words and names in what others said, asked and were told."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, or_, select, update

from handlers.wording.erasure import ERASED, Traces
from models.queries.search import cases_with, words_changed
from models.queries.words import WORDS
from models.tables import audit, case, case_event, case_message, message, outbox, prompt


@dataclass(frozen=True, slots=True)
class Where:
    """The groups in which the person wrote, and the cases that the person was part of."""

    groups: frozenset[str]
    cases: frozenset[int]


def erase_from_others(connection: Connection, traces: Traces, where: Where, mine: Collection[RowMapping]) -> int:
    """How many rows of others were changed."""
    since = min((row["id"] for row in mine), default=0)
    quoted = {row["external_id"] for row in mine}
    # In a group of the person's, in private chats with staff, and in the lines of forwarded records.
    near = or_(message.c.group_id.in_(where.groups), message.c.group_id.is_(None))
    near_rows = _rows(connection, message, near, message.c.id >= since)
    touched = [row["id"] for row in near_rows if _change(connection, message, row, _of_message(traces, row, quoted))]
    words_changed(connection, *cases_with(connection, touched))
    changed = len(touched)
    for row in _rows(connection, outbox, outbox.c.audience != "group"):
        changed += _change(connection, outbox, row, _of_told(traces, row))
    for table, hangs_on in ((case, case.c.id), (case_event, case_event.c.case_id)):
        for row in _rows(connection, table, hangs_on.in_(where.cases)):
            changed += _change(connection, table, row, {name: traces.everywhere(row[name]) for name in WORDS[table]})
    for row in _rows(connection, case_message, case_message.c.case_id.in_(where.cases)):
        changed += _change(connection, case_message, row, {"note": traces.everywhere(row["note"])})
    for row in _rows(connection, prompt, prompt.c.case_id.in_(where.cases)):
        changed += _change(connection, prompt, row, {"data": traces.everywhere(row["data"])})
    for row in _rows(connection, audit):
        changed += _change(connection, audit, row, {"note": traces.without_lines(row["note"])})
    return changed


def _rows(connection: Connection, table: Table, *found: ColumnElement[bool]) -> list[RowMapping]:
    return list(connection.execute(select(table).where(*found)).mappings())


def _change(connection: Connection, table: Table, row: RowMapping, values: dict[str, Any]) -> int:
    changes = {name: value for name, value in values.items() if value != row[name]}
    if changes:
        this = (column == row[column.name] for column in table.primary_key)
        connection.execute(update(table).where(*this).values(**changes))
    return bool(changes)


def _of_message(traces: Traces, row: RowMapping, quoted: Collection[str]) -> dict[str, Any]:
    is_private = row["group_id"] is None
    text = traces.without_lines(row["text"]) if is_private else traces.without_copies(row["text"])
    values: dict[str, Any] = {"text": text, "held": traces.everywhere(row["held"])}
    if row["quote_id"] in quoted or traces.is_quoted(row["quote_name"] or "", row["quote_text"] or ""):
        values |= {"quote_name": None, "quote_text": None, "quote_id": None}
    if row["extra"]:
        values["extra"] = _of_record(traces, row["extra"])
    # The numbers of a message, its quote and its record are sealed as one, and nobody can tell whose is whose.
    if row["sealed"] and any(values[name] != row[name] for name in values):
        values["sealed"] = None
    return values


def _of_record(traces: Traces, extra: dict[str, Any]) -> dict[str, Any]:
    lines = extra.get("forwarded")
    if not lines:
        return extra
    return {**extra, "forwarded": [_of_line(traces, line) for line in lines]}


def _of_line(traces: Traces, line: dict[str, Any]) -> dict[str, Any]:
    if traces.is_quoted(line["name"], line["text"]):
        return {**line, "name": "", "text": ERASED}
    return {**line, "text": traces.unname(line["text"])}


def _of_told(traces: Traces, row: RowMapping) -> dict[str, Any]:
    text = traces.without_lines(row["text"])
    return {"text": text, "sealed": None if text != row["text"] else row["sealed"]}
