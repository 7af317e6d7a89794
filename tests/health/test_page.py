"""The page of health tells the truth: what is wrong, since when, and what to do."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import insert, update

from bot.channels.base import Health
from bot.channels.memory import MemoryChannel
from bot.health import page as page_module
from bot.health.page import HealthPage
from bot.health.source import Finding
from bot.health.watch import watching
from handlers.scene import Scene
from models.settings import HealthSettings
from models.tables import message, outbox
from tests.gateway.testgateway import free_port
from tests.stories.conftest import Story

WELL = Health(connected=True, logged_in=True, note="logged in")


class Phone(MemoryChannel):
    """A channel whose line can be in any state."""

    state = WELL

    def health(self) -> Health:
        return self.state


@dataclass
class Watched:
    """A program, its channel, and what its page says."""

    story: Story
    phone: Phone
    client: TestClient[Any, Any]

    async def health(self) -> tuple[int, dict[str, Any]]:
        async with self.client.get("/health") as answer:
            return answer.status, await answer.json()

    async def metrics(self) -> dict[str, float]:
        async with self.client.get("/metrics") as answer:
            assert answer.status == 200
            text = await answer.text()
        return {
            " ".join([sample.name, *sample.labels.values()]): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
        }


@pytest.fixture
async def watched(story: Story) -> AsyncIterator[Watched]:
    phone = Phone("stage", story.stage.clock.now)
    [page] = watching(story.stage.app, [phone])
    assert isinstance(page, HealthPage)
    async with TestClient(TestServer(page.application())) as client:
        yield Watched(story, phone, client)


async def test_all_is_well(watched: Watched) -> None:
    await watched.story.say("张阿姨", "8号楼前面的路灯不亮了")
    heard_at = watched.story.stage.clock.now() - timedelta(seconds=1)
    await watched.story.pass_time(minutes=2)

    status, told = await watched.health()

    assert status == 200
    assert (told["well"], told["troubles"], told["notes"]) == (True, [], [])
    assert told["channels"]["stage"] == {
        "connected": True,
        "logged_in": True,
        "note": "logged in",
        "last_message": heard_at.isoformat(),
    }
    assert told["inbox"] == {"backlog": 0, "lag_seconds": 0, "set_aside": 0}
    assert told["outbox"]["backlog"] == 0
    assert told["jobs"]["last"] == "post_receipts"
    assert told["cases"] == {"registered": 1}


@pytest.mark.parametrize(
    "state",
    [
        Health(connected=False, logged_in=False, note="nobody answers there -> start the gateway: linli gateway"),
        Health(connected=True, logged_in=False, note="the account was logged out"),
    ],
    ids=["not connected", "logged out"],
)
async def test_a_line_that_is_down_is_told_with_its_reason(watched: Watched, state: Health) -> None:
    watched.phone.state = state

    status, told = await watched.health()

    assert (status, told["well"], told["troubles"]) == (503, False, [f"stage: {state.note}"])
    assert (await watched.metrics())["linli_channel_logged_in stage"] == 0
    assert (await watched.metrics())["linli_well"] == 0
    watched.phone.state = WELL
    assert (await watched.health())[0] == 200


async def test_messages_that_wait_too_long_are_a_trouble(watched: Watched) -> None:
    await watched.story.say("张阿姨", "早上好")
    database = watched.story.stage.app.database
    await database.write(lambda connection: connection.execute(update(message).values(handled_at=None)).rowcount)

    assert (await watched.health())[0] == 200
    watched.story.stage.clock.move_to(watched.story.stage.clock.now() + timedelta(seconds=90))
    status, told = await watched.health()

    assert status == 503
    assert told["troubles"] == ["stage: 1 messages wait to be handled, the oldest for 91 s"]
    assert (told["inbox"]["backlog"], told["inbox"]["lag_seconds"]) == (1, 91)
    metrics = await watched.metrics()
    assert (metrics["linli_inbox_backlog stage"], metrics["linli_inbox_lag_seconds stage"]) == (1, 91)


async def test_what_is_set_aside_is_shown_and_no_alarm(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(_scene: Scene, _heard: Any) -> str:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr("handlers.messages.handle.hear_group", stumble)
        await watched.story.say("某人", "石头")
    status, told = await watched.health()

    assert (status, told["inbox"]["set_aside"], told["inbox"]["backlog"]) == (200, 1, 0)
    assert told["notes"] == ["1 messages are set aside -> linli aside"]
    metrics = await watched.metrics()
    assert metrics["linli_messages_set_aside"] == 1
    assert metrics["linli_errors_total set aside"] == 1
    assert metrics["linli_errors_total message"] == 2


async def test_what_waits_to_be_sent_and_how_sends_ended_is_shown(watched: Watched) -> None:
    now = watched.story.stage.clock.now()
    row = {"audience": "staff", "channel": "", "kind": "case", "priority": 1, "text": "", "created_at": now}

    def queue(connection: Any) -> None:
        for number, state in enumerate(["queued", "queued", "uncertain", "failed"]):
            settled = now if state in ("uncertain", "failed") else None
            waits = now - timedelta(seconds=30 * number) if state == "queued" else now
            values = {"dedupe": str(number), "target": "xi", "state": state, "not_before": waits, "settled_at": settled}
            connection.execute(insert(outbox).values(**row, **values))

    await watched.story.stage.app.database.write(queue)

    _, told = await watched.health()

    assert told["outbox"] == {"backlog": 2, "oldest_seconds": 30, "uncertain_in_a_day": 1, "failed_in_a_day": 1}
    assert (await watched.metrics())["linli_outbox_backlog"] == 2


async def test_sends_that_fail_in_a_row_are_a_trouble_until_one_goes_out(watched: Watched) -> None:
    figures = watched.story.stage.app.figures
    for _ in range(5):
        figures.sent("case", "again")
    assert (await watched.health())[1]["troubles"] == ["the last 5 sends failed -> look in the log"]

    figures.sent("case", "sent")
    assert (await watched.health())[0] == 200


async def test_a_job_that_fails_is_a_trouble_until_it_runs_again(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    scheduler, now = watched.story.stage.app.scheduler, watched.story.stage.clock.now()
    with monkeypatch.context() as patch:
        patch.setattr("bot.scheduler.claim_run", lambda *_: 1 / 0)
        await scheduler.run("morning_list", now)
    status, told = await watched.health()

    assert status == 503
    assert "job morning_list failed: ZeroDivisionError at" in told["troubles"][0]
    await scheduler.run("morning_list", now + timedelta(days=1))
    assert (await watched.health())[0] == 200


async def test_a_database_that_takes_no_changes_is_a_trouble(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_module, "PATIENCE", 1.0)

    async def hangs(_change: Any) -> None:
        await asyncio.sleep(60)

    monkeypatch.setattr(watched.story.stage.app.database, "write", hangs)
    status, told = await watched.health()

    assert status == 503
    assert told["troubles"] == ["inbox: no answer within 1 s"]
    assert told["cases"] == {}


async def test_a_part_that_breaks_is_told_by_its_kind_and_not_by_its_words(story: Story) -> None:
    class Broken:
        name = "stream"

        async def look(self) -> Finding:
            raise RuntimeError("张阿姨说水管爆了")

    [page] = watching(story.stage.app, (), Broken())
    assert isinstance(page, HealthPage)
    report = (await page.look()).as_json()

    assert report["well"] is False
    assert report["troubles"][0].startswith("stream: RuntimeError at")
    assert "张阿姨" not in str(report)


async def test_the_page_holds_nobodys_words_names_or_ids(watched: Watched) -> None:
    await watched.story.say("wxid_secret", "8号楼前面的路灯不亮了，找李秀英13812345678")
    async with watched.client.get("/metrics") as answer:
        text = await answer.text()
    _, told = await watched.health()

    assert [word for word in ("wxid_secret", "李秀英", "1381234", "qinshi", "路灯") if word in text + str(told)] == []


async def test_a_port_that_is_taken_is_told_and_tried_again(
    story: Story, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(page_module, "TRY_AGAIN", 0.05)
    port = free_port()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        async with _running(HealthPage(HealthSettings(port=port), story.stage.app.figures, ())):
            await _until(lambda: "set health.host and health.port" in caplog.text)
            taken.close()
            async with ClientSession() as session:
                assert await _answers(session, f"http://127.0.0.1:{port}/health") == 200


async def test_it_can_be_switched_off(story: Story) -> None:
    app = story.stage.app
    app.current.house = type(app.house)(app.settings.changed(health=HealthSettings(enabled=False)), app.house.lexicon)
    assert watching(app) == ()


@asynccontextmanager
async def _running(page: HealthPage) -> AsyncIterator[None]:
    running = asyncio.create_task(page.run())
    try:
        yield
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def _until(condition: Any) -> None:
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - what it looks at has no event of its own
            await asyncio.sleep(0.01)


async def _answers(session: ClientSession, url: str) -> int:
    async with asyncio.timeout(10):
        while True:
            try:
                async with session.get(url) as answer:
                    return answer.status
            except OSError:
                await asyncio.sleep(0.02)
