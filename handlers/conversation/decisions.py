"""What a message means for the group's cases. A message may lead to several decisions."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.reading.cadre_reply import CadreReply
from handlers.reading.facts import CaseKind, Urgency


@dataclass(frozen=True, slots=True)
class Why:
    """Why a case was opened, in a form that a cadre can be told: rules, words, messages, sentences."""

    rules: tuple[str, ...]
    words: tuple[str, ...]
    messages: tuple[int, ...]
    notes: tuple[str, ...] = ()  # plain Chinese sentences: "照片后一分钟内由同一人补充文字"
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A new case, with every earlier message that already belongs to it."""

    category: str
    place: str  # "" when not known yet
    urgency: Urgency
    kind: CaseKind
    messages: tuple[int, ...]
    why: Why
    supporters: tuple[int, ...] = ()  # earlier messages that turn out to support it
    sure: float = 1.0  # how likely it is a case at all, 0 to 1
    work: CadreReply | None = None  # what staff has answered in the open already: the group needs no receipt


@dataclass(frozen=True, slots=True)
class AddEvidence:
    """Messages that belong to a case, and what they change about it (None: unchanged)."""

    case: int
    messages: tuple[int, ...]
    place: str | None = None
    category: str | None = None
    urgency: Urgency | None = None  # only ever raised
    kind: CaseKind | None = None
    note: str = ""  # why it belongs there, in plain Chinese
    corrects: bool = False  # the speaker said that the earlier words were wrong


@dataclass(frozen=True, slots=True)
class Support:
    case: int
    message: int


@dataclass(frozen=True, slots=True)
class Withdraw:
    """The reporter takes it back."""

    case: int
    message: int


@dataclass(frozen=True, slots=True)
class SaidResolved:
    """A resident says that it is fixed, or thanks for work done. case None: an older or neighbourly matter."""

    case: int | None
    message: int


@dataclass(frozen=True, slots=True)
class SaidNotResolved:
    """Still not good: reopens a closed case within its window, else counts as a status query with a fact."""

    case: int
    message: int


@dataclass(frozen=True, slots=True)
class Rated:
    """An answer to the satisfaction question: 1 不满意, 2 基本满意, 3 满意."""

    case: int
    message: int
    score: int


@dataclass(frozen=True, slots=True)
class StatusQuery:
    """Somebody asks how a matter stands. case None: nothing that we know of.

    `direct` is true where it is addressed to the bot or names a number ("查 6号"): then the bot may answer.
    """

    case: int | None
    message: int
    direct: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    message: int
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    message: int


@dataclass(frozen=True, slots=True)
class PublicWork:
    """Staff says in the open what was or will be done about a case ("修好了", "联系市政疏通")."""

    case: int
    message: int
    reply: CadreReply


@dataclass(frozen=True, slots=True)
class Hold:
    """Not sure: goes silently to the cadre's "please look" list, never to the group."""

    category: str
    messages: tuple[int, ...]
    why: Why


@dataclass(frozen=True, slots=True)
class Ignore:
    reason: str  # a word for the log: "chat", "advert", "own echo"


Decision = (
    OpenCase
    | AddEvidence
    | Support
    | Withdraw
    | SaidResolved
    | SaidNotResolved
    | Rated
    | StatusQuery
    | Question
    | Notice
    | PublicWork
    | Hold
    | Ignore
)
