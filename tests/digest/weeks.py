"""A week of a neighbourhood, as values: the tests of the picture and of the report share it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from io import BytesIO

from PIL import Image

from handlers.figures import Figures, Part, Tally
from handlers.wording.card_values import Ended, Trend, Week, WeekCard
from handlers.wording.values import CaseName, Standing, WeeklyDigest
from models.status import State
from tests.sources import ROOT
from tests.wording.samples import LANE, at, standing

SUNDAY = at("2026-11-22 18:00")
LAST = dt.date(2026, 11, 22)
BEFORE, AFTER = "a" * 64, "b" * 64
SHOWN = ROOT / "docs" / "digest.png"  # `python -m tests.digest` draws it


def _kind(name: str, received: int, closed: int, private: bool = False, **rest: int) -> Part:
    return Part(name, Tally(received, closed, **rest), private)


KINDS = (
    _kind("停车挡道", 8, 6, open=2),
    _kind("垃圾、杂物堆放", 5, 4, open=1),
    _kind("污水外溢、积水", 3, 3),
    _kind("路灯照明", 3, 2, transferred_out=1),
    _kind("路面、井盖", 2, 1, cannot=1),
    _kind("低保、困难补助", 3, 2, private=True, open=1),
)
BUSY = (  # Monday to Sunday, by three hours each
    (0, 0, 4, 3, 1, 2, 5, 3),
    (0, 0, 3, 2, 2, 1, 4, 2),
    (0, 0, 5, 3, 1, 2, 6, 3),
    (0, 0, 3, 4, 1, 3, 4, 2),
    (0, 0, 4, 2, 3, 2, 6, 4),
    (0, 0, 1, 5, 4, 3, 7, 8),
    (0, 1, 0, 6, 3, 4, 8, 5),
)
WEEK = WeekCard(
    "勤实邻里",
    WeeklyDigest(
        LAST - dt.timedelta(days=6),
        LAST,
        Figures(by_category=KINDS),
        (
            standing(LANE, next_at=SUNDAY + dt.timedelta(hours=15)),
            standing(CaseName(33, "垃圾、杂物堆放", "5号楼"), department="物业", next_at=SUNDAY + dt.timedelta(days=2)),
            standing(CaseName(35, "低保、困难补助", "5幢402", private=True), next_at=SUNDAY + dt.timedelta(days=1)),
        ),
        ("物业", "城管办", "365党员服务队", "孙爷爷谈心室"),
    ),
    Trend(
        tuple(
            Week(LAST - dt.timedelta(days=6 + 7 * (7 - at)), received, received - at // 2)
            for at, received in enumerate((14, 9, 15, 19, 12, 24, 17, 21))
        ),
        BUSY,
    ),
    (
        Ended(CaseName(21, "污水外溢、积水", "8号楼前"), "城管办", dt.timedelta(days=1, hours=22), BEFORE, AFTER),
        Ended(CaseName(22, "路灯照明", "健身广场"), "物业", dt.timedelta(hours=26)),
        Ended(CaseName(24, "家庭矛盾", "3幢502", private=True), "社干小席", dt.timedelta(hours=3), BEFORE, AFTER),
    ),
)
QUIET = WeekCard("勤实邻里", WeeklyDigest(LAST - dt.timedelta(days=6), LAST, Figures()))


def said(place: str, week: WeekCard = WEEK) -> WeekCard:
    """The week with a case at a place that is called so, open and closed."""
    still_open = (Standing(CaseName(40, "停车挡道", place), State.IN_PROGRESS, "社干小席"),)
    ended = (Ended(CaseName(41, "停车挡道", place), "物业", dt.timedelta(hours=1)),)
    return replace(week, digest=replace(week.digest, still_open=still_open), ended=ended)


def picture(colour: str = "#778899", size: tuple[int, int] = (800, 600)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()
