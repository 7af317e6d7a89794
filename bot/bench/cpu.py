"""Processor time: of this process with all its threads, and of the database server's processes on this machine."""

from __future__ import annotations

import time
from pathlib import Path

PROC = Path("/proc")


class Meter:
    """Seconds of processor time since it was made; `postmaster` is the server's first process, if it runs here."""

    def __init__(self, postmaster: int | None = None) -> None:
        self._postmaster = postmaster
        self._client, self._server = time.process_time(), self._served()

    def spent(self) -> float:
        return self.client() + self._served() - self._server

    def client(self) -> float:
        return time.process_time() - self._client

    def _served(self) -> float:
        return served(self._postmaster) if self._postmaster is not None else 0.0


def served(postmaster: int) -> float:
    """Seconds of a process and its children, to the nanosecond as far as Linux tells them."""
    family = [postmaster, *children(postmaster)]
    return sum(_on_cpu(pid) for pid in family)


def children(parent: int) -> list[int]:
    found: list[int] = []
    for stat in PROC.glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        if int(fields[1]) == parent:
            found.append(int(stat.parent.name))
    return found


def _on_cpu(pid: int) -> float:
    try:
        return int((PROC / str(pid) / "schedstat").read_text().split()[0]) / 1e9
    except OSError:
        return 0.0
