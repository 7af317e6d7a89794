"""The same story on PostgreSQL: same code, same words."""

from pathlib import Path

import pytest
from sqlalchemy import Connection

from bot.stage import open_stage
from handlers.lessons import material_of
from handlers.reading.learning.lesson import Fault, Material
from models.queries.cases import cases_where
from models.status import State
from tests.databases import empty_url
from tests.stories.conftest import TUESDAY, Story, lexicon, photo, sample


async def told(kind: str, folder: Path) -> tuple[list[str], list[str], list[State], Material]:
    """What the group and the cadre read in one long story, how its cases stand, and what can be learnt of them."""
    async with (
        empty_url(kind, folder) as url,
        open_stage(sample(), TUESDAY, folder, url=url, lexicon=lexicon()) as stage,
    ):
        story = Story(stage)
        await story.say("张阿姨", photo=photo())
        await story.say("张阿姨", "8号楼前面的路灯不亮了")
        await story.say("王师傅", "+1 黑漆漆的")
        await story.say("陈阿婆", "5号楼门口垃圾堆成山了，没人收")
        await story.pass_time(minutes=2)
        await story.whisper("xi", "1号联系过物业了,师傅明早来")
        await story.whisper("xi", "2号转城管办")
        await story.whisper("xi", "撤销")
        await story.whisper("xi", "2号并到1号")
        await story.whisper("xi", "撤销")
        await story.whisper("xi", "2号改成噪音")
        await story.until(4, 10)
        await story.whisper("xi", "1号修好了")
        await story.say("张阿姨", "1号没好")
        await story.until(9, 9)
        states = await stage.app.database.read(_states)
        return story.group(), story.told("xi"), states, await stage.app.database.read(material_of)


def _states(connection: Connection) -> list[State]:
    return [case.state for case in cases_where(connection)]


@pytest.mark.postgres
async def test_a_long_story_reads_the_same_on_both_databases(tmp_path: Path) -> None:
    here, there = tmp_path / "sqlite", tmp_path / "postgres"
    here.mkdir()
    there.mkdir()
    on_postgres, on_sqlite = await told("postgres", there), await told("sqlite", here)
    assert on_postgres == on_sqlite
    assert [lesson.fault for lesson in on_postgres[-1].lessons] == [Fault.CATEGORY]
