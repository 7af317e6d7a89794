"""What happens by the clock: status updates, reminders, escalations, digests, forgetting; each once a period."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from bot.scheduler import Scheduler
from handlers.jobs import JOBS
from models.messages import Quote
from models.status import State
from models.tables import audit, job_run, media, message, outbox, prompt
from tests.stories.conftest import Story, photo

LIGHT = "8号楼前面的路灯不亮了"


async def test_the_group_hears_once_of_what_changed_and_of_nothing_else(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    await story.say("王师傅", "5号楼门口垃圾堆成山了，没人收")
    await story.whisper("xi", "1号已联系供电所，下午到")
    await story.until(3, 12, 1)
    update = story.group()[-1]
    assert "路灯" in update
    assert "垃圾" not in update
    before = len(story.group())
    await story.until(3, 17, 30)
    assert len(story.group()) == before


async def test_several_changes_come_in_one_message(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    await story.say("王师傅", "5号楼门口垃圾堆成山了，没人收")
    await story.pass_time(minutes=3)
    await story.whisper("xi", "1号修好了")
    await story.whisper("xi", "2号收到")
    await story.until(3, 12, 1)
    [_receipt, update] = story.group()
    assert "1号" in update
    assert "2号" in update


async def test_a_day_without_news_is_a_day_without_posts(story: Story) -> None:
    await story.until(4, 20)
    assert story.group() == []


async def test_before_the_limit_the_cadre_is_reminded_and_after_it_the_level_above_is_asked(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    case = await story.case()
    await story.stage.wait_until(case.first_due - timedelta(minutes=1))
    assert any(text.startswith("提醒") for text in story.told("xi"))
    assert story.told("secretary") == []
    await story.stage.wait_until(case.first_due + timedelta(minutes=2))
    case = await story.case()
    assert case.state is State.ESCALATED
    assert case.holder == "xinzhong"
    assert any("上报给您" in text for text in story.told("secretary"))
    assert any("到时限还没有回复" in text for text in story.told("xi"))


async def test_unanswered_it_climbs_to_the_street_and_then_stays_there(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    await story.until(20, 18)
    case = await story.case()
    assert case.holder == "hongqiao"
    escalations = [event for event in await story.timeline() if event.move == "escalate"]
    assert len(escalations) == 2


async def test_an_answered_case_is_not_escalated_while_it_has_time(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    await story.whisper("xi", "收到")
    await story.until(4, 12)
    assert (await story.case()).state is State.ACCEPTED


async def test_a_suspended_case_is_left_alone_and_its_limit_moves_on(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    before = (await story.case()).solve_due
    await story.whisper("xi", "1号挂账，等供电所排期")
    await story.until(13, 9)
    assert (await story.case()).state is State.SUSPENDED
    await story.whisper("xi", "1号恢复办理")
    case = await story.case()
    assert case.state is State.IN_PROGRESS
    assert case.solve_due > before


async def test_an_emergency_is_repeated_after_two_and_five_minutes_until_somebody_answers(story: Story) -> None:
    await story.say("张阿姨", "救命啊，5号楼3楼着火了，浓烟滚滚")
    assert len(story.told("xi")) == 1
    await story.pass_time(minutes=2, seconds=5)
    assert len(story.told("xi")) == 2
    await story.pass_time(minutes=3)
    assert len(story.told("xi")) == 3
    assert "第 3 次提醒" in story.told("xi")[-1]
    await story.whisper("xi", "收到，正在现场")
    told = len(story.told("xi"))
    await story.pass_time(minutes=20)
    assert len(story.told("xi")) == told
    assert len(story.group()) == 1


async def test_the_weekly_digest_is_public_and_points_at_nobody(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    await story.whisper("xi", "1号修好了")
    await story.say("王师傅", "我家隔壁老李低保停了两个月了，揭不开锅，能不能帮帮他")
    await story.say("赵阿姨", "早上好", group="qinrun-1")
    await story.until(8, 18, 1)
    digest = next(text for text in story.group() if text.startswith("邻里一周"))
    assert "路灯" in digest
    assert "低保" not in digest
    for name in ("张阿姨", "王师傅", "老李"):
        assert name not in digest
    quiet = [text for text in story.group("qinrun-1") if text.startswith("邻里一周")]
    assert quiet == []  # nothing came in there and nothing is open, so nothing is said


async def test_each_leader_gets_figures_that_reconcile(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    await story.say("王师傅", "5号楼门口垃圾堆成山了，没人收")
    await story.whisper("xi", "1号修好了")
    await story.until(9, 8, 31)
    for leader in ("secretary", "street"):
        digest = next(text for text in story.told(leader) if "收到" in text and "办结" in text and "=" in text)
        assert "收到 2" in digest
        assert "办结 1" in digest


async def test_in_the_morning_the_cadre_reads_what_waits(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    await story.whisper("xi", "收到")
    await story.until(4, 8, 31)
    assert any(text.startswith("早上好") and "路灯" in text for text in story.told("xi"))
    assert story.told("gu") == []


async def test_what_residents_call_fixed_is_closed_after_a_day_without_objection(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    await story.whisper("xi", "收到")
    await story.pass_time(hours=2)
    await story.say("张阿姨", "8号楼的路灯亮了，修好了，谢谢")
    assert (await story.case()).state is State.CONFIRMING
    await story.pass_time(hours=26)
    case = await story.case()
    assert case.state is State.CLOSED
    assert case.closed_by == "resident"


async def test_chat_is_forgotten_after_ninety_days_and_cases_are_kept(story: Story) -> None:
    await story.say("老李头", "早上好")
    await story.say("张阿姨", LIGHT)
    await story.until(10, 4, month=5)

    def texts(connection: object) -> list[str]:
        return list(connection.scalars(select(message.c.text)))  # type: ignore[attr-defined]

    assert await story.stage.app.database.read(texts) == [LIGHT]


async def test_what_hangs_on_chat_is_forgotten_with_it(story: Story) -> None:
    """A quote in a case's words, what never could be sent, what staff was asked: none of it outlives its words."""
    chat = "今天菜场的鱼新鲜得很"
    await story.say("老李头", chat)
    await story.say("张阿姨", LIGHT, quote=Quote("老李头", chat))
    database = story.stage.app.database
    never = {"state": "queued", "settled_at": None}
    await database.write(lambda connection: connection.execute(update(outbox).values(never)).rowcount)
    forget = JOBS["forget_old_chat"]

    async def left(days: int) -> list[int]:
        later = story.stage.clock.now() + timedelta(days=days)
        story.stage.clock.move_to(later)
        assert await story.stage.app.scheduler.run(forget.name, later)
        quoted = select(func.count()).select_from(message).where(message.c.quote_text.is_not(None))
        rows = [quoted, *(select(func.count()).select_from(table) for table in (outbox, prompt, audit))]
        return await database.read(lambda connection: [connection.scalar(query) or 0 for query in rows])

    quotes, waiting, asked, _ = await left(0)
    assert (quotes, waiting > 0, asked > 0) == (1, True, True)
    quotes, waiting, asked, _ = await left(91)
    assert (quotes, waiting, asked > 0) == (0, 0, True)
    assert (await left(800))[2] == 0
    assert (await left(1_200))[3] <= 1  # the line about the last run itself


