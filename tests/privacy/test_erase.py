"""A resident asks to be forgotten: afterwards nothing tells of the person, and the cases still stand."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, update

from bot.cli.erase import erased, found, preview
from bot.stage import open_stage
from handlers.erasing.erase import erase
from models.errors import LinliError
from models.messages import ForwardedLine, MessageKind, Quote
from models.status import State
from models.tables import audit, case_person, media, message
from tests.databases import DATABASES, empty_url
from tests.privacy.everything import everything, places_of
from tests.privacy.test_at_rest import KEY, with_key
from tests.stories.conftest import TUESDAY, Story, lexicon, photo

NAME, PHONE = "3-502 王建国", "13912345678"
DRAIN = "3号楼502下水道堵了往外冒脏水，我在家等着急死了"
AGAIN = "昨晚我老伴踩到水滑了一跤，现在还躺着呢"
LATER = "楼道灯也坏了好几天没人管"
GREETING = "隔壁老李送来的青菜真新鲜"
WORDS = ("王建国", "建国", "急死了", "老伴", "滑了一跤", "没人管", "青菜真新鲜", PHONE, "139****5678")
NEIGHBOUR = "我家厨房也返水了"


@pytest.fixture
async def lived(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Story]:
    """Two days in which a resident was heard, quoted, forwarded, prompted, answered and photographed."""
    async with (
        empty_url(getattr(request, "param", "sqlite"), tmp_path) as url,
        open_stage(with_key(KEY), TUESDAY, tmp_path, url=url, lexicon=lexicon()) as stage,
    ):
        story = Story(stage)
        await live(story)
        yield story


@pytest.fixture
async def short(tmp_path: Path) -> AsyncIterator[Story]:
    async with open_stage(with_key(KEY), TUESDAY, tmp_path, lexicon=lexicon()) as stage:
        story = Story(stage)
        await story.say(NAME, GREETING)
        await story.whisper("xi", "今天有什么")
        yield story


async def live(story: Story) -> None:
    await story.say(NAME, f"{DRAIN}，电话{PHONE}")
    await story.say(NAME, photo=photo("red"))
    await story.say(NAME, GREETING)
    await story.say("李芳", NEIGHBOUR, quote=Quote(NAME, DRAIN))
    await story.say("陈静", photo=photo("blue"))
    await story.say("陈静", f"@{NAME} 王建国你家水表关了吗")
    await story.whisper("xi", "1号王建国家我下午去看")
    await story.say(NAME, AGAIN)
    await story.whisper("xi", "今天有什么")
    await story.whisper("xi", "1号为什么")
    lines = (ForwardedLine(NAME, LATER), ForwardedLine("李芳", "是的，一直不亮"))
    await story.whisper("xi", "聊天记录", kind=MessageKind.HISTORY, forwarded=lines)
    await story.whisper("xi", f"{NAME}: {LATER}\n李芳: 电梯也坏了")
    await story.whisper(NAME, "1号办结")
    await story.whisper("xi", "1号上报，王建国家情况特殊")
    await story.until(4, 9)


async def ask(story: Story, rehearse: bool = False) -> list[str]:
    settings = story.stage.app.settings
    person = await found(settings, "", "qinshi-1", NAME)
    return preview(person, await erased(settings, person, rehearse=rehearse))


async def tell(story: Story, *words: str) -> set[str]:
    return await story.stage.app.database.read(lambda connection: places_of(connection, *words))


@pytest.mark.parametrize("lived", DATABASES, indirect=True)
async def test_nothing_in_the_database_tells_of_the_person_any_more(lived: Story) -> None:
    assert {"message.text", "outbox.text", "case_event.reason", "message.extra"} <= await tell(lived, *WORDS)
    await ask(lived)
    assert await tell(lived, *WORDS, NAME) == set()


async def test_no_photo_and_no_byte_of_the_file_is_left(tmp_path: Path) -> None:
    async with open_stage(with_key(KEY), TUESDAY, tmp_path, lexicon=lexicon()) as stage:
        story = Story(stage)
        await live(story)
        assert len(kept_photos(tmp_path)) == 2
        await ask(story)
        assert await stage.app.database.read(lambda connection: len(list(connection.execute(select(media))))) == 1
    assert len(kept_photos(tmp_path)) == 1, "the neighbour's"
    held = bytes_of_database(tmp_path)
    assert [word for word in WORDS if word.encode() in held] == []


def bytes_of_database(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.glob("linli.db*"))


def kept_photos(folder: Path) -> list[Path]:
    return list(folder.glob("media/**/*.jpg"))


async def test_cases_stay_with_neutral_facts_and_others_keep_their_words(lived: Story) -> None:
    before = await lived.cases()
    await ask(lived)
    after = await lived.cases()
    assert [(one.number, one.category, one.state) for one in after] == [
        (one.number, one.category, one.state) for one in before
    ]
    assert after[0].place == "3号楼"
    assert await tell(lived, NEIGHBOUR) == {"message.text", "outbox.text"}
    people = await lived.stage.app.database.read(lambda connection: list(connection.execute(select(case_person))))
    assert len([one for one in people if one.case_id == after[0].id]) == 2, "how many were on it still counts"
    await the_audit_knows_that_it_happened_and_not_to_whom(lived)
    await the_case_goes_on(lived)


async def the_case_goes_on(lived: Story) -> None:
    await lived.whisper("xi", "查1号")
    await lived.whisper("xi", "1号为什么")
    await lived.whisper("secretary", "1号办结")
    await lived.until(5, 9)
    assert (await lived.case(1)).state in {State.CLOSED, State.CONFIRMING}
    assert await tell(lived, *WORDS) == set()


async def the_audit_knows_that_it_happened_and_not_to_whom(lived: Story) -> None:
    rows = await lived.stage.app.database.read(
        lambda connection: list(connection.execute(select(audit).where(audit.c.what == "erased")))
    )
    assert [row.who.startswith("operator:") for row in rows] == [True]
    assert rows[0].note.startswith("7 messages")


async def test_a_preview_changes_nothing_and_the_second_time_finds_nobody(lived: Story) -> None:
    before = await lived.stage.app.database.read(lambda connection: list(everything(connection)))
    shown = await ask(lived, rehearse=True)
    assert "7 messages of this person and 1 photos" in "".join(shown)
    assert await lived.stage.app.database.read(lambda connection: list(everything(connection))) == before
    await ask(lived)
    with pytest.raises(LinliError, match="nothing is stored"):
        await ask(lived)
    database, now = lived.stage.app.database, lived.stage.clock.now()
    before = await database.read(lambda connection: list(everything(connection)))
    again = await database.write(lambda connection: erase(connection, ("stage", NAME), "operator:x", now))
    assert not again
    assert await database.read(lambda connection: list(everything(connection))) == before


async def test_people_of_one_nickname_are_told_apart_by_their_ids_and_staff_is_not_erased(short: Story) -> None:
    lived = short
    await lived.say("李芳", "我也来了")

    def rename(connection: Connection) -> None:
        connection.execute(update(message).where(message.c.sender == "李芳").values(sender_name=NAME))

    await lived.stage.app.database.write(rename)
    with pytest.raises(LinliError, match="--sender 李芳"):
        await found(lived.stage.app.settings, "", "qinshi-1", NAME)
    assert (await found(lived.stage.app.settings, NAME, "", "")).sender == NAME
    person = await found(lived.stage.app.settings, "xi", "", "")
    with pytest.raises(LinliError, match="is staff"):
        await erased(lived.stage.app.settings, person)
