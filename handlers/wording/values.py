"""The small values that words are made from: what a case is called, what changed, what to ask."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime

from handlers.figures import Figures
from handlers.reading.cadre_reply import CadreReply
from handlers.reading.facts import Urgency
from models.status import Move, State


@dataclass(frozen=True, slots=True)
class CaseName:
    """What a case is called: number, label of its category, place as people said it."""

    number: int
    label: str
    place: str = ""
    private: bool = False  # of a private category: never described in a group


@dataclass(frozen=True, slots=True)
class Receipt:
    """A new case for the group: who is on it (as the group knows him) and when the next word comes."""

    case: CaseName
    handler: str
    reply_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to a case, for the group. Only public moves have words; the others are left out.

    `note` holds the words of staff ("师傅下午到") and `at` when they were said. It is dropped whole where it names a
    person or a private matter, is a bare command, or speaks of a day that is over.
    """

    case: CaseName
    move: Move
    handler: str = ""
    department: str = ""
    next_at: datetime | None = None
    note: str = ""
    target: int | None = None  # of a merge: the number it goes on under
    at: datetime | None = None  # None: just now


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands, for whoever asks after it."""

    case: CaseName
    state: State
    handler: str = ""
    department: str = ""
    since: datetime | None = None  # of the newest change
    next_at: datetime | None = None
    urgency: Urgency = Urgency.NORMAL
    overdue: bool = False
    target: int | None = None


class Danger(enum.StrEnum):
    """Kinds of emergency, each with what to do and what not to do."""

    MEDICAL = "medical"
    FIRE = "fire"
    GAS = "gas"
    VIOLENCE = "violence"
    LIFT = "lift"
    ELECTRIC = "electric"
    FALLING = "falling"
    MISSING = "missing"
    SELF_HARM = "self_harm"
    NO_ANSWER = "no_answer"  # an old person who does not open
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class WeeklyDigest:
    """A week of one group. `first` and `last` are its days, both counted."""

    first: date
    last: date
    figures: Figures
    still_open: tuple[Standing, ...] = ()
    helpers: tuple[str, ...] = ()  # roles and bodies, never residents: 物业, 365党员服务队


@dataclass(frozen=True, slots=True)
class HotSpot:
    """A place with the number of cases about it in the period."""

    place: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class LeaderDigest:
    """A period of one node of the tree, for its leader."""

    node: str
    first: date
    last: date
    figures: Figures
    overdue: tuple[Standing, ...] = ()
    hot_spots: tuple[HotSpot, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a resident as the cadre is shown them."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a cadre is asked to act on. `why` is one line: why it was taken for a case."""

    case: CaseName
    urgency: Urgency
    words: tuple[Said, ...]
    first_by: datetime | None = None  # the first word is due
    solve_by: datetime | None = None
    photos: int = 0
    supporters: int = 0
    why: str = ""
    department: str = ""  # name of the one proposed; "" says 物业


@dataclass(frozen=True, slots=True)
class Echo:
    """How an answer was understood and what it led to. Names and labels are looked up already."""

    reply: CadreReply
    case: CaseName | None = None
    department: str = ""  # name of the one named, or of the one the case went to
    label: str = ""  # of the new category
    upper: str = ""  # who it was escalated to
    remind_at: datetime | None = None
    as_number: int | None = None  # "6号下午来" could name a day too, and was taken for the case
    as_day: int | None = None  # it could name an open case too, and was taken for the day


class Obstacle(enum.StrEnum):
    """Why a wish was refused. The values include the codes that MoveRefused carries."""

    NOT_YOURS = "not_yours"
    NOT_STAFF = "not_staff"
    WRONG_STATE = "wrong_state"
    WRONG_ACTOR = "wrong_actor"
    REASON_NEEDED = "reason_needed"
    PHOTO_NEEDED = "photo_needed"
    TIME_NEEDED = "time_needed"
    DEPARTMENT_NEEDED = "department_needed"
    TARGET_NEEDED = "target_needed"
    TOO_OFTEN = "too_often"  # a third extension
    NO_CASE = "no_case"
    NO_UPPER = "no_upper"  # nobody above to escalate to
    NOT_ALLOWED = "not_allowed"  # any other


@dataclass(frozen=True, slots=True)
class Refused:
    """A wish that was not carried out. `state` is where the case stands."""

    obstacle: Obstacle
    case: CaseName | None = None
    state: State | None = None
    number: int | None = None  # a number that no case bears


@dataclass(frozen=True, slots=True)
class Held:
    """Something that may be a case: waits for the cadre to look."""

    label: str
    words: tuple[Said, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a case exists: rules with the words that they saw, the messages, notes in plain Chinese."""

    case: CaseName
    rules: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    messages: tuple[Said, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForwardResult:
    """What came of a forwarded record or a pasted stretch of group text."""

    lines: int
    opened: tuple[CaseName, ...] = ()
    added: tuple[CaseName, ...] = ()
    held: int = 0
