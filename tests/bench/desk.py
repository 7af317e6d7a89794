"""How long the pages of the desk take on a large ledger: `python -m tests.bench.desk [cases] [sqlite|postgres]`.

Prints each page with the seconds until its first byte, the middle of five tries in one process.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from statistics import median

from aiohttp import ClientSession, CookieJar
from aiohttp.test_utils import BaseTestServer, TestServer

from bot.app import open_app
from bot.web.limits import Limits, Rate
from bot.web.sessions import COOKIE, sign_in
from bot.web.site import site_of
from tests.bench.desk_ledger import city, fill
from tests.databases import empty_url
from tests.stories.conftest import lexicon, sample

TRIES = 5
UNHURRIED = Rate(1e9, 1e9)
PAGES = (
    "/desk",
    "/desk/cases",
    "/desk/cases?q=路灯",
    "/desk/cases?q=路灯不亮",
    "/desk/cases?q=健身器材 太吵",
    "/desk/cases?q=3号楼&wait=open",
    "/desk/cases?category=pest&state=closed",
    "/desk/cases?wait=overdue",
    "/desk/cases?node=d3s4&state=cannot",
    "/desk/cases?place=17号楼",
    "/desk/cases?after=50000",
    "/desk/cases?urgency=emergency",
    "/desk/figures",
    "/desk/figures?from={year}",
    "/desk/figures?node=d3",
    "/desk/figures?node=d3s4c5",
    "/desk/map",
    "/desk/map?node=d3s4",
    "/desk/hot",
    "/desk/look",
)


async def main(cases: int, kind: str) -> None:
    settings = city(sample())
    with tempfile.TemporaryDirectory() as folder:
        async with empty_url(kind, Path(folder)) as url:
            changed = settings.changed(database={"url": url}, media={"folder": Path(folder) / "media"})
            app = await open_app(changed, lexicon=lexicon())
            now = app.clock.now()
            await app.database.write(lambda connection: fill(connection, changed, cases, now))
            limits = Limits(UNHURRIED, UNHURRIED, UNHURRIED)
            async with TestServer(site_of(app, limits=limits)) as server:
                token = await sign_in(app, changed.staff_by_id["mayor"])
                jar = CookieJar(unsafe=True)
                async with ClientSession(cookies={COOKIE: token}, cookie_jar=jar) as session:
                    await _measure(session, server, now)
            await app.close()


async def _measure(session: ClientSession, server: BaseTestServer, now: datetime) -> None:
    for path in PAGES:
        asked = path.format(year=now.date().replace(year=now.year - 1, day=1))
        times = [await _ask(session, server, asked) for _ in range(TRIES)]
        print(f"{median(times):7.3f} s  {max(times):7.3f} s at most  {asked}")  # noqa: T201


async def _ask(session: ClientSession, server: BaseTestServer, path: str) -> float:
    begun = time.perf_counter()
    async with session.get(server.make_url(path)) as response:
        await response.read()
        assert response.status == 200, (path, response.status)
    return time.perf_counter() - begun


if __name__ == "__main__":
    asyncio.run(
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, sys.argv[2] if len(sys.argv) > 2 else "sqlite")
    )
