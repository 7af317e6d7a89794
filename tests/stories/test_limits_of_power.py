"""Who may do and know what, and where it ends: private matters, the top of the tree, the third extension."""

from pathlib import Path

from sqlalchemy import delete, insert

from bot.stage import CHANNEL
from models.status import State
from models.tables import staff_binding
from tests.stories.conftest import Story, play, sample

LIGHT = "8号楼前面的路灯不亮了"
HARDSHIP = "我家隔壁老李低保停了两个月了，揭不开锅，能不能帮帮他"


async def test_who_is_not_named_for_private_matters_neither_sees_nor_moves_them(story: Story) -> None:
    await story.say("王师傅", HARDSHIP)
    await story.whisper("street", "今天有什么")
    await story.whisper("street", "查1号")
    await story.whisper("street", "1号办结")
    assert (await story.case()).state is State.REGISTERED
    assert not any("困难" in text or "低保" in text for text in story.told("street"))


async def test_where_the_cadre_is_not_named_for_them_the_level_above_is_asked(tmp_path: Path) -> None:
    staff = tuple(
        person.model_copy(update={"sees_private": False}) if person.id == "xi" else person for person in sample().staff
    )
    async with play(sample().changed(staff=staff), tmp_path) as story:
        await story.say("王师傅", HARDSHIP)
        assert (await story.case()).holder == "xinzhong"
        assert story.told("xi") == []
        assert any("低保" in text for text in story.told("secretary"))


async def test_what_happens_to_a_private_matter_is_not_told_to_the_group(story: Story) -> None:
    await story.say("王师傅", HARDSHIP)
    await story.pass_time(minutes=3)
    heard = len(story.group())
    await story.whisper("xi", "1号已联系民政，下午上门")
    await story.until(3, 12, 5)
    await story.whisper("xi", "1号办结")
    await story.until(4, 20)
    assert len(story.group()) == heard


async def test_at_the_top_of_the_tree_nothing_can_be_handed_on(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    await story.whisper("xi", "1号上报")
    await story.whisper("secretary", "1号上报")
    assert (await story.case()).holder == "hongqiao"
    await story.whisper("street", "1号上报")
    case = await story.case()
    assert (case.holder, case.state) == ("hongqiao", State.ESCALATED)
    assert any(line == "refused: escalate: no_upper" for line in await story.audited())


async def test_a_third_extension_is_refused(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    for day in ("2月20日", "2月27日"):
        await story.whisper("xi", f"1号延到{day}，等配件")
        await story.whisper("secretary", "1号同意延期")
    assert (await story.case()).extensions == 2
    await story.whisper("xi", "1号延到3月6日，等配件")
    assert (await story.case()).extension_until is None
    assert "refused: extend: too_often" in await story.audited()


async def test_a_refused_extension_leaves_the_limit_where_it_was(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    before = (await story.case()).solve_due
    await story.whisper("xi", "1号延到下周五，等配件")
    await story.whisper("secretary", "1号不同意延期")
    case = await story.case()
    assert (case.extensions, case.extension_until, case.solve_due) == (0, None, before)
    assert "没有同意" in story.told("xi")[-1]


async def test_for_the_community_a_case_that_went_to_the_street_is_handed_out(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    await story.whisper("xi", "1号上报")
    await story.whisper("secretary", "1号上报")
    await story.whisper("street", "收到")
    await story.until(9, 8, 31)
    community = next(text for text in story.told("secretary") if "收到 1 =" in text)
    street = next(text for text in story.told("street") if "收到 1 =" in text)
    assert "转出 1" in community
    assert "处理中 1" in street


async def test_撤销_also_takes_back_what_has_not_been_sent_yet(story: Story) -> None:
    app = story.stage.app
    away = delete(staff_binding).where(staff_binding.c.staff_id == "chengguan-li")
    await app.database.write(lambda connection: connection.execute(away).rowcount)
    await story.say("张阿姨", LIGHT)
    await story.whisper("xi", "1号转城管办")
    await story.whisper("xi", "撤销")
    back = {"channel": CHANNEL, "sender": "chengguan-li", "staff_id": "chengguan-li", "bound_at": app.clock.now()}
    await app.database.write(lambda connection: connection.execute(insert(staff_binding).values(**back)).rowcount)
    await story.pass_time(hours=1)
    assert story.told("chengguan-li") == []
