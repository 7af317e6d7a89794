"""What no browser of ours sends: refused before anything reads it."""

from __future__ import annotations

import re
from asyncio import timeout
from collections.abc import Mapping
from urllib.parse import unquote

from aiohttp import web

_BROKEN = re.compile(r"%(?![0-9A-Fa-f]{2})")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
LARGEST_UPLOAD = 15 * 1024 * 1024  # bytes: a form with photos of a phone
LARGEST_FORM = 1024 * 1024  # bytes: any other
LONGEST_READ = 120.0  # seconds for a whole form: 15 MB over a slow line

Fields = Mapping[str, str | bytes | bytearray | web.FileField]


def check_address(request: web.Request) -> None:
    """Raises HTTPBadRequest for broken escapes, other text than UTF-8, and control characters."""
    try:
        told = unquote(request.raw_path, errors="strict")
    except UnicodeError:
        raise web.HTTPBadRequest from None
    if _BROKEN.search(request.raw_path) or _CONTROL.search(told):
        raise web.HTTPBadRequest


def check_size(request: web.Request) -> None:
    """Raises HTTPRequestEntityTooLarge before the body is read; one that does not tell its size is cut off later."""
    largest = LARGEST_UPLOAD if request.content_type.startswith("multipart/") else LARGEST_FORM
    if (request.content_length or 0) > largest:
        raise web.HTTPRequestEntityTooLarge(largest, request.content_length or 0)


async def read_form(request: web.Request) -> Fields:
    """The fields. Raises HTTPBadRequest for what is no form, HTTPRequestTimeout for what does not come to an end."""
    try:
        async with timeout(LONGEST_READ):
            fields = await request.post()
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
    except (ValueError, LookupError, AssertionError):  # a form in no known letters, or cut in the middle
        raise web.HTTPBadRequest from None
    if any(isinstance(value, str) and "\x00" in value for value in fields.values()):
        raise web.HTTPBadRequest
    return fields
