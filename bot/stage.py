"""A neighbourhood on a stage: people speak, time is moved by hand, and everything else is the real program.

The demo and the story tests play on it.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import SecretStr

from bot.app import App, open_app
from bot.channels.memory import MemoryChannel, Sent
from bot.clock import SimulatedClock
from bot.covering.redactor import Nobody
from bot.simulation import Simulation
from handlers.actions.bind_staff import bind_everybody
from handlers.reading.lexicon import Lexicon
from models.messages import Incoming, MessageKind, Quote
from models.settings import DatabaseSettings, Settings

CHANNEL = "stage"
A_BREATH = timedelta(seconds=1)


class Stage:
    """One installation with people in its groups."""

    def __init__(self, app: App, clock: SimulatedClock, hear: Callable[[Sent], None] | None = None) -> None:
        self.app = app
        self.clock = clock
        self.channel = MemoryChannel(CHANNEL, clock.now, hear)
        outbox = app.outbox(self.channel)
        self.simulation = Simulation(clock, app.database, app.scheduler, outbox.pump, lambda: outbox.resting_until)
        self._numbers = itertools.count(1)
        self._group = app.settings.groups[0].id if app.settings.groups else ""

    async def say(
        self,
        name: str,
        text: str = "",
        *,
        group: str = "",
        kind: MessageKind = MessageKind.TEXT,
        photo: bytes = b"",
        quote: Quote | None = None,
    ) -> int | None:
        """Somebody speaks in a group; members of staff are named by their id. The id of the stored message."""
        settings = self.app.settings
        where = settings.groups_by_id[group or self._group]
        person = settings.staff_by_id.get(name)
        return await self.receive(
            Incoming(
                channel=CHANNEL,
                external_id=self._next_id(),
                chat_id=f"room-{where.id}",
                chat_name=where.name,
                is_group=True,
                sender_id=name,
                sender_name=person.name if person else name,
                sent_at=self.clock.now(),
                kind=MessageKind.PHOTO if photo else kind,
                text=text,
                quote=quote,
                photo=photo,
            )
        )

    async def whisper(
        self, name: str, text: str = "", *, photo: bytes = b"", quote: Quote | None = None, **more: object
    ) -> int | None:
        """Somebody writes to the bot in private; `more` are further fields of the message."""
        person = self.app.settings.staff_by_id.get(name)
        incoming = Incoming(
            channel=CHANNEL,
            external_id=self._next_id(),
            chat_id=name,
            is_group=False,
            sender_id=name,
            sender_name=person.name if person else name,
            sent_at=self.clock.now(),
            kind=MessageKind.PHOTO if photo else MessageKind.TEXT,
            text=text,
            quote=quote,
            photo=photo,
        )
        return await self.receive(replace(incoming, **more))  # type: ignore[arg-type]

    async def wait(self, span: timedelta) -> None:
        """Let time pass, with everything that becomes due on the way."""
        await self.simulation.advance_to(self.clock.now() + span)

    async def wait_until(self, moment: datetime) -> None:
        await self.simulation.advance_to(moment)

    def heard_in(self, group: str = "") -> list[str]:
        """What the bot said in a group, oldest first."""
        room = f"room-{group or self._group}"
        return [sent.outgoing.text for sent in self.channel.sent if sent.outgoing.chat_id == room]

    def told(self, name: str) -> list[str]:
        """What the bot told one person in private, oldest first."""
        return [sent.outgoing.text for sent in self.channel.sent if sent.outgoing.chat_id == name]

    async def receive(self, incoming: Incoming) -> int | None:
        """Deliver a message as it is, and let a second pass.

        Returns the id of the stored message, or None for a repeat.
        """
        message_id = await self.app.inbox.receive(incoming)
        await self.simulation.advance_to(self.clock.now() + A_BREATH)
        return message_id

    def _next_id(self) -> str:
        return f"m{next(self._numbers)}"


@contextlib.asynccontextmanager
async def open_stage(
    settings: Settings,
    start: datetime,
    folder: Path,
    *,
    url: str = "",
    hear: Callable[[Sent], None] | None = None,
    lexicon: Lexicon | None = None,
) -> AsyncIterator[Stage]:
    """A stage whose database and photos lie in a folder; all staff are bound to their ids."""
    own = settings.changed(
        database=DatabaseSettings(url=SecretStr(url or f"sqlite:///{folder / 'linli.db'}"), window_ms=0),
        media=settings.media.model_copy(update={"folder": folder / "media"}),
        budget=settings.budget.model_copy(update={"gap_seconds": (0.0, 0.0)}),
    )
    clock = SimulatedClock(start)
    app = await open_app(own, clock, lexicon=lexicon)
    app.redactor = Nobody  # whoever plays here sends drawn pictures
    try:
        await app.database.write(lambda connection: bind_everybody(connection, own, CHANNEL, clock.now()))
        app.house.get_ready()
        yield Stage(app, clock, hear)
    finally:
        await app.close()
