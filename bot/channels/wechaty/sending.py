"""One message on its way out, with an honest answer when it fails."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.channels.wechaty.client import GatewayClient
from bot.channels.wechaty.failures import describe, send_failure
from models.errors import SendFailed
from models.messages import Outgoing

ShownName = Callable[[str, str], Awaitable[str]]


async def send(client: GatewayClient, outgoing: Outgoing, shown_name: ShownName) -> str:
    """Text first, then the photo; returns the id of the first, or "" where the puppet tells none."""
    if not client.connected or not client.logged_in:
        raise SendFailed(client.health().note, retry=True)
    box = await _prepared(client, outgoing) if outgoing.photo else ""
    sent: list[str] = []
    if outgoing.text:
        text = await _mentions(outgoing, shown_name) + outgoing.text
        mentions = outgoing.mentions if outgoing.is_group else ()
        sent.append(await _sent(lambda: client.puppet.send_text(outgoing.chat_id, text, mentions), sent))
    if box:
        sent.append(await _sent(lambda: client.puppet.send_prepared(outgoing.chat_id, box), sent))
    return sent[0] if sent else ""


async def _prepared(client: GatewayClient, outgoing: Outgoing) -> str:
    """Bring the photo to the gateway first: as long as that fails, nobody has seen anything."""
    try:
        return await client.puppet.prepare_file(outgoing.photo, outgoing.photo_name)
    except Exception as error:
        raise SendFailed(describe(error), retry=True) from error


async def _mentions(outgoing: Outgoing, shown_name: ShownName) -> str:
    """WeChat's own way of writing them: "@name" and U+2005; without them the ids do nothing."""
    if not outgoing.is_group:
        return ""
    names = [await shown_name(outgoing.chat_id, contact) for contact in outgoing.mentions]
    shown = "".join(f"@{name}\u2005" for name in names if name)
    return f"{shown} " if shown else ""


async def _sent(request: Callable[[], Awaitable[str]], before: list[str]) -> str:
    try:
        return await request()
    except Exception as error:
        if before:  # one half is out already; all of it again would say that half twice
            raise SendFailed(f"only the text went out: {describe(error)}", retry=False, unknown=True) from error
        raise send_failure(error) from error
