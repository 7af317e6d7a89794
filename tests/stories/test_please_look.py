"""What may be a case waits for the cadre, who says line by line what is one."""

from collections.abc import AsyncIterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from bot.stage import open_stage
from handlers.lessons import material_of
from handlers.reading.extra import extended
from handlers.reading.learning.lesson import Fault
from handlers.reading.lexicon import Lexicon
from handlers.reading.lexicon_source import RuleSource, read_folder
from models.status import Move, State
from tests.stories.conftest import TUESDAY, Story, sample

BINS = "角落里那一摊还在呢"
DRILL = "那个动静又来了哦"
ALONE = "阿婆家门口的灯几天没点了"
DOUBTFUL = {"waste": "那一摊", "noise": "那个动静", "elderly_care": "几天没点"}


@cache
def doubting() -> Lexicon:
    """The lexicon with words that are never enough alone."""
    sources = extended(read_folder(), sample().words)
    unsure = (
        source.model_copy(update={"rules": (*source.rules, _unsure(source.category))})
        if source.category in DOUBTFUL
        else source
        for source in sources.categories
    )
    return Lexicon(replace(sources, categories=tuple(unsure)))


def _unsure(category: str) -> RuleSource:
    words = DOUBTFUL[category]
    return RuleSource(id=f"{category}.story", pattern=words, needs=(words,), score=0.6)


@pytest.fixture
async def story(tmp_path: Path) -> AsyncIterator[Story]:
    async with open_stage(sample(), TUESDAY, tmp_path, lexicon=doubting()) as stage:
        yield Story(stage)


@pytest.fixture
async def shown(story: Story) -> Story:
    """Two doubtful things were said, and the cadre has looked at the list."""
    await story.say("张阿姨", BINS)
    await story.say("王师傅", DRILL)
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
    await shown.say("老李", BINS)
    assert await shown.cases() == ()


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
    await story.whisper("gu", "今天有什么")
    assert BINS in story.told("gu")[-1]
    await story.whisper("gu", "第1条立案")
    case = await story.case()
    assert (case.grid, case.source, case.group_id) == ("qinrun", "forward", None)


async def test_private_matters_are_listed_only_for_who_may_be_told(story: Story) -> None:
    await story.say("王师傅", ALONE)
    await story.whisper("street", "今天有什么")
    await story.whisper("secretary", "今天有什么")
    assert ALONE not in "".join(story.told("street"))
    assert ALONE in "".join(story.told("secretary"))


async def test_without_a_list_the_same_words_are_no_order(story: Story) -> None:
    await story.say("张阿姨", "8号楼前面的路灯不亮了")
    await story.whisper("xi", "第1条不是")
    assert (await story.case()).state is State.REGISTERED
