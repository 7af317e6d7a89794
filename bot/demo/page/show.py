"""One stage and what is seen of it. Whoever speaks or moves the clock waits for whoever does so already."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import itertools
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from bot.channels.memory import Sent
from bot.demo.page.feed import GROUP, Entry, Feed
from bot.demo.page.ledger import Links, cards_of, links_of, outcomes_of
from bot.photos import Sticker, take_in
from bot.stage import Stage, open_stage
from handlers.conversation.quotes import PHOTO_WORDS
from handlers.reading.lexicon import Lexicon
from handlers.reading.resemblance import resemblance
from handlers.scene import Scene
from handlers.wording import page
from models.errors import PhotoRefused
from models.messages import Quote
from models.settings import Settings, StaffSettings

A_MINUTE = timedelta(seconds=70)  # a little more than receipts wait for company
TICK = 0.25  # seconds between two looks at a clock that moves


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody wants to say; `quoted` is the entry that it replies to, `mine` whether it was typed on the page."""

    who: str
    text: str = ""
    photo: bytes = b""
    quoted: Entry | None = None
    mine: bool = False


class Show:
    """A stage in a folder. `load` reads the lexicon, in a thread, while windows look at an empty stage already.

    idle: seconds after which a minute passes for whoever has said something; None: never.
    """

    def __init__(
        self, settings: Settings, load: Callable[[], Lexicon], folder: Path, *, idle: float | None = None
    ) -> None:
        self.settings = settings
        self.feed = Feed()
        self.photos: dict[str, bytes] = {}
        self.busy = asyncio.Lock()
        self.begun = asyncio.Event()
        self.idle = idle
        self._load, self._folder = load, folder
        self._lexicon: Lexicon | None = None
        self._stages = itertools.count(1)
        self._open = contextlib.AsyncExitStack()
        self._stage: Stage | None = None
        self._said: dict[int, int] = {}  # the stored message of an entry
        self._latest: dict[str, datetime] = {}  # the newest line of each chat
        self._minute: asyncio.Task[None] | None = None

    @property
    def stage(self) -> Stage:
        if self._stage is None:
            raise RuntimeError("the show has not begun")
        return self._stage

    @property
    def now(self) -> datetime:
        """The simulated time, in the neighbourhood's zone."""
        return self.stage.clock.now().astimezone(self.settings.zone)

    @property
    def group(self) -> str:
        return self.settings.groups[0].name

    @property
    def staff(self) -> list[StaffSettings]:
        """Everybody who has to do with the group, nearest first."""
        above = self.settings.path(self.settings.groups[0].grid)
        return [person for node in above for person in self.settings.staff if node in person.grids]

    async def begin(self, start: datetime) -> None:
        """An empty stage, with nothing of the one before."""
        self.cancel_minute()
        async with self.busy:
            self.feed.set_clock(page.clock_line(start.astimezone(self.settings.zone)), busy=True)
            self._lexicon = self._lexicon or await asyncio.to_thread(_warm, self._load)
            await self._open.aclose()
            folder = self._folder / str(next(self._stages))
            opened = open_stage(self.settings, start, folder, hear=self._hear, lexicon=self._lexicon)
            await asyncio.to_thread(folder.mkdir)
            self._stage = await self._open.enter_async_context(opened)
            for of_the_last in (self._said, self._latest, self.photos):
                of_the_last.clear()
            self.feed.clear()
            self._show_clock(busy=False)
            self.begun.set()

    async def close(self) -> None:
        self.cancel_minute()
        self.feed.close()
        await self._open.aclose()

    async def say(self, chat: str, words: Words) -> None:
        """Somebody speaks in the group, or writes to the bot. Raises PhotoRefused before anything is said."""
        self.cancel_minute()
        address = await self._keep(words.photo) if words.photo else ""
        async with self.busy, self._acting():
            entry = self._add(self._entry(chat, words, address))
            speak = self.stage.say if chat == GROUP else self.stage.whisper
            number = await speak(words.who, words.text, photo=words.photo, quote=_quote(words.quoted))
            if chat == GROUP and number is not None:
                self._said[entry.id] = number
        if words.mine and self.idle is not None:
            self._minute = asyncio.create_task(self._pass_a_minute(self.idle))

    async def narrate(self, text: str) -> None:
        self.feed.set_story(caption=text)
        self._add(Entry(side="narrator", text=text))

    async def move_to(self, moment: datetime) -> None:
        """Let everything happen up to a moment; windows see the clock run."""
        self.cancel_minute()
        await self._move_to(moment)

    def cancel_minute(self) -> None:
        if self._minute is not None:
            self._minute.cancel()
        self._minute = None

    async def _pass_a_minute(self, idle: float) -> None:
        """Whoever has stopped writing sees what the bot says to it."""
        await asyncio.sleep(idle)
        await self._move_to(self.now + A_MINUTE)

    async def _move_to(self, moment: datetime) -> None:
        async with self.busy, self._acting():
            moving = asyncio.create_task(self.stage.wait_until(moment))
            try:
                while not (await asyncio.wait([moving], timeout=TICK))[0]:
                    self._show_clock(busy=True)
            finally:
                await moving

    @contextlib.asynccontextmanager
    async def _acting(self) -> AsyncIterator[None]:
        """Whatever happens inside is seen at the end: the clock, the cases, what each message belongs to."""
        try:
            yield
        finally:
            cards, links, outcomes = await self.stage.app.database.read(self._look)
            for card in cards:
                self.feed.put_card(card)
            self._mark(links, outcomes)
            self._show_clock(busy=False)

    def _look(self, connection: Connection) -> tuple[list[dict[str, Any]], Links, dict[int, str]]:
        app, ids = self.stage.app, list(self._said.values())
        cards = cards_of(Scene(connection, app.clock.now(), app.house))
        return cards, links_of(connection, ids), outcomes_of(connection, ids)

    def _mark(self, links: Links, outcomes: dict[int, str]) -> None:
        for entry_id, number in self._said.items():
            cases = links.get(number, ())
            silent = "" if cases else page.why_silent(outcomes.get(number, ""))
            self.feed.put(replace(self.feed.entries[entry_id], cases=cases, silent=silent))

    def _show_clock(self, *, busy: bool) -> None:
        self.feed.set_clock(page.clock_line(self.now), busy=busy)

    def _hear(self, sent: Sent) -> None:
        """What the bot says, as it goes out."""
        out = sent.outgoing
        chat = out.chat_id if not out.is_group else GROUP
        address = ""
        if out.photo:
            address = hashlib.sha256(out.photo).hexdigest()
            self.photos[address] = out.photo
        self._add(Entry(chat=chat, side="bot", name=page.BOT, face=page.BOT[0], text=out.text, photo=address))

    def _add(self, entry: Entry) -> Entry:
        above = page.time_above(self.now, self._latest.get(entry.chat)) if entry.side != "narrator" else ""
        if entry.side != "narrator":
            self._latest[entry.chat] = self.now
        return self.feed.add(replace(entry, above=above))

    def _entry(self, chat: str, words: Words, address: str) -> Entry:
        person = self.settings.staff_by_id.get(words.who)
        name = person.shown() if person else words.who
        quote = page.quote_line(words.quoted.name, _words_of(words.quoted)) if words.quoted else ""
        side = "mine" if words.mine or chat != GROUP else "theirs"
        face = person.name[0] if person else _face(name)
        return Entry(0, chat, side, name, face, words.text, address, quote)

    async def _keep(self, photo: bytes) -> str:
        kept = await asyncio.to_thread(take_in, photo, self.settings.media)
        if isinstance(kept, Sticker):
            raise PhotoRefused("a sticker")
        self.photos[kept.sha256] = kept.web
        return kept.sha256


def _warm(load: Callable[[], Lexicon]) -> Lexicon:
    """The lexicon, with what is counted from its examples once for each."""
    lexicon = load()
    resemblance(lexicon)
    return lexicon


def _quote(entry: Entry | None) -> Quote | None:
    return Quote(entry.name, _words_of(entry)) if entry is not None else None


def _words_of(entry: Entry) -> str:
    """The words of a line as WeChat quotes them."""
    return entry.text or min(PHOTO_WORDS)


def _face(name: str) -> str:
    """The first letter that is no number: of 3-502 张阿姨 the 张."""
    return next((letter for letter in name if letter.isalpha()), name[:1])
