"""The pages: where they listen and how people get in."""

from __future__ import annotations

from ipaddress import ip_network

from pydantic import Field, SecretStr, field_validator, model_validator

from models.settings.base import Section


class WeComSettings(Section):
    """Signing in with WeCom (企业微信). Off without `corp_id`; the secret comes from LINLI_WEB__WECOM__SECRET."""

    corp_id: str = Field(
        default="", pattern=r"^[A-Za-z0-9_-]*$", description="id of the organisation, ww...; empty: off"
    )
    agent_id: str = Field(default="", pattern=r"^[0-9]*$", description="AgentId of the application in WeCom's console")
    secret: SecretStr = Field(
        default=SecretStr(""), description="never in the file: set LINLI_WEB__WECOM__SECRET, the application's Secret"
    )
    people: dict[str, str] = Field(
        default_factory=dict, description="who is who: WeCom's userid and the id in staff; nobody else gets in this way"
    )
    authorize: str = Field(
        default="https://open.weixin.qq.com/connect/oauth2/authorize",
        pattern=r"^https?://",
        description="where browsers are sent; another one for a WeCom of your own",
    )
    api: str = Field(
        default="https://qyapi.weixin.qq.com",
        pattern=r"^https?://.*[^/]$",
        description="where the program asks who it was; another one for a WeCom of your own",
    )

    @model_validator(mode="after")
    def _whole(self) -> WeComSettings:
        if self.corp_id and not (self.agent_id and self.secret.get_secret_value()):
            raise ValueError("needs more than corp_id: write agent_id, and set LINLI_WEB__WECOM__SECRET")
        return self


class WebSettings(Section):
    """The cadre's phone page, the leader's desk and the interfaces for other systems."""

    enabled: bool = Field(default=True, description="false: no pages, and no port is opened")
    host: str = Field(
        default="127.0.0.1",
        min_length=1,
        description="where they listen; leave it, and let a web server with a certificate pass requests on",
    )
    port: int = Field(default=18780, ge=1, le=65535, description="port of the pages")
    address: str = Field(
        default="",
        description="what people type, as https://linli.example.cn; without it the bot sends no links to the pages",
    )
    session_hours: int = Field(
        default=12, ge=1, le=720, description="how long somebody stays signed in without a visit"
    )
    link_minutes: int = Field(
        default=15, ge=1, le=1440, description="how long a link that the bot sent lets somebody in"
    )

    proxies: tuple[str, ...] = Field(
        default=(),
        description="web servers on other machines that pass requests on, as 10.0.0.5 or 10.0.0.0/24; only these and"
        " this machine are believed when they say whose request it is",
    )

    wecom: WeComSettings = Field(
        default=WeComSettings(), description="signing in with WeCom, beside links and passwords"
    )

    @field_validator("proxies")
    @classmethod
    def _networks(cls, proxies: tuple[str, ...]) -> tuple[str, ...]:
        for one in proxies:
            try:
                ip_network(one)
            except ValueError:
                raise ValueError(f"{one!r} is no address: write 10.0.0.5 or 10.0.0.0/24") from None
        return proxies

    @field_validator("address")
    @classmethod
    def _whole(cls, value: str) -> str:
        if value and not value.startswith(("https://", "http://")):
            raise ValueError("is written with its beginning: https://linli.example.cn")
        return value.rstrip("/")

    @model_validator(mode="after")
    def _can_come_back(self) -> WebSettings:
        if self.wecom.corp_id and not self.address:
            raise ValueError("wecom: WeCom sends people back to web.address -> write it, https://linli.example.cn")
        return self
