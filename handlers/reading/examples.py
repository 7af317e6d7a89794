"""Example messages of every category, beside the rules: one file a category, one message a line.

A line that begins with `! ` tells of something urgent, one with `!! ` of an emergency.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handlers.reading.facts import Urgency
from handlers.reading.lexicon_source import FOLDER

EXAMPLES = FOLDER / "examples"
TALK = "talk"  # the folder of messages from whole talks
CHAT = "chat"  # the file of messages that are about nothing
MARKS = (("!! ", Urgency.EMERGENCY), ("! ", Urgency.URGENT))


@dataclass(frozen=True, slots=True)
class Example:
    """One message, and how soon somebody would have to look."""

    text: str
    urgency: Urgency = Urgency.NORMAL
    overheard: bool = False  # from a whole talk, so that it tells how usual such a thing is


def read_examples(folder: Path = EXAMPLES) -> dict[str, tuple[Example, ...]]:
    """The messages by category code, from the folder and the folders in it; one that is not there has none."""
    found: dict[str, list[Example]] = {}
    for path in sorted(folder.rglob("*.txt")):
        lines = path.read_text("utf-8").splitlines()
        overheard = path.parent.name == TALK
        found.setdefault(path.stem, []).extend(example(line.strip(), overheard) for line in lines if line.strip())
    return {code: tuple(examples) for code, examples in found.items()}


def example(line: str, overheard: bool = False) -> Example:
    for mark, urgency in MARKS:
        if line.startswith(mark):
            return Example(line.removeprefix(mark), urgency, overheard)
    return Example(line, Urgency.NORMAL, overheard)
