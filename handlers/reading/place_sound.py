"""Configured names as a voice transcript or a hurried thumb writes them: 南厂 is the configured 南场. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from string import ascii_lowercase, digits

from handlers.reading.place_sound_table import TABLE

SHORT = 2  # characters: 老街 and 老姐 differ only in the tone, so that a short name asks for the same one


@cache
def sounds() -> Mapping[str, frozenset[str]]:
    """The sounds of each character, with the tone: 场 is chang2 and chang3."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in TABLE.split():
        characters = entry.lstrip(ascii_lowercase + digits)
        for character in characters:
            found[character].add(entry.removesuffix(characters))
    return {character: frozenset(spoken) for character, spoken in found.items()}


class Sounds:
    """Finds names that are written with other characters of the same sound."""

    def __init__(self, names: Iterable[str]) -> None:
        self.by_first: dict[str, list[str]] = defaultdict(list)
        for name in sorted(names, key=len, reverse=True):
            if len(name) >= SHORT and all("\u4e00" <= char <= "\u9fff" for char in name):
                for syllable in syllables(name[0]):
                    self.by_first[syllable].append(name)

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """(start, name) wherever a name is heard but not written, the longer names first."""
        for start, char in enumerate(text):
            for name in {each: None for syllable in syllables(char) for each in self.by_first.get(syllable, ())}:
                written = text[start : start + len(name)]
                if written != name and len(written) == len(name) and sounds_like(written, name):
                    yield start, name


def syllables(char: str) -> frozenset[str]:
    """The sounds of a character without the tone."""
    return frozenset(sound[:-1] for sound in sounds().get(char, ()))


def sounds_like(written: str, name: str) -> bool:
    """Whether all characters sound like the name's and at least half of them are the name's."""
    if sum(one == other for one, other in zip(written, name, strict=True)) * 2 < len(name):
        return False
    if len(name) <= SHORT:
        return all(
            sounds().get(one, frozenset()) & sounds().get(other, frozenset()) for one, other in pairs(written, name)
        )
    return all(syllables(one) & syllables(other) for one, other in pairs(written, name))


def pairs(written: str, name: str) -> Iterator[tuple[str, str]]:
    """The characters that differ."""
    return ((one, other) for one, other in zip(written, name, strict=True) if one != other)
