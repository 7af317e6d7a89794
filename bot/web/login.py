"""The login page: how to get a link, a form for id and password, and the doors that are plugged in."""

from __future__ import annotations

import math
from datetime import timedelta

from aiohttp import hdrs, web

from bot.web.addresses import address_of
from bot.web.audited import noted
from bot.web.context import CONTEXT, app_of, settings_of
from bot.web.local_path import local_path
from bot.web.passwords import Busy
from bot.web.render import page
from bot.web.route import Access, Route
from bot.web.signing_in import let_in
from bot.web.well_formed import read_form
from models.queries.passwords import Tried, begin_try, end_try, password_of, renew_password
from models.settings import StaffSettings

FREE_BY_ID, FREE_BY_ADDRESS = 5, 20  # tries before the pauses begin; an address may be a whole office
LONGEST_ID, LONGEST_PASSWORD = 40, 1000


async def show_login(request: web.Request) -> web.Response:
    """Every way in that there is."""
    return _page(request, local_path(request.query.get("next", "")))


async def sign_in_with_password(request: web.Request) -> web.StreamResponse:
    """Sign in. One answer for an id that nobody has and for a wrong password, and as late."""
    fields = await read_form(request)
    staff_id, password = str(fields.get("staff", "")).strip(), str(fields.get("password", ""))
    following = local_path(str(fields.get("next", "")))
    if len(staff_id) > LONGEST_ID or len(password) > LONGEST_PASSWORD:
        raise web.HTTPBadRequest
    by_id, by_address = Tried(f"id {staff_id}", FREE_BY_ID), Tried(f"from {address_of(request)}", FREE_BY_ADDRESS)
    now, database = app_of(request).clock.now(), app_of(request).database
    wait = await database.write(lambda connection: begin_try(connection, (by_id, by_address), now))
    if wait:
        return _page(request, following, wait=wait)
    person = await _person_with(request, staff_id, password)
    if person is None:
        known = staff_id if staff_id in settings_of(request).staff_by_id else "unknown"
        await noted(request, "sign_in_failed", known, f"password, from {address_of(request)}")
        return _page(request, following, wrong=True)
    await database.write(lambda connection: end_try(connection, by_id, by_address))
    return await let_in(request, person, "password", following)


async def _person_with(request: web.Request, staff_id: str, password: str) -> StaffSettings | None:
    passwords, database = request.app[CONTEXT].passwords, app_of(request).database
    person = settings_of(request).staff_by_id.get(staff_id)
    stored = await database.read(lambda connection: password_of(connection, staff_id))
    hashed = stored if person is not None else None
    try:
        if not await passwords.is_right(hashed, password):
            return None
        if hashed is not None and passwords.is_weak(hashed):
            stronger = await passwords.hash(password)
            await database.write(lambda connection: renew_password(connection, staff_id, hashed, stronger))
    except Busy:
        raise web.HTTPTooManyRequests(headers={hdrs.RETRY_AFTER: "5"}) from None
    return person


def _page(request: web.Request, following: str, *, wrong: bool = False, wait: timedelta = timedelta(0)) -> web.Response:
    minutes = math.ceil(wait.total_seconds() / 60)
    status = 429 if wait else 403 if wrong else 200
    return page(
        request,
        "login.html",
        status=status,
        next=following,
        wrong=wrong,
        minutes=minutes,
        doors=[*request.app[CONTEXT].doors],
    )


ROUTES = (
    Route("GET", "/login", show_login, Access.EVERYBODY),
    Route("POST", "/login", sign_in_with_password, Access.EVERYBODY),
)
