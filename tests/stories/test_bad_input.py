"""Whatever arrives: never a crash, never a post about it, and the raw message is kept."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from sqlalchemy import select

from handlers.messages.group.hear import hear_group
from models.messages import ForwardedLine, Incoming, MessageKind, Quote
from models.tables import media, message
from tests.stories.conftest import Story, photo


def incoming(story: Story, **changes: Any) -> Incoming:
    values: dict[str, Any] = {
        "channel": "stage",
        "external_id": "x1",
        "chat_id": "room-qinshi-1",
        "chat_name": "勤实邻里一群",
        "is_group": True,
        "sender_id": "someone",
        "sender_name": "某人",
        "sent_at": story.stage.clock.now(),
        "kind": MessageKind.TEXT,
        "text": "",
    }
    return Incoming(**{**values, **changes})


async def stored(story: Story) -> list[Any]:
    return await story.stage.app.database.read(
        lambda connection: list(connection.execute(select(message).order_by(message.c.id)).mappings())
    )


ODD = [
    {"text": "污" * 100_000},
    {"text": ""},
    {"text": "😀😀😀[捂脸][强]"},
    {"text": "「张三：你好"},
    {"text": "「」\n- - - - -\n"},
    {"text": "#接龙\n1.\n2\n三、"},
    {"text": "\x00\x01\u202e\ufffe\ud800"},
    {"kind": MessageKind.UNKNOWN, "text": "<msg><appmsg/></msg>"},
    {"kind": MessageKind.SYSTEM, "text": "张三拍了拍李四"},
    {"kind": MessageKind.RECALL, "recalled_id": "x0"},
    {"kind": MessageKind.HISTORY, "forwarded": (ForwardedLine("", ""),)},
    {"sender_name": ""},
    {"sender_id": "", "sender_name": "", "external_id": ""},
    {"quote": Quote("", "")},
    {"quote": Quote("某人" * 500, "x" * 5000)},
    {"from_self": True, "text": "8号楼前面的路灯不亮了"},
]


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
async def test_odd_messages_are_kept_handled_and_passed_over_in_silence(story: Story, odd: dict[str, Any]) -> None:
    await story.stage.receive(incoming(story, **odd))
    await story.pass_time(minutes=5)
    [row] = await stored(story)
    assert row["handled_at"] is not None
    assert row["failure"] is None
    assert story.group() == []
    assert await story.cases() == ()


async def test_a_repeated_callback_is_dropped(story: Story) -> None:
    light = incoming(story, text="8号楼前面的路灯不亮了")
    assert await story.stage.receive(light) is not None
    assert await story.stage.receive(light) is None
    assert len(await story.cases()) == 1


async def test_a_late_callback_is_still_heard(story: Story) -> None:
    sent_at = story.stage.clock.now() - timedelta(hours=2)
    await story.stage.receive(incoming(story, text="8号楼前面的路灯不亮了", sent_at=sent_at))
    assert len(await story.cases()) == 1


async def test_a_time_in_the_future_counts_as_now(story: Story) -> None:
    sent_at = story.stage.clock.now() + timedelta(days=400)
    await story.stage.receive(incoming(story, text="8号楼前面的路灯不亮了", sent_at=sent_at))
    [row] = await stored(story)
    assert row["sent_at"] < sent_at
    assert row["extra"]["claimed_time"] == sent_at.isoformat()


@pytest.mark.parametrize("data", [b"GIF89a", b"<svg onload=x>", b"\xff\xd8\xff\xe0broken", b"%PDF-1.4", b"\x00" * 50])
async def test_what_is_no_photo_is_refused_with_a_line_in_the_log(
    story: Story, data: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    await story.say("张阿姨", photo=data)
    [row] = await stored(story)
    assert row["photo"] is None
    assert row["extra"]["photo_refused"]
    assert "photo refused" in caplog.text
    assert story.group() == []


async def test_a_bomb_is_refused(story: Story, caplog: pytest.LogCaptureFixture) -> None:
    out = BytesIO()
    Image.new("1", (20_000, 11_000)).save(out, "PNG")
    await story.say("张阿姨", photo=out.getvalue())
    assert (await stored(story))[0]["photo"] is None
    assert "photo refused" in caplog.text


async def test_the_same_photo_sent_twice_is_one_photo(story: Story) -> None:
    await story.say("张阿姨", photo=photo())
    await story.say("王师傅", photo=photo())
    first, second = await stored(story)
    assert first["photo"] == second["photo"]
    hashes = await story.stage.app.database.read(lambda connection: list(connection.scalars(select(media.c.hash))))
    assert hashes == [first["photo"]]


async def test_a_room_that_only_bears_our_groups_name_is_not_believed(story: Story) -> None:
    await story.say("张阿姨", "早上好")
    await story.stage.receive(incoming(story, chat_id="another-room", text="8号楼前面的路灯不亮了"))
    assert await story.cases() == ()
    assert (await story.outcomes())[-1] == "unknown room"
    assert (await stored(story))[-1]["text"] == ""


async def test_a_message_that_cannot_be_handled_is_set_aside_and_blocks_nobody(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(scene: Any, heard: Any) -> str:
        if heard.text == "石头":
            raise ZeroDivisionError
        return hear_group(scene, heard)

    monkeypatch.setattr("handlers.messages.handle.hear_group", stumble)
    await story.say("某人", "石头")
    await story.say("张阿姨", "8号楼前面的路灯不亮了")
    aside, fine = await stored(story)
    assert aside["handled_at"] is None
    assert aside["attempts"] == 3
    assert "ZeroDivisionError" in aside["failure"]
    assert fine["handled_at"] is not None
    assert len(await story.cases()) == 1


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=80), private=st.booleans())
async def test_any_text_of_anybody_is_handled(story: Story, text: str, private: bool) -> None:
    if private:
        await story.whisper("xi", text)
    else:
        await story.say("某人", text)
    assert (await stored(story))[-1]["failure"] is None
