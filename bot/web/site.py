"""The site: every route behind its guard, and the server that listens."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from aiohttp import web

from bot.app import App
from bot.web import account, answer, desk, doors, entrance, links, login
from bot.web.api.open311 import routes as open311
from bot.web.api.v1 import routes as v1
from bot.web.context import CONTEXT, Context
from bot.web.doors import SignInDoor
from bot.web.errors import answer_errors
from bot.web.guard import guarded
from bot.web.headers import protect_response
from bot.web.limits import Limits
from bot.web.render import send_static, templates
from bot.web.route import Access, Route
from bot.web.wecom import WeCom
from bot.web.well_formed import LARGEST_UPLOAD
from models.settings import WebSettings

log = logging.getLogger(__name__)

LARGEST_REQUEST = LARGEST_UPLOAD + 64 * 1024  # with the form around the photos; refused while it arrives
IDLE_SECONDS = 30.0  # a line that sends no whole request for so long is cut, however slowly it goes on
TRY_AGAIN = 10.0  # seconds until a port that was taken is tried again

STATIC = (Route("GET", "/static/{version}/{name:[a-z0-9_./-]+}", send_static, Access.EVERYBODY),)
DOORS = (*entrance.ROUTES, *login.ROUTES, *links.ROUTES, *doors.ROUTES, *account.ROUTES, *answer.ROUTES)
PROGRAMS = (*open311.ROUTES, *v1.ROUTES)
ROUTES: tuple[Route, ...] = (*STATIC, *DOORS, *desk.ROUTES, *PROGRAMS)


def site_of(app: App, routes: Sequence[Route] = ROUTES, limits: Limits | None = None) -> web.Application:
    """All pages over one program, for a server of one's own."""
    site = web.Application(middlewares=[answer_errors], client_max_size=LARGEST_REQUEST)
    site[CONTEXT] = Context(app, templates(), limits or Limits(), doors=plugged(app.settings.web))
    site.on_response_prepare.append(protect_response)
    for route in routes:
        handler = guarded(route)
        site.router.add_route(route.method, route.path, handler)
        if route.method == "GET":
            site.router.add_route("HEAD", route.path, handler)
    return site


def plugged(settings: WebSettings) -> dict[str, SignInDoor]:
    """The other systems that the configuration lets people sign in with; another one is a line here."""
    return {WeCom.name: WeCom(settings.wecom)} if settings.wecom.corp_id else {}


def runner_of(site: web.Application) -> web.AppRunner:
    """How the site is served. What aiohttp logs of a broken request would repeat it, so it logs none."""
    silent = logging.getLogger(f"{__name__}.http")
    silent.disabled = True
    return web.AppRunner(site, access_log=None, logger=silent, keepalive_timeout=IDLE_SECONDS)


class Site:
    """Serves the pages until it is cancelled. A port that is taken never ends the program."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._refused = False

    async def run(self) -> None:
        where = self._app.settings.web
        if where.address.startswith("http://"):
            log.warning("web.address is without TLS, so anybody on the way reads along -> docs/operating.md, the pages")
        runner = runner_of(site_of(self._app))
        await runner.setup()
        try:
            while not await self._listens(web.TCPSite(runner, where.host, where.port)):  # noqa: ASYNC110
                await asyncio.sleep(TRY_AGAIN)
            await asyncio.get_running_loop().create_future()
        finally:
            await runner.cleanup()

    async def _listens(self, site: web.TCPSite) -> bool:
        where = self._app.settings.web
        try:
            await site.start()
        except OSError as error:
            if not self._refused:  # said once, though tried again and again
                why = f"{type(error).__name__} {error.errno}"
                log.error(
                    "the pages cannot listen on %s:%s (%s) -> set web.host and web.port", where.host, where.port, why
                )
            self._refused = True
            return False
        log.info("pages: http://%s:%s", where.host, where.port)
        return True
