"""The week goes to the group as a picture with three lines; whatever goes wrong, the group gets its digest once."""

from __future__ import annotations

import asyncio
from io import BytesIO
from typing import NoReturn

import pytest
from PIL import Image
from sqlalchemy import select

from bot.digest import painter
from models.errors import SendFailed
from models.messages import Outgoing
from models.tables import outbox
from tests.stories.conftest import Story, photo, play, sample, story  # noqa: F401 - the fixture

LIGHT = "8号楼前面的路灯不亮了"


async def a_week(told: Story) -> None:
    await told.say("张阿姨", LIGHT)
    await told.whisper("xi", "1号修好了")
    await told.whisper("xi", photo=photo())
    await told.say("王师傅", "我家隔壁老李低保停了两个月了，揭不开锅，能不能帮帮他")
    await told.until(8, 18, 1)


def digests(told: Story) -> list[tuple[str, bytes]]:
    sent = [one.outgoing for one in told.stage.channel.sent]
    return [(one.text, one.photo) for one in sent if one.text.startswith("邻里一周")]


async def test_three_lines_and_a_picture_once(story: Story) -> None:  # noqa: F811
    await a_week(story)
    [(text, picture)] = digests(story)
    assert text.split("\n") == [
        "邻里一周（2月2日—2月8日）",
        "公共事项收到 1 件，办结 1 件。",
        "说得最多的是路灯照明。办好的、还在办的、下次什么时候回复大家，都在图里。",
    ]
    assert Image.open(BytesIO(picture)).width == 1080
    app = story.stage.app
    await asyncio.gather(*(app.scheduler.run_due("post_weekly_digest") for _ in range(3)))
    await story.until(8, 21)
    assert len(digests(story)) == 1
    kept = select(outbox.c.text, outbox.c.state).where(outbox.c.kind == "digest", outbox.c.target == "qinshi-1")
    [(stored, state)] = await app.database.read(lambda connection: list(connection.execute(kept)))
    assert (stored, state) == (text, "sent")


async def test_a_picture_that_fails_leaves_the_whole_text(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    def fails(*_: object) -> NoReturn:
        raise RuntimeError("no")

    monkeypatch.setattr(painter, "group_card", fails)
    await a_week(story)
    [(text, picture)] = digests(story)
    assert picture == b""
    assert "其中：路灯照明 1 件。" in text
    assert "图里" not in text


async def test_switched_off_it_is_text(tmp_path_factory: pytest.TempPathFactory) -> None:
    plain = sample().changed(digest=sample().digest.model_copy(update={"picture": False}))
    async with play(plain, tmp_path_factory.mktemp("plain")) as told:
        await a_week(told)
        [(text, picture)] = digests(told)
    assert picture == b""
    assert "其中：路灯照明 1 件。" in text


async def test_a_week_without_cases_is_passed_over(story: Story) -> None:  # noqa: F811
    await story.say("张阿姨", "早上好")
    await story.until(8, 18, 1)
    assert digests(story) == []


async def test_a_line_that_takes_no_pictures_gets_the_whole_text(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    plain = story.stage.channel.send

    async def send(outgoing: Outgoing) -> str:
        if outgoing.photo_name == "week.png":
            raise SendFailed("no pictures here", retry=True)
        return await plain(outgoing)

    monkeypatch.setattr(story.stage.channel, "send", send)
    await a_week(story)
    await story.until(8, 20)
    [(text, picture)] = digests(story)
    assert picture == b""
    assert "其中：路灯照明 1 件。" in text
