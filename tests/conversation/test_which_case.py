"""Which case a cadre means when he answers in private, with several open."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from handlers.conversation.which_case import (
    Ambiguous,
    NoneOpen,
    OpenItem,
    TheCase,
    UnknownNumber,
    Which,
    which_case,
)
from handlers.reading.cadre_reply import parse_cadre_reply
from handlers.reading.place import PlaceReader
from models.settings import PlaceSettings

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def ago(minutes: int) -> datetime:
    return NOW - timedelta(minutes=minutes)


LAMP = OpenItem(101, 6, "qinshi", "路灯", "3幢东头", prompted_at=ago(200), answered_at=ago(190))
DRAIN = OpenItem(102, 8, "qinshi", "污水外溢", "9幢", prompted_at=ago(180), answered_at=ago(170))
LANE = OpenItem(103, 9, "qinshi", "停车挡道", "北门", prompted_at=ago(160), answered_at=ago(150))
OTHER_SIX = OpenItem(201, 6, "qinrun", "电梯", "5幢2单元", prompted_at=ago(140), answered_at=ago(130))


def waits(item: OpenItem, minutes: int) -> OpenItem:
    """The same case, asked about so many minutes ago and not answered."""
    return OpenItem(item.id, item.number, item.grid, item.label, item.place, ago(minutes), None, waiting=True)


def answered(item: OpenItem, asked: int, minutes: int) -> OpenItem:
    return OpenItem(item.id, item.number, item.grid, item.label, item.place, ago(asked), ago(minutes))


def means(text: str, *items: OpenItem, quoted: int | None = None) -> Which:
    return which_case(parse_cadre_reply(text, now=NOW), items, now=NOW, quoted=quoted)


# by number


def test_a_number_names_the_case() -> None:
    assert means("6号修好了", LAMP, DRAIN) == TheCase((LAMP.id,))


def test_several_numbers_name_several_cases() -> None:
    assert means("6号和8号都修好了", LAMP, DRAIN, LANE) == TheCase((LAMP.id, DRAIN.id))


def test_a_number_goes_before_the_quote() -> None:
    assert means("6号修好了", LAMP, DRAIN, quoted=DRAIN.id) == TheCase((LAMP.id,))


def test_a_number_that_nobody_has_is_told() -> None:
    assert means("66号修好了", LAMP, DRAIN) == UnknownNumber(66)
    assert means("6号和66号修好了", LAMP, DRAIN) == UnknownNumber(66)
    assert means("6号修好了") == UnknownNumber(6)


def test_two_grids_with_the_same_number_are_asked_about() -> None:
    assert means("6号修好了", LAMP, OTHER_SIX) == Ambiguous((OTHER_SIX.id, LAMP.id))


def test_of_two_with_the_same_number_the_quoted_one_is_meant() -> None:
    assert means("6号修好了", LAMP, OTHER_SIX, quoted=LAMP.id) == TheCase((LAMP.id,))


def test_of_two_with_the_same_number_the_words_choose() -> None:
    assert means("6号电梯修好了", LAMP, OTHER_SIX) == TheCase((OTHER_SIX.id,))
    assert means("6号3幢的修好了", LAMP, OTHER_SIX) == TheCase((LAMP.id,))


def test_of_two_with_the_same_number_the_one_that_waits_is_meant() -> None:
    assert means("6号2", LAMP, waits(OTHER_SIX, 5)) == TheCase((OTHER_SIX.id,))


def test_the_other_number_beside_it_tells_the_grid() -> None:
    assert means("6号和8号修好了", OTHER_SIX, LAMP, DRAIN) == TheCase((LAMP.id, DRAIN.id))


# by quote


def test_a_quote_names_the_case_even_when_another_waits() -> None:
    assert means("修好了", waits(LAMP, 3), DRAIN, quoted=DRAIN.id) == TheCase((DRAIN.id,))


def test_a_quote_names_a_case_that_is_closed_by_now() -> None:
    assert means("撤销", quoted=77) == TheCase((77,))


# by words


def test_a_house_names_the_case() -> None:
    assert means("9号楼的通了", LAMP, DRAIN, LANE) == TheCase((DRAIN.id,))


def test_a_kind_names_the_case() -> None:
    assert means("路灯修好了", LAMP, DRAIN, waits(LANE, 3)) == TheCase((LAMP.id,))
    assert means("停车那个联系过物业了", LAMP, DRAIN, LANE) == TheCase((LANE.id,))


def test_house_and_kind_together_go_before_the_kind_alone() -> None:
    far_lamp = OpenItem(104, 10, "qinshi", "路灯", "12幢")
    assert means("12幢路灯修好了", LAMP, far_lamp) == TheCase((far_lamp.id,))
    assert means("路灯修好了", LAMP, far_lamp) == Ambiguous((LAMP.id, far_lamp.id))


def test_another_house_than_the_only_open_one_is_asked_about() -> None:
    assert means("7幢修好了", LAMP) == Ambiguous((LAMP.id,))


def test_a_configured_place_names_the_case() -> None:
    reader = PlaceReader([PlaceSettings(name="老年活动室", aliases=("活动室",))])
    hall = OpenItem(105, 11, "qinshi", "其他", "老年活动室")
    reply = parse_cadre_reply("活动室的修好了", now=NOW)
    assert which_case(reply, [LAMP, hall], now=NOW, reader=reader) == TheCase((hall.id,))


def test_the_new_place_in_a_correction_names_no_case() -> None:
    assert means("地点9幢", waits(LAMP, 3), DRAIN) == TheCase((LAMP.id,))


# by what was asked


def test_the_only_one_that_waits_is_meant() -> None:
    assert means("收到", LAMP, waits(DRAIN, 90), LANE) == TheCase((DRAIN.id,))


def test_of_two_that_wait_the_one_asked_just_now_is_meant() -> None:
    assert means("2", waits(LAMP, 120), waits(DRAIN, 3)) == TheCase((DRAIN.id,))


def test_two_that_were_asked_just_now_are_asked_about() -> None:
    assert means("2", waits(LAMP, 4), waits(DRAIN, 3)) == Ambiguous((DRAIN.id, LAMP.id))


def test_after_one_of_two_was_answered_the_other_is_meant() -> None:
    assert means("2", answered(LAMP, 4, 1), waits(DRAIN, 3)) == TheCase((DRAIN.id,))


def test_a_further_word_on_the_case_just_talked_about_is_not_for_yesterday_s() -> None:
    assert means("师傅明早来", waits(LAMP, 1400), answered(DRAIN, 5, 3)) == TheCase((DRAIN.id,))
    assert means("师傅明早来", waits(LAMP, 1400), answered(DRAIN, 300, 3)) == Ambiguous((LAMP.id, DRAIN.id))


def test_the_only_open_one_is_meant() -> None:
    assert means("修好了", LAMP) == TheCase((LAMP.id,))


def test_with_several_open_and_nothing_asked_the_newest_is_offered_first() -> None:
    assert means("修好了", LAMP, DRAIN, LANE) == Ambiguous((LANE.id, DRAIN.id, LAMP.id))


def test_those_that_wait_are_offered_before_the_others() -> None:
    assert means("修好了", LANE, waits(LAMP, 500), waits(DRAIN, 400)) == Ambiguous((DRAIN.id, LAMP.id, LANE.id))


def test_with_nothing_open_there_is_nothing_to_mean() -> None:
    assert means("修好了") == NoneOpen()


ITEMS = st.builds(
    OpenItem,
    id=st.integers(1, 9),
    number=st.integers(1, 4),
    grid=st.sampled_from(["a", "b"]),
    label=st.sampled_from(["路灯", "电梯", ""]),
    place=st.sampled_from(["3幢", "5幢", "北门", ""]),
    prompted_at=st.none() | st.integers(0, 3000).map(ago),
    waiting=st.booleans(),
)
WORDS = st.sampled_from(
    ["修好了", "2", "3号修好了", "1号和2号好了", "5幢的通了", "路灯好了", "7幢好了", "地点3幢", "", "哈哈"]
)


@given(st.lists(ITEMS, max_size=6, unique_by=lambda item: item.id), WORDS)
def test_nobody_is_given_a_case_that_is_not_his(items: list[OpenItem], text: str) -> None:
    which = means(text, *items)
    own = {item.id for item in items}
    if isinstance(which, TheCase):
        assert which.ids
        assert set(which.ids) <= own
    if isinstance(which, Ambiguous):
        assert which.choices
        assert set(which.choices) <= own
        assert len(set(which.choices)) == len(which.choices)
