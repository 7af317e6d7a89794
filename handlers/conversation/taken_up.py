"""Signs that a member of staff takes up what a resident said, though nothing in his words told of a trouble. Pure."""

from __future__ import annotations

from datetime import timedelta

from handlers.conversation.said_signs import PICTURES, Signs, said_signs
from handlers.conversation.state import Said
from handlers.conversation.talk import Talk
from handlers.conversation.windows import FOLLOW_ON
from handlers.reading.facts import Act
from handlers.reading.particulars import Particular, particulars
from handlers.reading.staff_words import sets_out

WITHIN = timedelta(minutes=90)  # staff often answers only after the round or the meal
BACK = 14  # messages
NOD = 6  # characters; so short an answer of staff says little


def taken_up_signs(talk: Talk, said: Said, between: int) -> Signs:
    """What speaks for `said` being what the staff message `talk.said` is about; `between` lie so many messages."""
    return {**by_staff(talk), **by_link(talk, said, between), **by_words(talk, said)}


def by_staff(talk: Talk) -> Signs:
    """What staff says."""
    facts = talk.said.facts
    return {
        "staff_work": float(facts.does(Act.WORK)),
        "staff_chat": float(facts.does(Act.CHAT)),
        "staff_short": float(len(facts.text) <= NOD),
        "staff_sets_out": float(sets_out(facts.text)),
    }


def by_link(talk: Talk, said: Said, between: int) -> Signs:
    """Whom staff speaks to, and what has been said since."""
    facts = talk.said.facts
    later = [each for n, each in talk.backwards(WITHIN) if n < between]
    own = [each for _, each in talk.backwards(WITHIN) if each.sender == said.sender and not each.cases]
    joined = (each for each in later if each.sender != said.sender and not each.is_staff)
    return {
        "mentioned": float(any(said.sender_name.startswith(name) for name in facts.mentions)),
        "quoted": float(talk.quoted is not None and talk.quoted.ref == said.ref),
        "near": float(1 <= between <= FOLLOW_ON // 4),
        "far": float(between > FOLLOW_ON // 2),
        "case_after": float(any(each.cases and not each.is_staff for each in later)),
        "staff_after": float(any(each.is_staff for each in later)),
        "more": float(min(len(own), 4)),
        "photo_near": float(any(each.kind in PICTURES for each in own)),
        "joined": float(min(sum(Particular.ALSO in particulars(each.facts.text) for each in joined), 2)),
    }


def by_words(talk: Talk, said: Said) -> Signs:
    """What the resident's words hold, and what they resemble."""
    facts = {f"says_{name}": value for name, value in said_signs(said).items()}
    text = said.facts.text
    return {**facts, "reports": talk.together.alike.reports(text) if text else 0.5}
