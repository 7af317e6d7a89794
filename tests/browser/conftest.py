"""One Chromium for all tests of this folder, a clean page for each.

Everything here runs in one event loop for the session, since a page belongs to the loop of its browser. So an async
fixture of a test in this folder says `@pytest_asyncio.fixture(loop_scope="session")`, with `scope="module"` where a
site serves several tests.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright

from tests.browser.chromium import ARGUMENTS, CHROMIUM, DESK, Watch
from tests.needs import skip_as_one

PATIENCE = 15_000  # milliseconds: two cores may be shared with other tests
OpenPage = Callable[..., Awaitable[Page]]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark this folder's tests; without Chromium one of them is skipped in the name of all."""
    here = Path(__file__).parent
    mine = [item for item in items if here in item.path.parents]
    for item in mine:
        item.add_marker("browser")
        if pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)
    if not CHROMIUM.is_file():
        skip_as_one(config, items, mine, "browser tests: install chromium (apt install chromium fonts-noto-cjk)")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    if not CHROMIUM.is_file():
        pytest.fail(f"the browser tests need {CHROMIUM} (apt install chromium fonts-noto-cjk)")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(browser: Browser) -> AsyncIterator[OpenPage]:
    """`await open_page(address, size, **context)`: a page in a browser of one's own, without cookies of others.

    size: width and height in pixels; `context` goes to Playwright's new_context. At the end no page may have met an
    error, broken the policy or asked another host, except what `forgive(page)` took away.
    """
    contexts, watches = [], []

    async def opened(address: str, size: tuple[int, int] = DESK, **options: object) -> Page:
        context = await browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
            **options,  # type: ignore[arg-type]
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = await context.new_page()
        watches.append(Watch(page))
        await page.goto(address)
        return page

    yield opened
    for context in contexts:
        await context.close()
    assert [fault for watch in watches for fault in watch.faults] == []
