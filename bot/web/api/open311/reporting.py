"""A new service request from another system."""

from __future__ import annotations

import uuid

from aiohttp import web
from sqlalchemy.exc import IntegrityError

from bot.web.api.caller import caller_of, check_writes, node_for
from bot.web.api.open311.formats import answer
from bot.web.api.open311.services import leaves, offered
from bot.web.api.refusal import Refusal, bad
from bot.web.context import app_of, change, settings_of
from bot.web.well_formed import Fields, read_form
from handlers.house import House
from handlers.messages.report import OtherReport, Report, hear_report
from handlers.scene import Scene
from handlers.wording.open_data import notice
from models.case import Case
from models.queries.api_keys import ApiKey

LONGEST = {
    "description": 4000,
    "address_string": 200,
    "first_name": 30,
    "last_name": 30,
    "phone": 40,
    "account_id": 120,
}
LONGEST_LINK = 1000
LONGEST_NAME = 128  # of an Idempotency-Key


async def report(request: web.Request) -> web.Response:
    """201 with the number of the request; 200 where it was reported before under the same Idempotency-Key."""
    form = await read_form(request)
    key = await caller_of(request, _text(form, "api_key"), unknown=403)
    if key is None:
        raise Refusal(
            403, "an API key is needed to report", "send it as api_key, or as the header X-Api-Key", where="api_key"
        )
    check_writes(request, key)
    wanted = _read(request, form, key)
    name = request.headers.get("Idempotency-Key", "").strip() or None
    if name is not None and len(name) > LONGEST_NAME:
        raise bad("Idempotency-Key", "is too long", f"write at most {LONGEST_NAME} characters")
    case = await _take(request, key, wanted, name)
    told = notice(case.urgency == "emergency")
    row = {"service_request_id": str(case.id), "service_notice": told, "account_id": None}
    return answer(request.match_info["format"], "service_requests", [row], status=201)


async def _take(request: web.Request, key: ApiKey, wanted: Report, name: str | None) -> Case:
    stamp = uuid.uuid4().hex

    def hear(scene: Scene) -> Case:
        return hear_report(scene, key, wanted, name, stamp)

    try:
        return await change(request, hear)
    except IntegrityError:  # the same report, at the same moment, by way of another process: it is there now
        return await change(request, hear)
    except OtherReport as error:
        raise Refusal(400, *str(error).split(" -> "), where="Idempotency-Key") from error


def _read(request: web.Request, form: Fields, key: ApiKey) -> Report:
    """Raises Refusal with the first thing that is wrong or missing."""
    settings, house = settings_of(request), app_of(request).house
    given = {name: _short(form, name, most) for name, most in LONGEST.items()}
    code = _text(form, "service_code")
    if code not in offered(settings):
        raise bad("service_code", "is missing or unknown", "take one from the list of services")
    latitude, longitude = _coordinate(form, "lat", 90), _coordinate(form, "long", 180)
    address = given["address_string"] or _text(form, "address_id")[:80]
    if not address and not (latitude and longitude):
        raise bad("address_string", "is missing, and so are lat and long", "write one of them")
    if not given["description"] and not given["address_string"]:
        raise bad("description", "is missing", "write in a sentence what is wrong")
    named = _text(form, "jurisdiction_id") or request.query.get("jurisdiction_id", "")
    node = node_for(settings, key, named, "jurisdiction_id")
    return Report(
        grid=grid_for(house, node, _text(form, "attribute[grid]"), f"{address} {given['description']}"),
        category=code,
        description=given["description"],
        address=given["address_string"],
        name=f"{given['last_name']}{given['first_name']}",
        phone=given["phone"],
        account=given["account_id"] or _text(form, "email")[:120] or _text(form, "device_id")[:120],
        latitude=latitude if longitude else "",
        longitude=longitude if latitude else "",
        media_url=_link(form),
    )


def grid_for(house: House, node: str, named: str, words: str) -> str:
    """The smallest unit: the one that is named, the only one there is, or the only one whose places the words name."""
    settings = house.settings
    below = leaves(settings, node)
    if named:
        if named not in below:
            raise bad("attribute[grid]", "is no grid of this jurisdiction", "take one from the service definition")
        return named
    if len(below) == 1:
        return below[0]
    by_name = [grid for grid in below if settings.nodes[grid].name in words]
    found = by_name or [grid for grid in below if _knows(house, grid, words)]
    if len(found) != 1:
        raise bad(
            "attribute[grid]",
            "is missing, and the address does not tell the grid",
            "take one from the service definition",
        )
    return found[0]


def _knows(house: House, grid: str, words: str) -> bool:
    """Whether the words name a place of exactly this grid; those of the nodes above are its neighbours' too."""
    names = (name for place in house.settings.nodes[grid].places for name in (place.name, *place.aliases))
    return any(name in words for name in names)


def _text(form: Fields, name: str) -> str:
    value = form.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def _short(form: Fields, name: str, most: int) -> str:
    text = _text(form, name)
    if len(text) > most:
        raise bad(name, "is too long", f"write at most {most} characters")
    return text


def _coordinate(form: Fields, name: str, most: int) -> str:
    text = _text(form, name)
    try:
        if text and not abs(float(text)) <= most:
            raise ValueError
    except ValueError as error:
        raise bad(name, "is no coordinate", f"write WGS-84 degrees from -{most} to {most}") from error
    return text[:24]


def _link(form: Fields) -> str:
    """Kept as it is and never fetched: whoever reports must not make us call addresses of his choice."""
    text = _text(form, "media_url")
    if text and not (text.startswith(("http://", "https://")) and text.isprintable() and " " not in text):
        raise bad("media_url", "is no link", "write a whole address that begins with https://")
    if len(text) > LONGEST_LINK:
        raise bad("media_url", "is too long", f"write at most {LONGEST_LINK} characters")
    return text
