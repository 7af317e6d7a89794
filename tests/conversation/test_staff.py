"""What staff says in the open, and whose case it is about."""

from __future__ import annotations

import pytest

from handlers.conversation.decisions import Ignore, Notice, PublicWork
from handlers.reading.cadre_reply import Verb
from models.messages import MessageKind
from tests.conversation.group import Group

SEWAGE = "3幢门口下水道堵了，污水漫出来了"
LAMP = "北门路灯坏了，晚上黑漆漆的"


def group_with_two() -> Group:
    group = Group()
    group.say("张阿姨", SEWAGE)
    group.say("老王", LAMP)
    return group


def meant(group: Group) -> list[int]:
    return [decision.case for decision in group.last if isinstance(decision, PublicWork)]


@pytest.mark.parametrize(
    ("said", "case"),
    [
        ("3幢的修好了", 1),
        ("路灯修好了", 2),
        ("1号修好了", 1),
        ("修好了", 2),
    ],
)
def test_work_goes_to_the_case_by_place_words_number_or_the_talk(said: str, case: int) -> None:
    group = group_with_two()
    group.say("社干小席", said)
    assert meant(group) == [case]


def test_work_goes_to_the_quoted_case() -> None:
    group = group_with_two()
    group.say("社干小席", "修好了", quote=("张阿姨", SEWAGE))
    assert meant(group) == [1]


def test_the_words_are_read_as_an_answer() -> None:
    group = group_with_two()
    group.say("社干小席", "路灯修好了")
    [work] = [decision for decision in group.last if isinstance(decision, PublicWork)]
    assert work.reply.verb is Verb.CLOSE


def test_work_on_nothing_that_is_known() -> None:
    group = Group()
    group.say("社干小席", "凉亭修好了")
    assert meant(group) == []


def test_a_notice_is_no_work() -> None:
    group = group_with_two()
    group.say("社干小席", "【通知】各位居民，明天上午9点至11点停水，请提前储水。")
    assert group.last == (Notice(3),)


def test_staff_never_report() -> None:
    group = Group()
    group.say("社干小席", "5幢门口下水道堵了，污水漫出来了")
    assert group.cases == ()


def test_staff_names_the_place_that_the_resident_did_not() -> None:
    group = Group()
    group.say("张阿姨", "下水道堵了，污水漫出来了")
    group.say("社干小席", "是9幢东头那个吗？我马上去看")
    assert group.case("sewage").place == "9幢东头"
    assert group.case("sewage").messages == (1,)


def test_the_bot_hears_itself_and_keeps_still() -> None:
    group = group_with_two()
    assert group.hear("邻里", MessageKind.TEXT, SEWAGE, bot=True) == (Ignore("own echo"),)
