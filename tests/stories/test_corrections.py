"""A cadre corrects a case in one line; it is stored, with what was wrong and what is right; one word takes it back."""

from dataclasses import fields
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, insert

from handlers.actions.move_case import move_case
from handlers.scene import RESIDENT, Scene
from models.case import Case
from models.messages import Quote
from models.queries.events import staff_named_category
from models.status import Move, State
from models.tables import case_number
from tests.stories.conftest import ZONE, Story

LIGHT = "8号楼前面的路灯不亮了"
WASTE = "5号楼门口垃圾堆成山了，没人收"
LINES = {
    "不是工单": ("state", State.VOID),
    "误报": ("state", State.VOID),
    "改成噪音": ("category", "noise"),
    "类别改成物业服务": ("category", "property_mgmt"),
    "地点5幢": ("place", "5幢"),
    "不是8号楼是5号楼": ("place", "5号楼"),
    "较急": ("urgency", "urgent"),
}
# What a step leaves behind even where it is taken back.
TRACES = {"updated_at"}


def local(day: int, hour: int) -> datetime:
    return datetime(2026, 2, day, hour, tzinfo=ZONE)


def columns(case: Case) -> dict[str, object]:
    return {each.name: getattr(case, each.name) for each in fields(case) if each.name not in TRACES}


@pytest.mark.parametrize("number", ["", "1号"], ids=["without number", "with number"])
@pytest.mark.parametrize(("line", "becomes"), LINES.items(), ids=LINES.keys())
async def test_one_line_corrects_the_case_and_undo_puts_it_back(
    story: Story, line: str, becomes: tuple[str, object], number: str
) -> None:
    await story.say("张阿姨", LIGHT)
    before = await story.case()
    await story.whisper("xi", f"{number}{line}")
    column, value = becomes
    assert getattr(await story.case(), column) == value
    assert "撤销" in story.told("xi")[-1]
    await story.whisper("xi", "撤销")
    assert "已撤销" in story.told("xi")[-1]
    assert columns(await story.case()) == columns(before)


@pytest.mark.parametrize("line", ["并到1号", "2号并到1号", "2号和1号是一回事"])
async def test_one_line_merges_two_cases_and_undo_parts_them(story: Story, line: str) -> None:
    await story.say("张阿姨", LIGHT)
    await story.say("王师傅", WASTE)
    light, waste = await story.cases()
    await story.whisper("xi", line)
    merged = await story.case(2)
    assert (merged.state, merged.merged_into) == (State.MERGED, light.id)
    assert await story.said_in(1) == {LIGHT: "张阿姨", WASTE: "王师傅"}
    await story.whisper("xi", "撤销")
    assert columns(await story.case(2)) == columns(waste)
    assert columns(await story.case(1)) == columns(light)
    assert await story.said_in(1) == {LIGHT: "张阿姨"}
    assert await story.people_of(1) == {"张阿姨"}


