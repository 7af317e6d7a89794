"""What can be read from one message alone: values only, no state, no clock."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Act(enum.StrEnum):
    """What a speaker does with a message. A message may do several things at once."""

    REPORT = "report"  # states a concrete, present problem
    REQUEST = "request"  # asks that something be done or that someone be helped
    SUGGEST = "suggest"  # asks for something new
    DETAIL = "detail"  # adds place, time, amount, harm to something already said
    QUESTION = "question"  # wants information from the community or an authority
    STATUS_QUERY = "status_query"  # asks how a matter stands
    SUPPORT = "support"  # "+1", "我家也是", without a fact of its own
    CORRECTION = "correction"  # "不是3幢是5幢"
    WITHDRAWAL = "withdrawal"  # "没事了，不用来了"
    RESOLVED = "resolved"  # says that it is fixed
    NOT_RESOLVED = "not_resolved"  # "还没好", "6号没好"
    THANKS = "thanks"
    SATISFACTION = "satisfaction"  # an answer to the bot's question whether people are content
    NOTICE = "notice"  # an announcement to all
    WORK = "work"  # a cadre says what he does, did or will do about it
    ASK_BACK = "ask_back"  # "哪一幢?", "有照片吗"
    ADVICE = "advice"
    OFFER = "offer"  # buying, selling, lost property, favours
    ADVERT = "advert"
    SIGN_UP = "sign_up"  # 接龙
    JOKE = "joke"
    RHETORIC = "rhetoric"
    HYPOTHETICAL = "hypothetical"
    ELSEWHERE = "elsewhere"  # other towns' news
    PAST = "past"  # told as a story
    NEGATED = "negated"  # "我们这边没停"
    CHAT = "chat"


class Urgency(enum.StrEnum):
    """How soon somebody must look. Ordered by rank()."""

    NORMAL = "normal"
    URGENT = "urgent"
    EMERGENCY = "emergency"

    def rank(self) -> int:
        return ("normal", "urgent", "emergency").index(self.value)


class CaseKind(enum.StrEnum):
    COMPLAINT = "complaint"
    HELP = "help"
    DISPUTE = "dispute"
    SUGGESTION = "suggestion"


@dataclass(frozen=True, slots=True)
class Place:
    """One place named in a message: as written, and in one canonical spelling for comparison.

    `text` keeps the speaker's words ("3幢东头"); `key` compares ("3幢"): 6号楼, 6座 and 六幢 are all "6幢".
    """

    text: str
    key: str
    known: str = ""  # the configured place or alias that it matched
    private: bool = False  # holds a room number: never shown in a group


@dataclass(frozen=True, slots=True)
class Candidate:
    """One trouble that a clause may be about, and what speaks for it."""

    category: str
    score: float  # above 1.0 it stands alone; between 0.5 and 1.0 it wants one more sign
    urgency: Urgency
    kind: CaseKind
    rules: tuple[str, ...]  # ids of the lexicon rules that matched
    words: tuple[str, ...]  # the words in the message that made them match
    clause: int = 0
    place: Place | None = None  # named in the same clause, else None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything read from one message."""

    text: str  # normalised; without the quoted part
    acts: frozenset[Act] = frozenset({Act.CHAT})
    candidates: tuple[Candidate, ...] = ()  # best first
    places: tuple[Place, ...] = ()
    corrected: tuple[Place, Place] | None = None  # (wrong, right)
    case_numbers: tuple[int, ...] = ()  # "6号" as a case number, never as a house
    score: int | None = None  # of a satisfaction answer: 1 不满意, 2 基本满意, 3 满意
    emotive: bool = False  # nagging, exclamation
    mentions: tuple[str, ...] = ()  # nicknames addressed with @; they are taken out of the text

    def does(self, *acts: Act) -> bool:
        return any(act in self.acts for act in acts)
