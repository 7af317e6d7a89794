"""What the gateway tells, for the person who started it. Pure."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import qrcode


def login_code(url: str) -> str:
    """The QR code for the phone to scan, in half blocks."""
    code = qrcode.QRCode(border=2)
    code.add_data(url)
    drawn = io.StringIO()
    code.print_ascii(out=drawn, invert=True)
    return drawn.getvalue()


class Teller:
    """Turns the gateway's lines into lines for people, and says nothing twice in a row."""

    def __init__(self) -> None:
        self._last = ""

    def tell(self, line: str) -> Iterator[str]:
        if line == self._last:  # a puppet without network repeats its complaint several times a second
            return
        try:
            event = json.loads(line)
        except ValueError:
            return
        if isinstance(event, dict):
            self._last = line
            yield from _lines(event)


def _lines(event: dict[str, object]) -> Iterator[str]:
    match event:
        case {"event": "ready", "port": int(port)}:
            yield f"gateway: listening on 127.0.0.1:{port}"
        case {"event": "scan", "qrcode": str(url)} if url:
            yield login_code(url)
            yield f"Scan with the bot's WeChat account. The same as a link: {url}"
        case {"event": "scanned"}:
            yield "gateway: scanned; confirm the login on the phone"
        case {"event": "login"}:
            yield "gateway: logged in"
        case {"event": "logout"}:
            yield "gateway: the account was logged out"
        case {"event": "error", "message": str(message)}:
            yield f"gateway: {message}"
