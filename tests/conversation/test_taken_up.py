"""Staff answers what no rule had read as a trouble: what he takes up becomes a case, and nothing else does."""

from __future__ import annotations

from handlers.conversation.decisions import OpenCase
from handlers.conversation.openings import plainest
from handlers.reading.cadre_reply import Verb
from handlers.wording import belonging as reasons
from tests.conversation.group import Group

# No word of the lexicon stands in these; only the answer of staff makes them a case.
ODD = "我家那只老花瓶底下又湿漉漉一圈，昨天才擦干的"
MORE = "我家也是，一早起来拖鞋都浮起来了，从五点到现在"


def opened(group: Group) -> list[OpenCase]:
    return [decision for decision in group.last if isinstance(decision, OpenCase)]


def test_a_photo_and_odd_words_become_a_case_when_staff_takes_them_up() -> None:
    group = Group()
    group.photo("张阿姨 3-201")
    group.say("张阿姨 3-201", ODD)
    group.say("老李", "晚上谁去跳舞")
    assert group.cases == ()
    group.say("社干小席", "@张阿姨\u2005收到，我马上联系自来水的师傅过去看")
    [case] = opened(group)
    assert case.messages == (1, 2)
    assert case.place == "3幢201"
    assert case.why.notes == (reasons.TAKEN_UP,)
    assert case.work is not None
    assert case.work.verb in {Verb.CONTACTED, Verb.PROGRESS, Verb.PROMISE}


def test_the_words_of_staff_tell_what_kind_it_is() -> None:
    group = Group()
    group.photo("张阿姨 3-201")
    group.say("张阿姨 3-201", "又这样了，从早上到现在，我家出都出不去")
    group.say("社干小席", "@张阿姨\u2005收到，我去联系车主挪车，消防通道不能停")
    [case] = opened(group)
    assert case.category == "parking"


def test_a_second_voice_stands_in_the_same_case() -> None:
    group = Group()
    group.photo("张阿姨 3-201")
    group.say("张阿姨 3-201", ODD)
    group.say("老王 3-101", MORE)
    group.say("社干小席", "两位别急，已经联系师傅了，九点到")
    [case] = opened(group)
    assert {1, 2, 3} <= {*case.messages, *case.supporters} or case.messages == (1, 2, 3)


def test_an_answer_to_a_question_opens_nothing() -> None:
    group = Group()
    group.say("刘姐", "老年公交卡在哪里办呀")
    group.say("社干小席", "带身份证到二楼三号窗口登记就行")
    assert group.cases == ()


def test_good_wishes_and_chatter_open_nothing() -> None:
    group = Group()
    group.say("桂花", "早上好家人们，今天降温多穿点")
    group.photo("老王")
    group.say("老王", "我家孙子画的，得了一等奖")
    group.say("社干小席", "真不错")
    assert group.cases == ()


def test_what_belongs_to_a_case_already_is_not_taken_up_again() -> None:
    group = Group()
    group.say("张阿姨", "3幢门口下水道堵了，污水漫出来了")
    group.say("社干小席", "收到，联系疏通的师傅了")
    assert len(group.cases) == 1
    assert opened(group) == []


def test_a_case_is_explained_in_the_plainest_of_the_words_that_were_found() -> None:
    assert plainest(("堵死", "3号楼东侧又被车堵死了", "车")) == ("堵死", "车")
