"""The cases of a table, each with the names of what it points at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handlers.actions.describe import department_of, said_of
from handlers.scene import Scene
from handlers.wording.table import Line
from models.case import Case, Message
from models.queries.export import Choice, numbers_of, pages, voices, words_of


def lines(scene: Scene, wanted: Choice, *, with_words: bool = False) -> Iterator[Line]:
    """Page by page, so that any number of cases needs the memory of one page."""
    for page in pages(scene.connection, wanted):
        # What is private by today's configuration stays out too, whatever it was when the case was opened.
        shown = [case for case in page if wanted.private or not scene.settings.category(case.category).private]
        yield from _page(scene, shown, with_words=with_words)


def _page(scene: Scene, cases: Sequence[Case], *, with_words: bool) -> Iterator[Line]:
    ids = [case.id for case in cases]
    people = voices(scene.connection, ids)
    merged = numbers_of(scene.connection, [case.merged_into for case in cases if case.merged_into])
    words = words_of(scene.connection, ids) if with_words else {}
    for case in cases:
        said = [_line(message) for message in words.get(case.id, ())] if with_words else None
        yield Line(
            case=case,
            grid=_node(scene, case.grid),
            group=_group(scene, case),
            category=scene.house.label(case.category),
            holder=_node(scene, case.holder),
            department=department_of(scene, case),
            voices=people.get(case.id, 0),
            merged_into=merged.get(case.merged_into or 0),
            words=said,
        )


def _line(message: Message) -> str:
    said = said_of(message)
    return f"{said.name}: {said.text}"


def _node(scene: Scene, node: str) -> str:
    """Its name; a node that left the configuration keeps its id."""
    known = scene.settings.nodes.get(node)
    return known.name if known else node


def _group(scene: Scene, case: Case) -> str:
    known = scene.settings.groups_by_id.get(case.group_id or "")
    return known.name if known else case.group_id or ""
