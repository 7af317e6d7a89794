"""What goes out with a message: a kept photo, covered where a group will see it, or a picture that is drawn now."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from models.photo import is_drawn
from models.queries.outgoing import Waiting

TRIES_WITH_PICTURE = 2  # then the words go alone: a line that takes no pictures must not silence the week


@dataclass(frozen=True, slots=True)
class Attached:
    """A photo or none. `instead`: the words that go with it in place of those that were queued."""

    photo: bytes = field(default=b"", repr=False)
    name: str = "photo.jpg"
    instead: str = ""
    error: str = ""  # why the message cannot go at all


Draw = Callable[[Waiting], Awaitable[Attached]]
Cover = Callable[[bytes], bytes | None]


async def draws_nothing(one: Waiting) -> Attached:
    """The words as they were queued, alone."""
    return Attached()


def as_it_is(photo: bytes) -> bytes | None:
    return photo


class Attachments:
    """`cover` hides faces and plates; None from it means that nobody can tell, and then the photo stays here."""

    def __init__(self, load: Callable[[str], bytes], cover: Cover = as_it_is, draw: Draw = draws_nothing) -> None:
        self._load = load
        self._cover = cover
        self._draw = draw

    async def of(self, one: Waiting) -> Attached:
        """Never raises: what is wrong with a photo is told."""
        if not one.photo:
            return Attached()
        if is_drawn(one.photo):
            return await self._draw(one) if one.attempts < TRIES_WITH_PICTURE else Attached()
        try:
            photo = await asyncio.to_thread(self._load, one.photo)
        except OSError as error:
            return Attached(error=f"photo cannot be read: {error}")
        if one.audience != "group":
            return Attached(photo)
        covered: bytes | None = await asyncio.to_thread(self._cover, photo)
        return Attached(covered or b"")
