"""Take cases away as Excel or CSV, by the same filters as the list; and the week of a node as PDF or workbook."""

from __future__ import annotations

import asyncio
import tempfile
from datetime import timedelta
from pathlib import Path

from aiohttp import web

from bot.digest.book import leader_workbook
from bot.digest.report import render_leader_pdf
from bot.export.files import table
from bot.web.audited import noted
from bot.web.context import app_of, look, settings_of, visitor_of
from bot.web.desk.frame import asked_of, desk_page, fields_of, node_of, today
from bot.web.route import Access, Route
from handlers.desk.taken import Taken
from handlers.export_lines import lines
from handlers.leader_week import report_until
from handlers.scene import Scene
from handlers.wording.leader_report import report_of
from handlers.wording.table import COLUMNS, WORDS, cells
from handlers.wording.times import Moment
from models.queries.tallies import count

KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "pdf": "application/pdf",
}


async def show_export(request: web.Request) -> web.Response:
    """How many cases would be taken away, and in which form."""
    staff, asked = visitor_of(request).staff, asked_of(request)

    def ask(scene: Scene) -> tuple[int, int]:
        with_private, without = (Taken(scene, staff, asked, one).conditions() for one in (True, False))
        return count(scene.connection, without[0]), count(scene.connection, with_private[0])

    without, with_private = await look(request, ask)
    return desk_page(request, "export.html", fields=fields_of(asked), without=without, with_private=with_private)


async def take_away(request: web.Request) -> web.Response:
    """The table; that it was taken, by whom and how much of it, is written down before it leaves."""
    staff, asked, form = visitor_of(request).staff, asked_of(request), await request.post()
    kind, words, private = str(form.get("kind", "")), bool(form.get("words")), bool(form.get("private"))
    if kind not in ("xlsx", "csv"):
        raise web.HTTPBadRequest
    app = app_of(request)
    zone = settings_of(request).zone
    note = " ".join(
        ["desk", kind, *(["private"] if private and staff.sees_private else []), *(["words"] if words else [])]
    )
    await noted(request, "exported", staff.id, f"{note}: {', '.join(sorted(fields_of(asked)))}")

    def fill(scene: Scene, path: Path) -> None:
        with table(path, [*COLUMNS, WORDS] if words else COLUMNS) as write:
            for line in lines(scene, Taken(scene, staff, asked, private), with_words=words):
                write(cells(line, zone, scene.now))

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"linli.{kind}"
        await look(request, lambda scene: fill(scene, path))
        body = await asyncio.to_thread(path.read_bytes)
    return _file(body, kind, f"linli-{app.clock.now().astimezone(zone):%Y%m%d-%H%M}")


async def take_report(request: web.Request) -> web.Response:
    """The week until Sunday before, or until a day that is asked for, of a node."""
    staff, node, kind = visitor_of(request).staff, node_of(request), request.match_info["kind"]
    now = today(request)
    last = asked_of(request).until or now - timedelta(days=now.weekday() + 1)
    await noted(request, "exported", staff.id, f"desk report {kind}: {node.id}")
    report = await look(request, lambda scene: report_until(scene, node.id, last, private=staff.sees_private))
    moment = Moment(app_of(request).clock.now(), settings_of(request).zone)
    if kind == "xlsx":
        body = await asyncio.to_thread(leader_workbook, report, moment)
    else:
        body = await asyncio.to_thread(render_leader_pdf, report_of(report, moment))
    return _file(body, kind, f"{node.id}-{last:%Y%m%d}")


def _file(body: bytes, kind: str, name: str) -> web.Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return web.Response(body=body, content_type=KINDS[kind], headers=headers)


ROUTES = (
    Route("GET", "/desk/export", show_export, Access.LEADERS),
    Route("POST", "/desk/export", take_away, Access.LEADERS),
    Route("GET", "/desk/report.{kind:pdf|xlsx}", take_report, Access.LEADERS),
)
