"""Processor time: of this process with all its threads, and of the database server's processes on this machine."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROC = Path("/proc")


class Meter:
    """Seconds of processor time since it was made; `server` is the database server's first process, if it runs here."""

    def __init__(self, server: int | None = None) -> None:
        self._server_pid = server
        self._client, self._server = time.process_time(), self._served()

    def spent(self) -> float:
        return self.client() + self._served() - self._server

    def client(self) -> float:
        return time.process_time() - self._client

    def _served(self) -> float:
        return served(self._server_pid) if self._server_pid is not None else 0.0


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


def postmaster_of(backend: int) -> int | None:
    """The server's first process, if the backend runs on this machine."""
    try:
        named = (PROC / str(backend) / "comm").read_text().strip()
        parent = int((PROC / str(backend) / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return None
    return parent if named.startswith("postgres") else None


@contextmanager
def metered(into: list[float], server: int | None, count: int) -> Iterator[None]:
    """Add the block's processor time by so many messages, in microseconds."""
    gc.collect()
    meter = Meter(server)
    yield
    into.append(meter.spent() / count * 1e6)
