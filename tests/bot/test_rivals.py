"""Two processes at one case: the one that comes later looks again, and neither undoes the other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.stage import open_stage
from handlers.actions.move_case import move_case
from handlers.jobs import JOBS
from handlers.scene import SYSTEM, Scene
from models.errors import CaseChanged
from models.queries.cases import cases_where, get_case
from models.status import Move
from tests.databases import DATABASES, empty_url
from tests.stories.conftest import TUESDAY, Story, lexicon, sample


@pytest.mark.parametrize("kind", DATABASES)
async def test_a_move_on_a_case_that_has_moved_since_it_was_read_is_refused(kind: str, tmp_path: Path) -> None:
    async with (
        empty_url(kind, tmp_path) as url,
        open_stage(sample(), TUESDAY, tmp_path, url=url, lexicon=lexicon()) as stage,
    ):
        story, app = Story(stage), stage.app
        await story.say("张阿姨", "3号楼下水道堵了，污水漫到路上了")
        [read_before] = await story.cases()
        await story.whisper("xi", "1号 已处理好，办结")
        [closed] = await story.cases()
        assert not closed.is_open
        now = stage.clock.now()
        with pytest.raises(CaseChanged, match="another process"):
            await app.database.write(lambda c: move_case(Scene(c, now, app.house), read_before, Move.ESCALATE, SYSTEM))
        assert await app.database.read(lambda c: get_case(c, closed.id)) == closed


async def test_a_job_that_meets_another_process_looks_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_stage(sample(), TUESDAY, tmp_path, lexicon=lexicon()) as stage:
        looked: list[int] = []

        def watch(scene: Scene, _fire_time: object) -> str:
            looked.append(len(cases_where(scene.connection)))
            if len(looked) < 3:
                raise CaseChanged("somebody was quicker")
            return "done"

        monkeypatch.setitem(JOBS, "watch_deadlines", replace(JOBS["watch_deadlines"], run=watch))
        assert await stage.app.scheduler.run("watch_deadlines", TUESDAY)
        assert looked == [0, 0, 0]
