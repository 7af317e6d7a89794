"""A group in memory: people say things, the real reader reads them, the real decision decides, the state folds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from handlers.conversation import decisions as d
from handlers.conversation.decide import decide
from handlers.conversation.quotes import find_quoted
from handlers.conversation.state import CaseView, GroupState, Said
from handlers.conversation.talk import Together
from handlers.reading.lexicon import Lexicon
from handlers.reading.place import PlaceReader
from handlers.reading.read import Reader
from handlers.reading.resemblance import resemblance
from models.messages import MessageKind, Quote
from models.settings import PlaceSettings
from tests.conversation.fold import apply

PLACES = ("3幢", "5幢", "7幢", "9幢", "12幢", "车棚", "北门", "东门")
START = datetime(2026, 3, 18, 0, 30, tzinfo=UTC)
PRIVATE = frozenset({"medical_emergency", "elderly_care", "family_dispute", "welfare"})


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    return Lexicon.load()


@dataclass
class Group:
    """Say something, and get the decisions; `after` is minutes since the last message."""

    places: Sequence[str] = PLACES
    staff: frozenset[str] = frozenset({"社干小席", "物业老秦"})
    at: datetime = START
    state: GroupState = field(default_factory=GroupState)
    last: tuple[d.Decision, ...] = ()

    def __post_init__(self) -> None:
        self.place_reader = PlaceReader([PlaceSettings(name=name) for name in self.places])
        self.reader = Reader(lexicon(), self.place_reader)

    def say(
        self, name: str, text: str, *, after: float = 1, quote: tuple[str, str] | None = None
    ) -> tuple[d.Decision, ...]:
        return self.hear(name, MessageKind.TEXT, text, after=after, quote=Quote(*quote) if quote else None)

    def photo(self, name: str, *, after: float = 1) -> tuple[d.Decision, ...]:
        return self.hear(name, MessageKind.PHOTO, "", after=after)

    def hear(
        self,
        name: str,
        kind: MessageKind,
        text: str,
        *,
        after: float = 1,
        quote: Quote | None = None,
        bot: bool = False,
    ) -> tuple[d.Decision, ...]:
        self.at += timedelta(minutes=after)
        is_staff = name in self.staff
        said = Said(
            ref=self.state.recent[-1].ref + 1 if self.state.recent else 1,
            at=self.at,
            sender=f"id-{name}",
            sender_name=name,
            is_staff=is_staff,
            kind=kind,
            facts=self.reader.read(text, is_staff=is_staff, kind=kind),
            is_bot=bot,
            quote=quote,
            quoted_ref=find_quoted(self.state, quote) if quote else None,
            photo="hash" if kind is MessageKind.PHOTO else "",
        )
        together = Together(self.reader.read, resemblance(lexicon()))
        self.last = decide(self.state, said, self.place_reader, (), together)
        self.state = apply(self.state, said, self.last, private=PRIVATE)
        return self.last

    @property
    def ref(self) -> int:
        """The newest message."""
        return self.state.recent[-1].ref

    @property
    def cases(self) -> tuple[CaseView, ...]:
        return self.state.cases

    def case(self, category: str) -> CaseView:
        """The only case of a category."""
        [case] = [case for case in self.cases if case.category == category]
        return case

    def close(self, category: str, *, asked: bool = False) -> None:
        """What the action does when a cadre closes a case, and perhaps asks whether people are content."""
        closed = replace(
            self.case(category), is_open=False, closed_at=self.at, asked_satisfaction_at=self.at if asked else None
        )
        self.state = replace(self.state, cases=tuple(closed if case.id == closed.id else case for case in self.cases))

    def did(self, kind: type[d.Decision]) -> list[d.Decision]:
        """The newest decisions of one kind."""
        return [decision for decision in self.last if isinstance(decision, kind)]
