"""What may be forgotten at any time, kept as long as there is room."""

from __future__ import annotations

from itertools import islice
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Memory(dict[K, V]):
    """A dictionary of at most `most` entries: when it is full, the half that was written first goes."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def __setitem__(self, key: K, value: V) -> None:
        if len(self) >= self._most and key not in self:
            for old in list(islice(self, self._most // 2)):
                del self[old]
        super().__setitem__(key, value)
