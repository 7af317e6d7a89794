"""What travels from a connector to a worker: typed, versioned JSON. Photos stay behind; their content hash goes along.

A field that a reader does not know is left alone, one that is missing takes its default: those changes need no new
version. VERSION counts the others. Deploy workers before connectors.
"""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

import msgspec

from models.errors import LinliError
from models.messages import Incoming

VERSION = 1


class NotReadable(LinliError):
    """A payload that this program cannot read; it is set aside."""


class Packet(msgspec.Struct, frozen=True, omit_defaults=True):
    """One message. `photo` is the hash under which the bytes lie in the media folder."""

    message: Incoming
    photo: str = ""


class Bundle(msgspec.Struct, frozen=True):
    """Messages of one partition, in their order. They stay undecoded so that one bad one spoils no other."""

    v: int
    items: list[msgspec.Raw]


_encoder = msgspec.json.Encoder()
_bundles = msgspec.json.Decoder(Bundle)
_packets = msgspec.json.Decoder(Packet)


def pack(incoming: Incoming, photo: str = "") -> bytes:
    """A message without its photos; characters that no UTF-8 can hold are replaced, as in the database."""
    bare = replace(incoming, photo=b"", forwarded=tuple(replace(line, photo=b"") for line in incoming.forwarded))
    try:
        return _encoder.encode(Packet(bare, photo))
    except UnicodeEncodeError:
        return _encoder.encode(Packet(_clean(bare), photo))


def _clean(value: Any) -> Any:
    """A value with all its words as UTF-8 can hold them."""
    if isinstance(value, str) and not isinstance(value, enum.Enum):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, tuple):
        return tuple(_clean(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _clean(getattr(value, field.name)) for field in fields(value)})
    return value


def bundle(packets: Sequence[bytes]) -> bytes:
    return _encoder.encode(Bundle(VERSION, [msgspec.Raw(packet) for packet in packets]))


def name_of(account: str, payload: bytes) -> str:
    """The id by which JetStream knows a repeat: the same content has the same."""
    return f"{account}-{hashlib.sha256(payload).hexdigest()[:40]}"


def unbundle(payload: bytes) -> list[msgspec.Raw]:
    """The packets of a bundle; NotReadable for anything else."""
    try:
        read = _bundles.decode(payload)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotReadable(f"no bundle of messages: {error}") from error
    if read.v != VERSION:
        raise NotReadable(f"written by version {read.v}, this worker reads {VERSION}: bring the workers up to date")
    return read.items


def unpack(packet: bytes | msgspec.Raw) -> Packet:
    """One packet; NotReadable for anything else."""
    try:
        return _packets.decode(packet)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotReadable(f"no message: {error}") from error
