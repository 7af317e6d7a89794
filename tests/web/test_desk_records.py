"""Corrections, staff, groups, audit, health and what is taken away, as far as a leader may see them."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from pathlib import Path

import openpyxl
import pytest
import pytest_asyncio

from tests.stories.conftest import sample
from tests.web.conftest import Browser, Pages, open_pages
from tests.web.desk import listed, live, numbers_in

pytestmark = pytest.mark.asyncio(loop_scope="module")
OLD_MAN = "独居老人"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pages(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Pages]:
    folder: Path = tmp_path_factory.mktemp("desk")
    async with open_pages(sample(), folder) as opened:
        await live(opened)
        await opened.story.whisper("xi", "6号改成消防")
        yield opened


async def take(pages: Pages, browser: Browser, path: str, **fields: str) -> bytes:
    data = {"csrf": browser.csrf, **fields}
    async with browser._session.post(pages.server.make_url(path), data=data) as response:
        assert response.status == 200
        return await response.read()


def rows_of(book: bytes) -> list[list[object]]:
    sheet = openpyxl.load_workbook(io.BytesIO(book)).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


async def test_corrections_tell_what_was_taken_for_what(pages: Pages) -> None:
    _, page = await (await pages.browser("secretary")).get("/desk/corrections")
    assert "消防" in page
    assert "席晓梅" in page
    assert "看看能学什么" not in page, "only whoever leads the whole tree is shown words of all of it"


async def test_staff_are_shown_with_what_waits_for_them(pages: Pages) -> None:
    browser = await pages.browser("secretary")
    _, page = await browser.get("/desk/staff")
    assert "席晓梅" in page
    assert "王志强" not in page, "he is above"
    numbers = numbers_in(page)
    assert {address: await listed(browser, address) for address, _ in numbers} == dict(numbers)
    assert any(count for _, count in numbers)


async def test_groups_are_shown_with_their_talk(pages: Pages) -> None:
    _, page = await (await pages.browser("street")).get("/desk/groups")
    assert "勤实邻里一群" in page
    assert "已认出" in page
    _, page = await (await pages.browser("street")).get("/desk/groups?q=勤润")
    assert "勤实邻里一群" not in page


async def test_the_audit_of_a_part_of_the_tree_tells_nothing_of_others(pages: Pages) -> None:
    secretary, street = await pages.browser("secretary"), await pages.browser("street")
    case = await pages.story.case(4)
    await secretary.get(f"/desk/cases/{case.id}")
    await street.get("/desk/corrections")
    _, above = await street.get("/desk/audit?what=looked")
    assert "陈丽华" in above
    assert "GET /desk/corrections" in above
    assert "4号" not in above, "which private case it was is not told"
    _, below = await secretary.get("/desk/audit?what=looked&who=secretary")
    assert "GET /desk/corrections" not in (await secretary.get("/desk/audit?who=street"))[1], "no case of theirs"
    assert "4号" in below
    _, none = await secretary.get("/desk/audit?to=2020-01-01")
    assert "没有符合的记录" in none


async def test_health_is_told_in_words(pages: Pages) -> None:
    _, page = await (await pages.browser("secretary")).get("/desk/health")
    assert "一切正常" in page
    assert "还没处理" in page


async def test_a_list_is_taken_away_with_its_filters(pages: Pages) -> None:
    browser = await pages.browser("secretary")
    _, page = await browser.open("/desk/export?state=closed")
    assert 'id="total">1<' in page
    rows = rows_of(await take(pages, browser, "/desk/export?state=closed", kind="xlsx"))
    assert len(rows) == 1 + 1
    assert "居民原话" not in rows[0]
    assert any(line.startswith("exported: desk xlsx: state") for line in await pages.story.audited())


async def test_private_cases_leave_only_with_whoever_may_and_asks(pages: Pages) -> None:
    secretary, street = await pages.browser("secretary"), await pages.browser("street")
    told = {}
    for name, browser, private in (("unasked", secretary, ""), ("asked", secretary, "1"), ("may not", street, "1")):
        body = await take(pages, browser, "/desk/export", kind="csv", words="1", private=private)
        told[name] = OLD_MAN in body.decode("utf-8-sig")
    assert told == {"unasked": False, "asked": True, "may not": False}


async def test_the_week_of_a_node_is_there_as_a_workbook_and_on_paper(pages: Pages) -> None:
    browser = await pages.browser("secretary")
    async with browser._session.get(pages.server.make_url("/desk/report.xlsx?node=qinshi&to=2026-02-08")) as response:
        assert len(rows_of(await response.read())) > 1
    async with browser._session.get(pages.server.make_url("/desk/report.pdf?node=qinshi&to=2026-02-08")) as response:
        assert (await response.read()).startswith(b"%PDF")
    assert (await browser.get("/desk/report.pdf?node=hongqiao"))[0] == 404


async def test_a_cadre_is_shown_none_of_it(pages: Pages) -> None:
    cadre = await pages.browser("xi")
    for path in ("corrections", "staff", "groups", "audit", "health", "export", "report.pdf"):
        assert (await cadre.get(f"/desk/{path}"))[0] == 403
    assert (await cadre.send("/desk/export", kind="csv"))[0] == 403
