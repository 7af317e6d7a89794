"""A neighbourhood with a week's cases, for tests of the leader's desk."""

from __future__ import annotations

import html
import re

from tests.web.conftest import Browser, Pages

SAID = (
    ("张阿姨", "8号楼前面的路灯不亮了"),
    ("王师傅", "3幢门口停车挡道,车都出不来"),
    ("李芳", "13号楼下水道堵了,污水往外冒"),
    ("赵大爷", "1号楼独居老人没人照顾,想申请照料"),
    ("小王", "5号楼楼道堆满垃圾没人清理"),
)
# A number with the address of the cases behind it, as the desk writes it.
NUMBER = re.compile(r'<a [^>]*href="([^"]*/desk/cases[?][^"]*)"[^>]*>(?:<b>)?(\d+)(?: 件)?<')
TOTAL = re.compile(r'id="total">(\d+)<')


async def live(pages: Pages) -> None:
    """Some are solved, one is escalated, one is overdue."""
    story = pages.story
    for name, words in SAID:
        await story.say(name, words)
        await story.pass_time(minutes=10)
    await story.whisper("xi", "1号已联系养护公司，下午到")
    await story.whisper("xi", "2号办结")
    await story.whisper("xi", "3号上报，管网的事要街道协调")
    await story.pass_time(days=3)
    await story.say("老李", "3幢门口乱停车,挡住大门")
    await story.pass_time(minutes=10)


def numbers_in(page: str) -> list[tuple[str, int]]:
    """Every number of a page that opens a list, with its address."""
    return [(html.unescape(address), int(count)) for address, count in NUMBER.findall(page)]


async def listed(browser: Browser, address: str) -> int:
    """How many cases a list says that it has; on one page as many as there are rows."""
    status, page = await browser.get(address)
    assert status == 200, address
    total = int(TOTAL.search(page)[1])  # type: ignore[index]
    assert page.count('<td class="lead">') == total
    return total
