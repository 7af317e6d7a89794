"""The processes of the city under test: started, killed, started again, and their processor time added up."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import psutil

from bot.roles import Role
from tests.sources import ROOT


@dataclass(frozen=True, slots=True)
class Post:
    """One place in the city that a process fills."""

    role: Role
    account: str = "none"
    port: int = 0


class City:
    """Posts with the process that is at each."""

    def __init__(self, posts: list[Post], config: Path, log: Path, environment: dict[str, str]) -> None:
        self.at: dict[Post, int] = dict.fromkeys(posts, 0)
        self.kills: Counter[Role] = Counter()
        self._config, self._log, self._environment = config, log, environment
        self._nursery: asyncio.subprocess.Process | None = None

    async def open(self) -> None:
        self._nursery = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.city.nursery", str(self._config), str(self._log)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=os.environ | self._environment,
            cwd=ROOT,
            start_new_session=True,
        )
        for post in self.at:
            await self.start(post)

    async def start(self, post: Post) -> None:
        nursery = self._nursery
        assert nursery is not None
        assert nursery.stdin is not None
        assert nursery.stdout is not None
        nursery.stdin.write(f"{post.role} {post.account} {post.port}\n".encode())
        self.at[post] = int(await nursery.stdout.readline())

    async def kill(self, post: Post) -> None:
        """Kill -9, and another takes the post."""
        os.kill(self.at[post], signal.SIGKILL)
        self.kills[post.role] += 1
        await self.start(post)

    def any_of(self, role: Role) -> Post:
        return random.choice([post for post in self.at if post.role is role])

    def alive(self) -> list[Post]:
        return [post for post, pid in self.at.items() if psutil.pid_exists(pid)]

    async def close(self) -> None:
        self.at = dict.fromkeys(self.at, 0)
        if self._nursery is not None:
            os.killpg(self._nursery.pid, signal.SIGKILL)  # and with it whoever was being started just now
            await self._nursery.wait()
            self._nursery = None


class Meter:
    """Processor seconds by name. A process that dies between two looks keeps what the last one saw."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, int], float] = {}
        self._before: dict[tuple[str, int], float] = {}

    def look(self, city: City, servers: dict[str, int]) -> None:
        for post, pid in city.at.items():
            self._note(post.role.value, pid)
        for name, pid in servers.items():
            self._note(name, pid)
            for child in _children(pid):
                self._note(name, child)

    def begin(self) -> None:
        """What was spent until now does not count."""
        self._before = dict(self._seen)

    def spent(self) -> Counter[str]:
        total: Counter[str] = Counter()
        for key, seconds in self._seen.items():
            total[key[0]] += seconds - self._before.get(key, 0.0)  # type: ignore[assignment]
        return total

    def _note(self, name: str, pid: int) -> None:
        try:
            times = psutil.Process(pid).cpu_times()
        except psutil.NoSuchProcess:
            return
        self._seen[name, pid] = times.user + times.system


def _children(pid: int) -> list[int]:
    try:
        return [child.pid for child in psutil.Process(pid).children(recursive=True)]
    except psutil.NoSuchProcess:
        return []
