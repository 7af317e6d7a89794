"""What the bot says, and how honest it is when that fails."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from models.errors import SendFailed
from models.messages import Outgoing
from tests.gateway.line import CADRE, LI, LIMITS, ROOM, WANG, Line, connected
from tests.gateway.testgateway import TestGateway, b64

UPDATE = Outgoing(ROOM, True, "3号楼下水道已疏通(6号)")


async def test_a_group_reads_the_update(line: Line) -> None:
    message_id = await line.channel.send(UPDATE)

    [post] = await line.sent()
    assert (post["conversationId"], post["text"], post["id"]) == (ROOM, UPDATE.text, message_id)


async def test_a_cadre_gets_the_prompt_and_the_photo(line: Line) -> None:
    photo = os.urandom(5_000)
    await line.channel.send(Outgoing(CADRE, False, "6号 请处理", photo, "6.jpg"))

    prompt, picture = await line.sent(2)
    assert (prompt["conversationId"], prompt["text"]) == (CADRE, "6号 请处理")
    assert (picture["conversationId"], picture["name"], picture["base64"]) == (CADRE, "6.jpg", b64(photo))


async def test_a_large_photo_goes_to_the_group_whole(line: Line) -> None:
    photo = os.urandom(5_000_000)  # one request may hold 4 MiB
    await line.channel.send(Outgoing(ROOM, True, photo=photo))

    [post] = await line.sent()
    assert post["base64"] == b64(photo)


async def test_people_are_mentioned_by_the_names_the_group_knows(line: Line) -> None:
    await line.channel.send(replace(UPDATE, mentions=(LI, WANG)))

    [post] = await line.sent()
    assert post["text"] == f"@3幢李阿姨\u2005@老王\u2005 {UPDATE.text}"
    assert post["mentions"] == [LI, WANG]


async def test_what_the_puppet_refuses_may_be_tried_again(line: Line) -> None:
    await line.do("fault", method="messageSendText", times=1)

    with pytest.raises(SendFailed) as refused:
        await line.channel.send(UPDATE)
    assert (refused.value.retry, refused.value.unknown) == (True, False)

    await line.channel.send(UPDATE)
    await line.sent(1)


async def test_a_send_without_an_answer_may_have_arrived(gateway: TestGateway, tmp_path: Path) -> None:
    async with connected(gateway, tmp_path, replace(LIMITS, rpc=2)) as line:
        await line.do("fault", method="messageSendText", mode="hang", times=1)

        with pytest.raises(SendFailed) as unanswered:
            await line.channel.send(UPDATE)
        assert (unanswered.value.retry, unanswered.value.unknown) == (False, True)


async def test_a_photo_that_fails_after_its_text_is_not_said_twice(line: Line) -> None:
    await line.do("fault", method="messageSendFile", times=1)

    with pytest.raises(SendFailed) as half:
        await line.channel.send(replace(UPDATE, photo=b"photo"))
    assert (half.value.retry, half.value.unknown) == (False, True)


async def test_nothing_is_sent_while_the_account_is_logged_out(line: Line) -> None:
    await line.do("logout")
    await line.until(lambda: not line.channel.health().logged_in)

    with pytest.raises(SendFailed) as refused:
        await line.channel.send(UPDATE)
    assert (refused.value.retry, refused.value.unknown) == (True, False)

    await line.do("login")
    await line.up()
    await line.channel.send(UPDATE)


async def test_the_bots_own_words_come_back_as_such(line: Line) -> None:
    group_id = await line.channel.send(UPDATE)
    private_id = await line.channel.send(Outgoing(CADRE, False, "6号 请处理"))
    await line.until(lambda: len(line.echoes) == 2)

    assert {(echo.chat_id, echo.external_id) for echo in line.echoes} == {(ROOM, group_id), (CADRE, private_id)}
    assert not any(echo.mentions_bot for echo in line.echoes)
