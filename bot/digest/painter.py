"""Draw the pictures that queued posts name, at the moment when they are sent and outside any transaction."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from bot.attachments import Attached
from bot.clock import Clock
from bot.covering.redactor import Redactor
from bot.database import Database
from bot.digest.card import group_card
from bot.faults import told
from handlers.house import House
from handlers.pictured import Pictured, pictured
from handlers.scene import Scene
from models.queries.outgoing import Waiting

log = logging.getLogger(__name__)

FILE = "week.png"


class Painter:
    """`redactor` gives what covers faces and plates; where it gives none, no photo is shown."""

    def __init__(
        self,
        database: Database,
        house: Callable[[], House],
        clock: Clock,
        load: Callable[[str], bytes],
        redactor: Callable[[], Redactor | None],
    ) -> None:
        self._database = database
        self._house = house
        self._clock = clock
        self._load = load
        self._redactor = redactor

    async def draw(self, one: Waiting) -> Attached:
        """The picture with its few words. Where it cannot be drawn the queued words go out alone: they say it all."""
        try:
            shown = await self._read(one.target, one.photo or "")
            picture = await asyncio.to_thread(self.picture, shown)
        except Exception as error:  # noqa: BLE001 - whatever it is, the group gets its digest
            log.warning("no picture for outbox=%d, so its text goes out: %s", one.id, told(error))
            return Attached()
        return Attached(picture, FILE, instead=shown.caption)

    def picture(self, shown: Pictured) -> bytes:
        """The picture with whatever photos may be seen. Blocks: use a thread."""
        return group_card(shown.card, self._photos(shown) if self._house().settings.digest.photos else {})

    async def _read(self, group_id: str, name: str) -> Pictured:
        now = self._clock.now()
        return await self._database.read(
            lambda connection: pictured(Scene(connection, now, self._house()), group_id, name)
        )

    def _photos(self, shown: Pictured) -> dict[str, bytes]:
        wanted = [name for line in shown.card.ended if line.after for name in (line.before, line.after) if name]
        redactor = self._redactor() if wanted else None
        if redactor is None:
            return {}
        covered = {name: self._covered(redactor, name) for name in wanted}
        return {name: photo for name, photo in covered.items() if photo}

    def _covered(self, redactor: Redactor, name: str) -> bytes | None:
        """A photo that was forgotten meanwhile is no reason to do without the picture."""
        try:
            return redactor.cover(self._load(name))
        except OSError:
            return None
