"""Where a case is: its place when it opens, and after each message that belongs to it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers.conversation.gather import IDLE
from handlers.conversation.settle import settle
from handlers.conversation.state import CaseView, Said
from handlers.conversation.talk import Talk
from handlers.conversation.topics import topic
from handlers.conversation.windows import AT_ONCE, SAME_BREATH
from handlers.reading.facts import Candidate
from handlers.reading.place_asking import agrees
from handlers.reading.place_asking import asks as asks_where

ANSWERED = 3  # messages within which a question is answered
ACCIDENTS = frozenset({"medical_emergency", "public_security", "fire_safety", "traffic"})
LATE = 4  # words that may have been laid to the case only after its place was told


def first_place(talk: Talk, candidate: Candidate, earlier: Iterable[int] = ()) -> str:
    """The place of a new case: the best one said in its messages, else the speaker's house."""
    refs = {*earlier, talk.said.ref}
    heard = [said for said in (*talk.recent, talk.said) if said.ref in refs]
    quoted = [talk.quoted] if talk.quoted is not None and talk.quoted.ref not in refs else []
    hanging = (*quoted, *agreed_to(talk), *with_asides(talk, heard, candidate.category))
    told = sorted({said.ref: said for said in hanging}.values(), key=lambda said: said.ref)
    place = settle(talk.places, told, candidate.category)
    return place or settle(talk.places, [*overheard(talk, told[0], candidate.category), *told], candidate.category)


def agreed_to(talk: Talk) -> list[Said]:
    """What staff asked just before of a place, where the message agrees to it."""
    asked = [
        said for said in talk.recent[-ANSWERED:] if said.is_staff and said.facts.places and asks_where(said.facts.text)
    ]
    return [said for said in asked[-1:] if not said.cases and agrees(talk.said.facts.text)]


def overheard(talk: Talk, first: Said, category: str) -> list[Said]:
    """What another resident said of a place just before a case: at an accident one shouts where, the next what."""
    if category not in ACCIDENTS:
        return []
    return [
        said
        for said in talk.recent
        if said.facts.places and said.ref < first.ref and first.at - said.at <= AT_ONCE
        if not (said.is_staff or said.cases or said.facts.does(*IDLE))
    ][-1:]


def better_place(talk: Talk, case: CaseView) -> str | None:
    """The case's place after the message; None where it stays."""
    return changed(talk, case, with_asides(talk, [*told(talk, case), talk.said], case.category))


def staff_place(talk: Talk, case: CaseView) -> str | None:
    """The case's place after the words of a member of staff."""
    return better_place(talk, case) if talk.said.facts.places else None


def with_asides(talk: Talk, heard: Sequence[Said], category: str) -> list[Said]:
    """With what the same people said just before or after that hangs on no case but names a place."""
    refs = {said.ref for said in heard}
    asides = [
        said
        for said in talk.recent
        if said.facts.places and said.ref not in refs and not (said.is_staff or said.cases or said.facts.does(*IDLE))
        if all(candidate.category == category for candidate in said.facts.candidates)
        if any(said.sender == each.sender and abs(said.at - each.at) <= SAME_BREATH for each in heard)
    ]
    return sorted((*asides, *heard), key=lambda said: said.ref)


def told(talk: Talk, case: CaseView) -> list[Said]:
    """What was said about the case so far and is still remembered; staff's questions hang on no case."""
    return [
        said for said in talk.recent if said.ref != talk.said.ref and (case.id in said.cases or asks(talk, case, said))
    ]


def asks(talk: Talk, case: CaseView, said: Said) -> bool:
    """Whether staff asked about the case, or named its place by the way."""
    since = min(case.messages, default=said.ref)
    return said.is_staff and not said.cases and said.ref > since and case.id in topic(talk, said)


def changed(talk: Talk, case: CaseView, heard: Sequence[Said]) -> str | None:
    """The new place as it is stored; None where nothing changes."""
    stands = "" if is_ours(talk, case, heard[:-1]) else case.place
    text = settle(talk.places, heard, case.category, stands)
    return text if text and text != case.place else None


def is_ours(talk: Talk, case: CaseView, heard: Sequence[Said]) -> bool:
    """Whether the place is what the messages told, so that more of them may change it; else somebody has set it."""
    if not case.place:
        return True
    starts = [heard[:end] for end in range(len(heard), max(len(heard) - LATE, 0), -1)]
    before = overheard(talk, heard[0], case.category) if heard else []
    starts += [[*before, *start] for start in starts if before]
    return any(settle(talk.places, start, case.category) == case.place for start in starts)
