"""What a case is about, by all that was said of it and not only by the first words. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from handlers.conversation.state import CaseView
from handlers.conversation.talk import Talk, as_one
from handlers.reading.facts import Facts

MOST = 1.5  # of one message: nobody decides it alone by piling up words
RESEMBLES = 3.5  # what certain likeness counts beside the rules
CLEARER = 0.3  # by so much another kind must be named more before a case changes its kind


def named_kinds(talk: Talk, told: Iterable[Facts]) -> Counter[str]:
    """How much messages speak for each kind of trouble, by the rules and by what their words resemble."""
    told = [facts for facts in told if facts.text]
    named: Counter[str] = Counter()
    for facts in told:
        named.update(weight_of(facts))
    resembled = talk.together.alike.kinds(as_one(told))
    named.update({category: RESEMBLES * chance for category, chance in resembled.items()})
    return named


def weight_of(facts: Facts) -> dict[str, float]:
    """How much one message speaks for each kind of trouble."""
    weights: dict[str, float] = {}
    for candidate in facts.candidates:
        weights[candidate.category] = max(weights.get(candidate.category, 0.0), min(candidate.score, MOST))
    return weights


def better_category(talk: Talk, case: CaseView) -> str | None:
    """The kind of trouble that all that was said of the case names clearly more; None where it stays."""
    named = named_kinds(talk, told_of(talk, case))
    if not named:
        return None
    best, weight = named.most_common(1)[0]
    return best if weight >= named[case.category] + CLEARER else None


def told_of(talk: Talk, case: CaseView) -> list[Facts]:
    """What was said of a case last of all that its people spoke of, and the new message."""
    return [*(said.facts for said in talk.tied(case) if said.cases[-1] == case.id), talk.said.facts]
