"""The system's Chromium, what it is asked with, and what a page is looked at for."""

from __future__ import annotations

import os
from pathlib import Path
from weakref import WeakKeyDictionary

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import ConsoleMessage, Page, Request, Response

from tests.sources import ROOT

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--font-render-hinting=none"]
PICTURES = ROOT / "docs" / "pictures"
PHONE, DESK, WALL = (320, 640), (1440, 900), (1920, 1080)
WATCHES: WeakKeyDictionary[Page, Watch] = WeakKeyDictionary()


class Watch:
    """Collects what a page does wrong while it is used: script errors, breaches of the policy, requests elsewhere."""

    def __init__(self, page: Page) -> None:
        self.faults: list[str] = []
        WATCHES[page] = self
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("console", self._console)
        page.on("request", self._request)
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1", "http://localhost", "data:", "blob:", "about:")):
            self.faults.append(f"asks another host: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} {response.url}")


def forgive(page: Page) -> list[str]:
    """The faults of a page so far, which a test brought about on purpose; they no longer count."""
    forgiven, WATCHES[page].faults = WATCHES[page].faults, []
    return forgiven


async def screenshot(page: Page, name: str, *, whole: bool = False) -> None:
    """Write docs/pictures/NAME.png, where LINLI_PICTURES=1 asks for it; `whole`: with what is below the fold."""
    if os.environ.get("LINLI_PICTURES") == "1":
        PICTURES.mkdir(parents=True, exist_ok=True)
        await page.screenshot(path=PICTURES / f"{name}.png", full_page=whole)


async def barriers(page: Page) -> list[str]:
    """What axe-core finds that keeps people out: contrast, names, labels, order. One line for each element."""
    found = (await Axe().run(page)).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


async def scrolls_sideways(page: Page) -> bool:
    """Whether the page is wider than its window."""
    return bool(await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
