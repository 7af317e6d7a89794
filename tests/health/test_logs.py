"""The log: a line an event, and nobody's words in it, whatever goes wrong."""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from bot.faults import told
from bot.logs import JsonLine, Line
from handlers.messages.group.hear import hear_group
from models.errors import PhotoRefused
from models.tables import group_binding
from tests.stories.conftest import ROOT, Story, photo

WORDS = "水管爆了快来人打13812345678找李秀英"
TELLING = (WORDS, "13812345678", "李秀英", "水管", "wxid_secret", "秀英阿姨", "320602196001011234", "某某花园")


class Written:
    """What a logger wrote, in one of our two forms."""

    def __init__(self, formatter: logging.Formatter) -> None:
        self._out = StringIO()
        self.handler = logging.StreamHandler(self._out)
        self.handler.setFormatter(formatter)

    @property
    def text(self) -> str:
        return self._out.getvalue()

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.lines]


@pytest.fixture(params=[Line, JsonLine], ids=["text", "json"])
def written(request: pytest.FixtureRequest) -> Iterator[Written]:
    """Everything that any logger says, down to the last detail, with no library held back."""
    written = Written(request.param())
    root, before = logging.getLogger(), logging.getLogger().level
    root.addHandler(written.handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(written.handler)
    root.setLevel(before)


@pytest.fixture
def events() -> Iterator[Written]:
    written = Written(JsonLine())
    logger = logging.getLogger("bot")
    logger.addHandler(written.handler)
    logger.setLevel(logging.INFO)
    yield written
    logger.removeHandler(written.handler)
    logger.setLevel(logging.NOTSET)


def assert_tells_nobody(text: str) -> None:
    assert text
    assert [word for word in TELLING if word in text] == []


async def test_a_whole_story_leaves_no_words_names_or_ids_in_any_log(
    story: Story, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(scene: Any, heard: Any) -> str:
        if "爆" in heard.text:
            values = {"channel": "stage", "chat": "room-qinshi-1", "group_id": heard.text, "bound_at": scene.now}
            scene.connection.execute(insert(group_binding).values(**values))
        if "身份证" in heard.text:
            raise ValueError(f"cannot read {heard.text} of {heard.sender_name}")
        return hear_group(scene, heard)

    monkeypatch.setattr("handlers.messages.handle.hear_group", stumble)
    await story.say("wxid_secret", "某某花园的秀英阿姨家路灯不亮了")
    await story.say("wxid_secret", WORDS)
    await story.say("wxid_secret", "我的身份证320602196001011234")
    await story.say("wxid_secret", photo=b"no photo " + WORDS.encode())
    await story.say("wxid_secret", photo=photo())
    await story.whisper("wxid_secret", "我是李秀英13812345678")
    await story.whisper("xi", "1号 李秀英家水管修好了")
    await story.pass_time(hours=12)

    assert_tells_nobody(written.text)
    assert "IntegrityError SQLITE_CONSTRAINT_PRIMARYKEY" in written.text
    assert "ValueError at" in written.text


async def test_what_is_set_aside_tells_its_reason_without_the_words(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(_scene: Any, heard: Any) -> str:
        raise ValueError(heard.text)

    monkeypatch.setattr("handlers.messages.handle.hear_group", stumble)
    await story.say("wxid_secret", WORDS)

    from tests.stories.test_bad_input import stored

    [row] = await stored(story)
    assert_tells_nobody(row["failure"])
    assert "ValueError at bot/" in row["failure"]


async def test_one_message_is_one_line_with_its_time(story: Story, events: Written) -> None:
    await story.say("张阿姨", "8号楼前面的路灯不亮了")

    [event] = [event for event in events.events if "message" in event]
    assert event["outcome"] == "OpenCase"
    assert event["ms"] > 0
    assert (event["logger"], event["message"]) == ("bot.inbox", 1)
    assert event["text"].startswith("message=1 outcome=OpenCase ms=")
    assert event["time"].endswith("+00:00")


async def test_a_task_that_nobody_waited_for_is_told_without_its_words(written: Written) -> None:
    async def fails() -> None:
        raise RuntimeError(WORDS)

    task = asyncio.get_running_loop().create_task(fails())
    await asyncio.wait([task])
    del task
    import gc

    gc.collect()

    assert_tells_nobody(written.text)
    assert "Task exception was never retrieved" in written.text
    assert "RuntimeError at" in written.text


def test_a_library_may_fill_in_what_it_likes(written: Written) -> None:
    logging.getLogger("somebody.else").error("cannot send %s", WORDS)
    logging.getLogger("somebody.else").error("cannot send\n%s" % WORDS)  # noqa: UP031, G002 - as libraries do

    assert_tells_nobody(written.text)
    assert len(written.lines) == 2


def test_an_error_among_our_own_values_is_told_by_its_kind(written: Written) -> None:
    logging.getLogger("bot.anything").warning("not sent outbox=%d: %s", 7, RuntimeError(WORDS))

    assert_tells_nobody(written.text)
    assert "not sent outbox=7: RuntimeError" in written.text


def test_an_error_is_one_line_with_all_its_causes() -> None:
    try:
        try:
            raise KeyError(WORDS)
        except KeyError as error:
            raise ExceptionGroup(WORDS, [ValueError(WORDS), PhotoRefused("larger than 25 MB")]) from error
    except ExceptionGroup as error:
        text = told(error)

    assert_tells_nobody(text)
    assert "\n" not in text
    assert text.startswith("ExceptionGroup(ValueError, PhotoRefused: larger than 25 MB) at test_logs.py:")
    assert "caused by KeyError at" in text


def test_no_folder_of_the_machine_is_told() -> None:
    try:
        json.loads("{")
    except ValueError as error:
        assert " > json/decoder.py:" in told(error)
        assert not any(place.startswith("/") for place in told(error).split())


def test_the_database_tells_its_code() -> None:
    original = type("Original", (Exception,), {"sqlite_errorname": "SQLITE_FULL"})()
    assert told(IntegrityError(WORDS, {"text": WORDS}, original)) == "IntegrityError SQLITE_FULL"


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_ends_the_program_is_a_line_and_no_trace(form: str) -> None:
    code = (
        "from bot.logs import set_up_logs\nfrom models.settings import LogSettings\n"
        f"set_up_logs(LogSettings(format={form!r}))\nraise RuntimeError({WORDS!r})"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)

    assert ended.returncode == 1
    assert_tells_nobody(ended.stderr)
    assert len(ended.stderr.splitlines()) == 1
    assert "RuntimeError at" in ended.stderr
