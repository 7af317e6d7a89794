"""Whoever looks at what residents said leaves a line: staff by each message, operators by each command."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from bot.cli.learn import known
from bot.cli.why import explain
from bot.stage import open_stage
from models.tables import audit, outbox
from tests.privacy.everything import places_of
from tests.privacy.test_at_rest import IDENTITY, KEY, PHONE, with_key
from tests.stories.conftest import TUESDAY, Story, lexicon, photo

DRAIN = "3号楼下水道堵了往外冒"
HIT = "我老公又打我，救救我，5幢"


@pytest.fixture
async def sealed(tmp_path: Path) -> AsyncIterator[Story]:
    async with open_stage(with_key(KEY), TUESDAY, tmp_path, lexicon=lexicon()) as stage:
        yield Story(stage)


async def looks(story: Story) -> list[tuple[str, str, int | None]]:
    query = select(audit.c.who, audit.c.note, audit.c.case_id).where(audit.c.what == "looked").order_by(audit.c.id)
    rows = await story.stage.app.database.read(lambda connection: list(connection.execute(query)))
    return [tuple(row) for row in rows]


async def shown_without_a_line(story: Story, *words: str) -> list[str]:
    """Private messages that show any of the words or a photo and left no line."""

    def look(connection: Connection) -> list[str]:
        noted = {(row.who, row.note, row.case_id) for row in connection.execute(select(audit))}
        told = connection.execute(select(outbox).where(outbox.c.audience == "staff"))
        return [
            row.kind
            for row in told
            if (row.photo or any(word in row.text for word in words))
            if (row.target, row.kind, row.case_id) not in noted
        ]

    return await story.stage.app.database.read(look)


async def test_every_message_to_staff_that_shows_words_or_photos_leaves_a_line(sealed: Story) -> None:
    await sealed.say("张三", DRAIN)
    await sealed.say("张三", photo=photo("red"))
    await sealed.say("李芳", HIT)
    await sealed.whisper("xi", "今天有什么")
    await sealed.whisper("xi", "1号为什么")
    await sealed.whisper("xi", "查1号")
    await sealed.whisper("xi", "1号转城管办")
    await sealed.whisper("xi", "1号上报")
    await sealed.whisper("xi", "1号办结")
    await sealed.say("张三", "下水道还是堵的，没修好")
    await sealed.until(5, 9)
    assert await shown_without_a_line(sealed, DRAIN, HIT, "没修好", "5幢") == []
    kinds = {what for _, what, _ in await looks(sealed)}
    assert {"case", "case_photo", "list", "show", "morning_list", "escalated"} <= kinds


async def test_a_cadre_reads_a_residents_number_on_request_and_it_is_noted(sealed: Story) -> None:
    await sealed.say("张三", f"{DRAIN}，电话{PHONE}，身份证{IDENTITY}")
    await sealed.say("李芳", f"我家也是，电话{PHONE[:-1]}0")
    assert PHONE not in "".join(sealed.told("xi"))
    assert "「1号电话」" in sealed.told("xi")[0]
    await sealed.whisper("xi", "1号电话")
    assert f"张三：{PHONE}\n张三：{IDENTITY}\n李芳：{PHONE[:-1]}0" in sealed.told("xi")[-1]
    assert ("xi", "numbers", 1) in await looks(sealed)
    assert await sealed.stage.app.database.read(lambda connection: places_of(connection, PHONE, IDENTITY)) == set()


async def test_numbers_of_forwarded_and_pasted_lines_are_found_too(sealed: Story) -> None:
    await sealed.whisper("gu", f"陈阿婆: 8号楼前面那个路灯不亮，昨晚有人摔了，找我{PHONE}\n王师傅: 是的")
    await sealed.whisper("gu", "1号联系方式")
    assert f"陈阿婆：{PHONE}" in sealed.told("gu")[-1]


async def test_nobody_else_reads_it(sealed: Story) -> None:
    await sealed.say("张三", f"{DRAIN}，电话{PHONE}")
    await sealed.whisper("gu", "1号电话")
    await sealed.whisper("某人", "1号电话")
    assert PHONE not in "".join((*sealed.told("gu"), *sealed.told("某人"), *sealed.group()))


async def test_without_the_key_the_cadre_hears_that_nothing_is_kept(tmp_path: Path) -> None:
    async with open_stage(with_key(), TUESDAY, tmp_path, lexicon=lexicon()) as stage:
        story = Story(stage)
        await story.say("张三", f"{DRAIN}，电话{PHONE}")
        await story.whisper("xi", "1号电话")
        assert "没有可查的原文" in story.told("xi")[-1]
        await story.say("王五", "8号楼前面的路灯不亮了")
        await story.whisper("xi", "2号电话")
        assert "没有人留号码" in story.told("xi")[-1]


async def test_what_an_operator_reads_at_the_terminal_is_noted_under_his_name(sealed: Story) -> None:
    await sealed.say("张三", DRAIN)
    settings = sealed.stage.app.settings
    assert DRAIN in "".join(await explain(settings, 1, ""))
    await known(settings)
    noted = [(who, what, case) for who, what, case in await looks(sealed) if who.startswith("operator:")]
    assert [(what, case) for _, what, case in noted] == [("linli why", 1), ("linli learn", None)]
