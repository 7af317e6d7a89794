"""What of a text is somebody's own words or name, and what stands in their place."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from handlers.wording.fold import plain
from handlers.wording.leak_names import SOMEONE, name_finders

ERASED = "（已按本人要求删除）"
RUN = 8  # characters in a row that only a copy has in common with the original
LEAST = 4  # a shorter message is said by everybody


@dataclass(frozen=True)
class Traces:
    """One person's words and names, and what they look like in the texts of others."""

    texts: frozenset[str]
    names: frozenset[str]
    runs: frozenset[str]
    known: re.Pattern[str] | None  # the parts of a nickname that tell who it is

    @classmethod
    def of(cls, texts: Collection[str], names: Collection[str]) -> Traces:
        """`names` are nicknames as shown in the chat."""
        kept = frozenset(" ".join(text.split()) for text in texts if len(text.strip()) >= LEAST)
        runs = frozenset(run for text in kept for run in _runs(text))
        named = name_finders(names)[: -len(name_finders(()))]  # without those for everybody who has a title
        return cls(kept, frozenset(filter(None, names)), runs, named[0].pattern if named else None)

    def unname(self, text: str) -> str:
        """The text with the person's names replaced."""
        for name in sorted(self.names, key=len, reverse=True):
            text = text.replace(f"@{name}", f"@{SOMEONE}")
        if self.known is None:
            return text
        for found in reversed(list(self.known.finditer(plain(text)))):
            text = text[: found.start()] + SOMEONE + text[found.end() :]
        return text

    def without_copies(self, text: str) -> str:
        """Somebody else's message: only what repeats a whole message of the person goes, so that others keep theirs."""
        for own in sorted(self.texts, key=len, reverse=True):
            if len(own) > RUN and own in text and own != text.strip():
                text = text.replace(own, ERASED)
        return self.unname(text)

    def without_lines(self, text: str) -> str:
        """What was told in private: every line that holds a stretch of the person's words goes."""
        return "\n".join(ERASED if self._is_copied(line) else self.unname(line) for line in text.split("\n"))

    def everywhere(self, value: Any) -> Any:
        """A stored value of any shape with names and lines replaced in each of its texts."""
        if isinstance(value, str):
            return self.without_lines(value)
        if isinstance(value, list):
            return [self.everywhere(one) for one in value]
        if isinstance(value, dict):
            return {key: self.everywhere(one) for key, one in value.items()}
        return value

    def is_quoted(self, name: str, words: str) -> bool:
        """Whether a quote is of this person."""
        return name in self.names or self._is_copied(words)

    def _is_copied(self, line: str) -> bool:
        line = " ".join(line.split())
        if any(line[start : start + RUN] in self.runs for start in range(max(len(line) - RUN, 0) + 1)):
            return True
        if any(f"{name}：" in line or f"{name}:" in line for name in self.names):
            return True
        return any(own == line or f"「{own}" in line or f"：{own}" in line for own in self.texts if len(own) <= RUN)


def _runs(text: str) -> list[str]:
    return [text[start : start + RUN] for start in range(len(text) - RUN + 1)]
