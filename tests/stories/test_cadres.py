"""Cadres in private: numbers or free words, which case, how it is echoed, and one word to undo it."""

import pytest

from models.messages import Quote
from models.status import State
from tests.stories.conftest import Story, photo

LIGHT = "8号楼前面的路灯不亮了"
WASTE = "5号楼门口垃圾堆成山了，没人收"


async def test_the_prompt_holds_the_facts_the_words_and_numbered_answers(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    [prompt] = story.told("xi")
    assert prompt.startswith("1号")
    for part in ("8号楼", LIGHT, "张阿姨", "1 收到", "6 办结"):
        assert part in prompt


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("1", State.ACCEPTED),
        ("收到", State.ACCEPTED),
        ("2", State.IN_PROGRESS),
        ("联系过物业了,师傅明早来", State.IN_PROGRESS),
        ("6", State.CLOSED),
        ("修好了", State.CLOSED),
        ("上报", State.ESCALATED),
        ("不归我们管，是市政的", State.RETURNED),
        ("退，信息不全", State.RETURNED),
        ("转城管办", State.DISPATCHED),
        ("挂账，等供电所排期", State.SUSPENDED),
        ("无法解决，灯杆产权不清，已经和居民说明了", State.CANNOT),
        ("不是工单", State.VOID),
    ],
)
async def test_one_line_moves_the_case_and_the_echo_says_how_it_was_understood(
    story: Story, answer: str, state: State
) -> None:
    await story.say("张阿姨", LIGHT)
    await story.whisper("xi", answer)
    assert (await story.case()).state is state
    assert any(text.startswith("1号") and "撤销" in text for text in story.told("xi")[1:])


