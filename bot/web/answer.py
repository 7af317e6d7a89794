"""The page behind the link of a notice: a department answers with one tap. To open it changes nothing."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

from aiohttp import web

from bot.photos import Photo, take_in
from bot.web.context import app_of, change, settings_of
from bot.web.render import page
from bot.web.route import Access, Route
from bot.web.well_formed import read_form
from handlers.actions.describe import standing_of
from handlers.actions.note_look import note_look
from handlers.answer_link import Answerable, answerable, link_of
from handlers.messages.by_link import Button, Tapped, answer_by_link, shown_words
from handlers.scene import Scene
from handlers.wording.refusals import obstacle_of, refused
from handlers.wording.values import Refused
from models.errors import MoveRefused, PhotoRefused
from models.queries.media import note_photo
from models.queries.messages import messages_of_case

LONGEST = 300
Values = dict[str, Any]
PATH = r"/answer/{token:[A-Za-z0-9._-]{10,160}}"


async def show(request: web.Request) -> web.Response:
    """What it is about and four buttons; 410 where the link is of no use any more."""
    return _drawn(request, await change(request, lambda scene: _shown(request, scene)))


async def tap(request: web.Request) -> web.Response:
    """Do what was tapped, and say back how it was understood."""
    fields = await read_form(request)
    try:
        button = Button(str(fields.get("button", "")))
    except ValueError:
        raise web.HTTPBadRequest from None
    words = " ".join(str(fields.get(f"words-{button}", "")).split())[:LONGEST]
    photo, trouble = await _photo(request, fields.get("photo")) if button is Button.DONE else (None, "")
    tapped = Tapped(button, words, photo.sha256 if photo else None, uuid.uuid4().hex)

    def answer(scene: Scene) -> Values | None:
        return _shown(request, scene, trouble=trouble) if trouble else _answer(request, scene, tapped, photo)

    return _drawn(request, await change(request, answer))


async def _photo(request: web.Request, given: object) -> tuple[Photo | None, str]:
    """The photo that is kept, or none and why."""
    if not isinstance(given, web.FileField) or not given.filename:
        return None, ""
    data = await asyncio.to_thread(given.file.read)
    try:
        taken = await asyncio.to_thread(take_in, data, settings_of(request).media)
    except PhotoRefused as error:
        return None, str(error)
    if not isinstance(taken, Photo):
        return None, "sticker"
    await asyncio.to_thread(app_of(request).photos.save, taken)
    return taken, ""


def _answer(request: web.Request, scene: Scene, tapped: Tapped, photo: Photo | None) -> Values | None:
    found = _found(request, scene)
    if found is None:
        return None
    savepoint = scene.connection.begin_nested()
    try:
        if photo is not None:
            note_photo(scene.connection, photo.row(), scene.now)
        echo = answer_by_link(scene, found, tapped)
    except MoveRefused as error:
        savepoint.rollback()
        return _shown(request, scene, refused=refused(Refused(obstacle_of(error.code), state=found.case.state)))
    savepoint.commit()
    return _shown(request, scene, echo=echo, undone=tapped.button is Button.UNDO)


def _found(request: web.Request, scene: Scene) -> Answerable | None:
    link = link_of(scene.house.keys, request.match_info["token"])
    return answerable(scene, link) if link is not None else None


def _shown(request: web.Request, scene: Scene, **more: object) -> Values | None:
    """What the page tells, None where the link is of no use any more; the look at the words is written down."""
    found = _found(request, scene)
    if found is None:
        return None
    case = found.case
    note_look(scene.connection, scene.now, found.who.staff_id, "answer page", case.id)
    return {
        "found": found,
        "grid": scene.settings.nodes[case.grid].name if case.grid in scene.settings.nodes else "",
        "standing": standing_of(scene, case),
        "words": shown_words(messages_of_case(scene.connection, case.id, "evidence")),
        **{"echo": "", "undone": False, "refused": "", "trouble": "", **more},
    }


def _drawn(request: web.Request, values: Values | None) -> web.Response:
    if values is None:
        return page(request, "answer_gone.html", status=410)
    return page(request, "answer.html", **values)


ROUTES = (
    Route("GET", PATH, show, Access.EVERYBODY),
    Route("POST", PATH, tap, Access.EVERYBODY),
)
