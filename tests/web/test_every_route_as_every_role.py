"""Every route of the site, as everybody: who gets in, whose words are shown, and whether any page holds foreign code.

The table of rights is no list of routes: it follows from how a route says who may ask, and from the tree.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import ClientSession, DummyCookieJar, web

from bot.web.audited import looked
from bot.web.cases import case_for
from bot.web.context import look, visitor_of
from bot.web.route import Access, Route
from bot.web.routes_doc import PAGE, page
from bot.web.sessions import COOKIE, sign_in
from bot.web.site import ROUTES
from handlers.scene import Scene
from models.case import Case
from models.queries.cases import cases_where
from tests.web.village import PEOPLE, Village, village
from tests.web.walk import walk

# The test of the page of routes is not asynchronous, and has no loop.
in_one_loop = pytest.mark.asyncio(loop_scope="module")


async def well_kept(request: web.Request) -> web.Response:
    case = await look(request, lambda scene: case_for(scene, visitor_of(request), request.match_info["id"]))
    await looked(request, case)
    return web.Response(text=case.promise)


async def forgets_whose_case_it_is(request: web.Request) -> web.Response:
    cases = await look(request, lambda scene: cases_where(scene.connection))
    return web.Response(text=next(case.promise for case in cases if str(case.id) == request.match_info["id"]))


async def lists_all(request: web.Request) -> web.Response:
    return web.Response(text=" ".join(case.promise for case in await look(request, _all)))


async def writes_html_by_hand(request: web.Request) -> web.Response:
    text = "".join(f"<p title='{case.place}'>{case.promise}</p>" for case in await look(request, _all))
    return web.Response(text=text, content_type="text/html")


def _all(scene: Scene) -> tuple[Case, ...]:
    return cases_where(scene.connection)


GOOD = Route("GET", "/probe/good/{id}", well_kept, Access.SIGNED_IN)
BAD = {
    "whose case": Route("GET", "/probe/whose/{id}", forgets_whose_case_it_is, Access.SIGNED_IN),
    "everybody": Route("GET", "/probe/open", lists_all, Access.EVERYBODY),
    "all staff": Route("GET", "/probe/all", lists_all, Access.SIGNED_IN),
    "a key": Route("GET", "/probe/key", lists_all, Access.TOKEN),
    "by hand": Route("GET", "/probe/hand", writes_html_by_hand, Access.LEADERS),
}


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def place(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Village]:
    """One village for all: nothing that is asked here changes it."""
    async with village(tmp_path_factory.mktemp("village"), GOOD, *BAD.values()) as place:
        yield place


@in_one_loop
async def test_every_route_keeps_the_rules(place: Village) -> None:
    way = await walk(place, (*ROUTES, GOOD))
    assert way.wrong == [], "\n".join(way.wrong)
    assert way.asked > len(ROUTES) * len(PEOPLE)
    assert way.pages > len(PEOPLE)
    assert way.shown >= {"A", "B", "C"}  # those who may see the words do see them


@in_one_loop
async def test_a_route_that_forgets_its_guard_is_found(place: Village) -> None:
    found = {what: "\n".join((await walk(place, (route,))).wrong) for what, route in BAD.items()}
    assert "as gu who may not see case A: 200 instead of 404" in found["whose case"]
    assert "as blind: shows the words of B" in found["whose case"]
    assert "as nobody: shows the words of A" in found["everybody"]
    assert "as next-lead: shows the words of A" in found["all staff"]
    assert "as nobody: shows the words of C" in found["a key"]
    assert "as secretary: <script>" in found["by hand"]
    assert "onmouseover" in found["by hand"]


@in_one_loop
async def test_whoever_reaches_for_another_grids_case_is_written_down(place: Village) -> None:
    before = len(await place.story.audited())
    await walk(place, (GOOD,))
    told = (await place.story.audited())[before:]
    refused = told.count("refused: web GET /probe/good/{id}")
    seen = told.count("looked: web GET /probe/good/{id}")
    may = sum(place.may_see(place.settings.staff_by_id[name], mark) for name in PEOPLE for mark in place.cases)
    assert (seen, seen + refused) == (may, len(PEOPLE) * len(place.cases))


NO_IDS = ["0", "-1", "1e3", "999999", "9" * 30, "１", "1%20", "1;", "1'--", "None", "%2e%2e", "01"]


@in_one_loop
async def test_an_id_that_is_none_is_not_there(place: Village) -> None:
    token = await sign_in(place.story.stage.app, place.settings.staff_by_id["xi"])
    async with ClientSession(headers={"Cookie": f"{COOKIE}={token}"}, cookie_jar=DummyCookieJar()) as session:
        for named in NO_IDS:
            async with session.get(place.server.make_url(f"/probe/good/{named}")) as answer:
                assert answer.status == 404, named


def test_the_table_of_routes_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: python -m bot.web.routes_doc"
