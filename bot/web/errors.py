"""The outer loop of the pages: what no page of ours asks for is refused, and whatever goes wrong is told in a page."""

from __future__ import annotations

import logging
import math

from aiohttp import hdrs, web

from bot.faults import told
from bot.web.addresses import address_of
from bot.web.api.faults import told_to_programs
from bot.web.audited import asked
from bot.web.context import CONTEXT
from bot.web.limits import Rate
from bot.web.render import page
from bot.web.route import Handler
from bot.web.well_formed import check_address, check_size
from models.errors import LinliError

log = logging.getLogger(__name__)
KEPT = (hdrs.ALLOW, hdrs.RETRY_AFTER)


@web.middleware
async def answer_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """How it went wrong stands in the log only, and there without a word of what was asked."""
    try:
        return await _checked(request, handler)
    except web.HTTPMethodNotAllowed as error:
        if request.method == hdrs.METH_OPTIONS:
            return web.Response(status=204, headers={hdrs.ALLOW: error.headers[hdrs.ALLOW]})
        return _error(request, error)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        return _error(request, error)
    except LinliError as error:
        told_so = told_to_programs(request, error)
        return told_so or page(request, "error.html", status=422, code=422, words=str(error))
    except Exception as error:  # noqa: BLE001 - one request that fails must not end the others
        log.error("%s failed: %s", asked(request), told(error))
        return told_to_programs(request, error) or page(request, "error.html", status=500, code=500, words="")


async def _checked(request: web.Request, handler: Handler) -> web.StreamResponse:
    check_address(request)
    check_size(request)
    spend(request, request.app[CONTEXT].limits.address, address_of(request))
    return await handler(request)


def spend(request: web.Request, rate: Rate, key: str) -> None:
    """Raises HTTPTooManyRequests where a bucket is empty."""
    seconds = request.app[CONTEXT].limits.wait(rate, key)
    if seconds:
        raise web.HTTPTooManyRequests(headers={hdrs.RETRY_AFTER: str(math.ceil(seconds))})


def _error(request: web.Request, error: web.HTTPException) -> web.Response:
    response = told_to_programs(request, error)
    if response is None:
        response = page(request, "error.html", status=error.status, code=error.status, words="")
    response.headers.update({name: error.headers[name] for name in KEPT if name in error.headers})
    return response
