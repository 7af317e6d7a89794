"""Another system is told of changes: signed, in order, again where it failed, and never inside our own network."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
import signal
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.delivering.sender import LEASE, MOST_TRIES, Deliveries
from bot.delivering.webhooks import ToWebhook
from handlers.sealing.keys import Keys, new_key
from handlers.sealing.stored import renew
from models.queries.api_keys import revoke_key
from models.tables import webhook
from tests.api.conftest import Answer, World, world_of
from tests.stories.conftest import ROOT

ALL = ["case.opened", "case.moved", "case.closed", "case.reopened", "case.corrected", "case.undone"]


class Receiver:
    """A system that is told; `statuses` are its next answers, 200 once they are used up."""

    def __init__(self) -> None:
        self.heard: list[tuple[dict[str, str], bytes]] = []
        self.statuses: list[int] = []
        self.slow = 0.0
        self.location = ""

    async def take(self, request: web.Request) -> web.Response:
        self.heard.append((dict(request.headers), await request.read()))
        await asyncio.sleep(self.slow)
        status = self.statuses.pop(0) if self.statuses else 200
        return web.Response(status=status, headers={"Location": self.location} if self.location else None)

    def told(self) -> list[tuple[str, int]]:
        """Type and case of each delivery."""
        return [(body["type"], body["data"]["case_id"]) for body in self.bodies()]

    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, body in self.heard]

    def ids(self) -> list[str]:
        return [headers["webhook-id"] for headers, _ in self.heard]


class Wired:
    """A world with a receiver that subscribed."""

    def __init__(self, world: World, receiver: Receiver, url: str) -> None:
        self.world, self.receiver, self.url = world, receiver, url
        self.secret = self.key = ""
        app = world.story.stage.app
        self.carrier = ToWebhook(app.database, app.current, app.clock)
        self.deliveries = self.sender()

    def sender(self) -> Deliveries:
        app = self.world.story.stage.app
        return Deliveries(app.database, app.clock, {"webhook": self.carrier})

    async def subscribe(self, url: str = "", **rights: bool) -> Answer:
        self.key = await self.world.key(**rights)  # type: ignore[arg-type]
        asked = {"url": url or self.url, "events": ALL}
        made = await self.world.call("POST", "/api/v1/webhooks", self.key, json=asked)
        self.secret = made.json.get("secret", "")
        return made

    async def later(self, **span: float) -> None:
        clock = self.world.story.stage.clock
        clock.move_to(clock.now() + timedelta(**span))
        await self.deliveries.pump()

    async def sent(self) -> list[dict[str, Any]]:
        """What the receiver's people can see of it."""
        found: list[dict[str, Any]] = (await self.world.get("/api/v1/webhooks/1/deliveries", self.key)).json[
            "deliveries"
        ]
        return found


@pytest.fixture
async def wired(tmp_path: Path) -> AsyncIterator[Wired]:
    receiver = Receiver()
    other = web.Application()
    other.router.add_post("/hook", receiver.take)
    async with (
        TestServer(other) as server,
        world_of(tmp_path, key=new_key(), webhook_hosts=(f"127.0.0.1:{server.port}",)) as world,
    ):
        yield Wired(world, receiver, str(server.make_url("/hook")))


async def lamp_is_mended(wired: Wired) -> None:
    await wired.world.report(wired.key)
    await wired.world.story.pass_time(minutes=2)
    await wired.world.story.whisper("xi", "1号已联系养护公司")
    await wired.world.story.whisper("xi", "1号办结")


async def test_every_change_arrives_in_order_and_signed(wired: Wired) -> None:
    await wired.subscribe()
    await lamp_is_mended(wired)
    await wired.later()
    assert wired.receiver.told() == [("case.opened", 1), ("case.moved", 1), ("case.closed", 1)]
    for headers, body in wired.receiver.heard:
        content = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        key = base64.b64decode(wired.secret.removeprefix("whsec_"))
        made = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
        assert headers["webhook-signature"] == f"v1,{made}"
    assert len(set(wired.receiver.ids())) == 3


async def test_no_word_name_or_place_is_told(wired: Wired) -> None:
    await wired.subscribe(words=True)
    await wired.world.report(wired.key, address_string="3幢502室", last_name="张秀英", phone="13812345678")
    await wired.later()
    told = wired.receiver.heard[0][1].decode()
    assert not any(word in told for word in ("3幢", "502", "张秀英", "138", "路灯不亮"))
    assert wired.receiver.bodies()[0]["data"]["category"] == "street_light"


async def test_private_cases_are_told_only_where_the_key_allows_it(wired: Wired) -> None:
    await wired.subscribe()
    await wired.world.story.say("王阿姨", "3幢502的老人摔倒了，起不来，快来人")
    await wired.later()
    assert wired.receiver.heard == []
    await wired.subscribe(private=True)
    await wired.world.story.whisper("xi", "1号收到")
    await wired.later()
    assert wired.receiver.told() == [("case.moved", 1)]


async def test_an_undone_step_is_told_as_one(wired: Wired) -> None:
    await wired.subscribe()
    await lamp_is_mended(wired)
    await wired.world.story.whisper("xi", "撤销")
    await wired.later()
    assert wired.receiver.bodies()[-1]["type"] == "case.undone"
    assert wired.receiver.bodies()[-1]["data"]["state"] == "in_progress"


