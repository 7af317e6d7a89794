"""Signs that a member of staff takes up what a resident said, though nothing in his words told of a trouble. Pure."""

from __future__ import annotations

import re
from datetime import timedelta

from handlers.conversation.overlap import pieces
from handlers.conversation.retrospect import places_differ
from handlers.conversation.signs import PICTURES, Signs, fact_signs
from handlers.conversation.state import Said
from handlers.conversation.talk import Talk
from handlers.conversation.windows import SAME_BREATH
from handlers.reading.facts import Act
from handlers.reading.particulars import Particular, particulars

WITHIN = timedelta(minutes=90)  # staff often answers only after the round or the meal
BACK = 14  # messages
STAFF_ACTS = (Act.WORK, Act.ASK_BACK, Act.RESOLVED, Act.ADVICE, Act.CHAT, Act.QUESTION, Act.OFFER)
ACCEPTS = re.compile(r"^(收到|好的?[,，。 ]|知道了|晓得|记下|记上|明白|看到了|行[,，])")
GOES = re.compile(
    r"我(马上|这就|现在|上午|下午|晚上|明天)?(和|跟|请|叫|去|到|来|联系|通知|报|打|找|问|派|查|约|上门)|已?(报|派|联系|通知|安排|登记|打了)"
)


def taken_up_signs(talk: Talk, said: Said, between: int) -> Signs:
    """What speaks for `said` being what the staff message `talk.said` is about; `between` lie so many messages."""
    return {**by_staff(talk), **by_link(talk, said, between), **by_message(said)}


def by_staff(talk: Talk) -> Signs:
    facts = talk.said.facts
    return {
        **{f"staff_{act.value}": float(act in facts.acts) for act in STAFF_ACTS},
        "accepts": float(bool(ACCEPTS.search(facts.text))),
        "goes": float(bool(GOES.search(facts.text))),
        "staff_candidate": min(max((each.score for each in facts.candidates), default=0.0), 1.5),
        "staff_short": float(len(facts.text) <= 6),
        "staff_place": float(bool(facts.places)),
    }


def by_link(talk: Talk, said: Said, between: int) -> Signs:
    facts = talk.said.facts
    mentioned = any(said.sender_name.startswith(name) for name in facts.mentions)
    named = any(said.sender_name[at : at + 2] in facts.text for at in range(len(said.sender_name) - 1)) and bool(
        said.sender_name
    )
    later = [each for n, each in talk.backwards(WITHIN) if n < between]
    last = next((each for _, each in talk.backwards(WITHIN) if not each.is_staff and not each.is_bot), None)
    return {
        "mentioned": float(mentioned),
        "mentions_other": float(bool(facts.mentions) and not mentioned),
        "named": float(named),
        "quoted": float(talk.quoted is not None and talk.quoted.ref == said.ref),
        "quotes_other": float(talk.quoted is not None and talk.quoted.sender != said.sender),
        "next": float(between == 0),
        "near": float(1 <= between <= 3),
        "far": float(between > 7),
        "late": float(talk.ago(said) > SAME_BREATH),
        "last_speaker": float(last is not None and last.sender == said.sender),
        "case_after": float(any(each.cases and not each.is_staff for each in later)),
        "staff_after": float(any(each.is_staff for each in later)),
        "words": float(min(len(pieces(said.facts.text) & pieces(facts.text)), 3)),
        "same_category": float(
            bool({each.category for each in said.facts.candidates} & {each.category for each in facts.candidates})
        ),
        "places_differ": float(places_differ(talk, said)),
        "more": float(min(sum(each.sender == said.sender and not each.cases for _, each in talk.backwards(WITHIN)), 4)),
        "joined": float(
            min(
                sum(
                    Particular.ALSO in particulars(each.facts.text)
                    for each in later
                    if each.sender != said.sender and not each.is_staff
                ),
                2,
            )
        ),
        "photo_near": float(
            any(
                each.kind in PICTURES and not each.cases and each.sender == said.sender
                for _, each in talk.backwards(WITHIN)
            )
        ),
    }


def by_message(said: Said) -> Signs:
    return {f"m_{name}": value for name, value in fact_signs(said).items()}
