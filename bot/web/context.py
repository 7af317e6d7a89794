"""What every page may use, and the two ways to the database: look and change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from aiohttp import web
from jinja2 import Environment
from sqlalchemy import Connection

from bot.app import App
from bot.web.limits import Limits
from bot.web.passwords import Passwords
from handlers.actions.access import who_is
from handlers.scene import Scene, Who
from models.settings import Role, Settings, StaffSettings

if TYPE_CHECKING:
    from bot.web.doors import SignInDoor

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Context:
    """One site: the program that it shows and the templates that it is drawn with."""

    app: App
    templates: Environment
    limits: Limits = field(default_factory=Limits)
    passwords: Passwords = field(default_factory=Passwords)
    doors: Mapping[str, SignInDoor] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who is signed in; `csrf` has to come back with every form."""

    staff: StaffSettings
    token_hash: str
    csrf: str

    @property
    def who(self) -> Who:
        return who_is(self.staff)

    @property
    def leads(self) -> bool:
        return self.staff.role is Role.LEADER


CONTEXT: web.AppKey[Context] = web.AppKey("context", Context)
VISITOR: web.RequestKey[Visitor] = web.RequestKey("visitor", Visitor)


def app_of(request: web.Request) -> App:
    return request.app[CONTEXT].app


def settings_of(request: web.Request) -> Settings:
    return app_of(request).settings


def visitor_of(request: web.Request) -> Visitor:
    """Whoever asks; only behind a route that lets nobody else in."""
    return request[VISITOR]


async def look(request: web.Request, question: Callable[[Scene], T]) -> T:
    """The answer to a question that changes nothing."""
    return await app_of(request).database.read(lambda connection: question(_scene(request, connection)))


async def change(request: web.Request, act: Callable[[Scene], T]) -> T:
    """Do something in one transaction, together with what the bot then says of it."""
    return await app_of(request).database.write(lambda connection: act(_scene(request, connection)))


def _scene(request: web.Request, connection: Connection) -> Scene:
    app = app_of(request)
    return Scene(connection, app.clock.now(), app.house)
