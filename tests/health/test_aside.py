"""Messages that cannot be handled: listed with their reason, shown only to who asks, and tried again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import aside
from bot.cli.main import app as command_line
from bot.leftovers import LEFT, Leftovers
from models.errors import LinliError
from models.settings import Settings
from tests.stories.conftest import Story

LIGHT = "8号楼前面的路灯不亮了"


async def cannot_be_handled(story: Story, text: str, patch: pytest.MonkeyPatch) -> None:
    """Somebody says something that the program stumbles over."""

    def stumble(_scene: Any, heard: Any) -> str:
        raise ValueError(f"cannot read {heard.text}")

    with patch.context() as broken:
        broken.setattr("handlers.messages.handle.hear_group", stumble)
        await story.say("李秀英", text)


def settings_of(story: Story) -> Settings:
    return story.stage.app.settings


async def test_it_is_listed_with_its_reason_and_without_the_words(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    await cannot_be_handled(story, LIGHT, monkeypatch)

    [one] = await aside.listed(settings_of(story))
    shown = "\n".join(aside.lines(one, False, settings_of(story)))

    assert (one.id, one.group_id, one.kind, one.channel) == (1, "qinshi-1", "text", "stage")
    assert "ValueError at bot/" in shown
    assert "2026-02-03 09:00:00" in shown
    assert not any(word in shown + repr(one) for word in ("路灯", "李秀英"))
    assert await story.audited() == []


async def test_the_words_are_shown_to_who_asks_and_that_is_written_down(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    await cannot_be_handled(story, LIGHT, monkeypatch)

    [one] = await aside.listed(settings_of(story), words=True)

    assert f"李秀英: {LIGHT}" in "\n".join(aside.lines(one, True, settings_of(story)))
    assert await story.audited() == ["looked: linli aside --words: 1 messages"]


async def test_one_that_is_put_back_is_handled_by_the_running_program(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    await cannot_be_handled(story, LIGHT, monkeypatch)
    app = story.stage.app
    leftovers = Leftovers(app.inbox, app.database, app.clock)
    story.stage.clock.move_to(story.stage.clock.now() + LEFT + timedelta(seconds=1))
    assert await leftovers.look() == 0

    assert await aside.again(settings_of(story), [1]) == (1,)

    assert await leftovers.look() == 1
    assert [case.category for case in await story.cases()] == ["street_light"]
    assert await aside.listed(settings_of(story)) == ()
    assert await leftovers.look() == 0


async def test_what_is_in_somebodys_hands_is_left_to_him(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    await cannot_be_handled(story, LIGHT, monkeypatch)
    await aside.again(settings_of(story), [1])
    app = story.stage.app

    assert await Leftovers(app.inbox, app.database, app.clock).look() == 0


async def test_only_what_is_aside_can_be_put_back(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    await cannot_be_handled(story, LIGHT, monkeypatch)
    await story.say("王师傅", "早上好")

    with pytest.raises(LinliError, match=r"not set aside: 2, 9 ->"):
        await aside.again(settings_of(story), [1, 2, 9])
    assert len(await aside.listed(settings_of(story))) == 1


def test_where_nothing_is_aside_the_command_says_so(tmp_path: Path) -> None:
    url = {"LINLI_DATABASE__URL": f"sqlite:///{tmp_path / 'db'}"}
    config = str(Path(__file__).parents[2] / "config.yaml")

    ended = CliRunner().invoke(command_line, ["aside", "--config", config], env=url)

    assert (ended.exit_code, ended.output) == (0, "0 set aside\n")
