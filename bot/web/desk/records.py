"""Corrections, staff, groups and the audit."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.learn.show import as_yaml
from bot.web.audited import looked
from bot.web.context import look, settings_of, visitor_of
from bot.web.desk.frame import address, day_of, desk_page
from bot.web.route import Access, Route
from handlers.desk.people import PAGE, groups, groups_of_tree, people, staff_of_tree
from handlers.desk.records import PAGE as LINES
from handlers.desk.records import AuditLine, audit_lines, corrected
from handlers.lessons import material_of, personal
from handlers.reading.extra import joined
from handlers.reading.learning.propose import Learnt, learn
from handlers.reading.lexicon_source import read_folder, read_own
from handlers.scene import Scene
from handlers.wording.desk import AUDITED, ROLE, say_proposal
from handlers.wording.labels import MOVE


async def show_corrections(request: web.Request) -> web.Response:
    """What staff put right; the words of cases are shown, so the look is written down first."""
    visitor = visitor_of(request)
    await looked(request)
    found = await look(request, lambda scene: corrected(scene, visitor.staff))
    may_learn = settings_of(request).grid.id in visitor.staff.grids and visitor.staff.sees_private
    learnt = await _learnt(request) if may_learn and request.query.get("learn") else None
    proposals = [
        (say_proposal(one.fault.name, _label(request, one.wrong), _label(request, one.right)), one, as_yaml(one.change))
        for one in (learnt.proposals if learnt else ())
    ]
    return desk_page(
        request, "corrections.html", found=found, moves=MOVE, may_learn=may_learn, learnt=learnt, proposals=proposals
    )


async def _learnt(request: web.Request) -> Learnt:
    """What `linli learn` would propose; it takes its time, so it is asked for with a button."""
    settings = settings_of(request)
    material = await look(request, lambda scene: material_of(scene.connection))
    guard = await look(request, lambda scene: personal(scene.connection, settings))
    sources = joined(read_folder(), read_own(settings.words_folder))
    return await asyncio.to_thread(learn, sources, settings.words, material, guard)


def _label(request: web.Request, category: str) -> str:
    return settings_of(request).category(category).label if category else ""


async def show_staff(request: web.Request) -> web.Response:
    """Who is bound, what each does, and how many open cases wait for whom."""
    staff, settings = visitor_of(request).staff, settings_of(request)
    asked, at = request.query.get("q", "").strip()[:40], _from(request)
    everybody = [one for one in staff_of_tree(settings, staff) if asked in one.name or asked in one.public_name]
    shown = everybody[at : at + PAGE]
    found = await look(request, lambda scene: people(scene, staff, shown))
    following = address("/desk/staff", q=asked, at=at + PAGE) if len(everybody) > at + PAGE else ""
    return desk_page(
        request, "staff.html", found=found, total=len(everybody), asked=asked, following=following, roles=ROLE
    )


async def show_groups(request: web.Request) -> web.Response:
    """How each group is listened to and how much the bot has said there."""
    staff, settings = visitor_of(request).staff, settings_of(request)
    asked, at = request.query.get("q", "").strip()[:40], _from(request)
    everyone = [one for one in groups_of_tree(settings, staff) if asked in one.name]
    shown = everyone[at : at + PAGE]
    found = await look(request, lambda scene: groups(scene, shown))
    following = address("/desk/groups", q=asked, at=at + PAGE) if len(everyone) > at + PAGE else ""
    budget = settings.budget.group_per_day
    return desk_page(
        request, "groups.html", found=found, total=len(everyone), asked=asked, following=following, budget=budget
    )


async def show_audit(request: web.Request) -> web.Response:
    """Who looked, who was refused, what was forgotten."""
    staff, settings = visitor_of(request).staff, settings_of(request)
    asked = {name: request.query.get(name, "").strip()[:160] for name in ("what", "who", "from", "to")}
    days = day_of(asked["from"]), day_of(asked["to"])
    after = _from(request, "after")

    def ask(scene: Scene) -> list[AuditLine]:
        return audit_lines(scene, staff, what=asked["what"], who=asked["who"], days=days, after=after)

    found = await look(request, ask)
    following = address("/desk/audit", **asked, after=found[LINES - 1].line.id) if len(found) > LINES else ""
    return desk_page(
        request,
        "audit.html",
        found=found[:LINES],
        asked=asked,
        following=following,
        kinds=AUDITED,
        people=staff_of_tree(settings, staff)[:300],
    )


def _from(request: web.Request, name: str = "at") -> int:
    written = request.query.get(name, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 16 else 0


ROUTES = (
    Route("GET", "/desk/corrections", show_corrections, Access.LEADERS),
    Route("GET", "/desk/staff", show_staff, Access.LEADERS),
    Route("GET", "/desk/groups", show_groups, Access.LEADERS),
    Route("GET", "/desk/audit", show_audit, Access.LEADERS),
)
