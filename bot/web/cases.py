"""The one way from an id in an address to a case: whoever may not see it learns not even that it exists."""

from __future__ import annotations

import re

from aiohttp import web

from bot.web.context import Visitor
from handlers.actions.access import may_see
from handlers.scene import Scene
from models.case import Case
from models.queries.cases import get_case

_ID = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)  # what fits into the column


class NotTheirs(web.HTTPNotFound):
    """Looks like a case that does not exist; the guard writes down who reached for it."""

    def __init__(self, case_id: int) -> None:
        super().__init__()
        self.case_id = case_id


def case_for(scene: Scene, visitor: Visitor, id: str | int) -> Case:
    """The case with that id. Raises HTTPNotFound where there is none, and where the visitor may not see it."""
    if not _ID.fullmatch(str(id)):
        raise web.HTTPNotFound
    try:
        case = get_case(scene.connection, int(id))
    except LookupError:
        raise web.HTTPNotFound from None
    if not may_see(scene.settings, visitor.staff, case):
        raise NotTheirs(case.id)
    return case
