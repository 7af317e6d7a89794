"""Takes up changed words, places and categories while the program runs. What is wrong is told once and changes nothing.

The files are looked at every few seconds, by time and size: that works on a network disk too, where nothing announces a
change. They are read and checked in a thread; then another house is put in place between two messages.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.config import load_settings
from bot.config.taken_up import at_once, differing, taken_up
from bot.faults import told
from handlers.house import House
from handlers.reading.lexicon import Lexicon
from handlers.reading.lexicon_check import check
from handlers.reading.lexicon_source import FOLDER
from handlers.reading.own_check import check_own, without_sentences
from models.errors import ConfigError
from models.settings import Settings

log = logging.getLogger(__name__)

SECONDS = 3.0  # between two looks; a change is taken up at the second look that finds it the same
TRY_AGAIN = 20  # looks after which refused files are tried again: a folder that was missing changes no time of a file

Stamps = Mapping[Path, tuple[int, int]]


@dataclass
class Current:
    """The house that the next message and the next job are handled with."""

    house: House

    def __call__(self) -> House:
        return self.house


class Reloader:
    """Watches a configuration and the files of the lexicon for a running program."""

    def __init__(self, current: Current, config: Path, started: Settings, env: Mapping[str, str] | None = None) -> None:
        """`started` is what was read from `config` at the start."""
        self._current = current
        self._config = config
        self._env = env
        self._started = self._read = started
        self._in_force = self._done = self._seen = self._stamps()  # of the files in use, last read, last looked at
        self._asked = asyncio.Event()
        self._refused = ""
        self._looks = 0

    def ask(self) -> None:
        """Have the files read now, whether they look changed or not."""
        self._asked.set()

    async def run(self, seconds: float = SECONDS) -> None:
        """Look until cancelled."""
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._asked.wait(), seconds)
            asked = self._asked.is_set()
            self._asked.clear()
            await self.look(asked=asked)

    async def look(self, *, asked: bool = False) -> bool:
        """Look once; whether another house was put in place."""
        try:
            stamps = await asyncio.to_thread(self._stamps)
            if not self._is_due(stamps) and not asked:
                return False
            if asked:
                self._refused = ""  # whoever asks is told again
            house = await asyncio.to_thread(self._prepare, stamps, asked)
        except ConfigError as error:
            self._refuse(error)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with a file, the program goes on as it was
            log.error("reload failed, what was in force stays: %s", told(error))
        else:
            self._take(house)
            return True
        return False

    def _is_due(self, stamps: Stamps) -> bool:
        """Whether the files are other than those last read, and have stood still since the last look."""
        still, self._seen = stamps == self._seen, stamps
        self._looks += 1
        again = bool(self._refused) and self._looks % TRY_AGAIN == 0
        return still and (again or stamps != self._done)

    def _stamps(self) -> Stamps:
        folder = self._read.words_folder
        own = folder.glob("*.yaml") if folder else ()
        found: dict[Path, tuple[int, int]] = {}
        for path in (self._config, *own, *FOLDER.glob("*.yaml"), *FOLDER.rglob("*.txt")):
            with contextlib.suppress(OSError):  # gone between two steps of an editor: the next look sees it
                stat = path.stat()
                found[path] = (stat.st_mtime_ns, stat.st_size)
        return found

    def _prepare(self, stamps: Stamps, everything: bool) -> House:
        """Read and check what is other than in use, or everything; raises ConfigError with every problem."""
        self._done = stamps
        self._read = load_settings(self._config, os.environ if self._env is None else self._env)
        # The folder may be another one now; of what was watched before, the time before the reading counts.
        self._done = self._seen = {path: stamps.get(path, stamp) for path, stamp in self._stamps().items()}
        before, changed = self._current.house, self._changed()
        settings = taken_up(before.settings, self._read)
        words = {key for key in differing(before.settings, settings) if key.startswith("words")}
        if not words and changed <= {self._config} and not everything:
            return before.changed(settings)
        own = check_own(settings.words, settings.words_folder)
        ours = any(FOLDER in path.parents for path in changed)
        problems = [*own.problems, *(check(Lexicon.load()) if ours else ())]
        if problems:
            raise ConfigError("words", problems)
        return House(settings, own.lexicon).get_ready()

    def _changed(self) -> set[Path]:
        """The files that are other than those in use."""
        return {path for path, _ in self._done.items() ^ self._in_force.items()}

    def _take(self, house: House) -> None:
        files = sorted(path.name for path in self._changed())
        keys = [*differing(self._current.house.settings, house.settings), *files]
        self._current.house, self._in_force, self._refused = house, self._done, ""
        log.info("reloaded, in force from the next message: %s", ", ".join(keys) or "nothing is other than before")
        waiting = [key for key in differing(self._started, self._read) if not at_once(key)]
        if waiting:
            log.warning("reload: %s in %s will wait for a restart", ", ".join(waiting), self._config)

    def _refuse(self, error: ConfigError) -> None:
        """Say it once, and not again at every look."""
        first, *more = (without_sentences(problem) for problem in error.problems)
        told = f"{error.source}: {first}" if error.source == str(self._config) else first
        if told != self._refused:
            self._refused = told
            rest = f" (and {len(more)} more: linli check-config)" if more else ""
            log.error("reload refused, what was in force stays: %s%s", told, rest)
