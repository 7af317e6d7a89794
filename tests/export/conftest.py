"""A neighbourhood with a lamp, a drain and a neighbour in need, told by people with names that spreadsheets obey."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.stage import open_stage
from tests.databases import empty_url
from tests.stories.conftest import TUESDAY, Story, lexicon, sample

LAMP = "8号楼前面的路灯不亮了"
DRAIN = "3号楼下水道堵了往外冒"
POOR = "我家隔壁老李低保停了两个月了，揭不开锅，能不能帮帮他"
SLY = "=cmd|' /C calc'!A0"


@pytest.fixture(params=["sqlite"])
async def told(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Story]:
    """Case 1 is the lamp, closed; case 2 the drain, a day later, told by somebody sly; case 3 is private."""
    async with (
        empty_url(request.param, tmp_path) as url,
        open_stage(sample(), TUESDAY, tmp_path, url=url, lexicon=lexicon()) as stage,
    ):
        story = Story(stage)
        await story.say("李秀英", LAMP)
        await story.pass_time(minutes=10)
        await story.whisper("xi", "1号修好了")
        await story.pass_time(days=1)
        await story.say(SLY, DRAIN)
        await story.pass_time(hours=1)
        await story.say("周芳", POOR)
        await story.pass_time(minutes=10)
        yield story
