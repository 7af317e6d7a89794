"""What speaks for and against a message belonging to a case: named signs, each a number. Pure."""

from __future__ import annotations

from handlers.conversation.kin import are_kin
from handlers.conversation.overlap import shared_words
from handlers.conversation.said_signs import Signs
from handlers.conversation.state import CaseView
from handlers.conversation.talk import Talk
from handlers.conversation.topics import key_of, topic
from handlers.conversation.windows import ANSWER, AT_ONCE, FOLLOW_ON, SAME_BREATH, TALK
from handlers.reading.facts import Act
from handlers.reading.particulars import Particular, particulars
from handlers.reading.place_key import Relation, compare

ENOUGH_WORDS = 3


def link_signs(talk: Talk, case: CaseView) -> Signs:
    """How the message hangs together with the case, whatever it says."""
    return {
        **thread_signs(talk, case),
        **topic_signs(talk, case),
        "words": float(min(shared_words(talk.recent, talk.said, case), ENOUGH_WORDS)),
    }


def evidence_signs(talk: Talk, case: CaseView) -> Signs:
    """By the thread and by what is spoken of; what the words resemble is asked only where it can still matter."""
    thread = thread_signs(talk, case)
    return {**thread, **topic_signs(talk, case), **together(talk, thread)}


def together(talk: Talk, thread: Signs) -> Signs:
    """Signs that mean more, or less, beside one another."""
    stranger = thread["stranger"]
    return {
        "stranger_self": stranger * float(Particular.SELF in particulars(talk.said.facts.text)),
        "stranger_next": stranger * thread["next"],
        "later_near": thread["own_later"] * float(thread["next"] or thread["near"]),
    }


def thread_signs(talk: Talk, case: CaseView) -> Signs:
    """By the order of the talk: quotes, answers, the speaker's own thread, how lately the case was spoken of."""
    own = talk.own_linked
    mine = own is not None and case.id in own.cases
    gap = talk.ago(own) if own is not None else TALK * 24
    nearest = next((n for n, said in talk.linked if case.id in said.cases), FOLLOW_ON * 2)
    newest = talk.linked[0][1] if talk.linked else None
    return {
        **quote_signs(talk, case),
        "answer": float(answers(talk, case)),
        "own_now": float(mine and gap <= AT_ONCE),
        "own_soon": float(mine and AT_ONCE < gap <= SAME_BREATH),
        "own_later": float((mine and gap > SAME_BREATH) or (not mine and talk.is_participant(case))),
        "own_other": float(own is not None and not mine and gap <= SAME_BREATH),
        "stranger": float(own is None and not talk.is_participant(case)),
        "next": float(nearest == 0),
        "near": float(1 <= nearest <= FOLLOW_ON // 3),
        "far": float(nearest > FOLLOW_ON),
        "newest": float(newest is not None and case.id in newest.cases),
        "only": float(len(talk.cases) == 1),
        "cold": float(talk.since(case) > TALK),
    }


def quote_signs(talk: Talk, case: CaseView) -> Signs:
    """A quoted resident is taken up; a quoted member of staff is as often answered back."""
    quoted = talk.quoted
    meant = quoted is not None and case.id in topic(talk, quoted)
    staff = quoted is not None and quoted.is_staff
    return {
        "quote": float(meant and not staff),
        "quote_staff": float(meant and staff),
        "quote_other": float(quoted is not None and not meant),
    }


def answers(talk: Talk, case: CaseView) -> bool:
    """Whether staff asked something about the case and nobody of its people has spoken since."""
    for _, said in talk.backwards(ANSWER) if talk.staff_spoke else ():
        if said.is_staff:
            return said.facts.does(Act.ASK_BACK, Act.QUESTION) and case.id in topic(talk, said)
        if said.sender == talk.said.sender and case.id in said.cases:
            return False
    return False


def topic_signs(talk: Talk, case: CaseView) -> Signs:
    """By what is spoken of: the kind of trouble, the place, the words."""
    facts = talk.said.facts
    categories = [candidate.category for candidate in facts.candidates]
    place = relation(talk, case)
    house = home_relation(talk, case)
    return {
        "same_category": float(case.category in categories),
        "kin_category": float(case.category not in categories and any(are_kin(case.category, c) for c in categories)),
        "other_category": float(
            bool(categories) and not any(c == case.category or are_kin(case.category, c) for c in categories)
        ),
        "same_place": float(place in {Relation.SAME, Relation.NEAR}),
        "other_place": float(place is Relation.DIFFERENT),
        "place_wanted": float(not case.place and any(place.key for place in facts.places)),
        "same_home": float(house in {Relation.SAME, Relation.NEAR}),
        "other_home": float(house is Relation.DIFFERENT and not talk.is_participant(case)),
    }


def alike_signs(talk: Talk, case: CaseView) -> Signs:
    """By what the words resemble: a report at all, the case's kind of trouble, or another."""
    others = (chance for kind, chance in talk.kinds.items() if kind != case.category)
    return {
        "reports": talk.reports if talk.said.facts.text else 0.5,
        "resembles": talk.kinds.get(case.category, 0.0),
        "resembles_other": max(others, default=0.0),
    }


def relation(talk: Talk, case: CaseView) -> Relation:
    """How the places named lie to the case's: the best one counts."""
    found = {compare(place.key, key_of(talk, case)) for place in talk.said.facts.places if place.key}
    for best in (Relation.SAME, Relation.NEAR, Relation.DIFFERENT):
        if best in found:
            return best
    return Relation.UNKNOWN


def home_relation(talk: Talk, case: CaseView) -> Relation:
    """How the speaker's own house lies to the case's place."""
    house = talk.house
    return compare(house.key, key_of(talk, case)) if house is not None else Relation.UNKNOWN
