"""Example messages of every category, beside the rules: one file a category, one message a line.

A line that begins with `! ` tells of something urgent, one with `!! ` of an emergency.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handlers.reading.facts import Urgency
from handlers.reading.lexicon_source import FOLDER

EXAMPLES = FOLDER / "examples"
CHAT = "chat"  # the file of messages that are about nothing
MARKS = (("!! ", Urgency.EMERGENCY), ("! ", Urgency.URGENT))


@dataclass(frozen=True, slots=True)
class Example:
    """One message, and how soon somebody would have to look."""

    text: str
    urgency: Urgency = Urgency.NORMAL


def read_examples(folder: Path = EXAMPLES) -> dict[str, tuple[Example, ...]]:
    """The messages by category code; a folder that is not there has none."""
    return {
        path.stem: tuple(example(line.strip()) for line in path.read_text("utf-8").splitlines() if line.strip())
        for path in sorted(folder.glob("*.txt"))
    }


def example(line: str) -> Example:
    for mark, urgency in MARKS:
        if line.startswith(mark):
            return Example(line.removeprefix(mark), urgency)
    return Example(line)
