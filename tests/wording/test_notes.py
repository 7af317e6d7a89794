"""What staff read in private, word for word where it matters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.figures import Figures, Tally
from handlers.reading.cadre_reply import Verb
from handlers.reading.facts import Urgency
from handlers.wording.echoes import echo, undone
from handlers.wording.labels import MOVE, STATE
from handlers.wording.leader_digest import leader_digest, reconciliation
from handlers.wording.lists import morning_list, open_list, why
from handlers.wording.notices import forwarded
from handlers.wording.private import MESSAGE_LIMIT, private
from handlers.wording.prompts import emergency_prompt, prompt, which_case
from handlers.wording.refusals import obstacle_of, refused
from handlers.wording.values import ForwardResult, Obstacle, Refused
from models.status import Move, State
from tests.wording.every import WHY
from tests.wording.samples import LAMP, LANE, LEADER, NOON, PROMPT, TOMORROW, at, echo_of, standing


def test_a_prompt_holds_the_facts_the_words_and_the_answers() -> None:
    assert prompt(PROMPT, NOON).split("\n") == [
        "6号 3号楼东侧停车挡道（一般）",
        "地点：3号楼东侧",
        "「3-502 王建国：3号楼东边又给堵了。」",
        "「居民：我家也是」",
        "照片 2 张，另有 1 人附议",
        "立案原因：照片后一分钟内由同一人补充文字",
        "时限：今天 18:00 前回复群里，12月8日 18:00 前办结",
        "1 收到 2 已联系物业 3 明天处理 4 不归我们 5 上报 6 办结（请发图）",
        "也可以直接说，例如「6号明早去看」。",
    ]


def test_a_prompt_says_plainly_that_a_limit_has_passed() -> None:
    late = replace(PROMPT, first_by=at("2026-12-01 11:00"))
    assert "今天 11:00 前该回复群里，已超时" in prompt(late, NOON)


def test_an_emergency_is_repeated_with_its_count() -> None:
    assert emergency_prompt(PROMPT, NOON).startswith("【紧急】6号")
    assert emergency_prompt(PROMPT, NOON, 1).startswith("【紧急】第 2 次提醒，还没有人接手。6号")


@pytest.mark.parametrize(
    ("verb", "more", "said"),
    [
        (Verb.ACCEPT, {}, "记为已收到，由您跟进，明早 9:00 提醒您"),
        (Verb.CONTACTED, {}, "记为已联系物业，明早 9:00 提醒您"),
        (Verb.PROMISE, {"when_words": "明早"}, "记为明早处理，明早 9:00 提醒您"),
        (Verb.NOT_OURS, {}, "记为不归我们办，交回上一级重新安排，明早 9:00 提醒您"),
        (Verb.RETURN, {"reason": "不属于本网格"}, "已退回，原因：不属于本网格，明早 9:00 提醒您"),
        (Verb.MERGE, {"target": 5}, "已并到 5号，明早 9:00 提醒您"),
        (Verb.SET_URGENCY, {"urgency": "emergency"}, "紧急程度改为「紧急」，明早 9:00 提醒您"),
    ],
)
def test_an_echo_says_how_it_was_understood_and_how_to_undo(verb: Verb, more: dict[str, object], said: str) -> None:
    heard = replace(echo_of(verb, **more), remind_at=TOMORROW)
    assert echo(heard, NOON) == f"6号 3号楼东侧停车挡道：{said}。不对请回复「撤销」。"


def test_what_was_not_understood_changed_nothing_and_offers_no_undo() -> None:
    said = echo(echo_of(Verb.UNCLEAR), NOON)
    assert "没有改动" in said
    assert "撤销" not in said


def test_a_step_that_is_taken_back_is_named_in_chinese() -> None:
    assert undone(LANE, "close") == "6号 3号楼东侧停车挡道：已撤销「办结」，回到上一步。"
    assert undone(LANE, "已联系物业") == "6号 3号楼东侧停车挡道：已撤销「已联系物业」，回到上一步。"
    assert set(MOVE) == set(Move)
    assert set(STATE) == set(State)


def test_an_answer_that_could_mean_two_cases_gets_one_question() -> None:
    assert which_case("修好了", [LANE, LAMP]).split("\n") == [
        "「修好了」说的是哪一件？回复前面的数字就行：",
        "1 6号 3号楼东侧停车挡道",
        "2 7号 8号楼前路灯",
    ]


@pytest.mark.parametrize(
    ("obstacle", "said"),
    [
        (Obstacle.NOT_YOURS, "6号不在您负责的网格里，没有改动。需要您来办的话，请上一级转给您。"),
        (
            Obstacle.WRONG_STATE,
            "6号 3号楼东侧停车挡道现在是「已办结」，不能再这样改，没有改动。要看它走到哪一步，回复「查6号」。",
        ),
        (Obstacle.REASON_NEEDED, "6号这样办要写明原因，请再发一次，例如「6号退，不属于本网格」。"),
        (Obstacle.PHOTO_NEEDED, "6号办结请发一张现场照片，发来就办结。"),
    ],
)
def test_a_refusal_says_why_and_what_would_work(obstacle: Obstacle, said: str) -> None:
    assert refused(Refused(obstacle, LANE, State.CLOSED)) == said


def test_a_refusal_without_a_case_still_reads_well() -> None:
    for obstacle in Obstacle:
        assert "None" not in refused(Refused(obstacle))
    assert obstacle_of("wrong_state") is Obstacle.WRONG_STATE
    assert obstacle_of("something new") is Obstacle.NOT_ALLOWED


def test_the_list_has_overdue_ones_first_then_urgent_ones_then_the_next_due() -> None:
    late = standing(LAMP, State.DISPATCHED, overdue=True, next_at=at("2026-11-30 18:00"))
    urgent = standing(replace(LANE, number=8), urgency=Urgency.URGENT)
    said = open_list([standing(next_at=TOMORROW), urgent, late], NOON).split("\n")
    assert said == [
        "在办 3 件：",
        "【超时】7号 8号楼前路灯，已转办，昨天 18:00 已到期",
        "8号 3号楼东侧停车挡道，已受理",
        "6号 3号楼东侧停车挡道，已受理，明早 9:00 前",
    ]


def test_nothing_to_do_is_no_morning_message() -> None:
    assert morning_list([], [], NOON) is None


def test_why_tells_words_messages_and_notes() -> None:
    assert why(WHY).split("\n") == [
        "6号 3号楼东侧停车挡道的立案原因：",
        "· 照片后一分钟内由同一人补充文字",
        "看到的词：堵、车",
        "「张三：又堵了。」",
        "用到的规则：parking.block",
        "不该立案请回复「6号不是工单」。",
    ]


def test_what_came_of_a_forwarded_record() -> None:
    assert forwarded(ForwardResult(3)) == "转发的 3 条看过了。没有看到要办的事。群里没有发消息。"


def test_the_leaders_digest_reconciles() -> None:
    said = leader_digest(LEADER, NOON).split("\n")
    assert said[:4] == [
        "新中社区 11月23日—11月29日",
        "收到 20 = 办结 14 + 处理中 4 + 无法解决 1 + 转出 1",
        "按期办结率 87.5%（14/16）",
        "重开率 6.2%（1/16），重复率 10%（2/20）",
    ]
    assert "满意率 78%（7.8/10），综合 81.2%" in said
    assert "平均响应 35 分钟，平均办结 1 天 4 小时" in said
    assert "按下级：勤实邻里 15 件（办结 11），勤润邻里 5 件（办结 3）" in said
    assert "【超时】6号 3号楼东侧停车挡道，已受理，昨天 18:00 已到期" in said


def test_figures_that_do_not_reconcile_are_said_not_to() -> None:
    assert "与台账不符" in reconciliation(Tally(received=3, closed=1))


def test_without_cases_there_are_no_rates() -> None:
    said = leader_digest(replace(LEADER, figures=Figures(), overdue=(), hot_spots=()), NOON)
    assert said.count("暂无") == 11
    assert "没有超时的事" in said


def test_a_note_is_cut_and_holds_no_control_characters() -> None:
    assert private("好\x00的\u202e！") == "好的。"
    assert len(private("很长。" * 2_000)) <= MESSAGE_LIMIT
