"""How soon somebody must look at a case, by all that was said of it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.conversation.kin import are_kin
from handlers.conversation.talk import Talk, as_one
from handlers.reading.facts import Facts, Urgency
from handlers.reading.resemblance import Resemblance

RULES_COUNT = 2.0  # nats for what the rules say, beside what is usual and what the words resemble


def urgency_of(talk: Talk, category: str, told: Sequence[Facts], by_rule: Urgency | None = None) -> Urgency:
    """The likeliest urgency; `by_rule` is what the rules gave the words that opened the case."""
    return urgency_by(talk.together.alike, category, told, by_rule)


def urgency_by(alike: Resemblance, category: str, told: Sequence[Facts], by_rule: Urgency | None = None) -> Urgency:
    """The same where there is no talk around the words."""
    said = [each.urgency for facts in told for each in facts.candidates if are_kin(each.category, category)]
    ruled = max((*said, *([by_rule] if by_rule else [])), key=Urgency.rank, default=None)
    weights = alike.urgencies(as_one(told), category)
    if not weights:
        return ruled or Urgency.NORMAL
    return max(Urgency, key=lambda urgency: weights[urgency] + RULES_COUNT * (urgency is ruled))
