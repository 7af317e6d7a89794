"""Nobody who gets hold of the database reads a resident's phone or identity number."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import select, update

from bot.cli.seal_key import rotated
from bot.database import Database
from bot.stage import open_stage
from handlers.sealing.keys import Hidden, Keys, new_key
from handlers.sealing.seal import seal
from models.errors import LinliError, Unreadable
from models.messages import ForwardedLine, Incoming, MessageKind, Quote
from models.queries.forgetting import blank_ended_cases
from models.settings import DatabaseSettings, PrivacySettings, Settings
from models.tables import message
from tests.privacy.everything import places_of
from tests.stories.conftest import TUESDAY, Story, lexicon, sample

KEY, OLDER = new_key(), new_key()
PHONE, IDENTITY, CARD, SPOKEN = "13912345678", "32060219900101123X", "6222021234567890123", "幺三九八八八八七七七七"


def with_key(*keys: str) -> Settings:
    return sample().changed(privacy=PrivacySettings(key=SecretStr(",".join(keys))))


@pytest.fixture
async def sealed(tmp_path: Path) -> AsyncIterator[Story]:
    async with open_stage(with_key(KEY), TUESDAY, tmp_path, lexicon=lexicon()) as stage:
        yield Story(stage)


@pytest.fixture
async def keyless(tmp_path: Path) -> AsyncIterator[Story]:
    async with open_stage(sample(), TUESDAY, tmp_path, lexicon=lexicon()) as stage:
        yield Story(stage)


async def tell_numbers(story: Story) -> None:
    """A trouble told with every kind of number, in every part of a message; then a cadre who repeats one."""
    await story.say("搬家的", f"3号楼下水道堵了往外冒，打我电话{PHONE}")
    await story.say("李芳", f"我也是，身份证{IDENTITY}", quote=Quote(f"搬家{PHONE}", f"打我电话{PHONE}"))
    await story.whisper("xi", f"1号已联系，他电话{SPOKEN}，卡号{CARD}")
    lines = (
        ForwardedLine(f"王{PHONE}", f"5号楼电梯坏了，困着人，找我{PHONE}"),
        ForwardedLine("陈", "电梯门打不开，修一下"),
    )
    await story.whisper("xi", "聊天记录", kind=MessageKind.HISTORY, forwarded=lines)
    await story.pass_time(minutes=2)


def bytes_in(folder: Path) -> bytes:
    """The database file and its journal, deleted rows included."""
    return b"".join(file.read_bytes() for file in folder.glob("linli.db*"))


async def stored(story: Story) -> list[tuple[str, str | None]]:
    query = select(message.c.text, message.c.sealed).order_by(message.c.id)
    return [(row.text, row.sealed) for row in await story.stage.app.database.read(lambda c: list(c.execute(query)))]


async def test_no_number_stands_in_any_column_of_any_table(sealed: Story, tmp_path: Path) -> None:
    await tell_numbers(sealed)
    assert len(await sealed.cases()) == 2
    numbers = (PHONE, IDENTITY, CARD, SPOKEN)
    assert await sealed.stage.app.database.read(lambda connection: places_of(connection, *numbers)) == set()
    assert [number for number in numbers if number.encode() in bytes_in(tmp_path)] == []


async def test_with_the_key_the_numbers_can_be_had_as_they_were_written(sealed: Story) -> None:
    await tell_numbers(sealed)
    text, locked = (await stored(sealed))[0]
    assert text == "3号楼下水道堵了往外冒，打我电话139****5678"
    assert Keys(KEY).unlock(locked or "") == (Hidden("text", 16, PHONE),)
    with pytest.raises(Unreadable):
        Keys(OLDER).unlock(locked or "")


def test_every_part_of_a_message_is_sealed() -> None:
    lines = (ForwardedLine(f"王{PHONE}", f"找我{PHONE}"),)
    arrived = Incoming(
        "stage", "m1", "room", True, "u1", f"搬家{PHONE}", TUESDAY, MessageKind.TEXT, CARD, forwarded=lines
    )
    masked, hidden = seal(replace(arrived, quote=Quote(SPOKEN, IDENTITY)))
    assert [one.field for one in hidden] == ["text", "name", "quote", "quote_name", "line.0", "line.0.name"]
    assert not any(number in repr(masked) for number in (PHONE, IDENTITY, CARD, SPOKEN))


async def test_without_a_key_the_originals_are_not_kept(keyless: Story) -> None:
    await tell_numbers(keyless)
    assert [locked for _, locked in await stored(keyless) if locked] == []
    assert await keyless.stage.app.database.read(lambda connection: places_of(connection, PHONE, IDENTITY)) == set()


async def test_a_new_key_takes_over_what_the_older_one_sealed(tmp_path: Path) -> None:
    async with open_stage(with_key(OLDER), TUESDAY, tmp_path, lexicon=lexicon()) as stage:
        await tell_numbers(Story(stage))
    own = DatabaseSettings(url=SecretStr(f"sqlite:///{tmp_path / 'linli.db'}"))
    settings = with_key(KEY, OLDER).changed(database=own)
    assert "4 sealed anew" in await rotated(settings, Keys(f"{KEY},{OLDER}"))
    async with open_stage(with_key(KEY), TUESDAY, tmp_path, lexicon=lexicon()) as stage:
        _, locked = (await stored(Story(stage)))[0]
        assert Keys(KEY).unlock(locked or "")[0].number == PHONE


async def test_a_key_that_does_not_fit_changes_nothing_and_says_so(tmp_path: Path) -> None:
    async with open_stage(with_key(OLDER), TUESDAY, tmp_path, lexicon=lexicon()) as stage:
        await tell_numbers(Story(stage))
        before = await stored(Story(stage))
        with pytest.raises(LinliError, match="LINLI_PRIVACY__KEY"):
            await rotated(stage.app.settings, Keys(KEY))
        assert await stored(Story(stage)) == before


async def test_what_an_older_version_kept_in_clear_is_masked_and_sealed(sealed: Story) -> None:
    await sealed.say("张三", "路灯不亮")
    clear = {"text": f"找我{PHONE}", "failure": f"ValueError: {PHONE}", "sealed": None}
    database: Database = sealed.stage.app.database
    await database.write(lambda connection: connection.execute(update(message).values(**clear)))
    await rotated(sealed.stage.app.settings, Keys(KEY))
    assert await database.read(lambda connection: places_of(connection, PHONE)) == set()
    _, locked = (await stored(sealed))[0]
    assert Keys(KEY).unlock(locked or "") == (Hidden("text", 2, PHONE),)


async def test_words_that_have_had_their_time_take_their_sealed_numbers_with_them(sealed: Story) -> None:
    await tell_numbers(sealed)
    await sealed.whisper("xi", "1号处理好了")
    sealed_before = [locked for _, locked in await stored(sealed) if locked]
    later = sealed.stage.clock.now() + timedelta(days=800)
    assert await sealed.stage.app.database.write(lambda connection: blank_ended_cases(connection, later)) > 0
    assert len([locked for _, locked in await stored(sealed) if locked]) < len(sealed_before)