async def test_what_failed_comes_again_under_the_same_id_and_holds_up_its_case_only(wired: Wired) -> None:
    await wired.subscribe()
    wired.receiver.statuses = [503]
    await lamp_is_mended(wired)
    await wired.later()
    assert wired.receiver.told() == [("case.opened", 1)]
    await wired.world.report(wired.key)
    await wired.later()
    assert wired.receiver.told()[1:] == [("case.opened", 2)]  # the other case does not wait
    await wired.later(seconds=7)
    assert wired.receiver.told()[2:] == [("case.opened", 1), ("case.moved", 1), ("case.closed", 1)]
    assert wired.receiver.ids()[0] == wired.receiver.ids()[2]
    assert wired.receiver.heard[0][1] == wired.receiver.heard[2][1]


async def test_after_a_day_it_is_given_up_with_the_reason(wired: Wired) -> None:
    await wired.subscribe()
    await wired.world.report(wired.key)
    wired.receiver.statuses = [500] * MOST_TRIES
    for _ in range(MOST_TRIES):
        await wired.later(hours=11)
    (one,) = await wired.sent()
    assert (one["state"], one["attempts"], one["error"]) == ("dead", MOST_TRIES, "answered 500")
    await wired.later(hours=24)
    assert len(wired.receiver.heard) == MOST_TRIES


async def test_who_hangs_is_left_and_holds_up_nobody_else(wired: Wired) -> None:
    wired.carrier._seconds = 0.1
    wired.receiver.slow = 1.0
    await wired.subscribe()
    await wired.world.report(wired.key)
    await wired.later()
    (one,) = await wired.sent()
    assert (one["state"], one["error"]) == ("queued", "no answer within 0 seconds")


async def test_a_program_that_is_killed_between_sending_and_noting_repeats_under_the_same_id(wired: Wired) -> None:
    await wired.subscribe()
    await wired.world.report(wired.key)
    app = wired.world.story.stage.app
    url = app.database.url.render_as_string(hide_password=False)
    key, now = app.settings.privacy.key.get_secret_value(), app.clock.now().isoformat()
    arguments = ("-m", "tests.api.killed", url, key, wired.url.split("/")[2], now)
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments, cwd=ROOT)
    assert await process.wait() == -signal.SIGKILL
    await wired.later()
    assert len(wired.receiver.heard) == 1  # its claim still holds
    await wired.later(seconds=LEASE.total_seconds() + 1)
    assert len(wired.receiver.heard) == 2
    assert len(set(wired.receiver.ids())) == 1
    assert (await wired.sent())[0]["state"] == "sent"


async def test_two_senders_never_send_the_same(wired: Wired) -> None:
    await wired.subscribe()
    for _ in range(5):
        await wired.world.report(wired.key)
    await asyncio.gather(*(wired.sender().pump() for _ in range(3)))
    await wired.later()
    assert sorted(wired.receiver.told()) == [("case.opened", number) for number in range(1, 6)]


async def test_whoever_wants_no_more_hears_no_more(wired: Wired) -> None:
    await wired.subscribe()
    wired.receiver.statuses = [410]
    await lamp_is_mended(wired)
    await wired.later()
    await wired.later(hours=1)
    assert len(wired.receiver.heard) == 1
    assert (await wired.world.get("/api/v1/webhooks", wired.key)).json["webhooks"] == []


async def test_a_revoked_key_ends_what_it_subscribed_to(wired: Wired) -> None:
    await wired.subscribe()
    await wired.world.report(wired.key)
    app = wired.world.story.stage.app
    await app.database.write(lambda connection: revoke_key(connection, 1, app.clock.now()))
    await wired.later()
    assert wired.receiver.heard == []


async def test_a_redirection_is_not_followed(wired: Wired) -> None:
    await wired.subscribe()
    wired.receiver.statuses, wired.receiver.location = [302], "http://127.0.0.1:1/"
    await wired.world.report(wired.key)
    await wired.later()
    assert (await wired.sent())[0]["error"] == "answered 302"


async def test_keys_see_and_end_only_their_own(wired: Wired) -> None:
    await wired.subscribe()
    mine, other = wired.key, await wired.world.key()
    assert (await wired.world.call("DELETE", "/api/v1/webhooks/1", other)).status == 404
    assert (await wired.world.get("/api/v1/webhooks/1/deliveries", other)).status == 404
    assert (await wired.world.call("DELETE", "/api/v1/webhooks/1", mine)).status == 204
    assert (await wired.world.get("/api/v1/webhooks", mine)).json["webhooks"] == []
    assert [line for line in await wired.world.story.audited() if "webhook" in line] == [
        "webhook made: 1",
        "webhook ended: 1",
    ]


async def test_the_secret_is_shown_once_and_outlives_a_change_of_the_operators_key(wired: Wired) -> None:
    await wired.subscribe()
    listed = (await wired.world.get("/api/v1/webhooks", wired.key)).json["webhooks"][0]
    assert "secret" not in listed
    app = wired.world.story.stage.app
    old, new = app.settings.privacy.key.get_secret_value(), new_key()
    both = Keys(f"{new},{old}")
    step = await app.database.write(lambda connection: renew(connection, both, webhook, 0))
    assert step.renewed == 1


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/hook",
        "https://10.1.2.3/",
        "https://169.254.169.254/latest",
        "https://0.0.0.0/",
        "http://example.com/hook",
        "https://192.168.1.1:8443/",
    ],
)
async def test_addresses_of_closed_networks_cannot_be_subscribed(wired: Wired, url: str) -> None:
    refused = await wired.subscribe(url)
    assert (refused.status, refused.json["where"]) == (403, "url")


async def test_a_name_that_stands_for_a_closed_network_is_not_called(wired: Wired) -> None:
    await wired.subscribe(f"https://localhost:{wired.url.split(':')[2].split('/')[0]}/hook")
    await wired.world.report(wired.key)
    await wired.later()
    assert wired.receiver.heard == []
    assert (await wired.sent())[0]["error"].startswith("not reached")
