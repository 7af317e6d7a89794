"""Staff says in the open what was or will be done: it counts as an answer."""

from __future__ import annotations

from handlers.actions.access import may_act, who_is
from handlers.actions.open_case import Origin
from handlers.conversation.decisions import PublicWork
from handlers.messages.private.answers import ACTIONS
from handlers.messages.private.apply_answer import apply_answer
from handlers.reading.cadre_reply import Verb
from handlers.scene import Scene
from models.queries.cases import get_case
from models.queries.events import mark_heard
from models.queries.messages import link_message
from models.status import Move

# What a sentence in the open may do. Everything else needs the cadre's word in private.
HEARD = {Verb.ACCEPT, Verb.CONTACTED, Verb.PROGRESS, Verb.PROMISE, Verb.CLOSE, Verb.TRANSFER, Verb.CANNOT}


def hear_public_work(scene: Scene, _origin: Origin, decision: PublicWork) -> None:
    """Applied like a private answer and echoed in private; the group heard it already, except for the close.

    Somebody who speaks about another grid's case is told so in private; other obstacles are passed over, because the
    words were meant for the group.
    """
    cause = scene.cause
    person = scene.settings.staff_by_id.get(cause.staff_id or "") if cause else None
    if cause is None or person is None or decision.reply.verb not in HEARD or decision.reply.verb not in ACTIONS:
        return
    case = get_case(scene.connection, decision.case)
    link_message(scene.connection, case.id, decision.message, "related")
    if not case.is_open:
        return
    apply_answer(scene, case, who_is(person), decision.reply, aloud=not may_act(scene.settings, person, case))
    mark_heard(scene.connection, cause.id, scene.now, but=Move.CLOSE)
