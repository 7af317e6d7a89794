"""How messages become a case: photos, pieces, interruptions, several people."""

from __future__ import annotations

import pytest

from handlers.conversation.decisions import AddEvidence, Hold, Ignore, OpenCase
from handlers.reading.facts import Urgency
from tests.conversation.group import Group


def test_one_clear_sentence_opens_a_case_with_its_reason() -> None:
    group = Group()
    [opened] = group.say("张阿姨", "3幢东头下水道堵了，污水漫到路上来了")
    assert isinstance(opened, OpenCase)
    assert (opened.category, opened.place, opened.messages) == ("sewage", "3幢东头", (1,))
    assert opened.why.rules
    assert opened.why.words
    assert opened.why.notes


def test_photo_first_and_words_later_with_others_in_between() -> None:
    group = Group()
    assert isinstance(group.photo("张阿姨")[0], Ignore)
    group.say("老王", "早上好")
    group.say("小李", "今天菜场青菜三块")
    group.say("张阿姨", "5幢门口窨井冒水了，下水道堵了")
    assert group.case("sewage").messages == (1, 4)


def test_words_first_and_photo_later() -> None:
    group = Group()
    group.say("张阿姨", "5幢门口下水道堵了，污水漫出来了")
    group.say("老王", "早上好")
    group.photo("张阿姨")
    assert group.case("sewage").messages == (1, 3)


def test_a_photo_of_somebody_else_is_left_alone() -> None:
    group = Group()
    group.photo("桂花")
    group.say("桂花", "早上好家人们")
    group.say("张阿姨", "5幢门口下水道堵了，污水漫出来了", after=20)
    assert group.case("sewage").messages == (3,)


def test_a_report_in_several_messages_across_chatter() -> None:
    group = Group()
    group.say("张阿姨", "5幢2单元电梯又坏了")
    group.say("老王", "早饭吃了没")
    group.say("张阿姨", "从昨天晚上八点停到现在，老人下不来")
    assert group.case("elevator").messages == (1, 3)


def test_a_cryptic_first_word_counts_once_its_author_goes_on() -> None:
    group = Group()
    group.say("阿芳", "又来了")
    group.say("阿芳", "9幢东头那个窨井往外冒污水，下水道堵了")
    case = group.case("sewage")
    assert case.messages == (1, 2)
    assert case.place == "9幢东头"


def test_the_place_one_message_later() -> None:
    group = Group()
    group.say("张阿姨", "下水道又堵了，污水往外冒")
    assert group.case("sewage").place == ""
    group.say("张阿姨", "3幢2单元")
    assert group.case("sewage").place == "3幢2单元"


def test_an_answer_to_the_cadre_s_question() -> None:
    group = Group()
    group.say("张阿姨", "路灯坏了好几天了，晚上黑漆漆的")
    group.say("社干小席", "哪一盏，在几幢？")
    group.say("张阿姨", "7幢北边那盏")
    assert group.case("street_light").messages == (1, 3)
    assert group.case("street_light").place == "7幢北侧"


def test_a_quote_carries_the_thread_long_after() -> None:
    group = Group()
    group.say("张阿姨", "3幢下水道堵了，污水漫出来了")
    group.say("老王", "北门路灯坏了，晚上黑漆漆的", after=5)
    group.say("小李", "我家卫生间也返水了，水到脚踝了", after=30, quote=("张阿姨", "3幢下水道堵了，污水漫出来了"))
    assert group.case("sewage").messages == (1, 3)


def test_the_same_trouble_at_the_same_place_is_one_case_whoever_tells_it_even_the_next_day() -> None:
    group = Group()
    group.say("张阿姨", "3幢门口下水道堵了，污水漫出来了")
    group.say("老王", "三号楼门口下水道又堵了，污水都漫出来了", after=24 * 60)
    assert len(group.cases) == 1
    assert group.cases[0].messages == (1, 2)


def test_the_same_kind_of_trouble_at_another_place_is_another_case() -> None:
    group = Group()
    group.say("张阿姨", "3幢门口下水道堵了，污水漫出来了")
    group.say("老王", "9幢东头下水道堵了，污水漫出来了")
    assert [case.place for case in group.cases] == ["3幢门口", "9幢东头"]