async def test_a_photo_that_belongs_to_no_case_is_forgotten_with_its_message(story: Story) -> None:
    await story.say("老李头", photo=photo())
    [kept] = await story.stage.app.database.read(lambda connection: list(connection.scalars(select(media.c.hash))))
    assert story.stage.app.photos.load(kept)
    await story.until(10, 4, month=5)
    assert await story.stage.app.database.read(lambda connection: list(connection.scalars(select(media.c.hash)))) == []
    with pytest.raises(OSError, match=kept[:8]):
        story.stage.app.photos.load(kept)


async def test_two_years_after_the_end_a_case_keeps_its_numbers_and_loses_its_words(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    await story.whisper("xi", "1号修好了")
    forget = JOBS["forget_old_chat"]
    later = story.stage.clock.now() + timedelta(days=800)
    story.stage.clock.move_to(later)
    assert await story.stage.app.scheduler.run(forget.name, later)
    case = await story.case()
    assert (case.category, case.state, case.place, case.why) == ("street_light", State.CLOSED, "", {})
    assert [event.reason for event in await story.timeline()] == ["", ""]
    words = select(message.c.text, message.c.sender_name)
    kept = await story.stage.app.database.read(lambda connection: list(connection.execute(words)))
    assert all(LIGHT not in row.text and "张阿姨" not in row.sender_name for row in kept)


async def test_two_processes_that_fire_the_same_job_run_it_once(story: Story) -> None:
    app = story.stage.app
    await story.say("张阿姨", LIGHT)
    await story.until(8, 17, 59)
    story.stage.clock.move_to(story.stage.clock.now() + timedelta(minutes=2))
    twin = Scheduler(app.database, lambda: app.house, app.clock)
    ran = await asyncio.gather(*(one.run_due("post_weekly_digest") for one in (app.scheduler, twin, twin)))
    assert sorted(ran) == [False, False, True]
    count = select(func.count()).select_from(outbox).where(outbox.c.kind == "digest")
    assert (
        await app.database.read(lambda connection: connection.scalar(count)) == 2
    )  # the third group has nothing to tell of


async def test_a_run_that_is_too_late_is_skipped(story: Story, caplog: pytest.LogCaptureFixture) -> None:
    app = story.stage.app
    await story.say("张阿姨", LIGHT)
    await story.whisper("xi", "收到")
    noon = story.stage.clock.now() + timedelta(hours=4, minutes=30)
    story.stage.clock.move_to(noon)
    assert not await app.scheduler.run_due("post_status_update")
    assert "too late" in caplog.text
    runs = select(func.count()).select_from(job_run).where(job_run.c.job == "post_status_update")
    assert await app.database.read(lambda connection: connection.scalar(runs)) == 0


async def test_a_job_that_fails_leaves_no_trace_and_runs_again(story: Story, tmp_path: Path) -> None:
    app = story.stage.app
    fire_time = story.stage.clock.now()

    def broken(_scene: object, _fire_time: object) -> str:
        raise ZeroDivisionError

    whole = JOBS["morning_list"]
    JOBS["morning_list"] = replace(whole, run=broken)
    try:
        assert not await app.scheduler.run("morning_list", fire_time)
    finally:
        JOBS["morning_list"] = whole
    assert await app.scheduler.run("morning_list", fire_time)


async def test_people_are_asked_whether_they_are_content_only_after_they_heard_that_it_is_done(story: Story) -> None:
    await story.say("张阿姨", LIGHT)
    await story.until(3, 18, 5)
    await story.whisper("xi", "1号修好了")
    await story.until(5, 9)
    news = next(index for index, text in enumerate(story.group()) if "修好了" in text)
    question = next(index for index, text in enumerate(story.group()) if "满意" in text)
    assert news < question
