"""Staff answers what nobody had read as a trouble: what he takes up is one. Pure."""

from __future__ import annotations

from handlers.conversation.category import named_kinds
from handlers.conversation.decisions import OpenCase, Why
from handlers.conversation.likelihood import likely, weigh
from handlers.conversation.retrospect import places_differ
from handlers.conversation.said_signs import PICTURES
from handlers.conversation.state import Said
from handlers.conversation.taken_up import BACK, WITHIN, taken_up_signs
from handlers.conversation.talk import Talk, as_one
from handlers.conversation.urgency import urgency_of
from handlers.conversation.weights import TAKEN_UP, TAKEN_UP_BIAS
from handlers.conversation.where import first_place
from handlers.reading.facts import Candidate, CaseKind, Facts, Urgency
from handlers.wording import belonging as reasons

OPENS = 0.8  # how sure the surest of the messages has to be
GOES_WITH = 0.4
UNNAMED = "other"


def take_up(talk: Talk) -> OpenCase | None:
    """The case that a member of staff answers to, from the words of residents that are laid to nothing yet."""
    chances = {said.ref: chance(talk, said, between) for between, said in open_talk(talk)}
    surest = max(chances, key=lambda ref: chances[ref], default=0)
    if chances.get(surest, 0.0) < OPENS:
        return None
    then = talk.at(talk.by_ref[surest])
    refs = [ref for ref in sorted(chances) if chances[ref] >= GOES_WITH and not places_differ(then, talk.by_ref[ref])]
    told = [*(talk.by_ref[ref].facts for ref in refs), talk.said.facts]
    best = kind_of_trouble(talk, told)
    return OpenCase(
        category=best.category,
        place=first_place(then, best, refs),
        urgency=urgency_of(talk, best.category, told, best.urgency if best.rules else None),
        kind=best.kind,
        messages=tuple(refs),
        why=Why(best.rules, best.words, tuple(refs), (reasons.TAKEN_UP,), best.score),
    )


def open_talk(talk: Talk) -> list[tuple[int, Said]]:
    """Words and photos of residents that belong to no case, newest first, each with how many messages came since."""
    return [
        (between, said)
        for between, said in talk.backwards(WITHIN)
        if between < BACK and not (said.cases or said.is_staff or said.is_bot)
        if said.facts.text or said.kind in PICTURES
    ]


def chance(talk: Talk, said: Said, between: int) -> float:
    return likely(TAKEN_UP_BIAS + weigh(taken_up_signs(talk, said, between), TAKEN_UP))


def kind_of_trouble(talk: Talk, told: list[Facts]) -> Candidate:
    """What the residents' words and the answer of staff tell together; the words of staff are the plainer ones."""
    together = talk.together.read(as_one(told))
    candidates = (*together.candidates, *talk.said.facts.candidates)
    named = named_kinds(talk, told)
    category = named.most_common(1)[0][0] if named else UNNAMED
    words = talk.together.alike.telling_words(as_one(told), category)
    nothing = Candidate(category, 0.0, Urgency.NORMAL, CaseKind.COMPLAINT, (), words)
    return max((each for each in candidates if each.category == category), key=lambda each: each.score, default=nothing)
