"""What the decision is made over: the group's recent messages and its cases, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handlers.reading.facts import CaseKind, Facts, Urgency
from models.messages import MessageKind, Quote


@dataclass(frozen=True, slots=True)
class Said:
    """One message of the group with what was read from it."""

    ref: int  # id of the stored message; grows with arrival
    at: datetime
    sender: str  # identity of the sender within this channel
    sender_name: str
    is_staff: bool
    kind: MessageKind
    facts: Facts
    is_bot: bool = False
    quote: Quote | None = None
    quoted_ref: int | None = None  # the stored message that the quote was matched to
    photo: str = ""  # content hash
    cases: tuple[int, ...] = ()  # ids of the cases that it already belongs to
    held: bool = False  # waits for one more sign


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case of the group, open or recently closed, as the decision needs it."""

    id: int
    number: int
    category: str
    place: str
    urgency: Urgency
    kind: CaseKind
    private: bool
    is_open: bool
    opened_at: datetime
    last_at: datetime  # of its newest evidence, support or change
    closed_at: datetime | None = None
    reporters: frozenset[str] = frozenset()  # senders
    supporters: frozenset[str] = frozenset()
    messages: tuple[int, ...] = ()  # refs of its evidence
    asked_satisfaction_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class GroupState:
    """A group as it stands before the new message: newest message last."""

    recent: tuple[Said, ...] = ()
    cases: tuple[CaseView, ...] = ()
