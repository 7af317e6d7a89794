"""The sample neighbourhood of config.yaml on a stage, on a Tuesday morning before New Year."""

import contextlib
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL import Image
from sqlalchemy import select

from bot.config import load_settings
from bot.stage import Stage, open_stage
from handlers.reading.lexicon import Lexicon
from models.case import Case, Event
from models.queries.cases import cases_where
from models.queries.corrections import Correction, corrections
from models.queries.events import events_of
from models.queries.messages import messages_of_case, people_of_cases
from models.settings import Settings
from models.tables import audit, message
from tests.databases import chosen_url

ROOT = Path(__file__).parents[2]
ZONE = ZoneInfo("Asia/Shanghai")
TUESDAY = datetime(2026, 2, 3, 9, 0, tzinfo=ZONE)


@cache
def sample() -> Settings:
    return load_settings(ROOT / "config.yaml", env={})


@cache
def lexicon() -> Lexicon:
    return Lexicon.load(sample().words)


class Story:
    """What a story test says and asks; `stage` has the rest."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.say = stage.say
        self.whisper = stage.whisper

    async def pass_time(self, **span: float) -> None:
        await self.stage.wait(timedelta(**span))

    async def until(self, day: int, hour: int, minute: int = 0, month: int = 2) -> None:
        await self.stage.wait_until(datetime(2026, month, day, hour, minute, tzinfo=ZONE))

    def group(self, group: str = "qinshi-1") -> list[str]:
        return self.stage.heard_in(group)

    def told(self, name: str) -> list[str]:
        return self.stage.told(name)

    async def cases(self) -> tuple[Case, ...]:
        return await self.stage.app.database.read(cases_where)

    async def case(self, number: int = 1) -> Case:
        return next(case for case in await self.cases() if case.number == number)

    async def timeline(self, number: int = 1) -> tuple[Event, ...]:
        case = await self.case(number)
        return await self.stage.app.database.read(lambda connection: events_of(connection, case.id))

    async def corrections(self) -> tuple[Correction, ...]:
        return await self.stage.app.database.read(corrections)

    async def said_in(self, number: int = 1) -> dict[str, str]:
        """The words that hang on a case, with who said them."""
        case = await self.case(number)
        said = await self.stage.app.database.read(lambda connection: messages_of_case(connection, case.id))
        return {message.text: message.sender_name for message in said}

    async def people_of(self, number: int = 1) -> set[str]:
        case = await self.case(number)
        people = await self.stage.app.database.read(lambda connection: people_of_cases(connection, [case.id]))
        return {sender for senders in people.get(case.id, {}).values() for sender in senders}

    async def outcomes(self) -> list[str | None]:
        """What was made of each message, in order."""
        query = select(message.c.outcome).order_by(message.c.id)
        return await self.stage.app.database.read(lambda connection: list(connection.scalars(query)))

    async def audited(self) -> list[str]:
        query = select(audit.c.what, audit.c.note).order_by(audit.c.id)
        rows = await self.stage.app.database.read(lambda connection: list(connection.execute(query)))
        return [f"{row.what}: {row.note}" for row in rows]


@pytest.fixture
async def story(tmp_path: Path) -> AsyncIterator[Story]:
    async with play(sample(), tmp_path) as told:
        yield told


@contextlib.asynccontextmanager
async def play(settings: Settings, folder: Path) -> AsyncIterator[Story]:
    """A story on an empty database of the chosen kind."""
    async with (
        chosen_url(folder) as url,
        open_stage(settings, TUESDAY, folder, url=url, lexicon=lexicon()) as stage,
    ):
        yield Story(stage)


def photo(colour: str = "grey", size: tuple[int, int] = (640, 480)) -> bytes:
    """A real JPEG, so that the whole intake runs."""
    picture = Image.new("RGB", size, colour)
    for x in range(0, size[0], 16):
        picture.putpixel((x, x % size[1]), (255, 255, 255))
    out = BytesIO()
    picture.save(out, "JPEG")
    return out.getvalue()
