"""The pages: where they listen and how people get in."""

from __future__ import annotations

from ipaddress import ip_network

from pydantic import Field, field_validator

from models.settings.base import Section


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
