"""What speaks for and against a message belonging to a case: named signs, each a number. Pure."""

from __future__ import annotations

from handlers.conversation.kin import are_kin
from handlers.conversation.overlap import shared_words
from handlers.conversation.state import CaseView, Said
from handlers.conversation.talk import Talk
from handlers.conversation.topics import key_of, topic
from handlers.conversation.windows import ANSWER, AT_ONCE, FOLLOW_ON, SAME_BREATH, TALK
from handlers.reading.facts import Act
from handlers.reading.particulars import Particular, particulars
from handlers.reading.place_key import Relation, compare
from models.messages import MessageKind

Signs = dict[str, float]
SHORT, LONG = 5, 14  # characters: an exclamation, a sentence that tells something
ENOUGH_WORDS = 3
ACTS = (
    Act.REPORT, Act.REQUEST, Act.SUGGEST, Act.DETAIL, Act.QUESTION, Act.STATUS_QUERY, Act.SUPPORT, Act.RESOLVED,
    Act.NOT_RESOLVED, Act.THANKS, Act.ADVICE, Act.OFFER, Act.JOKE, Act.RHETORIC, Act.HYPOTHETICAL, Act.ELSEWHERE,
    Act.PAST, Act.NEGATED, Act.CHAT, Act.ASK_BACK,
)  # fmt: skip

PICTURES = frozenset({MessageKind.PHOTO, MessageKind.VIDEO})
ASIDE = frozenset({Particular.OTHER, Particular.LAUGH})


def link_signs(talk: Talk, case: CaseView) -> Signs:
    """How the message hangs together with the case, whatever it says."""
    signs = {**thread_signs(talk, case), **topic_signs(talk, case)}
    return {**signs, **together(talk, signs)}


def together(talk: Talk, signs: Signs) -> Signs:
    """Signs that mean more, or less, beside one another."""
    told = particulars(talk.said.facts.text)
    stranger, later = signs["stranger"], signs["own_later"]
    wordless = float(talk.said.kind in PICTURES and not talk.said.facts.text)
    return {
        "later_words": later * signs["words"],
        "later_photo": later * wordless,
        "stranger_photo": stranger * wordless,
        "stranger_words": stranger * signs["words"],
        "stranger_self": stranger * float(Particular.SELF in told),
        "stranger_next": stranger * signs["next"],
        "later_near": later * float(signs["next"] or signs["near"]),
    }


def thread_signs(talk: Talk, case: CaseView) -> Signs:
    """By the order of the talk: quotes, answers, the speaker's own thread, how lately the case was spoken of."""
    own = next((said for said in talk.own if said.cases), None)
    mine = own is not None and case.id in own.cases
    gap = talk.ago(own) if own is not None else TALK * 24
    nearest = next((n for n, said in talk.backwards() if case.id in said.cases and not said.is_staff), FOLLOW_ON * 2)
    newest = next((said for _, said in talk.backwards() if said.cases and not said.is_staff), None)
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
    for _, said in talk.backwards(ANSWER):
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
    shared = shared_words(talk.recent, talk.said, case)
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
        "words": float(min(shared, ENOUGH_WORDS)),
        "many_words": float(min(max(shared - ENOUGH_WORDS, 0), ENOUGH_WORDS)),
        "best_words": float(
            bool(shared) and shared == max(shared_words(talk.recent, talk.said, each) for each in talk.cases)
        ),
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
    house = talk.places.from_name(talk.said.sender_name)
    return compare(house.key, key_of(talk, case)) if house is not None else Relation.UNKNOWN


def fact_signs(said: Said) -> Signs:
    """What the message holds by itself that a case worker would copy into the file."""
    facts = said.facts
    spoken = {act.value: float(act in facts.acts) for act in ACTS}
    told = particulars(facts.text)
    return {
        **spoken,
        **{f"tells_{kind.value}": float(kind in told) for kind in Particular},
        "told": float(min(len(told - ASIDE), 4)),
        "candidate": max((min(candidate.score, 1.5) for candidate in facts.candidates), default=0.0),
        "place": float(any(place.key for place in facts.places)),
        "number": float(any(char.isdigit() for char in facts.text)),
        "short": float(0 < len(facts.text) <= SHORT),
        "long": float(len(facts.text) >= LONG),
        "emotive": float(facts.emotive),
        "photo": float(said.kind in PICTURES),
        "voice": float(said.kind is MessageKind.VOICE),
        "asks": float(facts.text.endswith(("?", "？"))),
    }
