"""What people do in WeChat, and what the bot hears of it."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from models.messages import ForwardedLine, MessageKind, Quote
from tests.gateway.line import ARRIVED, CADRE, LI, LIMITS, OTHER_ROOM, ROOM, WANG, Line, connected
from tests.gateway.testgateway import BOT, TestGateway, b64

RECORD = (
    "<msg><appmsg><title>群聊的聊天记录</title><type>19</type><recorditem>&lt;recordinfo&gt;&lt;datalist count='2'&gt;"
    "&lt;dataitem datatype='1'&gt;&lt;datadesc&gt;路灯不亮&lt;/datadesc&gt;&lt;sourcename&gt;张三&lt;/sourcename&gt;"
    "&lt;sourcetime&gt;2026-01-04 19:30:00&lt;/sourcetime&gt;&lt;/dataitem&gt;"
    "&lt;dataitem datatype='2'&gt;&lt;sourcename&gt;李四&lt;/sourcename&gt;&lt;/dataitem&gt;"
    "&lt;/datalist&gt;&lt;/recordinfo&gt;</recorditem></appmsg></msg>"
)


async def test_a_resident_writes_in_the_group(line: Line) -> None:
    await line.says(LI, "3号楼下水道又堵了", timestamp=1767571200000)

    message = await line.next()

    assert (message.channel, message.kind, message.text) == ("wechaty", MessageKind.TEXT, "3号楼下水道又堵了")
    assert (message.chat_id, message.chat_name, message.is_group) == (ROOM, "勤实邻里", True)
    assert (message.sender_id, message.sender_name) == (LI, "3幢李阿姨")
    assert message.sent_at == datetime(2026, 1, 5, tzinfo=UTC)
    assert message.external_id
    assert not message.mentions_bot
    assert not message.from_self


async def test_someone_without_a_name_in_the_group_goes_by_his_own(line: Line) -> None:
    await line.says(WANG, "在吗")

    assert (await line.next()).sender_name == "老王"


async def test_a_cadre_writes_in_private(line: Line) -> None:
    await line.do("text", sender=CADRE, text="收到")

    message = await line.next()

    assert (message.chat_id, message.is_group, message.sender_name) == (CADRE, False, "小席")


async def test_a_group_that_was_renamed_goes_by_its_new_name(line: Line) -> None:
    await line.says(LI, "早")
    await line.next()

    await line.do("topic", room=ROOM, topic="勤实邻里2群", by=WANG)
    await line.says(LI, "早早")

    assert (await line.next()).chat_name == "勤实邻里2群"


async def test_a_quoted_reply_brings_the_words_it_replies_to(line: Line) -> None:
    quoted = {"quotedName": "老王", "quotedText": "谁家车\n挡「门」了", "text": "我家的\n马上来"}
    await line.do("quote", room=ROOM, sender=LI, **quoted)
    await line.do("quoteXml", room=ROOM, sender=LI, quotedId="77", **quoted)

    flattened, xml = await line.next(), await line.next()

    assert (flattened.quote, flattened.text) == (Quote("老王", "谁家车\n挡「门」了"), "我家的\n马上来")
    assert (xml.quote, xml.text, xml.kind) == (
        Quote("老王", "谁家车\n挡「门」了", "77"),
        "我家的\n马上来",
        MessageKind.TEXT,
    )


async def test_the_bot_is_called_by_id_or_by_name(line: Line) -> None:
    await line.says(LI, "请看一下", mentions=[BOT])
    await line.says(LI, "@邻里助手\u2005查 6号")
    await line.says(LI, "@邻里助手们 好")

    assert [(await line.next()).mentions_bot for _ in range(3)] == [True, True, False]


@pytest.mark.parametrize(
    ("size", "more"),
    [(5_000, {}), (300_000, {}), (60_000, {"as": "stream"}), (60_000, {"as": "buffer"}), (5_000, {"as": "buffer"})],
    ids=["in the message", "by download", "as a stream", "as wechat4u does it", "small, as wechat4u does it"],
)
async def test_a_photo_arrives_whole(line: Line, size: int, more: dict[str, str]) -> None:
    photo = os.urandom(size)
    await line.do("image", room=ROOM, sender=LI, base64=b64(photo), **more)

    message = await line.next()

    assert (message.kind, message.text) == (MessageKind.PHOTO, "")
    assert message.photo == photo


async def test_a_photo_that_lies_on_a_server_is_fetched_there(line: Line) -> None:
    photo = os.urandom(60_000)

    async def serve(_: web.Request) -> web.Response:
        return web.Response(body=photo)

    site = web.Application()
    site.router.add_get("/photo.jpg", serve)
    async with TestServer(site) as server:
        await line.do("image", room=ROOM, sender=LI, url=str(server.make_url("/photo.jpg")))

        assert (await line.next()).photo == photo


async def test_a_photo_that_cannot_be_had_leaves_the_message(line: Line, caplog: pytest.LogCaptureFixture) -> None:
    await line.do("fault", method="messageImage")
    await line.do("fault", method="messageFile")
    await line.do("image", room=ROOM, sender=LI, base64=b64(b"photo"))

    message = await line.next()

    assert (message.kind, message.photo) == (MessageKind.PHOTO, b"")
    assert "the photo of message" in caplog.text


async def test_a_photo_that_is_too_large_leaves_the_message(gateway: TestGateway, tmp_path: Path) -> None:
    async with connected(gateway, tmp_path, replace(LIMITS, photo_bytes=50_000)) as line:
        await line.do("image", room=ROOM, sender=LI, base64=b64(os.urandom(60_000)))

        assert (await line.next()).photo == b""


async def test_a_photo_that_never_comes_holds_up_its_own_chat_only(gateway: TestGateway, tmp_path: Path) -> None:
    async with connected(gateway, tmp_path, replace(LIMITS, photo=2)) as line:
        await line.do("fault", method="messageImage", mode="hang")
        await line.do("image", room=ROOM, sender=LI, base64=b64(b"photo"))
        await line.says(LI, "上面是照片")
        await line.do("text", room=OTHER_ROOM, sender=LI, text="别的群")

        order = [await line.next() for _ in range(3)]

        assert [message.text for message in order] == ["别的群", "", "上面是照片"]
        assert order[1].photo == b""


async def test_a_merged_forward_brings_its_lines(line: Line) -> None:
    await line.do("raw", sender=CADRE, type="ChatHistory", text=RECORD)

    message = await line.next()

    assert message.kind is MessageKind.HISTORY
    assert message.forwarded == (
        ForwardedLine("张三", "路灯不亮", datetime(2026, 1, 4, 11, 30, tzinfo=UTC)),
        ForwardedLine("李四", "", kind=MessageKind.PHOTO),
    )


async def test_a_place_and_a_link_tell_their_names(line: Line) -> None:
    await line.do("location", room=ROOM, sender=LI, name="气象局小区", address="虹桥路5号")
    await line.do("url", room=ROOM, sender=LI, title="停水通知", link="https://example.org")

    place, link = await line.next(), await line.next()

    assert (place.kind, place.text) == (MessageKind.LOCATION, "气象局小区 虹桥路5号")
    assert (link.kind, link.text) == (MessageKind.LINK, "停水通知")


async def test_a_recall_names_the_message(line: Line) -> None:
    await line.do("recall", room=ROOM, sender=LI, messageId="in_1")

    message = await line.next()

    assert (message.kind, message.recalled_id) == (MessageKind.RECALL, "in_1")


async def test_a_pat_and_whatever_nobody_knows_yet_arrive_as_such(line: Line) -> None:
    pat = "<sysmsg type='pat'><pat><template>\"${wxid_li}\" 拍了拍我</template></pat></sysmsg>"
    await line.do("raw", room=ROOM, sender=LI, type="Unknown", text=pat)
    await line.do("raw", room=ROOM, sender=LI, type="RedEnvelope", text="")
    await line.do("raw", room=ROOM, sender=LI, type=99, text="新花样")
    await line.do("raw", room=ROOM, sender=LI, type="Unknown", text="<half")

    kinds = [(await line.next()).kind for _ in range(4)]

    assert kinds == [MessageKind.SYSTEM, MessageKind.SYSTEM, MessageKind.UNKNOWN, MessageKind.UNKNOWN]


async def test_a_message_without_a_time_counts_as_sent_when_it_arrived(line: Line) -> None:
    await line.says(LI, "在", timestamp=0)

    assert (await line.next()).sent_at == ARRIVED
