"""Cases are found by what was said of them, alike on both databases, and by nothing that was taken back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, func, select, text, update

from bot.database import Database
from handlers.asked_words import asked_words
from handlers.reading.segment import Segmenter
from models.queries.cases import cases_where, update_case
from models.queries.events import add_event
from models.queries.forgetting import blank_ended_cases
from models.queries.messages import link_message
from models.queries.search import found_by
from models.schema import downgrade, upgrade
from models.search_words import index_words
from models.tables import case, case_words
from tests.databases import DATABASES, empty_database
from tests.postgres.helpers import case_of, say
from tests.web.conftest import Pages

AT = datetime(2026, 2, 3, 9, tzinfo=UTC)
LAMP, DRAIN, NOISE = "8幢门口的路灯又不亮了", "13号楼下水道堵塞,污水往外冒", "楼上半夜噪聲太大,3号楼都听得见"
SAID = (LAMP, DRAIN, NOISE)
IS_WORD = Segmenter().is_word


@pytest.fixture(params=DATABASES)
async def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """Three cases of one message each, with the ids 1 to 3."""
    async with empty_database(request.param, tmp_path) as database:
        await database.write(upgrade)
        for at, said in enumerate(SAID, 1):
            message = await database.write(say(f"m{at}", AT, text=said))
            made = await database.write(case_of(message, AT, at, place=""))
            await database.write(lambda connection, m=message, c=made: link_message(connection, c, m, "evidence"))  # type: ignore[misc]
        yield database


async def find(database: Database, asked: str) -> list[int]:
    words = asked_words(IS_WORD, asked)
    return [one.id for one in await database.read(lambda c: cases_where(c, found_by(c, words)))]


async def test_words_find_the_cases_that_they_were_said_of(ledger: Database) -> None:
    found = {
        asked: await find(ledger, asked)
        for asked in ("路灯不亮", "下水道 污水", "噪声", "3号楼", "13号楼", "８幢", "水道", "灯路", "2号", "电梯")
    }
    assert found == {
        "路灯不亮": [1],
        "下水道 污水": [2],
        "噪声": [3],
        "3号楼": [3],
        "13号楼": [2],
        "８幢": [1],
        "水道": [2],
        "灯路": [1],  # both characters are there, and the two are no word
        "2号": [2],
        "电梯": [],
    }


async def test_places_and_reasons_find_a_case_and_what_was_corrected_does_not(ledger: Database) -> None:
    await ledger.write(lambda c: update_case(c, 1, place="健身广场"))
    reason = {"case_id": 1, "at": AT, "move": "accept", "from_state": "registered", "to_state": "accepted"}
    await ledger.write(lambda c: add_event(c, {**reason, "actor": "cadre", "reason": "灯泡明天换"}))
    assert await find(ledger, "健身广场") == await find(ledger, "灯泡") == [1]
    await ledger.write(lambda c: update_case(c, 1, place="气象局小区"))
    assert await find(ledger, "健身广场") == []


async def test_a_change_that_fails_leaves_no_words(ledger: Database) -> None:
    def fail(connection: Connection) -> None:
        update_case(connection, 1, place="健身广场")
        raise LookupError

    with pytest.raises(LookupError):
        await ledger.write(fail)
    assert await find(ledger, "健身广场") == []


async def test_what_is_forgotten_is_not_found(ledger: Database) -> None:
    await ledger.write(lambda c: update_case(c, 1, state="closed", closed_at=AT))
    await ledger.write(lambda c: blank_ended_cases(c, datetime(2027, 1, 1, tzinfo=UTC)))
    assert await find(ledger, "路灯") == []
    assert await find(ledger, "污水") == [2]
    if ledger.url.get_backend_name() == "sqlite":
        held = await ledger.read(lambda c: c.scalars(text("SELECT block FROM case_words_fts_data")).all())
        assert not any("路灯".encode() in block for block in held)


async def test_cases_from_before_the_search_are_found_after_the_way_up(ledger: Database) -> None:
    kept = await ledger.read(lambda c: c.execute(select(case_words).order_by(case_words.c.case_id)).all())
    await ledger.write(lambda c: downgrade(c, "0007"))
    await ledger.write(upgrade)
    again = await ledger.read(lambda c: c.execute(select(case_words).order_by(case_words.c.case_id)).all())
    assert again == kept
    assert await find(ledger, "污水") == [2]


async def test_what_residents_say_is_found_at_once(pages: Pages) -> None:
    story = pages.story
    await story.say("张阿姨", "8号楼前面的路灯不亮了")
    await story.say("王师傅", "我家也是,黑得看不见台阶")
    database = story.stage.app.database
    assert await find(database, "路灯") == [1]
    await story.whisper("xi", "1号已联系养护公司,师傅下午到")
    assert await find(database, "养护公司") == [1]


TEXTS = st.lists(st.text(st.sampled_from("路灯不亮楼号3A8，。 x\n'\"*&|!:()"), max_size=8), max_size=3)


@given(TEXTS, st.text(st.sampled_from("路灯不亮楼号3A8 '\"*&"), min_size=1, max_size=3))
def test_whatever_stands_in_a_text_is_found_by_it(texts: list[str], asked: str) -> None:
    words = set(index_words(texts).split())
    wanted = asked_words(IS_WORD, asked)
    assert set(wanted) <= words or not any(asked in said and _whole(said, asked) for said in texts)


def _whole(said: str, asked: str) -> bool:
    """Whether no number or Latin word of the text is cut off by the question."""
    at = said.index(asked)
    around = said[max(at - 1, 0) : at], said[at + len(asked) : at + len(asked) + 1]
    return not any(one.isascii() and one.isalnum() for one in around)


@pytest.mark.parametrize("kind", DATABASES)
async def test_both_databases_find_the_same_for_whatever_is_asked(kind: str, tmp_path: Path) -> None:
    """No mark in a question means anything to either database."""
    asked = ["路灯'; DROP TABLE cases", "路灯 OR 污水", "路灯*", '"路灯"', "路灯 & !污水", "NEAR(路 灯)", "words:路灯"]
    async with empty_database(kind, tmp_path) as database:
        await database.write(upgrade)
        await database.write(_fill)
        found = [await find(database, one) for one in asked]
        rows = await database.read(lambda c: c.scalar(select(func.count()).select_from(case)))
    assert (found, rows) == ([[], [], [1, 2], [1, 2], [2], [], []], 2)


def _fill(connection: Connection) -> None:
    for at, said in enumerate(("路灯", "路灯和污水"), 1):
        message = say(f"m{at}", AT, text=said)(connection)
        link_message(connection, case_of(message, AT, at, place="")(connection), message, "evidence")
        connection.execute(update(case).where(case.c.id == at).values(updated_at=AT))
