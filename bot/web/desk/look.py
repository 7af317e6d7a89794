"""The list of what may be a case: accept it or call it none, as an answer in chat does."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from bot.web.audited import looked
from bot.web.context import change, look, visitor_of
from bot.web.desk.frame import desk_page
from bot.web.route import Access, Route
from handlers.actions.describe import said_of
from handlers.actions.held import grid_of_held, set_aside, waiting_for
from handlers.desk.listing import name_of_node
from handlers.messages.private.hear_looked import open_held
from handlers.scene import Scene
from handlers.wording.values import Held


@dataclass(frozen=True, slots=True)
class Line:
    """Doubtful words with the grid in which they were said."""

    id: int
    held: Held
    grid: str


async def show_held(request: web.Request) -> web.Response:
    """What waits; residents' words are shown, so the look is written down first."""
    who = visitor_of(request).who

    def ask(scene: Scene) -> list[Line]:
        return [
            Line(
                one.id,
                Held(scene.house.label((one.held or {})["category"]), (said_of(one),), one.sent_at),
                name_of_node(scene, grid_of_held(scene, one)),
            )
            for one in waiting_for(scene, who)
        ]

    waiting = await look(request, ask)
    if waiting:
        await looked(request)
    return desk_page(request, "look.html", waiting=waiting, opened=request.query.get("opened", ""))


async def decide(request: web.Request) -> web.Response:
    """One line becomes a case, or none; a line that is decided already stays as it was decided."""
    who, form = visitor_of(request).who, await request.post()
    message_id, answer = str(form.get("message", "")), str(form.get("answer", ""))

    def act(scene: Scene) -> str:
        one = next((waiting for waiting in waiting_for(scene, who) if str(waiting.id) == message_id), None)
        if one is None:
            return "gone"
        if answer == "case":
            return str(open_held(scene, one, who).id)
        set_aside(scene, one, who)
        return "none"

    if answer not in ("case", "none"):
        raise web.HTTPBadRequest
    raise web.HTTPSeeOther(f"/desk/look?opened={await change(request, act)}")


ROUTES = (
    Route("GET", "/desk/look", show_held, Access.LEADERS),
    Route("POST", "/desk/look", decide, Access.LEADERS),
)
