"""Where a request comes from, and whether it was one of our own pages that sent it."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from aiohttp import web

from bot.web.context import settings_of
from models.settings import WebSettings

UNKNOWN = "unknown"
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
OWN_SITE = frozenset({"same-origin", "none"})  # none: typed, or opened from a chat


def address_of(request: web.Request) -> str:
    """Whose requests count together: an IPv4 address, or the /64 that one IPv6 subscriber has.

    What a proxy says of others is believed only of proxies on this machine or in `web.proxies`, from the last one on.
    """
    told = [part.strip() for line in request.headers.getall("X-Forwarded-For", []) for part in line.split(",")]
    at = _read(request.remote or "")
    while at is not None and told and _is_proxy(at, settings_of(request).web):
        before = _read(told.pop())
        if before is None:
            break
        at = before
    if at is None:
        return UNKNOWN
    return str(at) if at.version == 4 else str(ipaddress.ip_network((at, 64), strict=False))


def is_from_our_page(request: web.Request) -> bool:
    """What browsers tell of the sender of a form; those that tell nothing are left to the form's token."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in OWN_SITE:
        return False
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    here, address = urlsplit(origin), urlsplit(settings_of(request).web.address)
    return bool(here.netloc) and (here.netloc == request.host or here[:2] == address[:2])


def _read(written: str) -> Address | None:
    try:
        address = ipaddress.ip_address(written)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def _is_proxy(address: Address, web_settings: WebSettings) -> bool:
    return address.is_loopback or any(address in ipaddress.ip_network(one) for one in web_settings.proxies)
