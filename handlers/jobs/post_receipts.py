"""The first word to the group about new cases: those of the same minute in one message."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from handlers.actions.describe import handler_of, name_of, names_to_hide
from handlers.actions.say import RECEIPT, post_to_group, public_words
from handlers.jobs.job import Job
from handlers.scene import Scene
from handlers.wording.receipts import receipt
from handlers.wording.values import Receipt
from models.case import Case
from models.queries.cases import cases_where, earliest
from models.queries.events import events_of
from models.queries.messages import messages_of_case
from models.tables import case as case_table


def post_receipts(scene: Scene, _fire_time: datetime) -> str:
    """One post for each group in which a receipt is due; whatever else waits there goes along."""
    due = cases_where(scene.connection, case_table.c.receipt_due <= scene.now)
    groups = dict.fromkeys(case.group_id for case in due if case.group_id)
    for group_id in groups:
        _post(scene, group_id)
    return f"{len(groups)} groups"


def _post(scene: Scene, group_id: str) -> None:
    waiting = cases_where(scene.connection, case_table.c.group_id == group_id, case_table.c.receipt_due.is_not(None))
    values = {"receipt_due": None, "receipt_at": scene.now}
    ids = [case.id for case in waiting]
    scene.connection.execute(update(case_table).where(case_table.c.id.in_(ids)).values(**values))
    alive = [case for case in waiting if case.is_open]
    if not alive:
        return
    receipts = [Receipt(name_of(scene, case), handler_of(scene, case), case.first_due) for case in alive]
    names = names_to_hide(scene, group_id)
    text = public_words(f"receipt of cases {ids}", lambda: receipt(receipts, scene.moment, names))
    if text is None:
        return
    stamp = ",".join(str(case.id) for case in alive)
    post_to_group(_cause(scene, alive[0]), group_id, text, "receipt", stamp, priority=RECEIPT, case_id=alive[0].id)


def _cause(scene: Scene, case: Case) -> Scene:
    """The receipt answers the words that opened the case, which may stand after a photo or a half sentence."""
    opening = events_of(scene.connection, case.id)[0].message_id
    evidence = messages_of_case(scene.connection, case.id, "evidence")
    words = next((message for message in evidence if message.id == opening), None)
    return scene.caused_by(words or evidence[0]) if evidence else scene


JOB = Job("post_receipts", post_receipts, earliest(case_table.c.receipt_due))
