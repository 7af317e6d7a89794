"""A column's value among very many: one parameter, where a list of its own for each value has its limits.

A city has 59,200 nodes; PostgreSQL takes 32,767 parameters, and SQLite 32,766.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, column, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY

FEW = 200


def among(connection: Connection, of: ColumnElement[Any], values: Collection[Any]) -> ColumnElement[bool]:
    """The condition that a column is one of the values, however many there are."""
    if len(values) <= FEW:
        return of.in_(list(values))
    if connection.dialect.name == "sqlite":
        each = func.json_each(json.dumps(sorted(values))).table_valued(column("value"))
        return of.in_(select(each.c.value))
    return of == func.any(literal(sorted(values), ARRAY(of.type if not isinstance(of.type, Text) else Text())))
