"""One line for each thing that can be asked for, with who may ask."""

from __future__ import annotations

import enum
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Access(enum.StrEnum):
    """Who may ask at all; what of it a person then sees is decided by the tree."""

    EVERYBODY = "everybody"
    SIGNED_IN = "signed in"  # any member of staff
    LEADERS = "leaders"
    TOKEN = "token"  # noqa: S105 - a program with a key of its own, see bot/web/api


@dataclass(frozen=True, slots=True)
class Route:
    """`path` as aiohttp writes it: /phone/cases/{id}."""

    method: str
    path: str
    handler: Handler
    access: Access