def test_two_cases_interleaved() -> None:
    group = Group()
    group.say("张阿姨", "3幢门口下水道堵了，污水漫出来了")
    group.say("老王", "北门路灯坏了，晚上黑漆漆的")
    group.say("张阿姨", "一楼卫生间也开始返水了，味道很大")
    group.say("老王", "昨天有个老太太在那里摔了一跤")
    assert group.case("sewage").messages == (1, 3)
    assert group.case("street_light").messages == (2, 4)


def test_one_message_with_two_troubles() -> None:
    group = Group()
    group.say("张阿姨", "3幢门口下水道堵了，污水漫出来了。另外北门的路灯坏了，晚上黑漆漆的")
    assert {case.category for case in group.cases} == {"sewage", "street_light"}


def test_emergencies_open_at_once_even_at_second_hand() -> None:
    group = Group()
    group.say("老王", "听说9幢有人被困在电梯里了，孩子在里面哭")
    assert group.case("elevator").urgency is Urgency.EMERGENCY


def test_urgency_only_rises() -> None:
    group = Group()
    group.say("张阿姨", "5幢门口下水道堵了，污水漫出来了")
    before = group.case("sewage").urgency
    group.say("张阿姨", "污水已经漫到一楼家里客厅了")
    assert group.case("sewage").urgency.rank() >= max(before.rank(), Urgency.URGENT.rank())
    group.say("张阿姨", "5幢门口下水道还是堵的")
    assert group.case("sewage").urgency.rank() >= Urgency.URGENT.rank()


def test_chatter_changes_nothing() -> None:
    group = Group()
    for name, text in (
        ("桂花", "早上好家人们"),
        ("老王", "哈哈哈哈"),
        ("小李", "[强]"),
        ("阿明", "收到"),
        ("老王", ""),
    ):
        assert all(isinstance(decision, Ignore) for decision in group.say(name, text))
    assert group.cases == ()


def test_a_doubtful_word_waits_and_a_second_voice_opens_it() -> None:
    group = Group()
    doubtful = "桶满了"
    [held] = group.say("张阿姨", doubtful)
    assert isinstance(held, Hold)
    group.say("老王", doubtful)
    assert group.case("waste").messages == (1, 2)


def test_details_of_the_reporter_are_evidence_with_a_note() -> None:
    group = Group()
    group.say("张阿姨", "5幢2单元电梯又坏了")
    group.say("张阿姨", "从昨天晚上八点停到现在，老人下不来")
    [added] = group.did(AddEvidence)
    assert isinstance(added, AddEvidence)
    assert added.note


def test_what_another_said_of_another_house_is_left_out() -> None:
    group = Group()
    group.say("老王", "5幢东头又是那个样子，轮椅都推不出去")
    group.say("张阿姨", "9幢门口也是，下水道堵了，污水漫出来了")
    assert group.case("sewage").messages == (2,)


def test_a_cry_for_help_is_heard_in_the_middle_of_another_matter() -> None:
    group = Group()
    group.say("张阿姨", "3幢东头下水道堵了，污水漫到路上来了")
    group.say("小桃", "我老公又打我，救救我，5幢", after=10)
    case = group.case("family_dispute")
    assert case.urgency is Urgency.EMERGENCY
    assert case.private


@pytest.mark.parametrize(
    ("words", "category"),
    [
        ("气象局小区电梯坏了，有人被困", "elevator"),
        ("东门有人触电了", "water_power_gas"),
        ("3号楼着火了", "fire_safety"),
    ],
)
def test_danger_is_heard_minutes_after_somebody_told_of_another_trouble(words: str, category: str) -> None:
    group = Group()
    group.say("张阿姨", "8号楼前面的路灯不亮了")
    group.say("小王", words, after=2)
    assert group.case(category).urgency is Urgency.EMERGENCY


def test_who_says_in_five_words_that_the_water_is_off_is_heard() -> None:
    group = Group()
    group.say("小王", "5号楼没水了")
    assert group.case("water_power_gas").urgency is Urgency.URGENT
