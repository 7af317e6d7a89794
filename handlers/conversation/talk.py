"""The group's talk around one new message: who spoke of what, as the other files ask for it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from handlers.conversation.said_signs import Signs, said_signs
from handlers.conversation.state import CaseView, GroupState, Said
from handlers.conversation.windows import ALIVE, KEEP, LIVE_CASES, TALK
from handlers.reading.facts import Facts, Place
from handlers.reading.place import PlaceReader
from handlers.reading.resemblance import NOTHING_ALIKE, Resemblance
from models.settings import DepartmentSettings


@dataclass(frozen=True, slots=True)
class Together:
    """How several messages are read as one, and what their words resemble."""

    read: Callable[[str], Facts] = Facts
    alike: Resemblance = NOTHING_ALIKE


STOP = "。"


def as_one(told: Iterable[Facts]) -> str:
    """The words of several messages as if they were one."""
    return STOP.join(facts.text for facts in told if facts.text)


class Talk:
    """One new message in front of its group's state."""

    def __init__(
        self,
        state: GroupState,
        said: Said,
        places: PlaceReader,
        departments: Sequence[DepartmentSettings] = (),
        together: Together = Together(),
    ) -> None:
        self.state = state
        self.said = said
        self.places = places
        self.departments = departments
        self.together = together
        self.recent = state.recent[-KEEP:]
        self.keys: dict[int, str] = {}  # by case: the comparable form of its place
        self.sums: dict[int, float] = {}  # by case: what belonging.unlikened has weighed
        self.chances: dict[int, float] = {}  # by case: what belonging.evidence has weighed of this message already

    @cached_property
    def cases(self) -> tuple[CaseView, ...]:
        """Cases that may be meant, the one touched last first."""
        alive = [case for case in self.state.cases if case.is_open or self.since(case) <= ALIVE]
        return tuple(sorted(alive, key=lambda case: case.last_at, reverse=True)[:LIVE_CASES])

    @cached_property
    def by_ref(self) -> dict[int, Said]:
        return {said.ref: said for said in self.recent}

    @cached_property
    def quoted(self) -> Said | None:
        """The message that the new one replies to, where it is known."""
        return self.by_ref.get(self.said.quoted_ref) if self.said.quoted_ref is not None else None

    @cached_property
    def kinds(self) -> Mapping[str, float]:
        """The chance of each kind of trouble by what the new message resembles."""
        return self.together.alike.kinds(self.said.facts.text)

    @cached_property
    def reports(self) -> float:
        """The chance that the new message tells of a trouble at all."""
        return self.together.alike.reports(self.said.facts.text)

    @cached_property
    def own(self) -> tuple[Said, ...]:
        """The speaker's earlier messages, newest first."""
        return tuple(said for said in reversed(self.recent) if said.sender == self.said.sender)

    @cached_property
    def own_linked(self) -> Said | None:
        """The speaker's last message that belongs to a case."""
        return next((said for said in self.own if said.cases), None)

    @cached_property
    def linked(self) -> tuple[tuple[int, Said], ...]:
        """What residents said of cases lately, newest first, each with how many messages lie in between."""
        return tuple((n, said) for n, said in self.backwards() if said.cases and not said.is_staff)

    @cached_property
    def staff_spoke(self) -> bool:
        """Whether any recent message is of staff."""
        return any(said.is_staff for said in self.recent)

    @cached_property
    def house(self) -> Place | None:
        """The house that the speaker's nickname holds."""
        return self.places.from_name(self.said.sender_name)

    @cached_property
    def words(self) -> Signs:
        """What the new message holds by itself."""
        return said_signs(self.said)

    def at(self, said: Said) -> Talk:
        """The talk as it stood when an earlier message came."""
        before = GroupState(tuple(each for each in self.recent if each.ref < said.ref), self.state.cases)
        return Talk(before, said, self.places, self.departments, self.together)

    def since(self, case: CaseView) -> timedelta:
        return self.said.at - case.last_at

    def ago(self, said: Said) -> timedelta:
        """How long before the new message; never negative, because late deliveries come out of order."""
        return max(self.said.at - said.at, timedelta(0))

    def backwards(self, window: timedelta = TALK) -> Iterator[tuple[int, Said]]:
        """Earlier messages within a window, newest first, each with how many lie in between."""
        for between, said in enumerate(reversed(self.recent)):
            if self.ago(said) > window:
                return
            yield between, said

    def tied(self, case: CaseView) -> list[Said]:
        """Recent messages that belong to a case."""
        return [said for said in self.recent if case.id in said.cases]

    def is_participant(self, case: CaseView) -> bool:
        return self.said.sender in case.reporters or self.said.sender in case.supporters
