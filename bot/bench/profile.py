"""Where the pipeline's time goes: by stage, from one timed function each, and the functions that cost most."""

from __future__ import annotations

import cProfile
import functools
import pstats
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

# The function that is a stage's whole work. A stage inside another one is not counted in it.
STAGES = {
    "store": ("handlers.messages.store.store_arrivals",),
    "load state": ("handlers.messages.group_state.load_state", "handlers.messages.group_state.as_said"),
    "read": ("handlers.house.House._read", "handlers.reading.read.Reader.read"),
    "resemble": ("handlers.reading.resemblance.Resemblance.kinds", "handlers.reading.resemblance.Resemblance.reports"),
    "decide": ("handlers.conversation.decide.decide",),
    "carry out": ("handlers.messages.group.carry_out.carry_out",),
    "settle": ("models.queries.messages.settle_messages",),
    "handle, the rest": ("handlers.messages.handle.handle_messages",),
    "savepoints": ("bot.database.run_all",),
}
OURS = ("bot", "handlers", "models")


class Stages:
    """Processor time of each stage, without the stages inside it, in the thread that does the work."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = dict.fromkeys(STAGES, 0.0)
        self.calls: dict[str, int] = dict.fromkeys(STAGES, 0)
        self._inner: list[float] = []
        self._counts = False

    def begin(self) -> None:
        """Forget what came before, as warming up."""
        for stage in STAGES:
            self.seconds[stage], self.calls[stage] = 0.0, 0
        self._counts = True

    def end(self) -> None:
        self._counts = False

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        clock = time.thread_time

        @functools.wraps(function)
        def run(*args: Any, **more: Any) -> Any:
            if not self._counts:
                return function(*args, **more)
            self._inner.append(0.0)
            begun = clock()
            try:
                return function(*args, **more)
            finally:
                spent = clock() - begun
                self.seconds[stage] += spent - self._inner.pop()
                self.calls[stage] += 1
                if self._inner:
                    self._inner[-1] += spent

        return run


@contextmanager
def watched() -> Iterator[Stages]:
    """Time the stages for as long as it lasts; houses have to be built inside."""
    stages = Stages()
    undo: list[tuple[Any, str, Any]] = []
    for stage, names in STAGES.items():
        for name in names:
            for place, attribute, function in _everywhere(name):
                undo.append((place, attribute, function))
                setattr(place, attribute, stages.timed(stage, function))
    try:
        yield stages
    finally:
        for place, attribute, function in undo:
            setattr(place, attribute, function)


def _everywhere(name: str) -> list[tuple[Any, str, Any]]:
    """Every place that a function is known by: its class, or each module that imported it."""
    path, attribute = name.rsplit(".", 1)
    try:
        return [(owner := import_module(path), attribute, getattr(owner, attribute))] + [
            (module, key, value)
            for module in list(sys.modules.values())
            if module is not owner and module.__name__.split(".")[0] in OURS
            for key, value in list(vars(module).items())
            if value is getattr(owner, attribute)
        ]
    except ModuleNotFoundError:
        module, kind = path.rsplit(".", 1)
        owner = getattr(import_module(module), kind)
        return [(owner, attribute, getattr(owner, attribute))]


def costliest(profile: cProfile.Profile, count: int = 25) -> list[tuple[str, int, float]]:
    """Function, calls and seconds of its own, the profiler's cost included."""
    stats: dict[Any, Any] = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    rows = [
        (f"{_short(file)}:{line} {name}", calls, own) for (file, line, name), (_, calls, own, _, _) in stats.items()
    ]
    return sorted(rows, key=lambda row: -row[2])[:count]


def _short(file: str) -> str:
    return "/".join(file.split("/")[-3:])
