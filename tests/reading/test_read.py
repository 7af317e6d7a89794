"""What one message tells on its own, read through the front door with the lexicon that is shipped."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.reading.facts import Act, Facts, Urgency
from handlers.reading.place import PlaceReader
from handlers.reading.read import Reader
from models.messages import MessageKind
from models.settings import PlaceSettings


def top(facts: Facts) -> str:
    return facts.candidates[0].category if facts.candidates else ""


def test_a_resident_reports_a_trouble_with_its_place(reader: Reader) -> None:
    facts = reader.read("3号楼下水道又堵了，污水都漫出来了！！")
    assert facts.does(Act.REPORT)
    assert top(facts) == "sewage"
    assert facts.candidates[0].place is not None
    assert facts.candidates[0].place.key == "3幢"
    assert facts.emotive


def test_one_message_may_hold_two_places_of_one_trouble(reader: Reader) -> None:
    facts = reader.read("3号楼下水道堵了，8号楼下水道也堵了")
    found = {
        candidate.place.key for candidate in facts.candidates if candidate.category == "sewage" and candidate.place
    }
    assert found == {"3幢", "8幢"}


@pytest.mark.parametrize(
    "text",
    [
        "我们幢的下水道不堵",
        "要是下水道堵了该打哪个电话",
        "看新闻上说有个地方下水道堵了淹了一条街",
        "小时候家门口下水道老堵",
        "哈哈我家下水道堵了我都能去当师傅了",
        "听说镇上下水道堵了",
        "下水道修好了 不堵了",
    ],
)
def test_no_present_trouble_here_is_no_candidate(reader: Reader, text: str) -> None:
    facts = reader.read(text)
    assert facts.candidates == ()
    assert not facts.does(Act.REPORT)


def test_sarcasm_about_a_real_trouble_is_one(reader: Reader) -> None:
    assert top(reader.read("下水道又堵了，难道等它自己通？")) == "sewage"


def test_a_laughing_face_weakens_but_does_not_silence(reader: Reader) -> None:
    plain, teased = reader.read("下水道又堵了").candidates[0], reader.read("下水道又堵了[偷笑]").candidates[0]
    assert 0 < teased.score < plain.score


def test_danger_to_life_is_an_emergency(reader: Reader) -> None:
    assert reader.read("13幢8楼着火了！快打119").candidates[0].urgency is Urgency.EMERGENCY


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("+1", Act.SUPPORT),
        ("我家也是", Act.SUPPORT),
        ("疏通车来了没", Act.STATUS_QUERY),
        ("请问医保在哪里交", Act.QUESTION),
        ("不是3幢是5幢", Act.CORRECTION),
        ("没事了 不用来了", Act.WITHDRAWAL),
        ("路灯修好了", Act.RESOLVED),
        ("6号没好", Act.NOT_RESOLVED),
        ("谢谢小严 辛苦了", Act.THANKS),
        ("不满意 还是臭", Act.SATISFACTION),
        ("昨晚到现在 第三天了", Act.DETAIL),
        ("#接龙\n中秋晚会\n1. 张三", Act.SIGN_UP),
        ("开锁换芯 持证上岗 随叫随到", Act.ADVERT),
        ("早上好", Act.CHAT),
        ("收到", Act.CHAT),
    ],
)
def test_what_residents_do(reader: Reader, text: str, act: Act) -> None:
    assert reader.read(text).does(act)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("【通知】明天9点起停水检修", Act.NOTICE),
        ("@所有人 今晚抽查电动车进楼", Act.NOTICE),
        ("看到了，我联系市政疏通", Act.WORK),
        ("锥桶摆好了", Act.WORK),
        ("几单元？", Act.ASK_BACK),
    ],
)
def test_what_staff_do(reader: Reader, text: str, act: Act) -> None:
    facts = reader.read(text, is_staff=True)
    assert facts.does(act)
    assert not facts.does(Act.REPORT)


def test_the_same_words_are_no_notice_from_a_resident(reader: Reader) -> None:
    assert not reader.read("【通知】明天9点起停水检修").does(Act.NOTICE)


def test_support_with_a_fact_of_its_own_is_a_detail_too(reader: Reader) -> None:
    facts = reader.read("+1 我家五楼也是，第三天了")
    assert {Act.DETAIL, Act.SUPPORT} <= facts.acts


def test_a_forbidden_word_in_the_next_clause_forbids_nothing(reader: Reader) -> None:
    facts = reader.read("2号楼西侧又被车堵了，电梯口的人都在骂")
    assert top(facts) == "parking"


def test_a_trouble_told_with_a_trailing_ne_is_no_status_query(reader: Reader) -> None:
    facts = reader.read("网断了，孩子网课呢")
    assert top(facts) == "network_comm"
    assert not facts.does(Act.STATUS_QUERY)


def test_a_petition_is_signed_and_its_list_names_no_place(reader: Reader) -> None:
    facts = reader.read("#接龙 反对夜间施工\n1. 7-902\n2. 3-1501")
    assert facts.does(Act.SIGN_UP, Act.SUPPORT)
    assert facts.places == ()


def test_only_the_reply_to_a_quote_is_read(reader: Reader) -> None:
    facts = reader.read("「阿芳:下水道堵了」\n- - - - - - - - -\n谢谢大家")
    assert facts.text == "谢谢大家"
    assert facts.candidates == ()


def test_a_correction_tells_both_places(reader: Reader) -> None:
    facts = reader.read("不是3幢是5幢")
    assert facts.corrected is not None
    assert [place.key for place in facts.corrected] == ["3幢", "5幢"]


def test_a_request_with_thanks_and_a_question_mark_is_a_report_all_the_same(reader: Reader) -> None:
    facts = reader.read("请问下水道堵了谁来通一下？谢谢")
    assert facts.does(Act.REPORT)
    assert not facts.does(Act.QUESTION)


@pytest.mark.parametrize("kind", [MessageKind.SYSTEM, MessageKind.STICKER, MessageKind.LINK, MessageKind.RECALL])
def test_what_nobody_said_speaks_for_nothing(reader: Reader, kind: MessageKind) -> None:
    assert reader.read("下水道堵了", kind=kind).candidates == ()


def test_known_places_are_read_too(reader: Reader) -> None:
    known = Reader(reader.lexicon, PlaceReader([PlaceSettings(name="中心花圃", aliases=("花圃",))]))
    assert known.read("花圃那边下水道堵了").places[0].known == "中心花圃"


@settings(max_examples=200)
@given(st.text() | st.text(st.sampled_from("下水道堵了3号楼没人管?！「」:\n-#接龙+1@不满意谢谢 ")), st.booleans())
def test_any_text_is_read(reader: Reader, text: str, is_staff: bool) -> None:
    facts = reader.read(text, is_staff=is_staff)
    assert facts.acts
    assert list(facts.candidates) == sorted(facts.candidates, key=lambda candidate: -candidate.score)
