"""Residents in the group: what becomes a case, what the group hears, and what passes in silence."""

from models.messages import MessageKind, Quote
from models.queries.messages import people_of_cases
from models.status import State
from tests.stories.conftest import Story, photo


async def test_张阿姨_reports_a_blocked_lane_and_the_group_gets_one_short_receipt(story: Story) -> None:
    await story.say("张阿姨", "3号楼东侧又被车堵了，轮椅都推不出去")
    assert story.group() == []
    await story.pass_time(minutes=2)
    [case] = await story.cases()
    assert (case.category, case.place, case.state) == ("parking", "3号楼东侧", State.REGISTERED)
    [receipt] = story.group()
    assert "已记下" in receipt
    assert "社干小席" in receipt
    assert "张阿姨" not in receipt


async def test_a_photo_first_and_the_words_a_minute_later_are_one_case(story: Story) -> None:
    await story.say("小顾妈妈", photo=photo())
    await story.say("老李头", "今天菜场的草头不错")
    await story.pass_time(seconds=50)
    await story.say("小顾妈妈", "5号楼门口垃圾堆成山了，臭死了")
    [case] = await story.cases()
    assert case.category == "waste"
    prompt, picture = story.told("xi")[:2]
    assert "照片 1 张" in prompt
    assert "照片" in picture


async def test_words_first_and_the_photo_later_are_one_case(story: Story) -> None:
    await story.say("小顾妈妈", "5号楼门口垃圾堆成山了，没人收")
    await story.pass_time(seconds=40)
    await story.say("小顾妈妈", photo=photo())
    [_] = await story.cases()
    assert any("照片" in text for text in story.told("xi")[1:])


async def test_several_messages_of_several_people_about_one_thing_are_one_case(story: Story) -> None:
    await story.say("张阿姨", "8号楼前面的路灯不亮了")
    await story.say("老李头", "晚饭吃了没")
    await story.say("王师傅", "+1 黑漆漆的")
    await story.say("陈阿婆", "就是8号楼那个路灯，昨晚我差点摔一跤")
    [case] = await story.cases()
    assert case.category == "street_light"


async def test_a_correction_changes_the_place_and_the_cadre_is_told(story: Story) -> None:
    await story.say("张阿姨", "3号楼下水道堵了，污水都漫出来了")
    await story.say("张阿姨", "说错了，不是3号楼是5号楼")
    case = await story.case()
    assert case.place.startswith("5号楼")
    assert any("5号楼" in text for text in story.told("xi")[1:])


async def test_查1号_is_answered_in_the_group_without_naming_anybody(story: Story) -> None:
    await story.say("张阿姨", "8号楼前面的路灯不亮了")
    await story.pass_time(minutes=5)
    await story.say("王师傅", "查 1号")
    answer = story.group()[-1]
    assert "1号" in answer
    assert "张阿姨" not in answer
    assert "王师傅" not in answer


async def test_a_withdrawn_report_is_no_case_any_more_and_needs_no_receipt(story: Story) -> None:
    await story.say("张阿姨", "8号楼前面的路灯不亮了")
    await story.say("张阿姨", "没事了，刚刚自己亮了，不用来了")
    await story.pass_time(minutes=3)
    case = await story.case()
    assert case.state in (State.VOID, State.CONFIRMING)
    assert story.group() == []


async def test_receipts_within_a_minute_are_one_message(story: Story) -> None:
    await story.say("张阿姨", "8号楼前面的路灯不亮了")
    await story.pass_time(seconds=20)
    await story.say("王师傅", "5号楼门口垃圾堆成山了，没人收")
    await story.pass_time(minutes=3)
    [receipt] = story.group()
    assert "1号" in receipt
    assert "2号" in receipt


async def test_at_night_the_group_is_left_in_peace_until_seven(story: Story) -> None:
    await story.until(3, 23)
    await story.say("张阿姨", "8号楼前面的路灯不亮了")
    await story.until(4, 6, 59)
    assert story.group() == []
    await story.until(4, 7, 5)
    assert len(story.group()) == 1


async def test_an_emergency_breaks_the_silence_at_any_hour(story: Story) -> None:
    await story.until(3, 23)
    await story.say("张阿姨", "救命啊，5号楼3楼着火了，浓烟滚滚")
    [line] = story.group()
    assert "119" in line
    assert any("紧急" in text for text in story.told("xi"))
    assert any("紧急" in text for text in story.told("secretary"))


async def test_a_private_matter_gets_a_neutral_line_only(story: Story) -> None:
    await story.say("王师傅", "我家隔壁老李低保停了两个月了，揭不开锅，能不能帮帮他")
    await story.pass_time(minutes=3)
    case = await story.case()
    assert case.private
    for line in story.group():
        assert "低保" not in line
        assert "老李" not in line
        assert "1号" not in line
    assert any("低保" in text for text in story.told("xi"))


async def test_the_same_trouble_at_another_place_is_another_case(story: Story) -> None:
    await story.say("张阿姨", "3号楼东侧又被车堵了，轮椅都推不出去")
    await story.say("王师傅", "12号楼那边消防通道也被私家车堵死了")
    assert len(await story.cases()) == 2


async def test_a_quote_carries_the_thread(story: Story) -> None:
    await story.say("张阿姨", "8号楼前面的路灯不亮了")
    await story.say("王师傅", "5号楼门口垃圾堆成山了，没人收")
    await story.say("陈阿婆", "我家也是这样", quote=Quote("张阿姨", "8号楼前面的路灯不亮了"))
    light, _ = await story.cases()
    supporters = await story.stage.app.database.read(lambda connection: people_of_cases(connection, [light.id]))
    assert supporters[light.id]["supporter"] == {"陈阿婆"}


async def test_chatter_is_left_alone(story: Story) -> None:
    for name, text in [
        ("老李头", "早上好"),
        ("王师傅", "哈哈哈哈笑死我了"),
        ("张阿姨", "谁家要的草头一块五"),
        ("小顾妈妈", "周末带娃去哪里玩"),
        ("老李头", "[捂脸][捂脸]"),
        ("王师傅", "收到"),
    ]:
        await story.say(name, text)
    await story.say("快乐老家", "转发：震撼", kind=MessageKind.LINK)
    await story.pass_time(minutes=10)
    assert await story.cases() == ()
    assert story.group() == []


async def test_after_a_close_still_not_good_reopens_within_three_days(story: Story) -> None:
    await story.say("张阿姨", "8号楼前面的路灯不亮了")
    await story.whisper("xi", "1号办结 灯换好了")
    await story.pass_time(hours=30)
    await story.say("张阿姨", "1号没好，昨晚又不亮")
    case = await story.case()
    assert case.state is State.IN_PROGRESS
    assert case.reopened == 1


async def test_after_three_days_it_stays_closed_and_the_cadre_hears_of_it(story: Story) -> None:
    await story.say("张阿姨", "8号楼前面的路灯不亮了")
    await story.whisper("xi", "1号办结 灯换好了")
    await story.pass_time(hours=80)
    before = len(story.told("xi"))
    await story.say("张阿姨", "1号没好")
    assert (await story.case()).state is State.CLOSED
    assert len(story.told("xi")) == before + 1


async def test_people_are_asked_once_whether_they_are_content_and_the_answer_counts(story: Story) -> None:
    await story.say("张阿姨", "8号楼前面的路灯不亮了")
    await story.whisper("xi", "1号办结 灯换好了")
    await story.until(4, 12)
    questions = [text for text in story.group() if "满意" in text]
    assert len(questions) == 1
    await story.say("张阿姨", "1号满意，谢谢")
    assert (await story.case()).score == 3
