"""Templates and small files: everything that residents wrote is escaped, and nothing comes from another host."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.web.context import CONTEXT, VISITOR, settings_of
from bot.web.forms import csrf_token, remember_stranger

HERE = Path(__file__).parent
STATIC = HERE / "static"
FOR_GOOD = "public, max-age=31536000, immutable"


def templates() -> Environment:
    """The environment that all pages share; a name that is missing is an error, never an empty place."""
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["static"] = static
    return environment


def page(request: web.Request, template: str, *, status: int = 200, **values: Any) -> web.Response:
    """A whole page. Templates know the visitor, if anybody is signed in, write times with `local(moment)`, and put
    `csrf()` into their forms.
    """
    zone = settings_of(request).zone
    shown = request.app[CONTEXT].templates.get_template(template)

    def local(moment: datetime, form: str = "%m-%d %H:%M") -> str:
        return moment.astimezone(zone).strftime(form)

    own = {"visitor": request.get(VISITOR), "local": local, "request": request, "csrf": partial(csrf_token, request)}
    response = web.Response(
        text=shown.render(**own, **values), content_type="text/html", charset="utf-8", status=status
    )
    remember_stranger(request, response)
    return response


@lru_cache
def static(name: str) -> str:
    """The address of a small file; it changes with the content, so that browsers may keep it for good.

    A script names its neighbours under its own version, so that it changes with them.
    """
    path = STATIC / name
    counted = sorted(path.parent.glob("*.js")) if path.suffix == ".js" else [path]
    version = hashlib.sha256(b"".join(file.read_bytes() for file in counted)).hexdigest()[:12]
    return f"/static/{version}/{name}"


async def send_static(request: web.Request) -> web.StreamResponse:
    """A file of the folder, under whichever version was asked for."""
    path = (STATIC / request.match_info["name"]).resolve()
    if not path.is_relative_to(STATIC) or not path.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(path, headers={"Cache-Control": FOR_GOOD})
