"""The list of cases, with every filter in its address, and one case to read."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from bot.web.audited import looked
from bot.web.cases import case_for
from bot.web.context import look, settings_of, visitor_of
from bot.web.desk.frame import address, asked_of, cases, desk_page, fields_of, node_of, path_to
from bot.web.route import Access, Route
from handlers.actions.describe import said_of, standing_of
from handlers.desk.asked import Asked
from handlers.desk.listing import Shown, listing, shown
from handlers.desk.sight import nodes_of
from handlers.messages.private.look import reasons_of
from handlers.reading.facts import Urgency
from handlers.scene import Scene
from handlers.wording.desk import FIGURE, PRIVATE, say_slot
from handlers.wording.labels import MOVE, STATE, URGENCY
from handlers.wording.table import SCORE, SOURCE
from handlers.wording.values import Reasons, Said, Standing
from models.case import Case, Event
from models.queries.events import events_of
from models.queries.messages import messages_of_case
from models.settings import Settings
from models.status import Move

MOST_NODES = 300


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the timeline; `by` is a member of staff or a kind of person, never a resident's name."""

    event: Event
    what: str
    by: str


async def show_list(request: web.Request) -> web.Response:
    """Cases that meet every filter, newest first, and how many there are in all."""
    staff, asked = visitor_of(request).staff, asked_of(request)
    after = _number(request.query.get("after", ""))
    found = await look(request, lambda scene: listing(scene, staff, asked, after))
    fields = fields_of(asked)
    return desk_page(
        request,
        "cases.html",
        found=found,
        asked=asked,
        fields=fields,
        after=after,
        first=cases(**fields),
        following=cases(**fields, after=found.following) if found.following else "",
        export=address("/desk/export", **fields),
        chips=_chips(request, asked),
        private=PRIVATE,
        sources=SOURCE,
        **_choices(request, asked),
    )


def _choices(request: web.Request, asked: Asked) -> dict[str, object]:
    """What the filters offer. Of the tree the way down to the node and what lies right below it."""
    settings, staff = settings_of(request), visitor_of(request).staff
    node = node_of(request)
    near = [*path_to(request, node), *node.children[:MOST_NODES]]
    own = [settings.nodes[one] for one in nodes_of(settings, staff)]
    nodes = {one.id: one.name for one in (*own, *near)}
    public = {code: one.label for code, one in settings.categories.items() if staff.sees_private or not one.private}
    return {
        "node_choices": list(nodes.items()),
        "categories": public,
        "states_list": [(state.value, label) for state, label in STATE.items()],
        "urgencies_list": [(urgency.value, label) for urgency, label in URGENCY.items()],
        "departments": [(one.id, one.name) for one in settings.departments],
    }


def _chips(request: web.Request, asked: Asked) -> list[tuple[str, str, str]]:
    """What a number that was opened has narrowed the list to: the field, in words, and the list without it."""
    settings, fields = settings_of(request), fields_of(asked)
    told = {
        "under": _node_name(settings, asked.under),
        "grid": _node_name(settings, asked.grid),
        "holder": _node_name(settings, asked.holder),
        "figure": FIGURE.get(asked.figure, asked.figure),
        "place": asked.place,
        "slot": say_slot(asked.slot),
    }
    return [
        (name, text, cases(**{key: value for key, value in fields.items() if key != name}))
        for name, text in told.items()
        if text
    ]


def _node_name(settings: Settings, node: str) -> str:
    return settings.nodes[node].name if node in settings.nodes else node


async def show_case(request: web.Request) -> web.Response:
    """One case with its words, its history and why it exists; the look is written down first."""
    visitor = visitor_of(request)
    case = await look(request, lambda scene: case_for(scene, visitor, request.match_info["id"]))
    await looked(request, case)

    def ask(scene: Scene) -> tuple[Shown, Standing, Reasons, list[Said], list[Step]]:
        said = [said_of(message) for message in messages_of_case(scene.connection, case.id) if message.staff_id is None]
        line = shown(scene, visitor.staff, case)
        return line, standing_of(scene, case), reasons_of(scene, case), said, _steps(scene, case)

    line, standing, why, said, steps = await look(request, ask)
    score = SCORE.get(case.score or 0, "")
    source = SOURCE.get(case.source, case.source)
    urgency = URGENCY[Urgency(case.urgency)]
    return desk_page(
        request,
        "case.html",
        case=case,
        line=line,
        standing=standing,
        why=why,
        said=said,
        steps=steps,
        score=score,
        source=source,
        urgency=urgency,
    )


def _steps(scene: Scene, case: Case) -> list[Step]:
    staff = scene.settings.staff_by_id
    return [
        Step(event, MOVE[Move(event.move)], staff[event.staff_id].name if event.staff_id in staff else "")
        for event in events_of(scene.connection, case.id)
    ]


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 18 else 0


ROUTES = (
    Route("GET", "/desk/cases", show_list, Access.LEADERS),
    Route("GET", "/desk/cases/{id}", show_case, Access.LEADERS),
)
