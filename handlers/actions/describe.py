"""From a stored case to the values that words are made from."""

from __future__ import annotations

from datetime import timedelta

from handlers.reading.facts import Urgency
from handlers.scene import Scene
from handlers.wording.values import CaseName, Prompt, Said, Standing
from models.case import Case, Message
from models.messages import MessageKind
from models.queries.cases import get_case
from models.queries.messages import messages_of_case, names_in_group

SHOWN_MESSAGES = 8
NAMES_SINCE = timedelta(days=30)
WITHOUT_WORDS = {MessageKind.PHOTO: "[照片]", MessageKind.VIDEO: "[视频]", MessageKind.VOICE: "[语音]"}


def name_of(scene: Scene, case: Case) -> CaseName:
    return CaseName(case.number, scene.house.label(case.category), case.place, case.private)


def handler_of(scene: Scene, case: Case) -> str:
    """Who is on it, as the group may know him."""
    person = scene.staff_on(case)
    return person.shown() if person else ""


def department_of(scene: Scene, case: Case) -> str:
    department = scene.settings.departments_by_id.get(case.department)
    return department.name if department else ""


def standing_of(scene: Scene, case: Case) -> Standing:
    """Where a case stands now."""
    due = case.answer_due if case.answered_at is None else case.work_due
    target = get_case(scene.connection, case.merged_into).number if case.merged_into else None
    return Standing(
        case=name_of(scene, case),
        state=case.state,
        handler=handler_of(scene, case),
        department=department_of(scene, case),
        since=case.updated_at,
        next_at=(case.promised_at or due) if case.is_open else None,
        urgency=Urgency(case.urgency),
        overdue=case.is_open and due < scene.now,
        target=target,
    )


def prompt_of(scene: Scene, case: Case) -> Prompt:
    """What a member of staff is told of a case when he is asked to act."""
    evidence = messages_of_case(scene.connection, case.id, "evidence")
    notes = case.why.get("notes") or ()
    words = case.why.get("words") or ()
    return Prompt(
        case=name_of(scene, case),
        urgency=Urgency(case.urgency),
        words=tuple(said_of(message) for message in evidence[:SHOWN_MESSAGES]),
        first_by=case.answer_due if case.answered_at is None else None,
        solve_by=case.work_due,
        photos=sum(1 for message in evidence if message.photo),
        supporters=len(messages_of_case(scene.connection, case.id, "support")),
        why=notes[0] if notes else "、".join(words),
        department=_proposed(scene, case),
    )


def said_of(message: Message) -> Said:
    words = message.text or WITHOUT_WORDS.get(MessageKind(message.kind), "")
    return Said(message.sender_name, words)


def names_to_hide(scene: Scene, group_id: str | None) -> frozenset[str]:
    """Every nickname that a group's members have used lately; staff are known by their public names."""
    if group_id is None:
        return frozenset()
    return names_in_group(scene.connection, group_id, scene.now - NAMES_SINCE)


def _proposed(scene: Scene, case: Case) -> str:
    department = scene.settings.department_for(case.category)
    return department.name if department else ""
