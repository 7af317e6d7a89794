"""What the picture of a week shows, and what it never shows."""

from __future__ import annotations

from dataclasses import asdict, replace
from io import BytesIO

import pytest
from PIL import Image

from bot.digest import setting
from bot.digest.card import group_card
from bot.digest.fonts import NoFont
from handlers.figures import Figures, Part, Tally
from handlers.wording.card import card_of
from handlers.wording.card_values import Trend
from handlers.wording.times import Moment
from models.errors import NotPublic
from tests.digest.weeks import AFTER, BEFORE, QUIET, SHOWN, SUNDAY, WEEK, picture, said
from tests.wording.samples import ZONE

NOW = Moment(SUNDAY, ZONE)
MARKUP = '#panic("x") *粗* $a^2$ `raw` <label> @ref //x /*x*/ \\ #{1+1} [x] "'


def test_the_numbers_add_up_and_hold_public_matters_only() -> None:
    card = card_of(WEEK, NOW)
    assert asdict(card.tally) == {"received": 21, "closed": 16, "open": 3, "cannot": 1, "transferred_out": 1}
    assert card.tally.reconciles()
    assert sum(bar.received for bar in card.kinds) == card.tally.received
    assert card.personal == 3


def test_a_week_that_does_not_add_up_is_not_drawn() -> None:
    figures = Figures(by_category=(Part("停车挡道", Tally(received=5, closed=1)),))
    with pytest.raises(NotPublic):
        card_of(replace(WEEK, digest=replace(WEEK.digest, figures=figures)), NOW)


def test_private_matters_and_their_photos_are_nowhere() -> None:
    shown = str(asdict(card_of(WEEK, NOW)))
    assert not any(word in shown for word in ("低保", "家庭", "402", "502"))
    assert [line.before for line in card_of(WEEK, NOW).ended] == [BEFORE, None]


def test_few_personal_matters_are_not_counted() -> None:
    few = tuple(replace(part, tally=Tally(2, 2)) if part.private else part for part in WEEK.digest.figures.by_category)
    digest = replace(WEEK.digest, figures=Figures(by_category=few))
    assert card_of(replace(WEEK, digest=digest), NOW).personal == 0


def test_hours_with_few_cases_look_like_hours_with_none() -> None:
    heat = card_of(WEEK, NOW).heat
    assert heat is not None
    told = {value for row in heat.values for value in row}
    assert told == {0, 3, 4, 5, 6, 7, 8}
    alone = replace(WEEK, trend=Trend(WEEK.trend.weeks[-1:], ((2,) * 8,) * 7))
    assert card_of(alone, NOW).heat is None
    assert card_of(alone, NOW).trend == ()


def test_names_rooms_plates_and_phones_are_masked() -> None:
    for place, secret in (
        ("3幢502室", "502"),
        ("苏F8K37P旁边", "8K37P"),
        ("张建国家门口", "张建国"),
        ("13812345678", "1381"),
    ):
        shown = str(asdict(card_of(said(place), NOW, {"张建国"})))
        assert secret not in shown


@pytest.mark.parametrize(
    "place",
    [MARKUP, "长" * 10_000, "👍🏽🎉5号楼👨‍👩‍👧", "مرحبا 5号楼 שלום", "\u202e楼号5", '"}],"x":[{"', "𠮷野家𪚥前"],
)
def test_what_residents_write_is_set_as_it_is_or_left_out(place: str) -> None:
    card = card_of(said(place), NOW)
    assert Image.open(BytesIO(group_card(card))).width == 1080
    for line in (*card.still_open, *card.ended):
        assert len(line.matter) <= 40
        assert not any(sign in line.matter for sign in ("👍", "م", "ש", "\u202e"))


def test_an_emoji_between_digits_does_not_hide_a_number() -> None:
    assert "138" not in str(asdict(card_of(said("138👍1234👍5678"), NOW)))


def test_only_photos_that_were_covered_are_shown() -> None:
    card = card_of(WEEK, NOW)
    without = group_card(card)
    assert len(group_card(card, {BEFORE: picture()})) == len(without)  # before alone is no good news
    both = Image.open(BytesIO(group_card(card, {BEFORE: picture("#ff0000"), AFTER: picture("#0000ff")})))
    assert both.height > Image.open(BytesIO(without)).height
    colours = {colour for _, colour in both.convert("RGB").getcolors(1 << 24) or []}
    assert {(254, 0, 0), (0, 0, 254)} <= colours


def test_a_quiet_week_is_a_short_picture() -> None:
    quiet = Image.open(BytesIO(group_card(card_of(QUIET, NOW))))
    assert quiet.size[0] == 1080
    assert quiet.size[1] < 1000


def test_without_a_chinese_font_nothing_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> None:
        raise NoFont("none here")

    monkeypatch.setattr(setting, "chinese_font", none)
    with pytest.raises(NoFont):
        group_card(card_of(WEEK, NOW))


def test_the_manual_shows_one_of_today() -> None:
    """`python -m tests.digest` draws it anew."""
    card = card_of(WEEK, NOW)
    today = Image.open(BytesIO(group_card(card, {BEFORE: picture(), AFTER: picture()})))
    assert Image.open(BytesIO(SHOWN.read_bytes())).size == today.size
    assert SHOWN.stat().st_size < 400_000
