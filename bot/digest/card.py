"""The week of a group as a picture for the phone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from bot.charts import Point, bars, columns, heat
from bot.digest.setting import family, inked, set_page
from handlers.wording.card import Bar, Card, Line


def group_card(card: Card, photos: Mapping[str, bytes] | None = None) -> bytes:
    """A PNG, 1080 pixels wide. `photos`: by content hash, JPEG, faces and plates covered.

    A photo that is not among them is left out. NoFont where there is no Chinese font.
    """
    photos = photos or {}
    font = family()
    data: dict[str, Any] = {
        **asdict(card),
        "bars": inked(bars(_points(card.kinds), title="", font=font)) if card.kinds else None,
        "columns": inked(columns(_points(card.trend), title="", font=font)) if card.trend else None,
        "heat": inked(heat(card.heat.rows, card.heat.columns, card.heat.values, title="", font=font))
        if card.heat
        else None,
        "ended": [_with_photos(line, photos) for line in card.ended],
    }
    return set_page("group.typ", data, "png", {_file(name): photo for name, photo in photos.items()})


def _points(shown: Sequence[Bar]) -> list[Point]:
    return [Point(bar.label, bar.received, bar.closed) for bar in shown]


def _with_photos(line: Line, photos: Mapping[str, bytes]) -> dict[str, str | None]:
    """A lone photo of the trouble is no good news; before is shown only beside after."""
    after = _file(line.after) if line.after in photos and line.after else None
    before = _file(line.before) if after and line.before in photos and line.before else None
    return {"matter": line.matter, "note": line.note, "before": before, "after": after}


def _file(content_hash: str) -> str:
    return f"{content_hash}.jpg"
