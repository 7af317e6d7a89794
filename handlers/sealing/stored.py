"""What is stored already: masked where an older version kept numbers in clear, and locked anew under the newest key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, func, select, update

from handlers.sealing.keys import Hidden, Keys
from handlers.sealing.seal import NAME, QUOTE, QUOTE_NAME, TEXT, line_field
from handlers.wording.long_numbers import find_numbers, mask_numbers
from models.errors import Unreadable
from models.queries.words import WORDS, rows_after
from models.tables import message, outbox

AT_ONCE = 500
SEALED = (message, outbox)
_FIELDS = {"text": TEXT, "sender_name": NAME, "quote_text": QUOTE, "quote_name": QUOTE_NAME}


@dataclass(frozen=True, slots=True)
class Step:
    """What one step over a table has done; `last` is the id to go on after, 0 at the end of the table."""

    last: int = 0
    masked: int = 0
    renewed: int = 0
    unreadable: int = 0


def count_sealed(connection: Connection) -> int:
    """How many rows hold sealed numbers."""
    counts = (select(func.count()).select_from(table).where(table.c.sealed.is_not(None)) for table in SEALED)
    return sum(int(connection.scalar(query) or 0) for query in counts)


def renew(connection: Connection, keys: Keys, table: Table, after: int) -> Step:
    """Mask and lock the next rows of a table. What no key opens stays as it is and is counted."""
    rows = rows_after(connection, table, after, AT_ONCE)
    masked = renewed = unreadable = 0
    for row in rows:
        changes = {name: value for name in WORDS[table] if (value := mask_all(row[name])) != row[name]}
        masked += bool(changes)
        sealed = row.get("sealed")
        try:
            if sealed is not None and keys:
                changes["sealed"], renewed = keys.renew(sealed), renewed + 1
            elif changes and table is message:
                changes["sealed"] = keys.lock(tuple(_hidden(row)))
        except Unreadable:
            unreadable += 1
        if changes:
            connection.execute(update(table).where(table.c.id == row["id"]).values(**changes))
    return Step(rows[-1]["id"] if len(rows) == AT_ONCE else 0, masked, renewed, unreadable)


def mask_all(value: Any) -> Any:
    """A stored value with the numbers masked in every text that it holds."""
    if isinstance(value, str):
        return mask_numbers(value)
    if isinstance(value, list):
        return [mask_all(one) for one in value]
    if isinstance(value, dict):
        return {key: mask_all(one) for key, one in value.items()}
    return value


def _hidden(row: RowMapping) -> Iterator[Hidden]:
    texts = [(field, row[column] or "") for column, field in _FIELDS.items()]
    for index, line in enumerate((row["extra"] or {}).get("forwarded", ())):
        texts += [(line_field(index), line["text"]), (f"{line_field(index)}.name", line["name"])]
    for field, text in texts:
        yield from (Hidden(field, one.start, text[one.start : one.end]) for one in find_numbers(text))
