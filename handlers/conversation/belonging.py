"""How surely a message belongs to a case: the signs, weighed.

The weights are those of a logistic regression over labelled group talk, rounded; a positive one speaks for the case.
"""

from __future__ import annotations

from collections.abc import Iterable

from handlers.conversation.likelihood import likely, weigh
from handlers.conversation.retrospect import places_differ, retro_signs
from handlers.conversation.said_signs import PICTURES
from handlers.conversation.signs import alike_signs, evidence_signs, link_signs
from handlers.conversation.state import CaseView, Said
from handlers.conversation.talk import Talk
from handlers.conversation.weights import EVIDENCE, EVIDENCE_BIAS, LINK, RETRO, RETRO_BIAS
from handlers.conversation.windows import TALK
from handlers.reading.facts import Candidate
from handlers.wording.belonging import joined

SURE = 0.45  # as likely as not: a stray line in a file costs a cadre less than a lost one
LED_UP = 0.35  # what a photo a few minutes before the first words reaches
LOOK_BACK = 20  # messages back from an opening; beyond that it was another talk
MOST_ALIKE = EVIDENCE["reports"] + EVIDENCE["resembles"]
LINKED = 1.0  # sum of link weights from which "thanks" or "怎么样了" is taken to mean the case


def evidence(talk: Talk, case: CaseView) -> float:
    """How likely the message is evidence of the case, 0 to 1; weighed once for each case of a talk."""
    if case.id not in talk.chances:
        talk.chances[case.id] = likely(unlikened(talk, case) + weigh(alike_signs(talk, case), EVIDENCE))
    return talk.chances[case.id]


def unlikened(talk: Talk, case: CaseView) -> float:
    """What is weighed before anybody asks what the words resemble, which costs the most."""
    if case.id not in talk.sums:
        talk.sums[case.id] = EVIDENCE_BIAS + weigh(evidence_signs(talk, case), EVIDENCE) + weigh(talk.words, EVIDENCE)
    return talk.sums[case.id]


def may_belong(talk: Talk, case: CaseView) -> bool:
    """Whether likeness, at its most, could make the message evidence of the case."""
    return likely(unlikened(talk, case) + MOST_ALIKE) >= SURE


def led_up(talk: Talk, candidate: Candidate) -> tuple[int, ...]:
    """Refs of earlier messages, laid to nothing yet, that belong to a case that the new message opens."""
    return tuple(
        said.ref
        for between, said in talk.backwards(TALK)
        if between < LOOK_BACK and may_lead_up(said) and not places_differ(talk, said)
        if likely(RETRO_BIAS + weigh(retro_signs(talk, said, candidate, between), RETRO)) >= LED_UP
    )


def may_lead_up(said: Said) -> bool:
    return not (said.cases or said.is_staff or said.is_bot) and bool(said.facts.text or said.kind in PICTURES)


def link(talk: Talk, case: CaseView) -> float:
    """How well the message hangs together with the case, whatever it says; about 0 for no link at all."""
    return weigh(link_signs(talk, case), LINK)


def best(talk: Talk, cases: Iterable[CaseView], least: float = LINKED) -> CaseView | None:
    """The case that the message hangs together with best, if with any."""
    scored = [(link(talk, case), case.last_at, case) for case in cases]
    found = max(scored, key=lambda each: each[:2], default=None)
    return found[2] if found is not None and found[0] >= least else None


def reason(talk: Talk, case: CaseView) -> str:
    """The weightiest signs in words, for the file."""
    signs = {**evidence_signs(talk, case), **alike_signs(talk, case), **talk.words}
    told = {name: value * EVIDENCE.get(name, 0.0) for name, value in signs.items() if value > 0}
    ranked = sorted((name for name, weight in told.items() if weight > 0), key=lambda name: -told[name])
    return joined(ranked[:3])
