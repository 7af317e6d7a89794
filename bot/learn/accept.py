"""Proposals that a person chose: into a file of the configured folder, or as text for the configuration."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from bot.learn.show import as_yaml
from handlers.reading.extra import together
from handlers.reading.learning.change import OwnWords
from handlers.reading.learning.propose import Proposal
from handlers.reading.lexicon_source import LEARNT, read_own
from handlers.reading.own_check import check_own
from models.errors import ConfigError, LinliError
from models.settings import Settings

HEADING = "# Written by linli learn --accept. Words added by hand stay, comments do not.\n"


def chosen(proposals: Sequence[Proposal], numbers: Collection[int]) -> OwnWords:
    """The words of the proposals with these numbers."""
    unknown = [number for number in numbers if not 1 <= number <= len(proposals)]
    if unknown:
        named = ", ".join(map(str, unknown))
        raise LinliError(f"no proposal {named}: there are {len(proposals)} -> run linli learn to see them")
    return together(*(proposals[number - 1].change for number in sorted(set(numbers))))


def take(settings: Settings, words: OwnWords) -> str:
    """Add words to `_learnt.yaml` of the words folder, or show the `words` section with them; what was done.

    Raises ConfigError, and leaves the file as it was, where it is broken or where a sentence of the community would be
    read wrongly then.
    """
    folder = settings.words_folder
    if folder is None:
        return as_yaml(together(settings.words, words))
    present = read_own(folder)
    if present.problems:
        raise ConfigError(str(folder), list(present.problems))
    path = folder / LEARNT
    before = path.read_text("utf-8") if path.exists() else None
    _write(path, HEADING + as_yaml(together(present.words, words)) + "\n")
    problems = check_own(settings.words, folder).problems
    if problems:
        _restore(path, before)
        raise ConfigError(str(path), list(problems))
    return f"{path}: written; a running bot takes it up by itself"


def _write(path: Path, text: str) -> None:
    """Whole or not at all, because a running bot may be reading it."""
    beside = path.with_suffix(".new")
    beside.write_text(text, "utf-8")
    beside.replace(path)


def _restore(path: Path, before: str | None) -> None:
    if before is None:
        path.unlink()
    else:
        _write(path, before)
