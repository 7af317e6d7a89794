"""Which addresses may be called: whoever subscribes must not make us call machines inside our own network."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection
from urllib.parse import urlsplit

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver


def trouble_with(url: str, own: Collection[str]) -> str:
    """Why an address may not be called, "" where it may. `own`: hosts of our network that may be, also without TLS."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "is no address"
    if not host or parts.scheme not in ("https", "http") or parts.username or parts.password:
        return "is no address like https://host/path"
    if host in own or f"{host}:{port}" in own:
        return ""
    if parts.scheme != "https":
        return "is not https"
    try:
        return "" if is_public(host) else "is an address of a closed network"
    except ValueError:
        return ""  # a name; what it stands for is looked at with each call


def is_public(written: str) -> bool:
    """Whether an IP address may be called from anywhere. Raises ValueError for what is none."""
    address = ipaddress.ip_address(written.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is not None:
            address = inner
    return address.is_global and not address.is_multicast


class PublicResolver(AbstractResolver):
    """Looks names up, and knows no name that stands for an address of a closed network. `own` may stand for any."""

    def __init__(self, own: Collection[str]) -> None:
        self._own = own
        self._names = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._names.resolve(host, port, family)
        if host in self._own or f"{host}:{port}" in self._own:
            return found
        if not all(is_public(each["host"]) for each in found):
            raise OSError("the name stands for an address of a closed network")
        return found

    async def close(self) -> None:
        await self._names.close()