async def test_a_promise_becomes_the_next_reminder(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    await story.whisper("xi", "联系过物业了,师傅明早来修")
    case = await story.case()
    assert case.promised_at is not None
    before = len(story.told("xi"))
    await story.until(4, 8, 20)
    assert len(story.told("xi")) == before
    await story.until(4, 10)
    assert any("师傅明早来修" in text and "到时间" in text for text in story.told("xi")[before:])


async def test_撤销_takes_the_last_step_back(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    await story.whisper("xi", "修好了")
    await story.whisper("xi", "撤销")
    case = await story.case()
    assert case.state is State.REGISTERED
    assert case.closed_at is None
    assert "已撤销" in story.told("xi")[-1]
    assert [event.move for event in await story.timeline()] == ["register", "close", "undo"]
    assert [bool(event.undone_at) for event in await story.timeline()] == [False, True, False]
    await story.pass_time(hours=4)
    assert not any("修好" in text or "办结" in text for text in story.group())


async def test_with_nothing_to_undo_the_cadre_is_told_so(story: Story) -> None:
    await story.whisper("xi", "撤销")
    assert "没有可以撤销" in story.told("xi")[-1]


async def test_an_answer_that_could_mean_two_cases_gets_one_numbered_question(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    await story.say("王师傅", WASTE)
    await story.whisper("xi", "修好了")
    question = story.told("xi")[-1]
    assert "哪一件" in question
    assert [case.state for case in await story.cases()] == [State.REGISTERED, State.REGISTERED]
    position = next(line[0] for line in question.splitlines() if "8号楼" in line)
    await story.whisper("xi", position)
    light, waste = await story.cases()
    assert (light.state, waste.state) == (State.CLOSED, State.REGISTERED)


async def test_a_number_or_a_quote_or_the_place_says_which_case(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    await story.say("王师傅", WASTE)
    await story.whisper("xi", "2号收到")
    prompt = next(text for text in story.told("xi") if text.startswith("1号"))
    await story.whisper("xi", "已经联系供电所了", quote=Quote("邻里", prompt))
    await story.whisper("xi", "5号楼的垃圾清掉了")
    light, waste = await story.cases()
    assert light.state is State.IN_PROGRESS
    assert waste.state is State.CLOSED


async def test_a_photo_after_the_words_is_evidence_of_completion_and_goes_to_the_group(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    await story.whisper("xi", "修好了")
    await story.whisper("xi", photo=photo("yellow"))
    assert "照片收下了" in story.told("xi")[-1]
    assert "人脸或车牌" in story.told("xi")[-1]
    await story.until(3, 12, 1)
    update = next(
        sent.outgoing
        for sent in story.stage.channel.sent
        if sent.outgoing.is_group and "8号楼" in sent.outgoing.text and sent.outgoing.photo
    )
    assert update.photo.startswith(b"\xff\xd8")


async def test_a_photo_before_the_words_counts_as_well(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    await story.whisper("xi", photo=photo("yellow"))
    await story.whisper("xi", "修好了")
    await story.until(3, 12, 1)
    assert any(sent.outgoing.photo for sent in story.stage.channel.sent if sent.outgoing.is_group)


async def test_今天有什么_lists_what_is_open(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    await story.say("王师傅", WASTE)
    await story.whisper("xi", "今天有什么")
    listing = story.told("xi")[-1]
    assert "在办 2 件" in listing
    assert "8号楼" in listing


async def test_work_done_in_the_open_counts_too(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    await story.say("xi", "8号楼的路灯修好了，大家看看")
    assert (await story.case()).state is State.CLOSED


async def test_a_department_is_asked_and_returns_or_reports_it_done(story: Story) -> None:
    await story.say("张阿姨", "桥头那个流动摊又占道了，路都走不过去")
    case = await story.case()
    await story.whisper("xi", f"{case.number}号转城管办")
    [dispatch] = story.told("chengguan-li")
    assert "社干小席" in dispatch
    await story.whisper("chengguan-li", f"{case.number}号退，不在我们片区")
    assert (await story.case()).state is State.RETURNED
    assert "退回" in story.told("xi")[-1]
    await story.whisper("xi", f"{case.number}号转城管办")
    await story.whisper("chengguan-li", f"{case.number}号已办好")
    assert (await story.case()).state is State.CONFIRMING
    await story.whisper("xi", f"{case.number}号办结")
    assert (await story.case()).state is State.CLOSED


async def test_an_extension_wants_a_reason_and_the_level_above(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    await story.whisper("xi", "1号延到下周五")
    assert (await story.case()).extension_until is None
    assert "原因" in story.told("xi")[-1]
    await story.whisper("xi", "1号延到下周五，等配件")
    before = (await story.case()).solve_due
    assert "延期" in story.told("secretary")[-1]
    await story.whisper("secretary", "1号同意延期")
    case = await story.case()
    assert case.extensions == 1
    assert case.solve_due > before
    assert "已同意" in story.told("xi")[-1]


async def test_a_cadre_of_another_grid_is_refused_politely_and_it_is_written_down(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    await story.whisper("gu", "1号办结")
    assert (await story.case()).state is State.REGISTERED
    assert story.told("gu")
    assert any(line.startswith("refused") for line in await story.audited())


async def test_a_resident_who_types_a_cadres_words_is_refused_politely_and_it_is_written_down(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    await story.whisper("王师傅", "1号办结")
    assert (await story.case()).state is State.REGISTERED
    assert len(story.told("王师傅")) == 1
    assert any("without being staff" in line for line in await story.audited())


async def test_nonsense_gets_a_hint_and_changes_nothing(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    await story.whisper("xi", "阿巴阿巴 9999号 ###")
    assert (await story.case()).state is State.REGISTERED
    assert len(story.told("xi")) == 2


async def test_为什么_shows_words_and_messages(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    await story.whisper("xi", "1号为什么")
    assert LIGHT in story.told("xi")[-1]
    assert "路灯" in story.told("xi")[-1]


async def test_one_line_corrects_the_case(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    await story.say("王师傅", WASTE)
    await story.whisper("xi", "1号地点9幢")
    await story.whisper("xi", "1号改成物业服务")
    await story.whisper("xi", "2号并到1号")
    light, waste = await story.cases()
    assert light.place == "9幢"
    assert light.category == "property_mgmt"
    assert waste.state is State.MERGED
    assert waste.merged_into == light.id


async def test_a_case_closed_too_early_is_taken_up_again(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    await story.whisper("xi", "1号修好了")
    await story.whisper("xi", "1号重开")
    assert (await story.case()).state is State.IN_PROGRESS
    await story.whisper("xi", "1号修好了")
    await story.pass_time(hours=80)
    await story.whisper("xi", "1号重开")
    assert (await story.case()).state is State.CLOSED
    await story.whisper("secretary", "1号重开")
    assert (await story.case()).state is State.IN_PROGRESS


async def test_the_echo_of_a_number_names_whom_the_prompt_named(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    assert "2 已联系养护公司" in story.told("xi")[-1]
    await story.whisper("xi", "2")
    assert "记为已联系养护公司" in story.told("xi")[-1]
