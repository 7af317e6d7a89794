"""What the page asks for. Every form works without scripts as well: then it leads back to the page."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from aiohttp import web
from aiohttp.web_request import FileField
from jinja2 import Environment

from bot.demo.page.feed import GROUP, Entry
from bot.demo.page.guard import TOKEN, Refused, by_script, check_form, watch_the_door
from bot.demo.page.ledger import BLANK_CARD
from bot.demo.page.moments import BUTTONS
from bot.demo.page.performance import Performance
from bot.demo.page.show import Show, Words
from bot.demo.page.stream import stream
from bot.demo.pictures import PICTURES, jpeg
from bot.demo.story import Story
from bot.web.render import send_static, templates
from handlers.wording import page
from models.errors import PhotoRefused

LARGEST_PHOTO = 15 * 1024 * 1024
LARGEST_REQUEST = LARGEST_PHOTO + 64 * 1024  # the words beside it
LONGEST_NAME, LONGEST_TEXT = 20, 2000  # characters
FOR_GOOD = {"Cache-Control": "private, max-age=31536000, immutable"}

Form = Mapping[str, object]
Act = Callable[["Page", Form], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Page:
    """The show with what is drawn of it."""

    show: Show
    performance: Performance
    stories: dict[str, Story]
    templates: Environment


PAGE: web.AppKey[Page] = web.AppKey("page", Page)


async def look(request: web.Request) -> web.Response:
    """The page as it stands; scripts keep it up to date."""
    shown, chat = request.app[PAGE], request.query.get("chat", "")
    feed, staff = shown.show.feed, shown.show.staff
    text = shown.templates.get_template("demo/page.html").render(
        visitor=None,
        feed=feed,
        token=request.app[TOKEN],
        group=shown.show.group,
        staff=staff,
        chat=chat if chat in {person.id for person in staff} else staff[0].id,
        stories=shown.stories,
        samples=list(PICTURES),
        blank=Entry(),
        blank_card=BLANK_CARD,
        largest=LARGEST_PHOTO,
        too_large=page.TOO_LARGE,
    )
    return web.Response(text=text, content_type="text/html", charset="utf-8")


async def events(request: web.Request) -> web.StreamResponse:
    return await stream(request, request.app[PAGE].show.feed)


async def photo(request: web.Request) -> web.Response:
    kept = request.app[PAGE].show.photos.get(request.match_info["name"])
    if kept is None:
        raise web.HTTPNotFound
    return web.Response(body=kept, content_type="image/jpeg", headers=FOR_GOOD)


async def sample(request: web.Request) -> web.Response:
    name = request.match_info["name"]
    if name not in PICTURES:
        raise web.HTTPNotFound
    return web.Response(body=await asyncio.to_thread(jpeg, name), content_type="image/jpeg", headers=FOR_GOOD)


async def say(shown: Page, form: Form) -> None:
    """Somebody speaks in the group, or a member of staff to the bot."""
    chat, who = _text(form, "chat"), _text(form, "who") or _text(form, "other")
    people = {person.id for person in shown.show.staff}
    if chat != GROUP and (chat not in people or who != chat):
        raise Refused(page.NO_SUCH_PERSON)
    if not who:
        raise Refused(page.NOBODY)
    words = Words(
        who[:LONGEST_NAME], _text(form, "text")[:LONGEST_TEXT], await _photo(form), _quoted(shown, form), True
    )
    if not words.text and not words.photo:
        raise Refused(page.NOTHING_SAID)
    shown.performance.pause()
    try:
        await shown.show.say(chat, words)
    except PhotoRefused as error:
        raise Refused(page.NO_PHOTO) from error


async def move_clock(shown: Page, form: Form) -> None:
    leads = BUTTONS.get(_text(form, "to"))
    if leads is None:
        raise Refused(page.UNKNOWN)
    shown.performance.pause()
    if not shown.show.busy.locked():  # a second press while the clock runs means nothing
        await shown.show.move_to(leads(shown.show.now))


async def direct(shown: Page, form: Form) -> None:
    """Play a story, tell the one that plays to rest, go on, take a step, end or begin anew, or empty the stage."""
    name, performance = _text(form, "play"), shown.performance
    if name in shown.stories:
        await performance.play(name, shown.stories[name])
        return
    match _text(form, "do"):
        case "pause":
            performance.pause()
        case "resume":
            performance.resume()
        case "step":
            performance.step()
        case "finish":
            performance.finish()
        case "replay":
            await performance.replay()
        case "clear":
            await performance.clear(min(story.start for story in shown.stories.values()))
        case _:
            raise Refused(page.UNKNOWN)


def _form(act: Act) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(request: web.Request) -> web.Response:
        form = await request.post()
        check_form(request, str(form.get("token", "")))
        await request.app[PAGE].show.begun.wait()
        await act(request.app[PAGE], form)
        if by_script(request):
            return web.json_response({})
        raise web.HTTPSeeOther("/")

    return answer


def site_of(shown: Page, token: str) -> web.Application:
    """The page as a server of its own."""
    site = web.Application(middlewares=[watch_the_door], client_max_size=LARGEST_REQUEST)
    site[PAGE], site[TOKEN] = shown, token
    site.add_routes(
        [
            web.get("/", look),
            web.get("/events", events),
            web.get("/photo/{name:[0-9a-f]{64}}", photo),
            web.get("/sample/{name:[a-z]+}", sample),
            web.get("/static/{version}/{name:[a-z0-9_./-]+}", send_static),
            web.post("/say", _form(say)),
            web.post("/clock", _form(move_clock)),
            web.post("/story", _form(direct)),
        ]
    )
    return site


def page_of(show: Show, stories: dict[str, Story], speed: float = 1.0) -> Page:
    return Page(show, Performance(show, speed), stories, templates())


def _text(form: Form, name: str) -> str:
    value = form.get(name, "")
    return value.strip() if isinstance(value, str) else ""


async def _photo(form: Form) -> bytes:
    """The bytes of a photo: one from the visitor's own files, else one of those that we draw."""
    given, drawn = form.get("photo"), _text(form, "sample")
    if isinstance(given, FileField):
        data = await asyncio.to_thread(given.file.read)
        if len(data) > LARGEST_PHOTO:
            raise Refused(page.TOO_LARGE, 413)
        if data:
            return data
    return await asyncio.to_thread(jpeg, drawn) if drawn in PICTURES else b""


def _quoted(shown: Page, form: Form) -> Entry | None:
    number = _text(form, "quote")
    return shown.show.feed.entries.get(int(number)) if number.isdecimal() and len(number) < 9 else None
