"""Put a group's state together from what is stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from handlers.actions.held import is_waiting
from handlers.actions.open_case import Origin
from handlers.conversation.state import CaseView, GroupState, Said
from handlers.reading.facts import CaseKind, Urgency
from handlers.scene import Scene
from models.case import Message
from models.messages import MessageKind, Quote
from models.queries.messages import messages_by_id
from models.queries.talk import Known, Recent, changed_in, known_cases, links_of_known, people_of_known, recent_in
from models.status import OPEN, State

# Long enough for a matter that comes up again the next day; the count bounds the work for one message.
RECENT = timedelta(hours=36)
RECENT_MESSAGES = 80
ENDED_CASES = timedelta(days=4)  # a little more than the window for reopening


def load_state(scene: Scene, origin: Origin, before: Message) -> GroupState:
    """The group as it stood before a message: its recent messages, and the cases of its grid.

    Cases of the whole grid, because neighbours in two groups report the same trouble. A forwarded record has no
    group: its own lines are the conversation.
    """
    since = scene.now - ENDED_CASES
    said = remembered(scene, origin.grid, said_before(scene, before))
    said = [each for each in said if each.at >= before.sent_at - RECENT]
    cases = known_cases(scene.connection, origin.grid, since)
    if not cases:
        return GroupState(tuple(said), ())
    links: defaultdict[int, list[int]] = defaultdict(list)
    evidence: defaultdict[int, list[int]] = defaultdict(list)
    for case_id, message_id, role in links_of_known(scene.connection, origin.grid, since):
        links[message_id].append(case_id)
        if role == "evidence":
            evidence[case_id].append(message_id)
    people: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
    for case_id, role, sender in people_of_known(scene.connection, origin.grid, since):
        people[case_id, role].add(sender)
    return GroupState(
        tuple(replace(each, cases=tuple(links[each.ref])) if each.ref in links else each for each in said),
        tuple(as_view(case, people, evidence[case.id]) for case in cases),
    )


def said_before(scene: Scene, before: Message) -> tuple[Recent, ...]:
    """The newest messages before one; of a talk that is remembered, only what is new or doubtful is asked for."""
    talks, group, since = scene.house.talks, before.group_id, before.sent_at - RECENT
    known = talks.get(group) if group is not None else None
    changed = changed_in(scene.connection, before, since, known) if known else ()
    if not known or not any(each.id == known[-1] for each in changed):  # another process may have gone on without us
        recent = recent_in(scene.connection, before, since, RECENT_MESSAGES)
    else:
        held = {each.id: each.held for each in changed}
        ids = (*known, *(each.id for each in changed if each.id > known[-1]))[-RECENT_MESSAGES:]
        recent = tuple(Recent(number, held.get(number)) for number in ids)
    if group is not None and recent:
        talks[group] = tuple(each.id for each in recent)
    return recent


def remembered(scene: Scene, grid: str, recent: Sequence[Recent]) -> list[Said]:
    """Messages as the house remembers them; those that it does not know yet are fetched and read."""
    memory = scene.house.said
    missing = [each.id for each in recent if each.id not in memory]
    for message in messages_by_id(scene.connection, missing) if missing else ():
        memory[message.id] = as_said(scene, grid, message)
    found = [memory[each.id] for each in recent]
    return [
        replace(said, held=waits) if waits != said.held else said
        for said, waits in zip(found, (is_waiting(each.held) for each in recent), strict=True)
    ]


def as_said(scene: Scene, grid: str, message: Message) -> Said:
    """A stored message with what is read from it."""
    kind = MessageKind(message.kind)
    is_staff = message.staff_id is not None
    quote = None
    if message.quote_name is not None:
        quote = Quote(message.quote_name, message.quote_text or "", message.quote_id or "")
    return Said(
        ref=message.id,
        at=message.sent_at,
        sender=message.sender,
        sender_name=message.sender_name,
        is_staff=is_staff,
        kind=kind,
        facts=scene.house.read(grid, message.text, is_staff, kind),
        is_bot=message.is_bot,
        quote=quote,
        photo=message.photo or "",
        held=is_waiting(message.held),
    )


def as_view(case: Known, people: dict[tuple[int, str], set[str]], evidence: Sequence[int]) -> CaseView:
    return CaseView(
        id=case.id,
        number=case.number,
        category=case.category,
        place=case.place,
        urgency=Urgency(case.urgency),
        kind=CaseKind(case.kind),
        private=case.private,
        is_open=State(case.state) in OPEN,
        opened_at=case.opened_at,
        last_at=case.updated_at,
        closed_at=case.closed_at,
        reporters=frozenset(people.get((case.id, "reporter"), ())),
        supporters=frozenset(people.get((case.id, "supporter"), ())),
        messages=tuple(evidence),
        asked_satisfaction_at=case.asked_satisfaction_at,
    )
