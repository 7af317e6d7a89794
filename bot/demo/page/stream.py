"""Server-sent events: every change as it happens, from the one that a window has seen last."""

from __future__ import annotations

import asyncio
import contextlib

from aiohttp import web

from bot.demo.page.feed import Change, Feed

SIGN_OF_LIFE = 15.0  # seconds
AGAIN = b"retry: 1000\n\n"  # milliseconds until a browser that lost the line tries again


async def stream(request: web.Request, feed: Feed) -> web.StreamResponse:
    """Until the window is closed, or the show."""
    seen = request.headers.get("Last-Event-ID") or request.query.get("since", "")
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    await response.prepare(request)
    with feed.listening() as window, contextlib.suppress(ConnectionResetError):
        await response.write(AGAIN + b"".join(change.as_event() for change in feed.since(seen)))
        while (news := await _next(window)) is not None:
            await response.write(news)
    return response


async def _next(window: asyncio.Queue[Change | None]) -> bytes | None:
    """All that waits, in one piece; None at the end."""
    try:
        first = await asyncio.wait_for(window.get(), SIGN_OF_LIFE)
    except TimeoutError:
        return b": here\n\n"
    found = [first]
    while not window.empty():
        found.append(window.get_nowait())
    changes = [change.as_event() for change in found if change is not None]
    if None in found:
        window.put_nowait(None)
    return b"".join(changes) if changes else None
