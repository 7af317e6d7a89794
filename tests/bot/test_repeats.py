"""A message that comes again: nothing where it was handled, all of it where whoever stored it died before."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from bot.stage import CHANNEL, open_stage
from handlers.messages.store import Arrival, store_arrivals
from models.messages import Incoming, MessageKind
from tests.databases import DATABASES, empty_url
from tests.stories.conftest import TUESDAY, Story, lexicon, sample


def sewage(said: datetime) -> Incoming:
    return Incoming(
        channel=CHANNEL,
        external_id="m-77",
        chat_id="room-qinshi-1",
        chat_name="勤实邻里一群",
        is_group=True,
        sender_id="张阿姨",
        sender_name="张阿姨",
        sent_at=said,
        kind=MessageKind.TEXT,
        text="3号楼下水道堵了，污水漫到路上了",
    )


@pytest.mark.parametrize("kind", DATABASES)
async def test_what_was_stored_and_never_handled_is_handled_when_it_comes_again(kind: str, tmp_path: Path) -> None:
    async with (
        empty_url(kind, tmp_path) as url,
        open_stage(sample(), TUESDAY, tmp_path, url=url, lexicon=lexicon()) as stage,
    ):
        story, incoming = Story(stage), sewage(TUESDAY)
        settings = stage.app.settings
        stored = await stage.app.database.write(lambda c: store_arrivals(c, [Arrival(incoming)], settings, TUESDAY))
        assert await story.cases() == ()
        assert [await stage.receive(incoming)] == [message.id for message in stored if message]
        assert await stage.receive(incoming) is None
        assert [case.category for case in await story.cases()] == ["sewage"]
