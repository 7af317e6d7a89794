"""What the group reads, word for word, so that a change of words is seen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from handlers.figures import Figures, Part, Tally
from handlers.wording.answers import ask_satisfaction, case_status, no_such_case
from handlers.wording.digest import weekly_digest
from handlers.wording.emergencies import danger_of, emergency_line
from handlers.wording.notes import public_note
from handlers.wording.receipts import neutral_line, receipt
from handlers.wording.updates import announce, status_update
from handlers.wording.values import CaseName, Danger, Receipt
from models.status import Move, State
from tests.wording.samples import AID, EVENING, LAMP, LANE, NOON, TOMORROW, WEEK, at, change, standing

NEUTRAL = "您说的情况社区已经收到，会有人直接联系您。"


def test_one_receipt_says_what_who_and_when() -> None:
    said = receipt([Receipt(LANE, "社干小席", EVENING)], NOON)
    assert said == "3号楼东侧停车挡道的事已记下（6号），社干小席去现场看，今天 18:00 前回复大家。"


def test_several_receipts_are_one_message_with_a_line_each() -> None:
    said = receipt([Receipt(LANE, "社干小席", EVENING), Receipt(LAMP, "", TOMORROW), Receipt(AID, "社干小席")], NOON)
    assert said.split("\n") == [
        "这 2 件事都已记下：",
        "6号 3号楼东侧停车挡道，社干小席去看，今天 18:00 前回复大家",
        "7号 8号楼前路灯，社区安排人去看，明早 9:00 前回复大家",
        NEUTRAL,
    ]


def test_many_receipts_name_as_many_as_fit_and_count_the_rest() -> None:
    many = [Receipt(replace(LANE, number=number), "社干小席", EVENING) for number in range(1, 13)]
    said = receipt([*many, Receipt(AID, "社干小席")], NOON)
    lines = said.split("\n")
    assert len(said) <= 300
    assert lines[0] == "这 12 件事都已记下："
    assert lines[-2] == f"另外 {12 - (len(lines) - 3)} 件也会逐件回复大家。"
    assert lines[-1] == NEUTRAL


def test_without_a_place_the_receipt_asks_for_it() -> None:
    said = receipt([Receipt(CaseName(6, "电梯"), "", None)], NOON)
    assert said == "电梯的事已记下（6号），社区会安排人去看，有新进展就回复大家。麻烦再说一下在几号楼附近。"


def test_a_private_matter_gets_no_number_no_category_no_place() -> None:
    assert receipt([Receipt(AID, "社干小席", EVENING)], NOON) == neutral_line() == NEUTRAL


def test_no_time_is_promised_that_has_passed() -> None:
    said = receipt([Receipt(LANE, "社干小席", at("2026-12-01 11:00"))], NOON)
    assert said == "3号楼东侧停车挡道的事已记下（6号），社干小席去现场看，有新进展就回复大家。"


@pytest.mark.parametrize(
    ("move", "more", "said"),
    [
        (Move.ACCEPT, {}, "社干小席已经在跟进，今天 18:00 前回复大家。"),
        (Move.START, {}, "社干小席正在处理，今天 18:00 前回复大家。"),
        (Move.START, {"note": "师傅下午到！"}, "有进展：师傅下午到，今天 18:00 前回复大家。"),
        (Move.START, {"department": "物业"}, "已联系物业，社干小席在跟进，今天 18:00 前回复大家。"),
        (Move.DISPATCH, {"department": "城管办"}, "已转给城管办办理，社干小席跟着催办，今天 18:00 前回复大家。"),
        (Move.ESCALATE, {}, "已请上一级一起协调，社干小席继续跟进，今天 18:00 前回复大家。"),
        (Move.GRANT_EXTENSION, {"note": "在等配件"}, "还需要一些时间，在等配件，今天 18:00 前回复大家。"),
        (Move.SUSPEND, {}, "要等一等，社区一直记着，今天 18:00 前回复大家。"),
        (Move.REOPEN, {}, "重新打开了，社干小席再去现场看，今天 18:00 前回复大家。"),
        (Move.MERGE, {"target": 5}, "和 5号是同一件，并到 5号一起办，进展看 5号。"),
        (Move.CLOSE, {}, "办好了，大家再看看，还有问题回复『6号没好』。"),
        (Move.CLOSE, {"note": "车已挪走"}, "车已挪走，大家再看看，还有问题回复『6号没好』。"),
        (Move.CANNOT, {"note": "产权不清"}, "目前解决不了，跟大家说明一下：产权不清。想了解详情可以找社干小席。"),
    ],
)
def test_a_change_is_one_sentence(move: Move, more: dict[str, Any], said: str) -> None:
    assert announce(replace(change(move, next_at=EVENING), **more), NOON) == f"3号楼东侧停车挡道的事（6号）{said}"


@pytest.mark.parametrize("note", ["老王的车挪走了", "3-502那家挪走了", "打13812345678", "两家吵起来了", "家里有病人"])
def test_a_note_that_touches_on_a_person_is_dropped_whole(note: str) -> None:
    assert announce(change(Move.CLOSE, note=note), NOON) == announce(change(Move.CLOSE), NOON)


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("6号修好了", "修好了"),
        ("6号 2 已联系物业", "已联系物业"),
        ("2 已联系物业", "已联系物业"),
        ("6号楼的灯修好了", "6号楼的灯修好了"),
        ("3个工人去的", "3个工人去的"),
        ("6", ""),
        ("6号办结", ""),
        ("收到，好的", ""),
        ("6号和7号都好了", ""),
        ("我在路上", ""),
        ("哪一幢的？", ""),
        ("各位业主请配合", ""),
        ("我们已经联系养护公司", "我们已经联系养护公司"),
    ],
)
def test_a_note_is_told_without_its_number_and_a_bare_command_is_no_note(note: str, shown: str) -> None:
    assert public_note(note, ()) == shown


def test_words_about_a_day_that_is_over_are_not_repeated() -> None:
    yesterday = at("2026-11-30 18:30")
    said = announce(change(Move.START, note="明早来修", at=yesterday, next_at=EVENING), NOON)
    assert said == "3号楼东侧停车挡道的事（6号）社干小席正在处理，今天 18:00 前回复大家。"
    still_true = announce(change(Move.START, note="已联系物业", at=yesterday, next_at=EVENING), NOON)
    assert still_true == "3号楼东侧停车挡道的事（6号）有进展：已联系物业，今天 18:00 前回复大家。"


@pytest.mark.parametrize("move", [Move.RATE, Move.EVIDENCE, Move.VOID, Move.UNDO, Move.RETURN])
def test_a_step_inside_the_office_says_nothing(move: Move) -> None:
    assert announce(change(move), NOON) is None


def test_a_private_case_never_appears_in_an_update() -> None:
    assert announce(change(Move.CLOSE, AID), NOON) is None
    assert status_update([change(Move.CLOSE, AID)], NOON) is None


def test_an_update_says_only_the_newest_of_what_changed() -> None:
    changes = [
        change(Move.CLOSE, LAMP),
        change(Move.ACCEPT),
        change(Move.START, next_at=EVENING),
        change(Move.CLOSE, AID),
    ]
    said = status_update(changes, NOON)
    assert said is not None
    assert said.split("\n") == [
        "有新进展的几件事：",
        "6号 3号楼东侧停车挡道，社干小席正在处理，今天 18:00 前回复大家",
        "7号 8号楼前路灯，办好了，大家再看看，还有问题回复『7号没好』",
    ]


def test_status_answers() -> None:
    assert case_status(standing(state=State.IN_PROGRESS, next_at=EVENING), NOON) == (
        "3号楼东侧停车挡道的事（6号）处理中，社干小席在跟进，今天 18:00 前回复大家。"
    )
    assert case_status(standing(state=State.CLOSED, since=at("2026-11-30 09:00")), NOON) == (
        "3号楼东侧停车挡道的事（6号）昨天 9:00 办结，还有问题回复『6号没好』。"
    )
    assert case_status(standing(AID), NOON) == "这件事由工作人员直接跟进，群里就不细说了。"
    assert no_such_case(12) == "还没有查到12号的记录。请您说一下地点和情况，社区记下来去看。"


def test_the_question_after_a_close() -> None:
    assert ask_satisfaction([LAMP, AID]) == (
        "8号楼前路灯（7号）已经办完，您看办得怎么样？"
        "回复『7号满意』『7号基本满意』或『7号不满意』就行，没好就回复『7号没好』。"
    )
    assert ask_satisfaction([AID]) is None


def test_the_weekly_digest() -> None:
    assert weekly_digest(WEEK, NOON).split("\n") == [
        "邻里一周（11月23日—11月29日）",
        "公共事项收到 16 件，办结 12 件，还在办 3 件，说明了暂时解决不了 1 件。",
        "其中：停车挡道 12 件，路灯 4 件。",
        "另有 4 件个人求助，由专人跟进。",
        "还在办的：",
        "6号 3号楼东侧停车挡道，社干小席在办，明早 9:00 前回复大家",
        "谢谢物业、365党员服务队、孙爷爷谈心室，也谢谢每一位出声的邻居。",
    ]


@pytest.mark.parametrize("personal", [0, 1, 2])
def test_few_personal_matters_leave_no_trace_in_the_digest(personal: int) -> None:
    public = Part("停车挡道", Tally(received=5, closed=5))
    own = Part("家庭矛盾", Tally(received=personal, open=personal), private=True)
    figures = Figures(tally=Tally(5 + personal, 5, personal), by_category=(public, own))
    without = Figures(tally=Tally(5, 5), by_category=(public,))
    assert weekly_digest(replace(WEEK, figures=figures), NOON) == weekly_digest(replace(WEEK, figures=without), NOON)


def test_a_quiet_week_is_said_to_be_quiet() -> None:
    said = weekly_digest(replace(WEEK, figures=Figures(), still_open=(), helpers=()), NOON)
    assert said.split("\n")[1:] == ["这周群里没有新的公共事项。", "谢谢每一位出声的邻居。"]


@pytest.mark.parametrize(
    ("danger", "number", "warning"),
    [
        (Danger.MEDICAL, "120", "不要随意搬动"),
        (Danger.FIRE, "119", "不要乘电梯"),
        (Danger.GAS, "119", "不要开关灯和电器"),
        (Danger.VIOLENCE, "110", "不要围观"),
        (Danger.LIFT, "119", "不要扒门"),
        (Danger.ELECTRIC, "120", "不要伸手去拉人"),
        (Danger.FALLING, "120", "不要在楼下停留"),
        (Danger.MISSING, "110", "不要在群里发身份证"),
        (Danger.SELF_HARM, "110", "不要离开"),
        (Danger.NO_ANSWER, "120", "不要翻窗撬门"),
        (Danger.OTHER, "110", "不要围观"),
    ],
)
def test_in_danger_the_group_reads_whom_to_call_and_what_not_to_do(danger: Danger, number: str, warning: str) -> None:
    said = emergency_line(danger)
    assert number in said
    assert warning in said
    assert "\n" not in said


@pytest.mark.parametrize(
    ("category", "words", "danger"),
    [
        ("water_power_gas", "楼道里一股煤气味", Danger.GAS),
        ("water_power_gas", "电线掉在水里", Danger.ELECTRIC),
        ("elevator", "我们三个人困在电梯里了", Danger.LIFT),
        ("elevator", "快来人", Danger.LIFT),
        ("elderly_care", "敲门没人应，三天没见出门了", Danger.NO_ANSWER),
        ("elderly_care", "老人摔倒了起不来", Danger.MEDICAL),
        ("medical_emergency", "快叫救护车", Danger.MEDICAL),
        ("fire_safety", "车棚冒烟了", Danger.FIRE),
        ("public_security", "有人拿刀", Danger.VIOLENCE),
        ("public_security", "楼上扔下来一个花盆", Danger.FALLING),
        ("other", "我爸走失了", Danger.MISSING),
        ("family_dispute", "她站在楼顶要跳楼", Danger.SELF_HARM),
        ("road", "井盖没了", Danger.OTHER),
    ],
)
def test_the_words_tell_the_kind_of_danger(category: str, words: str, danger: Danger) -> None:
    assert danger_of(category, words) is danger
