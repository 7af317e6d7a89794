"""What corrections teach: words that several of them share, tried on everything that is known."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from handlers.reading.learning.change import OwnWords, plain
from handlers.reading.learning.lesson import Fault, Heard, Lesson, Material
from handlers.reading.learning.phrases import Guard
from handlers.reading.learning.propose import Learnt, Proposal, learn
from handlers.reading.lexicon_source import CategorySource, RuleSource, SharedSource, Sources
from models.settings import WordSettings

NOISE = CategorySource(
    category="noise",
    rules=(RuleSource(id="noise.loud", pattern="吵", needs=("吵",), yes=("楼上真吵", "广播站一早就吵")),),
    no=("别吵架",),
)
PETS = CategorySource(
    category="pets",
    groups={"animal": ("狗",), "does": ("叫", "咬")},
    rules=(
        RuleSource(id="pets.animal", all=(("animal",), ("does",)), yes=("狗半夜叫",)),
        RuleSource(id="pets.maybe", pattern="叫个不停", needs=("叫个不停",), score=0.6, yes=("又叫个不停",)),
    ),
)
SOURCES = Sources((NOISE, PETS), SharedSource())
JOKES = ("排练厅里吵翻了天", "我们排练厅今天特别吵")


def lessons(fault: Fault, wrong: str, right: str, *texts: str) -> tuple[Lesson, ...]:
    return tuple(Lesson(fault, wrong, right, f"grid/{n}", (text,)) for n, text in enumerate(texts, 1))


def jokes(*texts: str) -> tuple[Lesson, ...]:
    return lessons(Fault.NOT_A_CASE, "noise", "", *texts)


NOBODY = Guard(lambda _phrase: False, frozenset("王李张"))


def taught(
    found: Iterable[Lesson],
    *,
    confirmed: Iterable[Heard] = (),
    chat: Iterable[str] = (),
    own: OwnWords | None = None,
    guard: Guard = NOBODY,
    least: int = 2,
) -> Learnt:
    return learn(SOURCES, own or {}, Material(tuple(found), tuple(confirmed), tuple(chat)), guard, least)


def words(proposals: Iterable[Proposal]) -> list[dict[str, dict[str, list[str]]]]:
    return [plain(proposal.change) for proposal in proposals]


def test_what_was_no_case_teaches_a_veto() -> None:
    learnt = taught(jokes(*JOKES))
    assert words(learnt.proposals) == [{"noise": {"vetoes": ["排练厅"]}}]
    [proposal] = learnt.proposals
    assert len(proposal.effect.mended) == proposal.of == 2


def test_of_what_they_share_only_what_says_something_counts() -> None:
    assert taught(jokes("我们今天真的吵", "我们今天特别吵")).proposals == ()


def test_what_residents_report_with_is_no_veto() -> None:
    """楼上 stands in reports of the lexicon itself."""
    reported = NOISE.model_copy(update={"yes": ("楼上吵死了", "楼上吵得很", "楼上吵")})
    material = Material(jokes("楼上吵一会儿就停", "怪不得楼上吵"))
    assert learn(Sources((reported, PETS), SharedSource()), {}, material, NOBODY).proposals == ()


def test_what_opened_the_case_is_no_veto() -> None:
    own = {"noise": WordSettings(patterns=("哇哇响",))}
    opened = tuple(
        Lesson(Fault.NOT_A_CASE, "noise", "", "g/1", (text,), words=("哇哇响",))
        for text in ("耳机哇哇响", "锅里哇哇响")
    )
    assert taught(opened, own=own).proposals == ()


def test_a_wrong_category_teaches_words_of_the_right_one_and_a_veto_of_the_wrong() -> None:
    learnt = taught(lessons(Fault.CATEGORY, "noise", "pets", "八哥叫得太吵", "隔壁养的八哥叫起来吵"))
    assert words(learnt.proposals) == [{"noise": {"vetoes": ["八哥"]}, "pets": {"objects": ["八哥"]}}]


def test_where_both_are_read_the_veto_alone_is_enough() -> None:
    learnt = taught(lessons(Fault.CATEGORY, "noise", "pets", "看门狗叫得吵", "看门狗咬人吵个没完"))
    assert words(learnt.proposals) == [{"noise": {"vetoes": ["看门狗"]}}]


def test_what_was_missed_teaches_words_that_open_a_case() -> None:
    learnt = taught(lessons(Fault.MISSED, "", "pets", "八哥叫个不停", "隔壁八哥又叫个不停了"))
    assert words(learnt.proposals) == [{"pets": {"objects": ["八哥"]}}]


def test_a_long_phrase_may_open_a_case_by_itself() -> None:
    learnt = taught(lessons(Fault.MISSED, "", "pets", "遛狗不牵绳的又来了", "小区里遛狗不牵绳"))
    assert words(learnt.proposals) == [{"pets": {"patterns": ["遛狗不牵绳"]}}]


def test_so_many_corrections_as_are_wanted_must_bear_it_out() -> None:
    assert taught(jokes(*JOKES), least=3).proposals == ()
    assert taught(jokes(*JOKES, "排练厅外面都听得到吵"), least=3).proposals


def test_each_proposal_is_for_what_the_ones_before_leave_over() -> None:
    learnt = taught(jokes(*JOKES, "录音棚里吵什么", "录音棚今天吵哭了", "算了不吵了"))
    assert words(learnt.proposals) == [{"noise": {"vetoes": ["录音棚"]}}, {"noise": {"vetoes": ["排练厅"]}}]
    assert learnt.left == 1


def test_confirmed_cases_stand_against_it() -> None:
    real = Heard("noise", ("对面排练厅通宵吵",))
    assert taught(jokes(*JOKES), confirmed=[real]).proposals == ()


def test_chat_that_would_open_cases_stands_against_it() -> None:
    missed = lessons(Fault.MISSED, "", "pets", "遛狗不牵绳的又来了", "小区里遛狗不牵绳")
    assert taught(missed, chat=["遛狗不牵绳可不好", "说说遛狗不牵绳"]).proposals == ()
    [proposal] = taught(missed, chat=["遛狗不牵绳可不好"]).proposals
    assert proposal.effect.heard_more == 1


def test_sentences_of_the_lexicon_that_would_be_read_differently_are_listed() -> None:
    learnt = taught(jokes("广播站真吵哈哈", "广播站吵得我笑死", "楼下广播站吵着玩"))
    [proposal] = learnt.proposals
    [turned] = proposal.effect.turned
    assert (turned.sentence, turned.before, turned.after) == ("广播站一早就吵", ("noise",), ())


def test_what_the_present_words_read_rightly_teaches_nothing_more() -> None:
    learnt = taught(jokes(*JOKES), own={"noise": WordSettings(vetoes=("排练厅",))})
    assert (learnt.proposals, learnt.mended, learnt.left) == ((), 2, 0)


def test_words_that_point_at_somebody_are_left_out() -> None:
    assert taught(jokes(*JOKES), guard=Guard(lambda phrase: phrase in "排练厅")).proposals == ()


@pytest.mark.parametrize("name", ["王建国", "李秀英", "张美丽"])
def test_names_of_people_are_left_out_even_where_nobody_is_called_so(name: str) -> None:
    assert taught(jokes(f"{name}吵着要喝酒", f"昨天{name}吵输了")).proposals == ()


def test_a_rule_that_is_wrong_more_often_than_right_is_named() -> None:
    wrong = tuple(
        Lesson(Fault.NOT_A_CASE, "noise", "", f"g/{n}", (text,), rules=("noise.loud",))
        for n, text in enumerate("甲乙丙")
    )
    right = Heard("noise", ("楼上真吵",), rules=("noise.loud",))
    [doubted] = taught(wrong, confirmed=[right]).rules
    assert (doubted.rule, doubted.wrong, doubted.right) == ("noise.loud", 3, 1)
    assert taught(wrong, confirmed=[right] * 3).rules == ()
