"""Answers to the question whether people are content with what was done."""

from __future__ import annotations

from handlers.conversation.decisions import Decision, Rated
from handlers.conversation.talk import Talk
from handlers.conversation.windows import ALIVE


def rated(talk: Talk) -> tuple[Decision, ...] | None:
    """A rating for the case that was asked about last, by one of its people or in answer to the question."""
    score = talk.said.facts.score
    if score is None:
        return None
    asked = [case for case in talk.state.cases if case.asked_satisfaction_at is not None]
    asked = [
        case for case in asked if case.asked_satisfaction_at and talk.said.at - case.asked_satisfaction_at <= ALIVE
    ]
    theirs = [case for case in asked if talk.is_participant(case)]
    case = max(theirs or asked, key=lambda case: case.last_at, default=None)
    return (Rated(case.id, talk.said.ref, score),) if case else None
