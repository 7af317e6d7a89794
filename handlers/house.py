"""What is built once from the configuration and shared by everything that handles a message."""

from __future__ import annotations

from functools import cached_property, lru_cache

from handlers.conversation.state import Said
from handlers.memory import Memory
from handlers.reading.facts import Facts
from handlers.reading.lexicon import Lexicon
from handlers.reading.place import PlaceReader
from handlers.reading.read import Reader
from handlers.reading.resemblance import Resemblance, resemblance
from handlers.sealing.keys import Keys
from models.deadlines import CaseClock
from models.messages import MessageKind
from models.settings import Settings
from models.settings.areas import PlaceSettings

REMEMBERED_READINGS = 20_000
REMEMBERED_MESSAGES = 50_000  # a group's recent words are looked at again with each message; about 1 KiB each
REMEMBERED_TALKS = 4_000  # groups; about 3 KiB each
REMEMBERED_GRIDS = 2_000  # readers; about 10 KiB each


class House:
    """Configuration, calendar and readers. Readings are remembered, because a group's recent words are read again.

    The lexicon is loaded when somebody first reads: that takes seconds, and not everybody who opens a house reads.
    """

    def __init__(self, settings: Settings, lexicon: Lexicon | None = None) -> None:
        self.settings = settings
        self.clock = CaseClock(settings)
        self._lexicon = lexicon
        self.keys = Keys(settings.privacy.key.get_secret_value())
        self._readers: Memory[str, Reader] = Memory(REMEMBERED_GRIDS)
        self._place_readers: Memory[str, PlaceReader] = Memory(REMEMBERED_GRIDS)
        self.said: Memory[int, Said] = Memory(REMEMBERED_MESSAGES)  # by stored id
        self.talks: Memory[str, tuple[int, ...]] = Memory(REMEMBERED_TALKS)  # by group: stored ids, oldest first
        self.read = lru_cache(REMEMBERED_READINGS)(self._read)

    @cached_property
    def lexicon(self) -> Lexicon:
        return self._lexicon or Lexicon.load(self.settings.words, self.settings.words_folder)

    @cached_property
    def resembles(self) -> Resemblance:
        return resemblance(self.lexicon)

    def changed(self, settings: Settings) -> House:
        """Another house with the same words."""
        return House(settings, self.__dict__.get("lexicon", self._lexicon))

    def get_ready(self) -> House:
        """Load all that reading needs, so that nobody's first message has to wait for it."""
        assert self.resembles
        return self

    def _read(self, grid: str, text: str, is_staff: bool, kind: MessageKind) -> Facts:
        return self.reader(grid).read(text, is_staff=is_staff, kind=kind)

    def forget_said(self) -> None:
        """After a change that was taken back: its ids may come again for other messages."""
        self.said.clear()
        self.talks.clear()

    def reader(self, grid: str) -> Reader:
        """The reader that knows the staff and the places of a grid and of the nodes above it."""
        reader = self._readers.get(grid)
        if reader is None:
            reader = self._readers[grid] = Reader(self.lexicon, self.place_reader(grid), self._staff(grid))
        return reader

    def _staff(self, grid: str) -> tuple[str, ...]:
        """How a group calls those who act for it; a city's thousands of others are strangers there."""
        people = [person for node in self.settings.path(grid) for person in self.settings.staff_of(node)]
        return tuple(dict.fromkeys(person.public_name or person.name for person in people))

    def place_reader(self, grid: str) -> PlaceReader:
        reader = self._place_readers.get(grid)
        if reader is None:
            reader = self._place_readers[grid] = PlaceReader(self.places(grid))
        return reader

    def places(self, grid: str) -> tuple[PlaceSettings, ...]:
        nodes = self.settings.nodes
        return tuple(place for node in self.settings.path(grid) for place in nodes[node].places)

    def label(self, category: str) -> str:
        return self.settings.category(category).label
