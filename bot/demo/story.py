"""A story: what people say and when. What the bot says is never written here."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator, model_validator

from bot.demo.pictures import PICTURES
from handlers.reading.typed import read_span
from models.errors import LinliError

FOLDER = Path(__file__).parents[1] / "stories"
ZONE = ZoneInfo("Asia/Shanghai")


class Step(BaseModel):
    """One thing that happens: a caption, words in the group, words to the bot in private, or time that passes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    caption: str = ""
    say: str = ""  # who speaks in the group
    whisper: str = ""  # id of the member of staff who writes to the bot
    text: str = ""
    photo: str = ""  # one of bot/demo/pictures.py
    wait: timedelta | None = None
    until: datetime | None = None

    @field_validator("wait", mode="before")
    @classmethod
    def _span(cls, value: object) -> object:
        span = read_span(value) if isinstance(value, str) else None
        if span is None:
            raise ValueError("is no span of time such as 2m or 3h")
        return span

    @field_validator("photo")
    @classmethod
    def _drawn(cls, value: str) -> str:
        if value and value not in PICTURES:
            raise ValueError(f"no photo {value!r}; there are: {', '.join(PICTURES)}")
        return value

    @field_validator("until")
    @classmethod
    def _here(cls, value: datetime | None) -> datetime | None:
        return value.replace(tzinfo=ZONE) if value is not None and value.tzinfo is None else value

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        kinds = [self.caption, self.say, self.whisper, self.wait, self.until]
        if sum(bool(kind) for kind in kinds) != 1:
            raise ValueError("a step is one of: caption, say, whisper, wait, until")
        if (self.say or self.whisper) and not (self.text or self.photo):
            raise ValueError("whoever speaks needs a text or a photo")
        return self


class Story(BaseModel):
    """A title, a first moment and what happens from then on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    start: datetime
    steps: tuple[Step, ...]

    @field_validator("start")
    @classmethod
    def _here(cls, value: datetime) -> datetime:
        return value.replace(tzinfo=ZONE) if value.tzinfo is None else value


def read_story(path: Path) -> Story:
    """One story; LinliError names the file and every step that cannot be played."""
    try:
        return Story.model_validate(yaml.safe_load(path.read_text("utf-8")))
    except (yaml.YAMLError, OSError, UnicodeDecodeError) as error:
        raise LinliError(f"{path.name}: cannot be read: {error}") from error
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        raise LinliError(f"{path.name}: {wrong}") from error


def stories(folder: Path = FOLDER) -> dict[str, Story]:
    """All stories by the name of their file, in the order of their first moments."""
    found = {path.stem: read_story(path) for path in sorted(folder.glob("*.yaml"))}
    return dict(sorted(found.items(), key=lambda item: item[1].start))
