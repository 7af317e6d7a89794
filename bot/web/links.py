"""The door of one-time links. To open a link shows one button; only pressing it uses the link up.

Chat programs open links to draw a preview; a link that was good for one GET would be used up by that.
"""

from __future__ import annotations

from aiohttp import web
from sqlalchemy import Connection

from bot.web.audited import noted
from bot.web.context import app_of, settings_of
from bot.web.render import page
from bot.web.route import Access, Route
from bot.web.signing_in import let_in
from handlers.actions.make_link import hash_of_link
from models.queries.doors import LinkState, link_state, use_link
from models.settings import StaffSettings


async def show_link(request: web.Request) -> web.Response:
    """The button, or why the link is of no use any more."""
    person, state = await _find(request)
    return _page(request, person, state)


async def enter(request: web.Request) -> web.StreamResponse:
    """Use the link up and sign its person in."""
    person, state = await _find(request)
    if person is not None and state is LinkState.GOOD:
        now, hashed = app_of(request).clock.now(), hash_of_link(request.match_info["token"])
        if await app_of(request).database.write(lambda connection: use_link(connection, hashed, now)):
            return await let_in(request, person, "link")
        state = LinkState.USED
    await noted(request, "sign_in_failed", person.id if person else "unknown", f"link {state.value}")
    return _page(request, person, state)


async def _find(request: web.Request) -> tuple[StaffSettings | None, LinkState]:
    now, hashed = app_of(request).clock.now(), hash_of_link(request.match_info["token"])

    def ask(connection: Connection) -> tuple[LinkState, str]:
        return link_state(connection, hashed, now)

    state, staff_id = await app_of(request).database.read(ask)
    person = settings_of(request).staff_by_id.get(staff_id)
    return person, state if person is not None else LinkState.UNKNOWN


def _page(request: web.Request, person: StaffSettings | None, state: LinkState) -> web.Response:
    good = state is LinkState.GOOD
    return page(request, "enter.html", status=200 if good else 410, state=state.value, person=person if good else None)


ROUTES = (
    Route("GET", "/enter/{token:[A-Za-z]{32}}", show_link, Access.EVERYBODY),
    Route("POST", "/enter/{token:[A-Za-z]{32}}", enter, Access.EVERYBODY),
)
