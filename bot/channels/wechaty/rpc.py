"""Requests that the gateway knows and wechaty's own gRPC package does not yet."""

from __future__ import annotations

from dataclasses import dataclass

import betterproto


@dataclass
class IdRequest(betterproto.Message):  # type: ignore[misc]  # betterproto is untyped here
    id: str = betterproto.string_field(1)


@dataclass
class FileChunk(betterproto.Message):  # type: ignore[misc]
    """A piece of a file, on its way up or down."""

    chunk: bytes = betterproto.bytes_field(1)


@dataclass
class Location(betterproto.Message):  # type: ignore[misc]
    accuracy: float = betterproto.float_field(1)
    address: str = betterproto.string_field(2)
    latitude: float = betterproto.double_field(3)
    longitude: float = betterproto.double_field(4)
    name: str = betterproto.string_field(5)


@dataclass
class LocationAnswer(betterproto.Message):  # type: ignore[misc]
    location: Location = betterproto.message_field(1)  # noqa: RUF009 - how betterproto declares a field
