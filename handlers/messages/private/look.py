"""What staff asks to see, and the word that takes a step back; none of it needs a case to act on."""

from __future__ import annotations

from collections.abc import Callable

from handlers.actions.describe import name_of, said_of, standing_of
from handlers.actions.held import list_held
from handlers.actions.say import answer_staff
from handlers.actions.undo import undo_last
from handlers.conversation.which_case import TheCase
from handlers.messages.private.find_case import find_cases, open_cases_for
from handlers.messages.private.numbers import numbers_left
from handlers.reading.cadre_reply import CadreReply, Verb
from handlers.scene import Scene, Who
from handlers.wording import echoes, lists, refusals
from handlers.wording.held import please_look
from handlers.wording.values import Obstacle, Reasons, Refused
from models.case import Case, Message
from models.messages import PrivateText
from models.queries.cases import cases_by_id
from models.queries.messages import messages_by_id

Look = Callable[[Scene, Message, Who, CadreReply], str]


def list_open(scene: Scene, message: Message, who: Who, _reply: CadreReply) -> str:
    """今天有什么: what is open, overdue first, and what may be a case."""
    standings = [standing_of(scene, case) for case in open_cases_for(scene, who)]
    answer_staff(scene, who, lists.open_list(standings, scene.moment), "list")
    held = list_held(scene, who)
    if held:
        answer_staff(scene, who, please_look(held, scene.moment), "held")
    return "answer: list"


def give_help(scene: Scene, message: Message, who: Who, _reply: CadreReply) -> str:
    answer_staff(scene, who, lists.help_text(), "help")
    return "answer: help"


def undo(scene: Scene, message: Message, who: Who, _reply: CadreReply) -> str:
    done = undo_last(scene, who)
    if not done:
        answer_staff(scene, who, echoes.nothing_to_undo(), "undo")
    for case, event in done:
        answer_staff(scene, who, echoes.undone(name_of(scene, case), event.reason or event.move), "undo", case)
    return f"answer: undo {len(done)}"


def show(scene: Scene, message: Message, who: Who, reply: CadreReply) -> str:
    """查6号, 为什么, and 6号电话."""
    found = find_cases(scene, message, who, reply)
    if not isinstance(found, TheCase):
        number = reply.numbers[0] if reply.numbers else None
        answer_staff(scene, who, refusals.refused(Refused(Obstacle.NO_CASE, number=number)), "refused")
        return "answer: no such case"
    for case in cases_by_id(scene.connection, found.ids):
        show_case(scene, who, case, reply)
    return f"answer: {reply.verb}"


def show_case(scene: Scene, who: Who, case: Case, reply: CadreReply) -> None:
    """One case in full, or why it exists."""
    if scene.cause is None:
        return
    text, kind = _shown(scene, case, reply)
    answer_staff(scene, who, text, kind, case)


def _shown(scene: Scene, case: Case, reply: CadreReply) -> tuple[PrivateText, str]:
    if reply.verb is Verb.NUMBERS:
        return numbers_left(scene, case), "numbers"
    return (lists.why(reasons_of(scene, case)) if reply.verb is Verb.WHY else _details(scene, case)), "show"


def _details(scene: Scene, case: Case) -> PrivateText:
    return lists.case_details(standing_of(scene, case), scene.moment)


def reasons_of(scene: Scene, case: Case) -> Reasons:
    """Why a case exists, as it was written down when it was opened."""
    messages = messages_by_id(scene.connection, case.why.get("messages") or ())
    return Reasons(
        case=name_of(scene, case),
        rules=tuple(case.why.get("rules") or ()),
        words=tuple(case.why.get("words") or ()),
        messages=tuple(said_of(message) for message in messages),
        notes=tuple(case.why.get("notes") or ()),
    )


LOOKS: dict[Verb, Look] = {
    Verb.LIST: list_open,
    Verb.HELP: give_help,
    Verb.UNDO: undo,
    Verb.SHOW: show,
    Verb.WHY: show,
    Verb.NUMBERS: show,
}
