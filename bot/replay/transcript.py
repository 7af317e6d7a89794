"""One labelled transcript as an installation would see it: settings, messages, no label."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from handlers.reading.quote import split_quote
from models.errors import LinliError
from models.messages import Incoming, MessageKind
from models.settings import GridNode, GroupSettings, PlaceSettings, Role, Settings, StaffSettings

CHANNEL = "replay"
ROOM = "room"
GRID = "grid"

KINDS = {
    "text": MessageKind.TEXT,
    "quote": MessageKind.TEXT,
    "image": MessageKind.PHOTO,
    "voice": MessageKind.VOICE,
    "video": MessageKind.VIDEO,
    "emoticon": MessageKind.STICKER,
    "location": MessageKind.LOCATION,
    "link": MessageKind.LINK,
    "system": MessageKind.SYSTEM,
}


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was said in one group. `cadres` are the nicknames of staff, whom an installation knows."""

    id: str
    group: str
    places: tuple[str, ...]
    cadres: tuple[str, ...]
    messages: tuple[dict[str, Any], ...]

    def settings(self, base: Settings) -> Settings:
        """The base configuration with this neighbourhood in place of its own."""
        places = tuple(PlaceSettings(name=name) for name in dict.fromkeys(self.places) if name)
        staff = tuple(
            StaffSettings(id=f"cadre-{index}", name=name[:20], role=Role.CADRE, grids=(GRID,), sees_private=True)
            for index, name in enumerate(self.cadres)
        )
        group = GroupSettings(id="group", grid=GRID, name=self.group, rooms=(ROOM,))
        grid = GridNode(id=GRID, name=self.group[:40], places=places)
        return base.changed(grid=grid, groups=(group,), staff=staff)

    def incoming(self, base: Settings) -> tuple[Incoming, ...]:
        return tuple(_incoming(message, self.group, base) for message in self.messages)


def read_transcripts(path: Path) -> tuple[Transcript, ...]:
    """Every transcript of a file with one JSON object a line; LinliError names the line that is none."""
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            found.append(_transcript(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise LinliError(f"{path}:{number}: no transcript ({error}); see eval/FORMAT.md for the format") from error
    return tuple(found)


def _transcript(raw: dict[str, Any]) -> Transcript:
    setting = raw["setting"]
    return Transcript(
        str(raw["id"]),
        str(setting["group"]),
        tuple(setting.get("places") or ()),
        tuple(setting.get("cadres") or ()),
        tuple(raw["messages"]),
    )


def _incoming(message: dict[str, Any], group: str, base: Settings) -> Incoming:
    """What a channel would deliver: the hidden caption of a photo is left out."""
    text = message.get("text") or ""
    quote, reply = split_quote(text) if message["type"] == "quote" else (None, text)
    return Incoming(
        channel=CHANNEL,
        external_id=str(message["n"]),
        chat_id=ROOM,
        chat_name=group,
        is_group=True,
        sender_id=str(message["sender"]),
        sender_name=str(message["sender"]),
        sent_at=datetime.fromisoformat(message["time"]).replace(tzinfo=base.zone),
        kind=KINDS.get(message["type"], MessageKind.UNKNOWN),
        text=reply,
        quote=quote,
        from_self=message.get("role") == "bot" and message["type"] != "system",
    )
