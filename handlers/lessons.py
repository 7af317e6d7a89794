"""What staff has put right, as the lessons that words are learnt from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Connection

from handlers.reading.learning.lesson import Fault, Heard, Lesson, Material
from handlers.reading.learning.phrases import Guard
from handlers.reading.place import PlaceReader
from handlers.reading.place_key import finds
from handlers.wording.leak_names import SURNAMES, name_finders
from handlers.wording.mask import is_harmless
from models.case import Case
from models.queries.corrections import (
    Correction,
    cases_that_stood,
    chat_without_case,
    corrections,
    nicknames,
    words_of,
)
from models.settings import Settings
from models.status import Move, State


def material_of(connection: Connection) -> Material:
    """Corrected cases, cases that stood and mere chat, as far as their words are kept."""
    found = corrections(connection)
    stood = cases_that_stood(connection)
    words = words_of(connection, {ref for case in (*(one.case for one in found), *stood) for ref in _opening(case)})
    return Material(
        lessons=tuple(_lessons(found, words)),
        confirmed=tuple(Heard(case.category, said, _rules(case)) for case in stood if (said := _said(case, words))),
        chat=chat_without_case(connection),
    )


def personal(connection: Connection, settings: Settings) -> Guard:
    """Tells words that point at a person or a place: they are never proposed. In doubt they do."""
    staff = {name for person in settings.staff for name in (person.name, person.public_name) if name}
    names = nicknames(connection) | staff
    finders = name_finders(names)
    places = set(_places(settings))
    reader = PlaceReader()

    def points(phrase: str) -> bool:
        if not is_harmless(phrase) or any(finds(place.key) for place in reader.read(phrase)):
            return True
        if any(phrase in name for name in names) or any(phrase in place or place in phrase for place in places):
            return True
        return any(finder.pattern.search(phrase) for finder in finders)

    return Guard(points, frozenset(SURNAMES))


def _places(settings: Settings) -> Iterator[str]:
    yield from (group.name for group in settings.groups)
    for node in settings.nodes.values():
        yield node.name
        for place in node.places:
            yield from (place.name, *place.aliases)


def _lessons(found: Iterable[Correction], words: Mapping[int, str]) -> Iterator[Lesson]:
    """One for each corrected case whose words are still there, by how the case stands in the end."""
    by_case: defaultdict[int, list[Correction]] = defaultdict(list)
    for one in found:
        by_case[one.case.id].append(one)
    for corrected in by_case.values():
        case = corrected[0].case
        said = _said(case, words)
        kind = _kind(case, corrected)
        if said and kind is not None:
            yield Lesson(*kind, f"{case.grid}/{case.number}", said, _rules(case), tuple(case.why.get("words") or ()))


def _kind(case: Case, corrected: list[Correction]) -> tuple[Fault, str, str] | None:
    """What was wrong, as what the case was read, and what it is."""
    moves = {one.move for one in corrected}
    opened_as = next((one.wrong for one in corrected if one.column == "category"), case.category)
    if case.state is State.VOID:
        return (Fault.NOT_A_CASE, opened_as, "") if Move.VOID in moves else None
    if Move.REGISTER in moves:
        return Fault.MISSED, "", case.category
    return (Fault.CATEGORY, opened_as, case.category) if opened_as != case.category else None


def _opening(case: Case) -> list[int]:
    return list(case.why.get("messages") or ())


def _said(case: Case, words: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(words[ref] for ref in _opening(case) if ref in words)


def _rules(case: Case) -> tuple[str, ...]:
    return tuple(case.why.get("rules") or ())
