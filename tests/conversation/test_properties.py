"""Whatever people write, in whatever order: decisions name only what exists, and nothing raises."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.conversation import decisions as d
from models.messages import MessageKind
from tests.conversation.group import Group

WORDS = st.sampled_from(
    [
        "3幢下水道堵了，污水漫出来了",
        "北门路灯坏了",
        "又来了",
        "+1",
        "我家也是",
        "5幢2单元",
        "说错了 是5幢",
        "还没好",
        "修好了 谢谢",
        "6号没好",
        "查 1号",
        "满意",
        "没事了不用来了",
        "什么时候来修",
        "请问医保怎么交",
        "#接龙\n1. 甲",
        "有人吗",
        "哈哈哈",
        "",
        "[强]",
        "路灯修好了",
        "【通知】明天停水",
        "哪一幢？",
        "有人被困在电梯里",
        "专业疏通下水道 电话",
        "「甲:+1」\n- - - - - -\n是的",
    ]
)
NAMES = st.sampled_from(["张阿姨", "老王", "7-302", "社干小席", ""])
KINDS = st.sampled_from([MessageKind.TEXT, MessageKind.TEXT, MessageKind.TEXT, *MessageKind])
STEPS = st.tuples(NAMES, KINDS, WORDS, st.sampled_from([-30.0, 0.0, 1.0, 5.0, 90.0, 3000.0]), st.booleans())


@settings(max_examples=60, deadline=None)
@given(st.lists(STEPS, max_size=25))
def test_decisions_name_only_what_exists(steps: list[tuple[str, MessageKind, str, float, bool]]) -> None:
    group = Group()
    for name, kind, text, after, bot in steps:
        cases = {case.id for case in group.cases}
        refs = {said.ref for said in group.state.recent}
        found = group.hear(name, kind, text, after=after, bot=bot)
        refs.add(group.ref)
        assert found
        for decision in found:
            assert (getattr(decision, "case", None) or next(iter(cases), None)) in {*cases, None}
            assert set(getattr(decision, "messages", ())) <= refs
            assert getattr(decision, "message", group.ref) == group.ref
            assert not isinstance(decision, d.OpenCase) or decision.messages


@settings(max_examples=60, deadline=None)
@given(st.lists(STEPS, max_size=25))
def test_no_message_is_both_evidence_and_support_of_one_case(
    steps: list[tuple[str, MessageKind, str, float, bool]],
) -> None:
    group = Group()
    for name, kind, text, after, bot in steps:
        found = group.hear(name, kind, text, after=after, bot=bot)
        supported = {(x.case, x.message) for x in found if isinstance(x, d.Support)}
        told = {(x.case, ref) for x in found if isinstance(x, d.AddEvidence) for ref in x.messages}
        assert not supported & told
