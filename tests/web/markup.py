"""What a page of ours may not hold: code of its own, and anything of another host."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

LEADS = {"href", "src", "action", "formaction", "poster", "srcset", "data", "xlink:href"}
OURS = re.compile(r"(?:/(?![/\\])|#|\?|$|tel:[0-9+*-]+$)")
OUR_PICTURE = re.compile(r"/(?![/\\])|data:image/(?:png|svg\+xml|webp)[;,]")
NAME = re.compile(r"[a-z][a-z0-9:_-]*")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        if tag in {"style", "base", "iframe", "object", "embed"} or (tag == "script" and "src" not in names):
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name == "style" or not NAME.fullmatch(name):
                self.wrong.append(f"<{tag} {name}>")
            fine = OUR_PICTURE if tag in {"img", "source", "image"} else OURS
            if name in LEADS and not fine.match(value or ""):
                self.wrong.append(f'<{tag} {name}="{value}">')


def wrong_in(page: str) -> Iterator[str]:
    """Everything in a page that its policy would have to stop."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    yield from reader.wrong
    if re.search(r"ZQX[A-Z][^<]{0,200}&amp;49|PLZ[A-Z][^<]{0,200}&amp;49", page):
        yield "residents' words were read as a template"
