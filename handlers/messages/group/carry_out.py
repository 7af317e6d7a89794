"""The table from decisions to what is done about them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from handlers.actions.add_evidence import add_evidence
from handlers.actions.hang_words import hang_support
from handlers.actions.open_case import Origin, open_case
from handlers.conversation import decisions as say
from handlers.messages.group.hold import hold
from handlers.messages.group.not_resolved import hear_not_resolved
from handlers.messages.group.public_work import hear_public_work
from handlers.messages.group.rating import hear_rating
from handlers.messages.group.resolved import hear_resolved
from handlers.messages.group.status_query import hear_status_query
from handlers.messages.group.withdrawal import hear_withdrawal
from handlers.scene import Scene
from models.queries.cases import get_case
from models.queries.messages import messages_by_id


def carry_out(scene: Scene, origin: Origin, decision: say.Decision) -> None:
    """Do what a decision asks for; questions, notices and chat are kept as the message's outcome only."""
    doer = DOERS.get(type(decision))
    if doer is not None:
        doer(scene, origin, decision)


def _open(scene: Scene, origin: Origin, decision: say.OpenCase) -> None:
    case = open_case(scene, decision, origin)
    if decision.work is not None and scene.cause is not None:
        hear_public_work(scene, origin, say.PublicWork(case.id, scene.cause.id, decision.work))


def _add(scene: Scene, _origin: Origin, decision: say.AddEvidence) -> None:
    add_evidence(scene, get_case(scene.connection, decision.case), decision)


def _support(scene: Scene, _origin: Origin, decision: say.Support) -> None:
    messages = messages_by_id(scene.connection, [decision.message])
    hang_support(scene, get_case(scene.connection, decision.case), messages)


DOERS: dict[type, Callable[[Scene, Origin, Any], None]] = {
    say.OpenCase: _open,
    say.AddEvidence: _add,
    say.Support: _support,
    say.Withdraw: hear_withdrawal,
    say.SaidResolved: hear_resolved,
    say.SaidNotResolved: hear_not_resolved,
    say.Rated: hear_rating,
    say.StatusQuery: hear_status_query,
    say.PublicWork: hear_public_work,
    say.Hold: hold,
}
