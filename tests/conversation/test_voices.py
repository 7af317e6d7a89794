"""What else people say of a case: support, corrections, progress, thanks, and numbers."""

from __future__ import annotations

from handlers.conversation.decisions import (
    AddEvidence,
    Ignore,
    Question,
    Rated,
    SaidNotResolved,
    SaidResolved,
    StatusQuery,
    Support,
    Withdraw,
)
from tests.conversation.group import Group

SEWAGE = "3幢门口下水道堵了，污水漫出来了"
LAMP = "北门路灯坏了，晚上黑漆漆的"


def reported(*texts: str) -> Group:
    group = Group()
    for number, text in enumerate(texts):
        group.say(f"报事人{number}", text)
    return group


def test_plus_one_supports_the_case_that_is_talked_of() -> None:
    group = reported(SEWAGE, LAMP)
    for name, text in (("甲", "+1"), ("乙", "同求"), ("丙", "支持")):
        assert group.say(name, text) == (Support(2, group.ref),)
    assert group.case("street_light").supporters == {"id-甲", "id-乙", "id-丙"}
    assert group.case("street_light").messages == (2,)


def test_a_quoted_plus_one_supports_the_quoted_case() -> None:
    group = reported(SEWAGE, LAMP)
    group.say("甲", "+1", quote=("报事人0", SEWAGE))
    assert group.did(Support) == [Support(1, 3)]


def test_support_with_a_fact_of_its_own_is_evidence() -> None:
    group = reported(SEWAGE)
    group.say("甲", "我家也是，3幢一楼卫生间返水，下水道堵了")
    assert group.did(Support) == []
    assert group.case("sewage").messages == (1, 2)


def test_support_in_the_words_of_every_region() -> None:
    group = reported(LAMP)
    said = (
        "不止你家",
        "深有同感",
        "说到我心坎上了",
        "阮兜嘛是",
        "我哋嗰边都系",
        "俺娘也不敢走",
        "支持支持",
        "举双手赞成",
    )
    for number, text in enumerate(said):
        assert group.say(f"邻居{number}", text) == (Support(1, group.ref),), text


def test_me_too_that_tells_of_the_trouble_itself_is_evidence() -> None:
    group = reported("3幢暖气一点都不热，家里才十四度")
    group.say("甲", "我家也是，暖气不热，老人晚上裹三床被子还哆嗦")
    assert group.did(Support) == []
    assert group.cases[0].messages == (1, 2)


def test_help_that_is_offered_supports_nothing() -> None:
    group = reported(SEWAGE)
    for text in ("我家也有把大铲子", "算我一个，我也去搭把手", "我家也有水泵，谁要借"):
        group.say("热心人", text)
        assert group.did(Support) == [], text


def test_a_corrected_place_replaces_the_wrong_one_and_both_messages_stay() -> None:
    group = reported(SEWAGE)
    group.say("报事人0", "说错了 是5幢")
    case = group.case("sewage")
    assert (case.place, case.messages) == ("5幢门口", (1, 2))
    [decision] = group.did(AddEvidence)
    assert isinstance(decision, AddEvidence)
    assert decision.corrects


def test_not_this_but_that() -> None:
    group = reported("车棚的路灯坏了，晚上黑漆漆的")
    group.say("报事人0", "不是车棚里头的，是12幢跟车棚当中那根灯杆，我讲岔了")
    assert group.case("street_light").place == "12幢和车棚之间"


def test_only_its_own_people_move_a_case() -> None:
    group = reported(SEWAGE)
    group.say("路人", "说错了 是5幢")
    assert group.case("sewage").place == "3幢门口"


def test_the_reporter_takes_it_back() -> None:
    group = reported(SEWAGE)
    group.say("报事人0", "没事了，不用来了，是我看错了")
    assert group.did(Withdraw) == [Withdraw(1, 2)]
    assert not group.cases[0].is_open


def test_another_s_word_takes_nothing_back() -> None:
    group = reported(SEWAGE)
    group.say("路人", "没事了，不用来了，是我看错了")
    assert group.did(Withdraw) == []
    assert group.cases[0].is_open


def test_fixed_and_thanks_go_to_the_right_case() -> None:
    group = reported(SEWAGE, LAMP)
    group.say("报事人0", "下水道通开了，修好了，谢谢")
    assert group.did(SaidResolved) == [SaidResolved(1, 3)]


def test_who_says_that_it_is_fixed_means_his_own_case() -> None:
    group = reported(SEWAGE, LAMP)
    group.say("报事人0", "好了，比原来强", after=200)
    assert group.did(SaidResolved) == [SaidResolved(1, 3)]


def test_thanks_for_a_promise_are_talk() -> None:
    group = reported(SEWAGE)
    group.say("社干小席", "收到，我马上联系养护公司")
    assert all(isinstance(decision, Ignore) for decision in group.say("报事人0", "谢谢小席"))


