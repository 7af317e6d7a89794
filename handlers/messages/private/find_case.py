"""Which case a private answer means: what is stored, put into the values that the decision takes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from handlers.actions.access import ACTORS, grids_of, may_see
from handlers.conversation.number_or_date import numbers_meant
from handlers.conversation.which_case import OpenItem, Which, which_case
from handlers.reading.cadre_reply import CadreReply, Verb
from handlers.scene import Scene, Who
from models.case import Case, Message
from models.queries.cases import IS_OPEN, case_numbered, cases_where, open_cases_in
from models.queries.prompts import asked_times
from models.tables import case as case_table

# In the words of a prompt, which begins with what the case is called.
NUMBER = re.compile(r"(?<!\d)(\d{1,3})号(?![楼院门栋幢])")
# These look at a case or take it up again, and so may name one that has ended.
ENDED_TOO = {Verb.SHOW, Verb.WHY, Verb.NUMBERS}


def find_cases(scene: Scene, message: Message, who: Who, reply: CadreReply) -> Which:
    """The case that an answer means, among those that the person may be told of."""
    cases = list(open_cases_for(scene, who))
    if reply.verb is Verb.MERGE and not reply.numbers:
        cases = [case for case in cases if case.number != reply.target]  # nothing is merged into itself
    if reply.verb in ENDED_TOO or reply.numbers:
        known = {case.id for case in cases}
        cases += [case for case in _numbered(scene, who, reply.numbers) if case.id not in known]
    quoted = number_quoted(scene, message, who)
    return which_case(
        reply,
        _items(scene, who, cases),
        now=scene.now,
        quoted=quoted.id if quoted else None,
        reader=scene.house.place_reader(cases[0].grid) if cases else scene.house.place_reader(scene.settings.grid.id),
    )


def numbers_for(scene: Scene, message: Message, who: Who) -> frozenset[int]:
    """The numbers that are cases where the person's words could name a day as well."""
    items = _items(scene, who, list(open_cases_for(scene, who)))
    return numbers_meant(items, now=scene.now, is_quoting=number_quoted(scene, message, who) is not None)


def open_cases_for(scene: Scene, who: Who) -> tuple[Case, ...]:
    """Open cases of the person's part of the tree, or of the person's department."""
    person = who.staff
    if person is None:
        return ()
    if person.role in ACTORS:
        cases = open_cases_in(scene.connection, grids_of(scene.settings, person))
    else:
        cases = cases_where(scene.connection, case_table.c.department == person.department, IS_OPEN)
    return tuple(case for case in cases if may_see(scene.settings, person, case))


def number_quoted(scene: Scene, message: Message, who: Who) -> Case | None:
    """The case that a quoted prompt names, where it names just one."""
    found = NUMBER.search(message.quote_text or "")
    if found is None:
        return None
    cases = _numbered(scene, who, [int(found[1])])
    return cases[0] if len(cases) == 1 else None


def _numbered(scene: Scene, who: Who, numbers: Iterable[int]) -> list[Case]:
    person = who.staff
    if person is None:
        return []
    grids = grids_of(scene.settings, person) if person.role in ACTORS else frozenset(scene.settings.nodes)
    cases = [case for number in numbers for case in case_numbered(scene.connection, grids, number)]
    return [case for case in cases if may_see(scene.settings, person, case)]


def _items(scene: Scene, who: Who, cases: list[Case]) -> list[OpenItem]:
    asked = asked_times(scene.connection, who.staff_id, [case.id for case in cases])
    return [_item(scene, case, asked.get(case.id)) for case in cases]


def _item(scene: Scene, case: Case, asked: tuple[datetime, bool] | None) -> OpenItem:
    prompted_at, waiting = asked or (None, False)
    return OpenItem(
        id=case.id,
        number=case.number,
        grid=case.grid,
        label=scene.house.label(case.category),
        place=case.place,
        prompted_at=prompted_at,
        answered_at=case.answered_at,
        waiting=waiting,
    )
