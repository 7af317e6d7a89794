"""What speaks for a message opening a case of its own, rather than being talk or a word about a known one. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.conversation.gather import earlier, photo_before
from handlers.conversation.said_signs import Signs
from handlers.conversation.state import CaseView, Said
from handlers.conversation.talk import Talk
from handlers.conversation.topics import key_of
from handlers.conversation.windows import SAME_BREATH, TALK, TODAY
from handlers.reading.facts import Candidate, Urgency
from handlers.reading.place_key import Relation, compare, finds

ALONE = 1.0  # a score that speaks for a case by itself
LONG_WORDS = 10  # characters; more of them say no more


def opening_signs(talk: Talk, candidate: Candidate) -> Signs:
    """Named signs, each a number; `candidate` may also come from several messages read as one."""
    facts = {f"says_{name}": value for name, value in talk.words.items()}
    return {**by_rules(talk, candidate), **facts, **by_talk(talk, candidate), **by_cases(talk, candidate)}


def by_rules(talk: Talk, candidate: Candidate) -> Signs:
    """How surely the words name a trouble, by the rules and by what they resemble."""
    return {
        "no_rule": float(not talk.said.facts.candidates),
        "word_length": min(sum(map(len, candidate.words)), LONG_WORDS) / 5,
        "resembles": talk.kinds.get(candidate.category, 0.0),
        "reports": talk.reports,
    }


def most(kinds: Mapping[str, float]) -> str:
    """The likeliest kind; empty where there is none."""
    return max(kinds, key=lambda kind: kinds[kind], default="")


def by_talk(talk: Talk, candidate: Candidate) -> Signs:
    """What was shown and said before, and where."""
    return {
        "photo_before": float(photo_before(talk)),
        "led_up": float(min(len(earlier(talk)), 3)),
        "second_voice": float(bool(held_by_others(talk, candidate))),
        "place_found": float(any(finds(place.key) for place in talk.said.facts.places)),
        "place_beside": float(candidate.place is not None),
        "home_known": float(bool(talk.places.house(talk.said.sender_name))),
    }


def by_cases(talk: Talk, candidate: Candidate) -> Signs:
    """Known cases that it may rather be a word about; the same trouble at another place is another matter."""
    cases = [case for case in talk.cases if not same_elsewhere(talk, candidate, case)]
    return {
        "live_same": float(any(case.category == candidate.category for case in cases)),
        "hot": float(any(talk.since(case) <= SAME_BREATH and may_be_of(candidate, case) for case in cases)),
        "emergency_on": float(any(case.urgency is Urgency.EMERGENCY and talk.since(case) <= TALK for case in cases)),
        "takes_part": float(any(talk.is_participant(case) for case in cases)),
    }


def same_elsewhere(talk: Talk, candidate: Candidate, case: CaseView) -> bool:
    """Whether the message tells of a case's kind of trouble at a place that is surely not the case's."""
    named = talk.said.facts.places
    place = candidate.place or (named[0] if len(named) == 1 else None)
    if case.category != candidate.category or place is None or not finds(place.key):
        return False
    return compare(place.key, key_of(talk, case)) is Relation.DIFFERENT


def may_be_of(candidate: Candidate, case: CaseView) -> bool:
    """Whether words may go on about a case: danger that a rule names is no word about a trouble of another kind."""
    plain_danger = candidate.urgency is Urgency.EMERGENCY and candidate.score >= ALONE
    return not plain_danger or candidate.category == case.category


def held_by_others(talk: Talk, candidate: Candidate) -> list[Said]:
    """Doubtful words of other people about the same kind of trouble."""
    return [
        said
        for _, said in talk.backwards(TODAY)
        if said.held and not said.cases and said.sender != talk.said.sender
        if any(candidate.category == each.category for each in said.facts.candidates)
    ]
