"""WeCom (企业微信) as a door: OAuth2 for the members of one organisation.

The browser goes to `authorize`; WeCom sends it back with a code; we exchange the code, with a token of our own
application, for the member's `userid`. A visitor from outside the organisation has an `openid` instead and is refused.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import aiohttp

from bot.web.doors import DoorFailed
from models.settings import WeComSettings

SECONDS = aiohttp.ClientTimeout(total=10)
EARLY = 300.0  # seconds before its end a token is taken for old
STALE_TOKEN = frozenset({40001, 40014, 42001})


class WeCom:
    """One for each process; it keeps the application's token in memory."""

    name = "wecom"

    def __init__(self, settings: WeComSettings) -> None:
        self._settings = settings
        self._people = {userid.casefold(): staff_id for userid, staff_id in settings.people.items()}
        self._token, self._good_until = "", 0.0

    def away(self, back: str, state: str) -> str:
        asked = {
            "appid": self._settings.corp_id,
            "redirect_uri": back,
            "response_type": "code",
            "scope": "snsapi_base",
            "state": state,
            "agentid": self._settings.agent_id,
        }
        return f"{self._settings.authorize}?{urlencode(asked)}#wechat_redirect"

    async def staff_id(self, query: Mapping[str, str]) -> str:
        code = query.get("code", "")
        if not code:
            raise DoorFailed("no code")
        answer = await self._who(code)
        if answer.get("errcode") in STALE_TOKEN:  # taken back before its time
            self._token = ""
            answer = await self._who(code)
        if answer.get("errcode") != 0:
            raise DoorFailed(f"errcode {_number(answer.get('errcode'))}")
        staff_id = self._people.get(str(answer.get("userid", "")).casefold())
        if staff_id is None:
            raise DoorFailed("nobody of web.wecom.people")
        return staff_id

    async def _who(self, code: str) -> dict[str, Any]:
        return await self._ask("auth/getuserinfo", access_token=await self._fresh_token(), code=code)

    async def _fresh_token(self) -> str:
        if not self._token or time.monotonic() >= self._good_until:
            secret = self._settings.secret.get_secret_value()
            answer = await self._ask("gettoken", corpid=self._settings.corp_id, corpsecret=secret)
            if answer.get("errcode") != 0 or not isinstance(answer.get("access_token"), str):
                raise DoorFailed(f"gettoken errcode {_number(answer.get('errcode'))}")
            self._token = answer["access_token"]
            self._good_until = time.monotonic() + _number(answer.get("expires_in")) - EARLY
        return self._token

    async def _ask(self, what: str, **asked: str) -> dict[str, Any]:
        url = f"{self._settings.api}/cgi-bin/{what}"
        try:
            async with (
                aiohttp.ClientSession(timeout=SECONDS) as session,
                session.get(url, params=asked, allow_redirects=False) as response,
            ):
                answer = await response.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise DoorFailed(type(error).__name__) from None  # its text holds the address, and that the secret
        if not isinstance(answer, dict):
            raise DoorFailed("no answer")
        return answer


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