async def test_of_two_cases_a_line_without_number_gets_one_question(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    await story.say("王师傅", WASTE)
    await story.whisper("xi", "改成噪音")
    question = story.told("xi")[-1]
    assert "哪一件" in question
    await story.whisper("xi", next(row[0] for row in question.splitlines() if "5号楼" in row))
    light, waste = await story.cases()
    assert (light.category, waste.category) == ("street_light", "noise")


async def test_a_correction_is_stored_with_what_was_wrong_what_is_right_who_when_and_what_had_opened_it(
    story: Story,
) -> None:
    light = await story.say("张阿姨", LIGHT)
    await story.whisper("xi", "1号改成噪音")
    await story.whisper("xi", "1号地点9幢")
    await story.whisper("xi", "1号不是工单")
    category, place, end = await story.corrections()
    assert (category.wrong, category.right) == ("street_light", "noise")
    assert (place.wrong, place.right) == ("8号楼", "9幢")
    assert (end.move, end.right) == (Move.VOID, "void")
    assert {(one.by, one.case.number) for one in (category, place, end)} == {("xi", 1)}
    assert category.words == "1号改成噪音"
    assert category.at == local(3, 9) + timedelta(seconds=1)
    why = category.case.why
    assert why["messages"] == [light]
    assert any(rule.startswith("street_light.") for rule in why["rules"])
    assert "路灯" in "".join(why["words"])


async def test_what_was_taken_back_is_no_correction(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    for line in ("不是工单", "改成噪音", "地点5幢", "较急"):
        await story.whisper("xi", line)
        await story.whisper("xi", "撤销")
    assert await story.corrections() == ()


async def test_of_two_corrections_the_one_that_was_taken_back_leaves_the_other(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    await story.whisper("xi", "改成噪音")
    await story.whisper("xi", "改成物业服务")
    await story.whisper("xi", "撤销")
    [only] = await story.corrections()
    assert (only.wrong, only.right) == ("street_light", "noise")


async def test_a_merge_is_stored_and_residents_correct_nothing(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    await story.say("王师傅", WASTE)
    await story.say("王师傅", "说错了，是6号楼门口")
    await story.whisper("xi", "2号并到1号")
    [merge] = await story.corrections()
    assert (merge.move, merge.case.number, merge.case.merged_into) == (Move.MERGE, 2, (await story.case(1)).id)


async def test_only_what_staff_named_binds_the_category(story: Story) -> None:
    """Each line of the timeline bears a staff id, which is empty where it was no member of staff."""
    await story.say("张阿姨", LIGHT)
    case = await story.case()
    read = story.stage.app.database.read

    def by_resident(connection: Connection) -> int:
        scene = Scene(connection, story.stage.clock.now(), story.stage.app.house)
        return move_case(scene, case, Move.CORRECT, RESIDENT, category="road").id

    await story.stage.app.database.write(by_resident)
    assert not await read(lambda connection: staff_named_category(connection, case.id))
    await story.whisper("xi", "改成噪音")
    assert await read(lambda connection: staff_named_category(connection, case.id))


class TestNumberOrDay:
    """Words that fit a case and a day of the month alike: "6号下午来修", said on the third."""

    @pytest.fixture
    async def sixth(self, story: Story) -> Story:
        """Case 6 is open, and its cadre was asked about it."""
        given = insert(case_number).values(grid="qinshi", last=5)
        await story.stage.app.database.write(lambda connection: connection.execute(given).rowcount)
        await story.say("张阿姨", LIGHT)
        return story

    async def test_an_open_case_that_was_asked_about_is_meant(self, sixth: Story) -> None:
        await sixth.whisper("xi", "6号下午来修")
        assert (await sixth.case(6)).promised_at == local(3, 15)
        assert sixth.told("xi")[-1].startswith("6号 8号楼路灯照明：记为下午处理")
        assert "「6号」当作编号，不是日期" in sixth.told("xi")[-1]

    async def test_without_such_a_case_the_day_is_meant(self, story: Story) -> None:
        await story.say("张阿姨", LIGHT)
        await story.whisper("xi", "6号下午来修")
        assert (await story.case(1)).promised_at == local(6, 15)
        assert "当作" not in story.told("xi")[-1]

    async def test_whoever_quotes_the_prompt_means_the_day(self, sixth: Story) -> None:
        [prompt] = sixth.told("xi")
        await sixth.whisper("xi", "6号下午来修", quote=Quote("邻里", prompt))
        assert (await sixth.case(6)).promised_at == local(6, 15)
        assert "「6号」当作日期，不是编号" in sixth.told("xi")[-1]

    async def test_a_case_that_was_answered_gives_way_to_the_one_just_asked_about(self, sixth: Story) -> None:
        await sixth.whisper("xi", "6号收到")
        await sixth.say("王师傅", WASTE)
        await sixth.whisper("xi", "6号下午来清")
        assert (await sixth.case(6)).promised_at is None
        assert (await sixth.case(7)).promised_at == local(6, 15)
        assert "「6号」当作日期" in sixth.told("xi")[-1]

    async def test_undo_and_the_other_way_of_saying_it(self, sixth: Story) -> None:
        await sixth.whisper("xi", "6号下午来修")
        await sixth.whisper("xi", "撤销")
        await sixth.whisper("xi", "2月6号下午来修")
        assert (await sixth.case(6)).promised_at == local(6, 15)
