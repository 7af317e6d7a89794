"""One case as a value: a row of the table with its types."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from models.status import OPEN, State


@dataclass(frozen=True, slots=True)
class Case:
    """A case as it stands; models/tables/cases.py says what each column means."""

    id: int
    number: int
    grid: str
    group_id: str | None
    source: str
    channel: str
    category: str
    place: str
    urgency: str
    kind: str
    private: bool
    state: State
    holder: str
    department: str
    why: dict[str, Any] = field(repr=False)
    opened_at: datetime
    updated_at: datetime
    first_due: datetime
    solve_due: datetime
    answer_due: datetime
    work_due: datetime
    first_word_at: datetime | None
    answered_at: datetime | None
    nudges: int
    look_at: datetime | None
    promised_at: datetime | None
    promise: str
    pauses: list[list[str | None]]
    extensions: int
    extension_until: datetime | None
    closed_at: datetime | None
    closed_by: str
    merged_into: int | None
    reopened: int
    asked_satisfaction_at: datetime | None
    score: int | None
    receipt_due: datetime | None
    receipt_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a case's timeline."""

    id: int
    case_id: int
    at: datetime
    move: str
    from_state: str
    to_state: str
    actor: str
    staff_id: str
    reason: str
    message_id: int | None
    before: dict[str, Any] | None = field(repr=False)
    undone_at: datetime | None
    public: bool
    told_at: datetime | None


@dataclass(frozen=True, slots=True)
class Message:
    """One stored message; models/tables/inbox.py says what each column means."""

    id: int
    channel: str
    chat: str
    external_id: str
    group_id: str | None
    sender: str
    sender_name: str
    staff_id: str | None
    is_bot: bool
    kind: str
    text: str = field(repr=False)
    quote_name: str | None
    quote_text: str | None = field(repr=False)
    quote_id: str | None
    mentions_bot: bool
    photo: str | None
    extra: dict[str, Any] | None = field(repr=False)
    sent_at: datetime
    received_at: datetime
    handled_at: datetime | None
    attempts: int
    failure: str | None
    outcome: str | None
    held: dict[str, Any] | None = field(repr=False)
    sealed: str | None = field(default=None, repr=False)
    month: int = 0
