"""Who is spoken to, and what the same words are then: read with the staff that a group knows."""

from __future__ import annotations

import pytest

from handlers.reading.facts import Act
from handlers.reading.read import Reader
from handlers.reading.speech_likeness import ASKING

STAFF = ("社区小苗", "物业黎姐", "村支书长河", "网格员老纪", "物业曾师傅")


@pytest.fixture(scope="module")
def known(reader: Reader) -> Reader:
    return Reader(reader.lexicon, staff=STAFF)


@pytest.mark.parametrize("called", ["小苗", "苗姐", "黎姐", "长河叔", "老纪啊", "主任", "@社区小苗 "])
def test_progress_asked_of_staff_is_a_status_query(known: Reader, called: str) -> None:
    assert known.read(f"{called}，北坡那家的羊圈有说法没").does(Act.STATUS_QUERY)


@pytest.mark.parametrize("text", ["曾师傅夹板补了伐", "倒下来的牌坊还横着呢，纪队长", "北坡那家的羊圈有说法没小苗"])
def test_staff_is_addressed_without_a_comma_and_at_the_end_too(known: Reader, text: str) -> None:
    assert known.read(text).does(Act.STATUS_QUERY)


@pytest.mark.parametrize("text", ["王姐，我想问个事，不好意思开口", "主任在不在，有点事想问问"])
def test_whoever_only_says_that_he_will_ask_has_not_asked(known: Reader, text: str) -> None:
    assert not known.read(text).acts & ASKING


@pytest.mark.parametrize("text", ["小苗，我奶奶八十一能享受不", "@网格员老纪 后山的庙会要票吗", "书记，迁坟给多少"])
def test_information_asked_of_staff_is_a_question(known: Reader, text: str) -> None:
    facts = known.read(text)
    assert facts.does(Act.QUESTION)
    assert not facts.does(Act.STATUS_QUERY)


@pytest.mark.parametrize("text", ["秀英，你家瓜甜吗", "老马，你羊圈垒上了没", "哪家理发手艺好"])
def test_neighbours_among_themselves_ask_nothing_of_the_community(known: Reader, text: str) -> None:
    assert not known.read(text).does(Act.QUESTION, Act.STATUS_QUERY)


def test_staff_is_unknown_where_nobody_named_it(reader: Reader) -> None:
    assert not reader.read("苗姐，羊圈去看了没").does(Act.STATUS_QUERY)


def test_an_official_question_opens_no_case_for_the_thing_it_names(known: Reader) -> None:
    facts = known.read("老年活动室周日开门吗")
    assert facts.does(Act.QUESTION)
    assert facts.candidates == ()


def test_what_staff_says_to_one_person_is_no_notice(known: Reader) -> None:
    text = "请大家把阳台花盆收好"
    assert known.read(text, is_staff=True).does(Act.NOTICE)
    assert not known.read(f"@三楼阿秀 {text}", is_staff=True).does(Act.NOTICE)


def test_what_is_done_to_somebodys_harm_is_not_resolved(known: Reader) -> None:
    facts = known.read("他在楼道搭的柜子装好了，消防通道都被堵死了")
    assert facts.does(Act.REPORT)
    assert not facts.does(Act.RESOLVED)


def test_a_fear_asks_for_no_progress(known: Reader) -> None:
    assert not known.read("要是哪天修电梯我就搬去女儿家").does(Act.STATUS_QUERY)


@pytest.mark.parametrize(
    "text",
    [
        "说起来六几年村里着过火，全村拿脚盆接水",
        "俺三姑那村（不是咱这）昨天有狗咬人",
        "女儿在无锡的小区停电停了一整天，肉都坏了",
        "基金又绿了，我这心脏病要犯了，快救救我",
    ],
)
def test_old_tales_other_places_and_jokes_of_dying_speak_for_no_case(known: Reader, text: str) -> None:
    assert known.read(text).candidates == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("老少爷们，今天渠里放水，别叫娃娃下去", True),
        ("大家先别喝自来水，鸡鸭也关好", True),
        ("洒药完了，施药结束后明天再放鹅，喷药结束了明天可以出棚", True),
        ("5号巷我约除虫队周日来，投药放活动室", False),
        ("找到了，今天下午四点在警务室谈，请带收据", False),
        ("大家别议论了，早点歇着", False),
    ],
)
def test_staff_turns_to_all_or_tells_how_one_matter_goes(known: Reader, text: str, told: bool) -> None:
    assert known.read(text, is_staff=True).does(Act.NOTICE) is told
