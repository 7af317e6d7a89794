"""What only a process of its own can tell: how long a start takes, and what silent groups keep in memory."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bot.bench.bed import Scale
from models.errors import LinliError

FEW = 10
LONGEST = 600  # seconds
PLAIN_JIEBA = "import jieba; jieba.initialize()"
READY, WITH_CHANNEL, JIEBA = "ready", "ready, with the line to WeChat", "jieba"
CHANNEL = "import bot.channels.wechaty.channel, runpy, sys; runpy.run_module('bot.bench.ready', run_name='__main__')"


@dataclass(frozen=True, slots=True)
class Starts:
    """Seconds of processor time of a fresh process."""

    each: dict[str, float]

    @property
    def ratio(self) -> float:
        return self.each[READY] / self.each[JIEBA]


def starts(config: Path, folder: Path, scale: Scale) -> Starts:
    """Our start and plain jieba's in turn; the first of each is not counted: it compiles, and makes the database."""
    url = f"sqlite:///{folder / 'ready.db'}"
    commands = {
        READY: ["-m", "bot.bench.ready", str(config), url],
        JIEBA: ["-c", PLAIN_JIEBA],
    }
    if scale.thorough:
        commands[WITH_CHANNEL] = ["-c", CHANNEL, str(config), url]
    spent: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(scale.processes + scale.thorough):
        for name, arguments in commands.items():
            before = _of_children()
            run(arguments, folder)
            if number or not scale.thorough:
                spent[name].append(_of_children() - before)
    return Starts({name: round(median(runs), 3) for name, runs in spent.items()})


def memory(config: Path, folder: Path, scale: Scale) -> dict[str, float]:
    """Bytes a group: the difference between few groups and a whole city's."""
    found: dict[str, float] = {}
    for how in ("", "trace") if scale.thorough else ("",):
        sizes = {groups: _idle(config, folder, groups, how) for groups in (FEW, scale.city)}
        more = scale.city - FEW
        for name in ("resident", "settings", "traced"):
            if (name == "traced") == (how == "trace"):
                found[name] = (sizes[scale.city][name] - sizes[FEW][name]) / more
        if not how:
            found["heard_once"] = sizes[scale.city]["heard"]
    return found


def _idle(config: Path, folder: Path, groups: int, how: str) -> dict[str, float]:
    own = folder / f"idle-{groups}-{how}"
    own.mkdir()
    found: dict[str, float] = json.loads(run(["-m", "bot.bench.idle", str(config), str(groups), str(own), how], own))
    return found


def run(arguments: Sequence[str], folder: Path) -> str:
    """What a fresh interpreter prints; compiled code and jieba's own cache are kept in the folder."""
    wanted: dict[str, Any] = {"TMPDIR": str(folder), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    path = os.pathsep.join(part or os.getcwd() for part in sys.path)
    done = subprocess.run(  # noqa: S603 - our own interpreter and modules
        [sys.executable, *arguments],
        env=kept | wanted | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    if done.returncode:
        raise LinliError(f"a process of the bench failed: {done.stderr[-400:]}")
    return done.stdout


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
