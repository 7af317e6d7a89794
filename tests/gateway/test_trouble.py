"""What happens when the gateway repeats itself, stumbles, dies, freezes or refuses."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.channels.wechaty.channel import WechatyChannel
from models.errors import SendFailed
from models.messages import Outgoing
from models.settings import WechatySettings
from tests.gateway.line import ARRIVED, LI, LIMITS, ROOM, WANG, Line, connected, populate
from tests.gateway.testgateway import TOKEN, TestGateway, free_port


async def test_a_message_announced_three_times_is_heard_once(line: Line) -> None:
    await line.says(LI, "又停电了", times=3)
    await line.says(LI, "有人吗")

    assert [(await line.next()).text for _ in range(2)] == ["又停电了", "有人吗"]


async def test_details_that_fail_once_are_asked_for_again(line: Line) -> None:
    await line.do("fault", method="messagePayload", times=1)
    await line.says(LI, "又停电了")

    assert (await line.next()).text == "又停电了"


async def test_details_that_always_fail_cost_one_message_until_it_is_announced_again(line: Line) -> None:
    await line.do("fault", method="messagePayload", times=3)
    await line.says(LI, "第一条", id="m1")
    await line.until_asked(3)
    await line.says(LI, "第二条")
    assert (await line.next()).text == "第二条"

    await line.do("emit", event="message", payload={"messageId": "m1"})
    assert (await line.next()).text == "第一条"


async def test_slow_details_do_not_change_the_order(line: Line) -> None:
    await line.do("fault", method="messagePayload", mode="delay", ms=300, times=1)
    await line.says(LI, "第一条")
    await line.says(WANG, "第二条")

    assert [(await line.next()).text for _ in range(2)] == ["第一条", "第二条"]


async def test_details_that_hang_let_the_others_pass(gateway: TestGateway, tmp_path: Path) -> None:
    async with connected(gateway, tmp_path, replace(LIMITS, overtake=0.1)) as line:
        await line.do("fault", method="messagePayload", mode="hang", times=1)
        await line.says(LI, "第一条")
        await line.says(WANG, "第二条")

        assert (await line.next()).text == "第二条"


async def test_a_name_that_cannot_be_had_leaves_the_message(line: Line) -> None:
    for method in ("roomMemberPayload", "contactPayload", "roomPayload"):
        await line.do("fault", method=method)
    await line.do("contact", id="wxid_new", name="新邻居")
    await line.says("wxid_new", "大家好")

    message = await line.next()
    assert (message.text, message.sender_name, message.chat_name) == ("大家好", "", "")


async def test_a_message_that_the_inbox_refuses_does_not_stop_the_next(line: Line) -> None:
    line.refuse = lambda incoming: incoming.text == "第一条"
    await line.says(LI, "第一条")
    await line.says(LI, "第二条")

    assert (await line.next()).text == "第二条"


async def test_a_message_that_the_inbox_cannot_take_yet_is_offered_again(line: Line) -> None:
    refusals = iter([True, True, False, False])
    line.refuse = lambda _: next(refusals)
    await line.says(LI, "第一条")
    await line.says(LI, "第二条")

    assert [(await line.next()).text for _ in range(2)] == ["第一条", "第二条"]


async def test_a_name_that_nobody_answers_for_is_not_asked_for_every_time(gateway: TestGateway, tmp_path: Path) -> None:
    async with connected(gateway, tmp_path, replace(LIMITS, name=0.5)) as line:
        await line.do("fault", method="roomPayload", mode="hang")
        for text in ("第一条", "第二条", "第三条"):
            await line.says(LI, text)

        assert [(await line.next()).text for _ in range(3)] == ["第一条", "第二条", "第三条"]
        assert (await line.do("counts"))["counts"]["roomPayload"] == 1


async def test_malformed_events_change_nothing(line: Line) -> None:
    for event in ("error", "logout", "heartbeat", "scan", "login", "message", "room-topic"):
        await line.do("emit", event=event, payload={"data": 7, "contactId": None, "messageId": ["x"], "roomId": {}})
        await line.do("emit", event=event, payload="oops")
    await line.says(LI, "还在吗")

    assert (await line.next()).text == "还在吗"


async def test_nobodys_words_are_in_the_log(line: Line, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    line.refuse = lambda incoming: incoming.text == "密码是1234"
    await line.says(LI, "密码是1234")
    await line.says(LI, "再见")
    await line.next()

    assert "was not taken" in caplog.text
    assert not any(word in caplog.text for word in ("1234", "李阿姨", LI, TOKEN))


async def test_a_gateway_that_died_is_found_again_when_it_is_back(gateway: TestGateway, tmp_path: Path) -> None:
    async with connected(gateway, tmp_path) as line:
        gateway.kill()
        await line.down()
        with pytest.raises(SendFailed) as away:
            await line.channel.send(Outgoing(ROOM, True, "6号"))
        assert (away.value.retry, away.value.unknown) == (True, False)

        await asyncio.to_thread(gateway.start)
        await asyncio.to_thread(populate, gateway)
        await line.up()
        await line.says(LI, "来电了")
        assert (await line.next()).text == "来电了"
        await line.channel.send(Outgoing(ROOM, True, "6号"))
        await line.sent(1)


async def test_a_connection_that_is_cut_comes_back(line: Line) -> None:
    await line.do("outage", ms=100)
    await line.down()
    await line.up()
    await line.says(LI, "来电了")

    assert (await line.next()).text == "来电了"


async def test_a_frozen_gateway_is_noticed(gateway: TestGateway, tmp_path: Path) -> None:
    async with connected(gateway, tmp_path, replace(LIMITS, idle=0.4, rpc=1)) as line:
        gateway.freeze()
        try:
            await line.down()
        finally:
            gateway.thaw()
        await line.up()
        await line.says(LI, "来电了")
        assert (await line.next()).text == "来电了"


async def test_a_silent_gateway_that_echoes_is_left_alone(gateway: TestGateway, tmp_path: Path) -> None:
    async with connected(gateway, tmp_path, replace(LIMITS, idle=0.1)) as line:
        for _ in range(40):
            await asyncio.sleep(0.02)
            assert line.channel.health().connected


@pytest.mark.parametrize(("token", "cure"), [("wrong", "LINLI_WECHATY__TOKEN"), ("test-token", "linli gateway")])
async def test_health_says_why_there_is_no_connection(
    gateway: TestGateway, tmp_path: Path, token: str, cure: str
) -> None:
    endpoint = gateway.endpoint if token == "wrong" else f"127.0.0.1:{free_port()}"
    settings = WechatySettings(endpoint=endpoint, token=SecretStr(token), state=tmp_path)
    channel = WechatyChannel(settings, lambda: ARRIVED, UTC, LIMITS)
    line = Line(gateway, channel)
    running = asyncio.create_task(channel.run(line.receive))

    await line.until(lambda: cure in channel.health().note)

    assert not channel.health().connected
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


async def test_a_second_bot_at_the_same_gateway_waits_its_turn(
    line: Line, gateway: TestGateway, tmp_path: Path
) -> None:
    settings = WechatySettings(endpoint=gateway.endpoint, token=SecretStr("test-token"), state=tmp_path)
    second = WechatyChannel(settings, lambda: datetime.max.replace(tzinfo=UTC), UTC, LIMITS)
    running = asyncio.create_task(second.run(line.receive))
    await line.until(lambda: "another client" in second.health().note)

    await line.says(LI, "听得到")
    assert (await line.next()).sent_at != datetime.max.replace(tzinfo=UTC)

    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


async def test_nothing_is_left_running(gateway: TestGateway, tmp_path: Path) -> None:
    before = asyncio.all_tasks()
    async with connected(gateway, tmp_path) as line:
        await line.do("fault", method="messagePayload", mode="hang", times=1)
        await line.says(LI, "第一条")
    await asyncio.sleep(0)

    assert asyncio.all_tasks() == before
