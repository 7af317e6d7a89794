"""Queue word of a change for the systems that want it, in the transaction of the change."""

from __future__ import annotations

from handlers.actions.access import key_sees
from handlers.scene import Scene
from models.case import Case
from models.queries.deliveries import WEBHOOK, queue_delivery
from models.queries.webhooks import CLOSED, CORRECTED, MOVED, OPENED, REOPENED, UNDONE, live_webhooks
from models.status import Move

KINDS = {
    Move.REGISTER: OPENED,
    Move.REOPEN: REOPENED,
    Move.CORRECT: CORRECTED,
    Move.UNDO: UNDONE,
}


def tell_systems(scene: Scene, case: Case, move: Move, event_id: int) -> None:
    """`case` as it is after the change, `event_id` its line in the timeline."""
    kind = KINDS.get(move) or (MOVED if case.is_open else CLOSED)
    for hook, key in live_webhooks(scene.connection):
        if kind in hook.events and key_sees(scene.settings, key, case):
            queue_delivery(
                scene.connection,
                scene.now,
                dedupe=f"{WEBHOOK}:{hook.id}:{event_id}",
                audience=WEBHOOK,
                target=str(hook.id),
                kind=kind,
                case_id=case.id,
                event_id=event_id,
            )
