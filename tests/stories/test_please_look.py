"""What may be a case waits for the cadre, who says line by line what is one."""

import pytest
from sqlalchemy import Connection, func, select

from handlers.actions.open_case import Origin
from handlers.conversation.decisions import Hold, Why
from handlers.lessons import material_of
from handlers.messages.group.hold import hold
from handlers.messages.group_state import as_said
from handlers.reading.learning.lesson import Fault
from handlers.scene import Scene
from models.queries.messages import get_message
from models.status import Move, State
from models.tables import message
from tests.stories.conftest import Story

BINS = "角落里那一摊还在呢"
DRILL = "那个动静又来了哦"
ALONE = "阿婆今天也没下来坐坐"


async def doubt(story: Story, words: str, category: str, grid: str = "qinshi") -> None:
    """The bot is not sure of the last message with these words; how it comes to doubt is told elsewhere."""

    def change(connection: Connection) -> None:
        ref = connection.scalar(select(func.max(message.c.id)).where(message.c.text == words))
        assert ref is not None
        scene = Scene(connection, story.stage.clock.now(), story.stage.app.house)
        hold(scene, Origin(grid, "group"), Hold(category, (ref,), Why((), (), (ref,))))

    await story.stage.app.database.write(change)


@pytest.fixture
async def shown(story: Story) -> Story:
    """Two doubtful things were said, and the cadre has looked at the list."""
    for name, words, category in (("张阿姨", BINS, "waste"), ("王师傅", DRILL, "noise")):
        await story.say(name, words)
        await doubt(story, words, category)
    await story.whisper("xi", "今天有什么")
    return story


async def test_doubtful_words_are_listed_by_line(shown: Story) -> None:
    listing = shown.told("xi")[-1]
    first, second = listing.splitlines()[1:]
    assert first.startswith("第1条")
    assert BINS in first
    assert second.startswith("第2条")
    assert DRILL in second
    assert await shown.cases() == ()


async def test_the_morning_list_is_answered_in_the_same_way(story: Story) -> None:
    await story.say("张阿姨", BINS)
    await doubt(story, BINS, "waste")
    await story.until(4, 8, 31)
    await story.whisper("xi", "第1条立案")
    assert (await story.case()).category == "waste"


async def test_a_line_that_is_a_case_becomes_one_with_its_words(shown: Story) -> None:
    await shown.whisper("xi", "第1条立案")
    [case] = await shown.cases()
    assert (case.state, case.category) == (State.REGISTERED, "waste")
    assert await shown.said_in() == {BINS: "张阿姨"}
    assert any("第1条立案为 1号" in text for text in shown.told("xi"))
    assert [(event.move, event.staff_id) for event in await shown.timeline()] == [("register", "xi")]
    await shown.whisper("xi", "1号为什么")
    assert "工作人员看过" in shown.told("xi")[-1]
    await shown.pass_time(minutes=2)
    assert any("1号" in text for text in shown.group())


async def test_what_was_taken_up_is_a_correction_of_what_was_missed(shown: Story) -> None:
    await shown.whisper("xi", "第1条立案")
    [correction] = await shown.corrections()
    assert (correction.move, correction.by, correction.words) == (Move.REGISTER, "xi", "第1条立案")
    material = await shown.stage.app.database.read(material_of)
    [lesson] = material.lessons
    assert (lesson.fault, lesson.right, lesson.texts) == (Fault.MISSED, "waste", (BINS,))
    await shown.whisper("xi", "撤销")
    assert await shown.corrections() == ()


async def test_undo_takes_such_a_case_back_before_the_group_hears_of_it(shown: Story) -> None:
    await shown.whisper("xi", "第1条立案")
    await shown.whisper("xi", "撤销")
    assert (await shown.case()).state is State.VOID
    await shown.pass_time(minutes=10)
    assert shown.group() == []


async def test_a_line_that_is_none_leaves_the_list_and_is_no_sign_any_more(shown: Story) -> None:
    await shown.whisper("xi", "第1条不是")
    assert "第1条记为不用办" in shown.told("xi")[-1]
    await shown.whisper("xi", "今天有什么")
    assert BINS not in shown.told("xi")[-1]
    assert not await shown.stage.app.database.read(lambda connection: is_sign(shown, connection))


def is_sign(story: Story, connection: Connection) -> bool:
    """Whether the first message still waits for a second voice."""
    scene = Scene(connection, story.stage.clock.now(), story.stage.app.house)
    return as_said(scene, "qinshi", get_message(connection, 1)).held


async def test_both_kinds_in_one_line(shown: Story) -> None:
    await shown.whisper("xi", "第1条不是，第2条立案")
    [case] = await shown.cases()
    assert case.category == "noise"
    assert "记为不用办" in "".join(shown.told("xi"))


async def test_a_line_that_the_list_does_not_have_changes_nothing(shown: Story) -> None:
    await shown.whisper("xi", "第1、7条立案")
    assert await shown.cases() == ()
    assert "清单里没有第7条" in shown.told("xi")[-1]


async def test_a_line_of_which_a_case_has_come_is_not_opened_twice(shown: Story) -> None:
    await shown.whisper("xi", "第1条立案")
    await shown.whisper("xi", "第1条立案")
    assert len(await shown.cases()) == 1
    assert "已经在 1号" in shown.told("xi")[-1]


async def test_a_forwarded_line_waits_in_the_list_too(story: Story) -> None:
    await story.whisper("gu", f"张阿姨: {BINS}\n老李: 今天草头不错")
    await doubt(story, BINS, "waste", "qinrun")
    await story.whisper("gu", "今天有什么")
    assert BINS in story.told("gu")[-1]
    await story.whisper("gu", "第1条立案")
    case = await story.case()
    assert (case.grid, case.source, case.group_id) == ("qinrun", "forward", None)


async def test_private_matters_are_listed_only_for_who_may_be_told(story: Story) -> None:
    await story.say("王师傅", ALONE)
    await doubt(story, ALONE, "elderly_care")
    await story.whisper("street", "今天有什么")
    await story.whisper("secretary", "今天有什么")
    assert ALONE not in "".join(story.told("street"))
    assert ALONE in "".join(story.told("secretary"))


async def test_without_a_list_the_same_words_are_no_order(story: Story) -> None:
    await story.say("张阿姨", "8号楼前面的路灯不亮了")
    await story.whisper("xi", "第1条不是")
    assert (await story.case()).state is State.REGISTERED