def test_a_reporter_s_thanks_after_a_while_tell_that_it_is_done() -> None:
    group = reported(SEWAGE, LAMP)
    group.say("社干小席", "收到，我马上联系养护公司")
    group.say("路人", "辛苦小席", after=90)
    assert group.did(SaidResolved) == []
    group.say("报事人0", "谢谢小席，地都冲过了", after=90)
    assert group.did(SaidResolved) == [SaidResolved(1, 5)]


def test_found_again_is_over_and_was_no_mistake() -> None:
    group = reported("我家孩子在北门走丢了，七岁，穿红外套")
    group.say("报事人0", "找到了，在他奶奶家")
    assert (group.did(Withdraw), group.did(SaidResolved)) == ([], [SaidResolved(1, 2)])


def test_a_trade_that_is_done_resolves_nothing() -> None:
    group = reported(SEWAGE)
    group.say("报事人0", "收摊了，还剩两碗凉粉，谁要")
    assert group.did(SaidResolved) == []


def test_thanks_for_an_older_matter() -> None:
    group = Group()
    group.say("甲", "上次说的凉亭修好了，谢谢社区")
    assert group.did(SaidResolved) == [SaidResolved(None, 1)]


def test_asking_after_one_s_own_case() -> None:
    group = reported(SEWAGE, LAMP)
    group.say("报事人0", "我报的怎么样了，什么时候来修", after=90)
    assert group.did(StatusQuery) == [StatusQuery(1, 3)]
    assert group.did(AddEvidence) == []


def test_asking_after_something_nobody_knows() -> None:
    group = Group()
    group.say("甲", "上个月说的护网什么时候修好啊")
    assert group.did(StatusQuery) == [StatusQuery(None, 1)]
    assert group.cases == ()


def test_a_number_names_its_case() -> None:
    group = reported(SEWAGE, LAMP)
    assert group.say("甲", "查 2号") == (StatusQuery(2, 3, direct=True),)
    assert group.say("甲", "查 1号") == (StatusQuery(1, 4, direct=True),)


def test_an_unknown_number_is_asked_after_without_a_case() -> None:
    group = reported(SEWAGE)
    assert all(getattr(decision, "case", None) is None for decision in group.say("甲", "查 88号"))


def test_still_not_good_after_a_close() -> None:
    group = reported(SEWAGE)
    group.close("sewage")
    group.say("报事人0", "还没好啊，又堵了", after=120)
    assert group.did(SaidNotResolved) == [SaidNotResolved(1, 2)]
    assert group.case("sewage").is_open


def test_still_not_good_by_number() -> None:
    group = reported(SEWAGE, LAMP)
    group.close("street_light")
    group.say("路人", "2号没好", after=120)
    assert group.did(SaidNotResolved) == [SaidNotResolved(2, 3)]


def test_a_rating_counts_only_after_the_question() -> None:
    group = reported(SEWAGE)
    group.say("报事人0", "满意")
    assert group.did(Rated) == []
    group.close("sewage", asked=True)
    assert group.say("报事人0", "基本满意") == (Rated(1, group.ref, 2),)


def test_a_question_to_the_community_opens_nothing() -> None:
    group = Group()
    group.say("甲", "请问医保在哪里交，要带什么材料？")
    assert group.did(Question)
    assert group.cases == ()


def test_adverts_of_outsiders() -> None:
    group = Group()
    group.say("装修老邓", "专业疏通下水道，管道堵了随叫随到，电话微信同号")
    assert group.cases == ()


def test_a_list_of_names_supports_and_the_reporter_s_own_is_evidence() -> None:
    group = reported(SEWAGE)
    listed = "#接龙\n3幢下水道要求疏通\n1. 报事人0"
    group.say("报事人0", listed)
    assert group.case("sewage").messages == (1, 2)
    group.say("甲", listed + "\n2. 甲")
    assert group.did(Support) == [Support(1, 3)]


def test_a_shopping_list_supports_no_case() -> None:
    group = reported(SEWAGE)
    group.say("团长", "#接龙\n今日排骨\n1. 甲 2斤")
    assert group.did(Support) == []


def test_a_list_that_shares_only_numbers_with_a_case_supports_nothing() -> None:
    group = reported("12幢楼顶漏水，1202家里地板泡了")
    group.say("团长", "接龙：草莓\n1. 12-1202 两盒")
    assert group.did(Support) == []


def test_a_reporter_may_support_what_another_asks_for() -> None:
    group = reported(SEWAGE)
    group.say("甲", "3幢一楼卫生间也返水，下水道堵了，要求换大管子")
    group.say("报事人0", "同求")
    assert group.did(Support) == [Support(1, 3)]
