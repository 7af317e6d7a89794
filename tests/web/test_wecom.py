"""WeCom as a door, against a server on this machine that speaks the documented protocol."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from models.settings import WebSettings, WeComSettings
from tests.stories.conftest import sample
from tests.web.conftest import Browser, Pages, open_pages

SECRET = "wecom-secret"


class FakeWeCom:
    """Hands out tokens and exchanges codes, as WeCom's manual has it."""

    def __init__(self) -> None:
        self.codes: dict[str, dict[str, object]] = {}
        self.token, self.tokens_given, self.is_down = "token-1", 0, False

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/cgi-bin/gettoken", self._give_token)
        app.router.add_get("/cgi-bin/auth/getuserinfo", self._tell)
        return app

    async def _give_token(self, request: web.Request) -> web.Response:
        if request.query["corpid"] != "ww1" or request.query["corpsecret"] != SECRET:
            return web.json_response({"errcode": 40001, "errmsg": "invalid credential"})
        self.tokens_given += 1
        return web.json_response({"errcode": 0, "errmsg": "ok", "access_token": self.token, "expires_in": 7200})

    async def _tell(self, request: web.Request) -> web.Response:
        if self.is_down:
            raise web.HTTPBadGateway
        if request.query["access_token"] != self.token:
            return web.json_response({"errcode": 40014, "errmsg": "invalid access_token"})
        said = self.codes.pop(request.query["code"], None)
        return web.json_response(
            {"errcode": 40029, "errmsg": "invalid code"} if said is None else {"errcode": 0, **said}
        )


@contextlib.asynccontextmanager
async def world(folder: Path, secret: str = SECRET) -> AsyncIterator[tuple[Pages, FakeWeCom]]:
    fake = FakeWeCom()
    async with TestServer(fake.app()) as server:
        wecom = WeComSettings(
            corp_id="ww1",
            agent_id="1000002",
            secret=SecretStr(secret),
            people={"XiXiaoMei": "xi", "Gone": "nobody-now"},
            api=str(server.make_url("/")).rstrip("/"),
        )
        settings = sample().changed(web=WebSettings(address="http://linli.test", wecom=wecom))
        async with open_pages(settings, folder) as pages:
            yield pages, fake


@pytest.fixture
async def both(tmp_path: Path) -> AsyncIterator[tuple[Pages, FakeWeCom]]:
    async with world(tmp_path) as both:
        yield both


async def leave(browser: Browser, following: str = "/account") -> dict[str, str]:
    """What the browser is sent to WeCom with."""
    status, headers = await browser.head(f"/enter/by/wecom?next={following}")
    assert status == 303
    there = urlsplit(headers["Location"])
    assert headers["Location"].startswith("https://open.weixin.qq.com/connect/oauth2/authorize?")
    assert there.fragment == "wechat_redirect"
    return {name: values[0] for name, values in parse_qs(there.query).items()}


async def test_whoever_wecom_knows_is_signed_in(both: tuple[Pages, FakeWeCom]) -> None:
    pages, fake = both
    browser = await pages.browser()
    assert "用企业微信登录" in (await browser.get("/login"))[1]
    asked = await leave(browser)
    assert asked["redirect_uri"] == "http://linli.test/enter/by/wecom/back"
    assert {name: asked[name] for name in ("appid", "agentid", "response_type", "scope")} == {
        "appid": "ww1",
        "agentid": "1000002",
        "response_type": "code",
        "scope": "snsapi_base",
    }
    assert asked["state"].isalnum()
    fake.codes["c1"] = {"userid": "xixiaomei", "user_ticket": "t"}  # WeCom does not tell capitals apart
    status, text = await browser.get(f"/enter/by/wecom/back?code=c1&state={asked['state']}")
    assert status == 200
    assert "我的登录" in text
    assert "席晓梅" in text
    assert "signed_in: by wecom" in await pages.story.audited()


async def test_another_browser_cannot_be_signed_in_with_a_code_of_mine(both: tuple[Pages, FakeWeCom]) -> None:
    pages, fake = both
    attacker, victim = await pages.browser(), await pages.browser()
    state = (await leave(attacker))["state"]
    await leave(victim)
    for given in (f"&state={state}", "", "&state=", "&state=%ff"):
        fake.codes["c1"] = {"userid": "XiXiaoMei"}
        assert (await victim.get(f"/enter/by/wecom/back?code=c1{given}"))[0] in (400, 403)
    assert "退出" not in (await victim.get("/login"))[1]
    assert "c1" in fake.codes  # never even asked


@pytest.mark.parametrize(
    "said",
    [
        {"openid": "o1", "external_userid": "wm1"},  # somebody from outside
        {"userid": "Stranger"},
        {"userid": "Gone"},  # named in the configuration, but no member of staff any more
        {"userid": ""},
        {},
        None,  # a code that WeCom does not know
    ],
)
async def test_whoever_is_not_named_stays_outside(
    both: tuple[Pages, FakeWeCom], said: dict[str, object] | None
) -> None:
    pages, fake = both
    browser = await pages.browser()
    state = (await leave(browser))["state"]
    if said is not None:
        fake.codes["c1"] = said
    status, text = await browser.get(f"/enter/by/wecom/back?code=c1&state={state}")
    assert status == 403
    assert "没有认出您" in text
    assert "退出" not in (await browser.get("/login"))[1]


async def test_a_token_is_kept_and_renewed_where_wecom_took_it_back(both: tuple[Pages, FakeWeCom]) -> None:
    pages, fake = both
    for token in ("token-1", "token-1", "token-2"):
        fake.token, fake.codes["c1"] = token, {"userid": "XiXiaoMei"}
        browser = await pages.browser()
        state = (await leave(browser))["state"]
        assert (await browser.get(f"/enter/by/wecom/back?code=c1&state={state}"))[0] == 200
    assert fake.tokens_given == 2


async def test_trouble_there_is_told_without_the_secret(tmp_path: Path) -> None:
    async with world(tmp_path, "wrong-secret") as (pages, _):
        browser = await pages.browser()
        state = (await leave(browser))["state"]
        assert (await browser.get(f"/enter/by/wecom/back?code=c1&state={state}"))[0] == 403
        told = await pages.story.audited()
        assert told[-1].startswith("sign_in_failed: wecom: gettoken errcode 40001")
        assert "wrong-secret" not in " ".join(told)


async def test_a_server_that_is_down_lets_nobody_in(both: tuple[Pages, FakeWeCom]) -> None:
    pages, fake = both
    fake.is_down = True
    browser = await pages.browser()
    state = (await leave(browser))["state"]
    assert (await browser.get(f"/enter/by/wecom/back?code=c1&state={state}"))[0] == 403


async def test_without_a_configuration_there_is_no_such_door(pages: Pages) -> None:
    browser = await pages.browser()
    assert "企业微信" not in (await browser.get("/login"))[1]
    assert (await browser.get("/enter/by/wecom"))[0] == 404
    assert (await browser.get("/enter/by/wecom/back?code=1&state=1"))[0] == 404


async def test_after_wecom_nobody_is_sent_elsewhere(both: tuple[Pages, FakeWeCom]) -> None:
    pages, fake = both
    browser = await pages.browser()
    state = (await leave(browser, "//evil.test"))["state"]
    fake.codes["c1"] = {"userid": "XiXiaoMei"}
    _, headers = await browser.head(f"/enter/by/wecom/back?code=c1&state={state}")
    assert headers["Location"] == "/"
