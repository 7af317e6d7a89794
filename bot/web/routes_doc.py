"""Writes docs/routes.md from the routes of the site: `python -m bot.web.routes_doc`."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

from bot.web.route import Access, Route
from bot.web.site import ROUTES

PAGE = Path(__file__).parents[2] / "docs" / "routes.md"

HEAD = """# Routes

Everything that can be asked of the pages, and who may ask. This page is written by `python -m bot.web.routes_doc` from
the routes themselves; a test fails when it is out of date, and `tests/web/test_every_route_as_every_role.py` goes to
every one of them as everybody.

- *yes*: it holds nothing of any resident.
- *sign in*: answered with the way to the login page.
- *their part*: a cadre the cases of his grids, a leader those of her subtree; private categories only with
  `sees_private`.
- *what was sent*: the cases that were dispatched to the department.
- *own key*: whatever the key of the program opens; without one at most what the house has made public.
- A case that somebody may not see is answered like one that does not exist (404), and the reach for it is written down.
- Whatever changes something brings back the token of its form; without it 403. A GET may also be asked as HEAD.

| route | what it is | nobody | cadre | department, volunteers | leader | a program |
|---|---|---|---|---|---|---|
"""
_PATTERN = re.compile(r":(?:[^{}]|\{[^{}]*\})*\}")  # what a value has to look like is the router's business
CELLS = {
    Access.EVERYBODY: ("yes", "yes", "yes", "yes", "yes"),
    Access.SIGNED_IN: ("sign in", "their part", "what was sent", "their part", "no"),
    Access.LEADERS: ("sign in", "no", "no", "their part", "no"),
    Access.TOKEN: ("own key", "own key", "own key", "own key", "own key"),
}


def page() -> str:
    """The whole page."""
    return HEAD + "".join(f"{row}\n" for row in _rows())


def _rows() -> Iterator[str]:
    for route in sorted(ROUTES, key=lambda route: (route.path, route.method)):
        cells = " | ".join(CELLS[route.access])
        yield f"| {route.method} `{_PATTERN.sub('}', route.path)}` | {_what(route)} | {cells} |"


def _what(route: Route) -> str:
    """The first sentence of the handler's own description."""
    told = inspect.getdoc(route.handler) or ""
    return told.split("\n\n", maxsplit=1)[0].replace("\n", " ").replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
