"""Times in words, as a cadre says them on Tuesday 24 November 2026 at ten in the morning."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reading.when import HORIZON, read_when
from models.calendar import WorkCalendar
from models.settings.rules import CalendarSettings

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=SHANGHAI)


def at(clock: str, day: str = "2026-11-24") -> datetime:
    return datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=SHANGHAI)


def tomorrow(clock: str) -> datetime:
    return at(clock, "2026-11-25")


SAID = [
    # days and their parts
    ("师傅明早来", tomorrow("09:00"), "明早"),
    ("明天上午去看", tomorrow("10:00"), "明天上午"),
    ("明天下午", tomorrow("15:00"), "明天下午"),
    ("明天晚上过去", tomorrow("19:30"), "明天晚上"),
    ("明天处理", tomorrow("10:00"), "明天"),
    ("后天", at("10:00", "2026-11-26"), "后天"),
    ("大后天来", at("10:00", "2026-11-27"), "大后天"),
    ("今晚带队过去", at("19:30"), "今晚"),
    ("今天弄", at("18:00"), "今天"),
    ("下午到", at("15:00"), "下午"),
    ("听朝再来", tomorrow("09:00"), "听朝"),
    # hours
    ("下午三点来", at("15:00"), "下午三点"),
    ("下午三点半", at("15:30"), "下午三点半"),
    ("3点到", at("15:00"), "3点"),
    ("15:30来", at("15:30"), "15:30"),
    ("15：30来", at("15:30"), "15：30"),
    ("三点一刻", at("15:15"), "三点一刻"),
    ("明早六点来锯", tomorrow("06:00"), "明早六点"),
    ("明天3点", tomorrow("15:00"), "明天3点"),
    ("十点半后到", at("10:30"), "十点半后"),
    ("今天18:00前回复", at("18:00"), "今天18:00前"),
    ("下午3-5点消杀", at("17:00"), "下午3-5点"),
    ("晚上12点", at("23:59"), "晚上12点"),
    # lengths
    ("半小时后到", at("10:30"), "半小时后"),
    ("过两个钟头", at("12:00"), "过两个钟头"),
    ("一个半小时后", at("11:30"), "一个半小时后"),
    ("30分钟", at("10:30"), "30分钟"),
    ("几分钟就到", at("10:10"), "几分钟"),
    ("延期三天 等配件", at("18:00", "2026-11-27"), "延期三天"),
    ("三天内解决", at("18:00", "2026-11-27"), "三天内"),
    ("两三天后", at("10:00", "2026-11-27"), "两三天后"),
    ("要5个工作日", at("18:00", "2026-12-01"), "要5个工作日"),
    # soon
    ("一会儿过去", at("11:00"), "一会儿"),
    ("我等下去看", at("11:00"), "等下"),
    ("马上去", at("10:30"), "马上"),
    ("吃完饭去", at("13:00"), "吃完饭"),
    ("晚饭后上门", at("19:30"), "晚饭后"),
    ("这两天弄", at("18:00", "2026-11-26"), "这两天"),
    ("过几天再说", at("10:00", "2026-11-27"), "过几天"),
    ("上班后办", tomorrow("08:30"), "上班后"),
    ("下班前给您回话", at("18:00"), "下班前"),
    # weeks and months
    ("周日18:00", at("18:00", "2026-11-29"), "周日18:00"),
    ("周五9:30前修好", at("09:30", "2026-11-27"), "周五9:30前"),
    ("周五来", at("10:00", "2026-11-27"), "周五"),
    ("周五前", at("18:00", "2026-11-27"), "周五前"),
    ("下周一", at("10:00", "2026-11-30"), "下周一"),
    ("礼拜天上午", at("10:00", "2026-11-29"), "礼拜天上午"),
    ("下周二晚七点半", at("19:30", "2026-12-01"), "下周二晚七点半"),
    ("本周", at("18:00", "2026-11-27"), "本周"),
    ("月底前拆架子", at("18:00", "2026-11-30"), "月底前"),
    ("3号来", at("10:00", "2026-12-03"), "3号"),
    ("12月3号", at("10:00", "2026-12-03"), "12月3号"),
    ("下个月5号", at("10:00", "2026-12-05"), "下个月5号"),
    ("31号弄", at("10:00", "2026-12-31"), "31号"),
    # feasts
    ("年前弄好", at("18:00", "2027-02-04"), "年前"),
    ("年后再说", at("09:00", "2027-02-15"), "年后"),
    ("节后", at("09:00", "2027-01-04"), "节后"),
    ("过完年来", at("09:00", "2027-02-15"), "过完年"),
]


@pytest.mark.parametrize(("text", "instant", "words"), SAID, ids=[text for text, _, _ in SAID])
def test_a_time_in_words_is_the_instant_to_look_again(text: str, instant: datetime, words: str) -> None:
    when = read_when(text, NOW)
    assert when is not None
    assert (when.at, when.words) == (instant, words)


NO_TIME = [
    "收到", "停了三天了", "有一点问题", "快一点", "两点要求", "每周一开会", "上周五去过", "去年修过", "三年前换的",
    "3号楼", "6号门坏了", "明天气温低", "一周一次", "2月31号", "99月99号", "25:00",
    "昨天去看过", "", "。", "然后天黑了",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_TIME)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert read_when(text, NOW) is None


ROLLED = [
    ("下午到", "19:00", tomorrow("15:00")),  # this afternoon is over
    ("下午到", "16:00", at("18:00")),  # it is running: look when it ends
    ("3点", "16:00", tomorrow("15:00")),
    ("8点", "10:00", at("20:00")),
    ("9点", "10:00", tomorrow("09:00")),
    ("今天", "19:00", at("22:00")),
    ("今天", "23:30", tomorrow("09:00")),
    ("今天3点", "16:00", at("18:00")),
    ("周二", "19:00", at("10:00", "2026-12-01")),
    ("24号", "19:00", at("10:00", "2026-12-24")),
    ("11月24号", "19:00", at("10:00", "2027-11-24")),
    ("晚饭后", "21:00", tomorrow("19:30")),
    ("下班前", "18:30", tomorrow("18:00")),
]


@pytest.mark.parametrize(("text", "now", "instant"), ROLLED)
def test_what_is_past_today_rolls_to_the_next_sensible_instant(text: str, now: str, instant: datetime) -> None:
    when = read_when(text, at(now))
    assert when is not None
    assert when.at == instant


def test_the_first_of_two_times_counts() -> None:
    when = read_when("师傅明早来，后天再看看", NOW)
    assert when is not None
    assert when.words == "明早"


def test_time_is_local_to_the_calendar_whatever_zone_now_is_told_in() -> None:
    calendar = WorkCalendar(CalendarSettings(), SHANGHAI)
    when = read_when("明早", datetime(2026, 11, 24, 17, 30, tzinfo=UTC), calendar)  # already the 25th in Shanghai
    assert when is not None
    assert when.at == at("09:00", "2026-11-26")


def test_the_installation_s_own_days_off_are_kept() -> None:
    calendar = WorkCalendar(CalendarSettings(holidays=(date(2026, 11, 25),)), SHANGHAI)
    when = read_when("上班后", NOW, calendar)
    assert when is not None
    assert when.at == at("08:30", "2026-11-26")


PIECES = st.one_of(
    st.sampled_from("早晚下周五一月底点半:号日前后内过两个几年节天到了，-0"),
    st.sampled_from(["明天", "后天", "今", "3", "15", "99", "国庆", "吃完", "饭", "上班", "小时", "延期"]),
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=12).map("".join))
MOMENTS = st.integers(0, 70 * 366 * 24 * 60).map(lambda minutes: NOW + timedelta(minutes=minutes))


@given(TEXTS, MOMENTS)
def test_any_text_gives_an_instant_ahead_and_words_of_the_text(text: str, now: datetime) -> None:
    when = read_when(text, now)
    if when is not None:
        assert timedelta() < when.at - now <= HORIZON
        assert when.at.tzinfo is not None
        assert when.words
        assert when.words in text


def test_a_very_long_text_is_read_in_part() -> None:
    assert read_when("3点" * 50_000, NOW) is not None
    assert read_when("哈" * 100_000 + "明早", NOW) is None
