"""How many cases transcripts open with and without more words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.replay.run import replay
from bot.replay.transcript import Transcript
from handlers.reading.extra import extended, together
from handlers.reading.learning.change import OwnWords, added
from handlers.reading.lexicon import Lexicon
from handlers.reading.lexicon_source import Sources
from models.settings import Settings


@dataclass(frozen=True, slots=True)
class Figures:
    """Cases opened in all transcripts, and the transcripts in which their number changes."""

    before: int
    after: int
    changed: tuple[str, ...] = ()


async def count_cases(
    transcripts: Sequence[Transcript], settings: Settings, sources: Sources, changes: Iterable[OwnWords]
) -> list[Figures]:
    """The figures for each change by itself; only transcripts that hold one of its words are played again."""
    now = await _opened(transcripts, settings, sources, settings.words)
    found: list[Figures] = []
    for change in changes:
        touched = [one for one in transcripts if _holds(one, added(change))]
        then = await _opened(touched, settings, sources, together(settings.words, change))
        changed = tuple(name for name, count in then.items() if count != now[name])
        before = sum(now.values())
        found.append(Figures(before, before + sum(then[name] - now[name] for name in changed), changed))
    return found


async def _opened(
    transcripts: Iterable[Transcript], settings: Settings, sources: Sources, words: OwnWords
) -> dict[str, int]:
    lexicon = Lexicon(extended(sources, words))
    return {one.id: len((await replay(one, settings, lexicon))["cases"]) for one in transcripts}


def _holds(transcript: Transcript, words: Sequence[str]) -> bool:
    return any(word in (message.get("text") or "") for message in transcript.messages for word in words)
