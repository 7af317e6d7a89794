"""From rows to values."""

from __future__ import annotations

from typing import Any

from sqlalchemy import RowMapping

from models.case import Case, Event, Message
from models.status import State


def to_case(row: RowMapping) -> Case:
    values: dict[str, Any] = dict(row)
    values["state"] = State(values["state"])
    return Case(**values)


def to_event(row: RowMapping) -> Event:
    values: dict[str, Any] = dict(row)
    return Event(**values)


def to_message(row: RowMapping) -> Message:
    values: dict[str, Any] = dict(row)
    return Message(**values)
