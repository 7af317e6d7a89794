"""Other doors: forwarding and pasting, the shadow pilot, binding by a code."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from bot.channels.memory import MemoryChannel
from bot.channels.shadow import ShadowChannel
from handlers.actions.bind_staff import make_code
from models.messages import ForwardedLine, Incoming, MessageKind
from models.tables import outbox, staff_binding
from tests.stories.conftest import Story

PASTE = """张阿姨: 8号楼前面的路灯不亮了
王师傅: +1 黑漆漆的
老李头: 今天草头不错
陈阿婆: 5号楼门口垃圾堆成山了，没人收"""


async def test_pasted_group_text_gives_the_same_cases_and_not_a_word_in_the_group(story: Story) -> None:
    await story.whisper("gu", PASTE)
    light, waste = await story.cases()
    assert (light.category, waste.category) == ("street_light", "waste")
    assert light.grid == "qinrun"
    await story.until(4, 20)
    assert story.group("qinrun-1") == []
    assert "新立案" in "".join(story.told("gu"))


async def test_a_merged_record_gives_the_same_cases(story: Story) -> None:
    lines = tuple(
        ForwardedLine(name, text, story.stage.clock.now() - timedelta(minutes=10 - index))
        for index, (name, text) in enumerate(line.split(": ") for line in PASTE.splitlines())
    )
    record = Incoming(
        channel="stage",
        external_id="h1",
        chat_id="gu",
        is_group=False,
        sender_id="gu",
        sender_name="顾建明",
        sent_at=story.stage.clock.now(),
        kind=MessageKind.HISTORY,
        text="群聊的聊天记录",
        forwarded=lines,
    )
    await story.stage.receive(record)
    assert [case.category for case in await story.cases()] == ["street_light", "waste"]


async def test_a_record_adds_to_a_case_that_is_open_already(story: Story) -> None:
    await story.say("张阿姨", "8号楼前面的路灯不亮了", group="qinrun-1")
    await story.whisper("gu", "陈阿婆: 8号楼前面那个路灯还是不亮，昨晚有人摔了\n王师傅: 是的")
    assert len(await story.cases()) == 1


async def test_a_person_becomes_staff_by_a_code_and_never_by_a_nickname(story: Story) -> None:
    app = story.stage.app
    await app.database.write(lambda connection: connection.execute(delete(staff_binding)).rowcount)
    await story.say("张阿姨", "8号楼前面的路灯不亮了")
    assert story.told("xi") == []
    await story.whisper("wxid_stranger", "1号办结")
    now = app.clock.now()
    code = await app.database.write(lambda connection: make_code(connection, "xi", now))
    await story.whisper("wxid_new_phone", f"绑定 {code}")
    told = story.told("wxid_new_phone")
    assert "绑定成功" in told[0] or "绑定成功" in told[-1]
    assert any(text.startswith("1号") for text in told)
    await story.whisper("wxid_thief", f"绑定 {code}")
    assert "没有绑定" in story.told("wxid_thief")[-1]
    assert any("bind code" in line for line in await story.audited())


async def test_a_code_works_for_two_days_only(story: Story) -> None:
    app = story.stage.app
    now = app.clock.now()
    code = await app.database.write(lambda connection: make_code(connection, "xi", now))
    await story.pass_time(hours=49)
    await story.whisper("wxid_late", code)
    assert "过期" in story.told("wxid_late")[-1]


async def test_in_the_shadow_nothing_is_posted_and_what_would_have_been_is_kept(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = story.stage.app
    inner = MemoryChannel("stage", lambda: datetime.now(UTC))
    shadow = app.outbox(ShadowChannel(inner))
    monkeypatch.setattr(story.stage.simulation, "_pump", shadow.pump)
    await story.say("张阿姨", "8号楼前面的路灯不亮了")
    await story.pass_time(minutes=3)
    assert inner.sent == []
    assert story.group() == []
    query = select(outbox.c.kind).where(outbox.c.state == "withheld").order_by(outbox.c.id)
    kinds = await app.database.read(lambda connection: list(connection.scalars(query)))
    assert kinds == ["case", "receipt"]
