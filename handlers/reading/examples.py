"""Example messages of every category, beside the rules: one file a category, one message a line."""

from __future__ import annotations

from pathlib import Path

from handlers.reading.lexicon_source import FOLDER

EXAMPLES = FOLDER / "examples"
CHAT = "chat"  # the file of messages that are about nothing


def read_examples(folder: Path = EXAMPLES) -> dict[str, tuple[str, ...]]:
    """The messages by category code; a folder that is not there has none."""
    return {
        path.stem: tuple(line.strip() for line in path.read_text("utf-8").splitlines() if line.strip())
        for path in sorted(folder.glob("*.txt"))
    }
