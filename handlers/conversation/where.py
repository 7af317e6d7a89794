"""Where a case is: its place when it opens, and after each message that belongs to it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers.conversation.settle import settle
from handlers.conversation.state import CaseView, Said
from handlers.conversation.talk import Talk
from handlers.reading.facts import Candidate


def first_place(talk: Talk, candidate: Candidate, earlier: Iterable[int] = ()) -> str:
    """The place of a new case: the best one said in its messages, else the speaker's house."""
    refs = sorted({*earlier, talk.said.ref})
    heard = [
        talk.said if ref == talk.said.ref else talk.by_ref[ref]
        for ref in refs
        if ref == talk.said.ref or ref in talk.by_ref
    ]
    quoted = [talk.quoted] if talk.quoted is not None and talk.quoted.ref not in refs else []
    return settle(talk.places, [*quoted, *heard], candidate.category)


def better_place(talk: Talk, case: CaseView) -> str | None:
    """The case's place after the message; None where it stays."""
    return changed(talk, case, [*told(talk, case), talk.said])


def staff_place(talk: Talk, case: CaseView) -> str | None:
    """The case's place after the words of a member of staff."""
    return better_place(talk, case) if talk.said.facts.places else None


def told(talk: Talk, case: CaseView) -> list[Said]:
    """What was said about the case so far and is still remembered."""
    return [said for said in talk.tied(case) if said.ref != talk.said.ref]


def changed(talk: Talk, case: CaseView, heard: Sequence[Said]) -> str | None:
    """The new place as it is stored; None where nothing changes."""
    stands = "" if is_ours(talk, case, heard[:-1]) else case.place
    text = settle(talk.places, heard, case.category, stands)
    return text if text and text != case.place else None


def is_ours(talk: Talk, case: CaseView, heard: Sequence[Said]) -> bool:
    """Whether the place is what the messages told, so that more of them may change it; else somebody has set it."""
    if not case.place:
        return True
    starts = (heard[:end] for end in range(len(heard), 0, -1))
    return any(settle(talk.places, start, case.category) == case.place for start in starts)
