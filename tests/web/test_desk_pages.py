"""A leader at the desk: what waits, what is behind each number, and what stays hidden."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.stories.conftest import sample
from tests.stories.test_please_look import BINS, doubt
from tests.web.conftest import Pages, open_pages
from tests.web.desk import listed, live, numbers_in

pytestmark = pytest.mark.asyncio(loop_scope="module")
OLD_MAN = "独居老人"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pages(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Pages]:
    """One neighbourhood for all tests here; none of them changes its cases."""
    folder: Path = tmp_path_factory.mktemp("desk")
    async with open_pages(sample(), folder) as opened:
        await live(opened)
        yield opened


@pytest.mark.parametrize(
    "path", ["/desk", "/desk?node=qinshi", "/desk/figures", "/desk/figures?node=xinzhong", "/desk/map", "/desk/hot"]
)
@pytest.mark.parametrize("person", ["secretary", "street"])
async def test_every_number_opens_as_many_cases_as_it_says(pages: Pages, person: str, path: str) -> None:
    browser = await pages.browser(person)
    status, page = await browser.get(path)
    assert status == 200
    numbers = numbers_in(page)
    assert len(numbers) > (0 if "hot" in path else 5)
    assert {address: await listed(browser, address) for address, _ in numbers} == dict(numbers)


async def test_the_week_adds_up(pages: Pages) -> None:
    browser = await pages.browser("secretary")
    _, page = await browser.get("/desk")
    received, closed, still_open, cannot, out = [count for _, count in numbers_in(page)][:5]
    assert received == closed + still_open + cannot + out == 6


async def test_filters_and_words_narrow_the_list(pages: Pages) -> None:
    browser = await pages.browser("secretary")
    found = {
        asked: await listed(browser, f"/desk/cases?{asked}")
        for asked in (
            "",
            "q=路灯",
            "q=养护公司",
            "state=closed",
            "wait=escalated",
            "q=路灯&state=closed",
            "node=qinrun",
        )
    }
    assert found == {
        "": 6,
        "q=路灯": 1,
        "q=养护公司": 1,
        "state=closed": 1,
        "wait=escalated": found["wait=escalated"],
        "q=路灯&state=closed": 0,
        "node=qinrun": 0,
    }
    assert found["wait=escalated"] >= 1


async def test_a_list_is_turned_page_by_page_without_a_gap(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.desk.listing.listing.__defaults__", (0, 4))
    browser = await pages.browser("secretary")
    _, first = await browser.get("/desk/cases")
    following = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    _, second = await browser.get(following.replace("&amp;", "&"))
    assert [page.count('<td class="lead">') for page in (first, second)] == [4, 2]
    assert all('共 <b id="total">6</b>' in page for page in (first, second))
    assert "6号" in first
    assert "1号" in second
    assert 'rel="next"' not in second


async def test_private_matters_are_counted_and_no_more_for_who_may_not_know_them(pages: Pages) -> None:
    named, other = await pages.browser("secretary"), await pages.browser("street")
    assert await listed(named, "/desk/cases") == await listed(other, "/desk/cases") == 6
    assert await listed(named, "/desk/cases?q=" + OLD_MAN) == 1
    assert await listed(other, "/desk/cases?q=" + OLD_MAN) == 0
    assert await listed(other, "/desk/cases?category=elderly_care") == 0
    assert await listed(other, "/desk/cases?category=private") == 1
    _, page = await other.get("/desk/cases?category=private")
    assert "不便公开的事项" in page
    assert "1号楼" not in page
    assert "4号" not in page
    case = await pages.story.case(4)
    assert (await named.get(f"/desk/cases/{case.id}"))[0] == 200
    assert (await other.get(f"/desk/cases/{case.id}"))[0] == 404


async def test_a_case_shows_its_words_and_why_and_the_look_is_written_down(pages: Pages) -> None:
    browser = await pages.browser("secretary")
    case = await pages.story.case(1)
    before = len(await pages.story.audited())
    _, page = await browser.get(f"/desk/cases/{case.id}")
    assert "8号楼前面的路灯不亮了" in page
    assert "已联系养护公司" in page
    assert "登记" in page
    assert len(await pages.story.audited()) == before + 1
    assert "/desk/cases/{id}" in (await pages.story.audited())[-1]


async def test_only_leaders_come_in_and_only_to_their_part_of_the_tree(pages: Pages) -> None:
    cadre, leader = await pages.browser("xi"), await pages.browser("secretary")
    for path in ("/desk", "/desk/cases", "/desk/figures", "/desk/map", "/desk/hot", "/desk/look"):
        assert (await cadre.get(path))[0] == 403
        assert (await leader.get(f"{path}?node=hongqiao"))[0] in {404, 200 if path == "/desk/look" else 404}
    assert (await leader.get("/desk?node=qinshi"))[0] == 200


@pytest.mark.parametrize(
    "asked", ["from=yesterday", "to=9999-99-99", "from=0001-01-01", "from=2026-02-05&to=2026-02-01"]
)
async def test_days_that_are_none_are_refused(pages: Pages, asked: str) -> None:
    assert (await (await pages.browser("secretary")).get(f"/desk/figures?{asked}"))[0] == 400


async def test_what_is_typed_is_shown_as_it_is_and_never_as_a_page(pages: Pages) -> None:
    browser = await pages.browser("secretary")
    status, page = await browser.get(
        "/desk/cases?q=%3Cscript%3Ealert(1)%3C/script%3E&place=%22%3E%3Cb%3E&figure=x&slot=%3C"
    )
    assert status == 200
    assert "<script>alert" not in page
    assert '"><b>' not in page


async def test_doubtful_words_become_a_case_or_none_as_in_chat(tmp_path: Path) -> None:
    async with open_pages(sample(), tmp_path) as pages:
        story, browser = pages.story, await pages.browser("secretary")
        for words in (BINS, "那个动静又来了哦"):
            await story.say("张阿姨", words)
            await doubt(story, words, "waste")
        _, page = await browser.open("/desk/look")
        assert BINS in page
        assert any("looked" in line for line in await story.audited())
        await browser.send("/desk/look", message="1", answer="case")
        status, page = await browser.send("/desk/look", message="2", answer="none")
        assert status == 200
        assert BINS not in page
        [case] = await story.cases()
        assert (case.category, (await story.timeline())[0].staff_id) == ("waste", "secretary")
        assert await story.said_in() == {BINS: "张阿姨"}
        _, page = await browser.send("/desk/look", message="1", answer="case")
        assert "没有改动" in page
        assert len(await story.cases()) == 1
        assert (await browser.send("/desk/look", csrf="guessed", message="1", answer="case"))[0] == 403
