"""Cases and their events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from bot.web.api.caller import node_for
from bot.web.api.refusal import Refusal
from bot.web.api.v1.endpoint import Call, nothing
from bot.web.api.v1.shapes import CasesAsked, CasesTold, CaseTold, EventsTold, EventTold, Word
from bot.web.context import change, look, settings_of
from handlers.actions.access import key_sees
from handlers.actions.note_look import note_look
from handlers.published import Published, published
from handlers.scene import Scene
from models.case import Case, Event
from models.queries.api_keys import ApiKey
from models.queries.cases import get_case
from models.queries.events import events_of
from models.queries.export import words_of
from models.queries.public_cases import Sought, cases_sought
from models.settings import Settings

T = TypeVar("T")
PLAIN = ("id", "number", "grid", "category", "urgency", "kind", "state", "source", "holder", "opened_at", "updated_at")
TIMES = ("first_due", "solve_due", "first_word_at", "closed_at", "merged_into", "reopened", "score")


async def list_cases(call: Call) -> CasesTold:
    asked: CasesAsked = call.query
    sought = _sought(settings_of(call.request), call.key, asked)

    def ask(scene: Scene) -> CasesTold:
        cases = cases_sought(scene.connection, sought, asked.limit + 1)
        page = cases[: asked.limit]
        more = page[-1].id if len(cases) > len(page) else None
        return CasesTold(cases=tell(scene, call.key, page, with_words=asked.words), next=more)

    return await _answered(call, ask)


async def show_case(call: Call) -> CaseTold:
    def ask(scene: Scene) -> CaseTold:
        return tell(scene, call.key, [case_for(scene, call.key, call.id)], with_words=call.query.words)[0]

    return await _answered(call, ask)


async def list_events(call: Call) -> EventsTold:
    with_words: bool = call.query.words

    def ask(scene: Scene) -> EventsTold:
        case = case_for(scene, call.key, call.id)
        if with_words:
            note_look(scene.connection, scene.now, call.key.who, "api events", case.id)
        return EventsTold(events=[_event(event, with_words) for event in events_of(scene.connection, case.id)])

    return await _answered(call, ask)


async def _answered(call: Call, ask: Callable[[Scene], T]) -> T:
    """Words are shown in the transaction that writes the look down."""
    if not call.query.words:
        return await look(call.request, ask)
    if not call.key.words:
        raise Refusal(403, "words: this API key is not shown residents' words", "leave words out", where="words")
    return await change(call.request, ask)


def case_for(scene: Scene, key: ApiKey, case_id: int) -> Case:
    """Raises Refusal 404 where there is none, or none for this key."""
    try:
        case = get_case(scene.connection, case_id)
    except LookupError as error:
        raise nothing() from error
    if not key_sees(scene.settings, key, case):
        raise nothing()
    return case


def _sought(settings: Settings, key: ApiKey, asked: CasesAsked) -> Sought:
    node = node_for(settings, key, asked.node or "", "node")
    public = [code for code, category in settings.categories.items() if not category.private]
    codes = None if key.private else public
    if asked.category is not None:
        codes = [asked.category] if codes is None or asked.category in codes else []
    return Sought(
        categories=codes,
        grids=None if node == settings.grid.id else settings.subtree(node),
        states=[asked.state] if asked.state else None,
        is_open=asked.open,
        since=asked.opened_since,
        until=asked.opened_until,
        updated=asked.updated_since,
        before_id=asked.cursor,
        private=key.private,
        void=True,
    )


def tell(scene: Scene, key: ApiKey, cases: Sequence[Case], *, with_words: bool) -> list[CaseTold]:
    """Each with residents' words only where they were asked for; every look is written down."""
    ids = [case.id for case in cases]
    said = words_of(scene.connection, ids) if with_words else {}
    for number in said:
        note_look(scene.connection, scene.now, key.who, "api cases", number)
    return [_case(each, _words(each.case, said) if with_words else {}) for each in published(scene, cases)]


def _words(case: Case, said: dict[int, Any]) -> dict[str, Any]:
    messages = said.get(case.id, [])
    where: dict[str, Any] = next((message.extra for message in messages if (message.extra or {}).get("latitude")), {})
    words = [Word(at=message.sent_at, text=message.text) for message in messages]
    return {"place": case.place, "words": words, **{name: where.get(name) for name in ("latitude", "longitude")}}


def _case(each: Published, words: dict[str, Any]) -> CaseTold:
    case = each.case
    values = {name: getattr(case, name) for name in (*PLAIN, *TIMES)}
    own = {
        "label": each.label,
        "private": each.private,
        "status": each.status,
        "place": each.place,
        "department": case.department,
        "expected_at": each.expected,
    }
    return CaseTold(**{**values, **own, **words})


def _event(event: Event, with_words: bool) -> EventTold:
    return EventTold(
        id=event.id,
        at=event.at,
        move=event.move,
        from_state=event.from_state,
        to_state=event.to_state,
        actor=event.actor,
        undone=event.undone_at is not None,
        reason=event.reason if with_words else None,
    )
