"""Sessions: a random token in a cookie, its hash in the database, and an end as soon as a person's rights change.

aiohttp-session keeps what it knows in the cookie or in a cache; here each session has to be a row that can be ended.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta

from aiohttp import web

from bot.app import App
from bot.web.context import Visitor
from models.queries.sessions import Session, add_session, end_session, session_of, touch_session
from models.settings import StaffSettings

COOKIE = "linli"
LONGEST = timedelta(days=30)  # also where somebody comes every day
TOUCHED_EVERY = timedelta(minutes=5)  # a row is not written with each request


def stamp_of(person: StaffSettings) -> str:
    """What a person's rights are, in short: whoever gets others has to sign in anew."""
    rights = (person.id, person.role, sorted(person.grids), person.department, person.sees_private)
    return hashlib.sha256(repr(rights).encode()).hexdigest()


def csrf_of(token: str) -> str:
    """What a form has to bring back: known to our own pages alone."""
    return hmac.new(token.encode(errors="replace"), b"form", hashlib.sha256).hexdigest()[:32]


async def sign_in(app: App, person: StaffSettings) -> str:
    """A new session; the token for the cookie."""
    token, now = secrets.token_urlsafe(32), app.clock.now()
    session = Session(_hash(token), person.id, stamp_of(person), now, now)
    await app.database.write(lambda connection: add_session(connection, session))
    return token


async def visitor_with(app: App, token: str) -> Visitor | None:
    """Whoever holds a token; None where it is unknown, too old, or the person's rights have changed."""
    hashed, now = _hash(token), app.clock.now()
    session = await app.database.read(lambda connection: session_of(connection, hashed))
    person = app.settings.staff_by_id.get(session.staff_id) if session else None
    if session is None:
        return None
    idle = timedelta(hours=app.settings.web.session_hours)
    is_over = now - session.seen_at > idle or now - session.created_at > LONGEST
    if person is None or is_over or session.stamp != stamp_of(person):
        await app.database.write(lambda connection: end_session(connection, hashed))
        return None
    if now - session.seen_at > TOUCHED_EVERY:
        await app.database.write(lambda connection: touch_session(connection, hashed, now))
    return Visitor(person, hashed, csrf_of(token))


def set_cookie(response: web.StreamResponse, app: App, token: str) -> None:
    """Give a browser its token."""
    protect(response, app, COOKIE, token, app.settings.web.session_hours * 3600)


def protect(response: web.StreamResponse, app: App, name: str, value: str, seconds: int | None) -> None:
    """A cookie that no script reads and no other site sends along with a form. None: until the browser ends."""
    safe = is_https(app)
    name = cookie_name(app, name)
    response.set_cookie(name, value, httponly=True, samesite="Lax", secure=safe, path="/", max_age=seconds)


def drop_cookie(response: web.StreamResponse, app: App, name: str = COOKIE) -> None:
    response.del_cookie(cookie_name(app, name), path="/", secure=is_https(app), httponly=True, samesite="Lax")


def cookie_name(app: App, name: str = COOKIE) -> str:
    """Over TLS a browser refuses a cookie of this prefix from whatever is not this very host."""
    return f"__Host-{name}" if is_https(app) else name


def is_https(app: App) -> bool:
    return app.settings.web.address.startswith("https://")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
