"""What was learnt, line by line, and the words as they stand in the configuration."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import yaml

from bot.learn.figures import Figures
from handlers.reading.learning.bench import Turned
from handlers.reading.learning.change import OwnWords, plain
from handlers.reading.learning.lesson import Fault
from handlers.reading.learning.propose import Learnt, Proposal

SHOWN = 8  # cases named beside a proposal


def lines(learnt: Learnt, figures: Mapping[int, Figures]) -> Iterator[str]:
    """Every proposal with its number and its effect; then what is left, and rules that are often wrong."""
    for number, proposal in enumerate(learnt.proposals, 1):
        yield from _proposal(number, proposal)
        if number in figures:
            yield f"   transcripts: {_figures(figures[number])}"
        yield from (f"   {line}" for line in as_yaml(proposal.change).splitlines())
        yield ""
    for one in learnt.rules:
        yield f"rule {one.rule}: wrong {one.wrong} times, right {one.right}"
    yield _summary(learnt)


def as_yaml(words: OwnWords) -> str:
    """As it is written in the configuration."""
    written = yaml.safe_dump({"words": plain(words)}, allow_unicode=True, sort_keys=False, default_flow_style=None)
    return str(written).rstrip()


def _proposal(number: int, proposal: Proposal) -> Iterator[str]:
    effect = proposal.effect
    named = [lesson.case for lesson in effect.mended[:SHOWN]]
    more = f" and {len(effect.mended) - SHOWN} more" if len(effect.mended) > SHOWN else ""
    yield f"{number}. {_kind(proposal)}: reads {len(effect.mended)} of {proposal.of} rightly ({', '.join(named)}{more})"
    yield f"   costs: {_costs(proposal)}"
    yield from (f"     {_turned(one)}" for one in effect.turned)


def _kind(proposal: Proposal) -> str:
    if proposal.fault is Fault.NOT_A_CASE:
        return f"{proposal.wrong}, was no case"
    if proposal.fault is Fault.MISSED:
        return f"{proposal.right}, was missed"
    return f"{proposal.wrong}, is {proposal.right}"


def _costs(proposal: Proposal) -> str:
    effect = proposal.effect
    costs = [
        f"{len(effect.turned)} of the lexicon's sentences are read differently" if effect.turned else "",
        f"{effect.lost} confirmed cases are not read any more" if effect.lost else "",
        f"{effect.heard_more} messages of stored chat are read as a trouble" if effect.heard_more else "",
    ]
    return "; ".join(filter(None, costs)) or "nothing that is known"


def _turned(one: Turned) -> str:
    return f"{one.sentence}: {', '.join(one.before) or 'nothing'} -> {', '.join(one.after) or 'nothing'}"


def _figures(figures: Figures) -> str:
    where = f" ({', '.join(figures.changed)})" if figures.changed else ""
    return f"{figures.before} cases before, {figures.after} after{where}"


def _summary(learnt: Learnt) -> str:
    return (
        f"proposals: {len(learnt.proposals)}; corrections that are read rightly by now: {learnt.mended}, "
        f"that have nothing in common with others yet: {learnt.left}"
    )
