"""Whether a member of staff asks for a way into the pages."""

from __future__ import annotations

import re

_ASKED = "(?:打开|登录|登陆|看|进|电脑版)?网页(?:版|登录|链接)?|电脑版|网址|(?:打开|登录|登陆)?链接|登录|登陆"
_PAGES = re.compile(
    rf"\s*(?:请|帮我|我要|我想|给我|发我|发个|发一下|发)*\s*(?:{_ASKED})\s*(?:一下|吧|谢谢)?[\s。.!！?？]*"
)


def asks_for_pages(text: str) -> bool:
    """Only where nothing else is said: a case may be about somebody's link or page too."""
    return _PAGES.fullmatch(text) is not None
