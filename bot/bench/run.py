"""The order of a run, and what it finds, as one object."""

from __future__ import annotations

import contextlib
import logging
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bot.bench.bed import Bed, Scale
from bot.bench.compare import FLOOR, JIEBA, Compared, compare
from bot.bench.fresh import JIEBA as PLAIN_JIEBA
from bot.bench.fresh import memory, starts
from bot.bench.growth import Growth, growth
from bot.bench.lines import TARGETS, Line, line
from bot.bench.load import RATE, WINDOW_MS, Steady, under_load
from bot.bench.machine import machine, versions
from bot.bench.peers import SPACY_CHAR, SPACY_JIEBA, Peers, read_by_all
from bot.bench.place import POSTGRESQL, SQLITE, Place, durable, place
from bot.bench.traffic import FOLLOW_UPS, HITS, KEYWORDS, REPORTS, TALK
from models.settings import Settings

LOAD = ("cores_at_1400", "p99_windows")
AGAINST = {"pipeline_vs_jieba": JIEBA, "floor_share": FLOOR}
PEERS = {"reading_vs_spacy_jieba": SPACY_JIEBA, "reading_vs_spacy_char": SPACY_CHAR}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to measure, and where."""

    config: Path
    settings: Settings
    scale: Scale
    only: frozenset[str] = frozenset()
    postgres: str = ""

    def asks(self, *names: str) -> bool:
        return not self.only or not self.only.isdisjoint(names)


Tell = Callable[[str], None]
Put = Callable[[dict[str, Line]], None]


async def measure(wanted: Wanted, tell: Tell) -> dict[str, Any]:
    """Every line that is asked for; `tell` hears what comes next."""
    bed = Bed.made(wanted.settings, wanted.scale)
    ratios: dict[str, Any] = {name: {} for name in TARGETS if wanted.asks(name)}
    with quiet(), tempfile.TemporaryDirectory(prefix="linli-bench-") as folder:
        if wanted.asks(*PEERS):
            tell("reading beside spaCy")
            _put(ratios, "", _peer_lines({mix: read_by_all(bed, mix) for mix in wanted.scale.mixes}), tell)
        if wanted.asks("startup_vs_jieba"):
            tell("start-up")
            _put(ratios, "", _start_line(wanted, Path(folder)), tell)
        if wanted.asks("bytes_per_group"):
            tell("memory of silent groups")
            _put(ratios, "", _memory_line(wanted, Path(folder)), tell)
        for kind in kinds(wanted):
            await _on_database(wanted, bed, kind, Path(folder), partial(_put, ratios, kind, tell=tell), tell)
    return {
        "ratios": ratios,
        "traffic": {"hits": HITS, "reports": REPORTS, "follow_ups": FOLLOW_UPS, "mixes": wanted.scale.mixes},
        "scale": asdict(wanted.scale),
        "machine": machine(),
        "versions": versions() | await _server(wanted),
    }


def kinds(wanted: Wanted) -> list[str]:
    return [SQLITE, POSTGRESQL] if wanted.postgres else [SQLITE]


async def _on_database(wanted: Wanted, bed: Bed, kind: str, folder: Path, put: Put, tell: Tell) -> None:
    if wanted.asks(*AGAINST):
        tell(f"{kind}: pipeline, jieba and floor")
        compared = {}
        for mix in wanted.scale.mixes:
            async with _empty(wanted, kind, folder) as at:
                compared[mix] = await compare(bed, at, mix)
        put(_compared_lines(compared))
    if wanted.asks(*LOAD):
        tell(f"{kind}: {RATE} messages a second")
        async with _empty(wanted, kind, folder) as at:
            put(_load_lines(await under_load(bed, at)))
    if wanted.asks("groups_growth"):
        tell(f"{kind}: few groups and a city")
        async with _empty(wanted, kind, folder) as few, _empty(wanted, kind, folder) as many:
            put(_growth_line(await growth(bed, few, many)))


def _growth_line(grown: Growth) -> dict[str, Line]:
    more: dict[str, Any] = {"cpu_us_per_message": grown.spent, "rows": grown.rows, "messages": grown.messages}
    return {"groups_growth": line("groups_growth", grown.ratio, **more)}


@contextlib.asynccontextmanager
async def _empty(wanted: Wanted, kind: str, folder: Path) -> AsyncIterator[Place]:
    with tempfile.TemporaryDirectory(dir=folder) as own:
        async with place(kind, Path(own), wanted.postgres) as at:
            yield at


def _compared_lines(by_mix: dict[str, Compared]) -> dict[str, Line]:
    found: dict[str, Line] = {}
    main, harder = by_mix[KEYWORDS], by_mix.get(TALK)
    stored = {name: count / main.rows["messages"] for name, count in main.rows.items() if name != "messages"}
    for name, peer in AGAINST.items():
        found[name] = line(
            name,
            main.ratio(peer),
            in_talk=harder and harder.ratio(peer),
            cpu_us_per_message=main.each(),
            cpu_us_per_message_in_talk=harder and harder.each(),
            stored_per_message=stored,
        )
    return found


def _load_lines(steady: Steady) -> dict[str, Line]:
    full = steady.kept and steady.offered >= RATE
    raw = {**asdict(steady), "kept_1400": full}
    if not full:
        raw["note"] = f"{RATE}/s was not kept: measured at the offered rate, processors reckoned up to {RATE}/s"
    return {
        "cores_at_1400": line("cores_at_1400", steady.cores_at_full_rate, reached=full, **raw),
        "p99_windows": line("p99_windows", steady.p99_ms / WINDOW_MS, reached=full, **raw),
    }


def _peer_lines(by_mix: dict[str, Peers]) -> dict[str, Line]:
    main, harder = by_mix[KEYWORDS], by_mix.get(TALK)
    return {
        name: line(
            name,
            main.ratio(peer),
            in_talk=harder and harder.ratio(peer),
            cpu_us_per_message=main.each,
            cpu_us_per_message_in_talk=harder and harder.each,
            note=main.missing,
        )
        for name, peer in PEERS.items()
    }


def _start_line(wanted: Wanted, folder: Path) -> dict[str, Line]:
    found = starts(wanted.config, folder, wanted.scale)
    return {"startup_vs_jieba": line("startup_vs_jieba", found.ratio, cpu_seconds=found.each, peer=PLAIN_JIEBA)}


def _memory_line(wanted: Wanted, folder: Path) -> dict[str, Line]:
    found = memory(wanted.config, folder, wanted.scale)
    return {"bytes_per_group": line("bytes_per_group", found["resident"], bytes=found, groups=wanted.scale.city)}


def _put(ratios: dict[str, Any], kind: str, found: dict[str, Line], tell: Tell) -> None:
    """Keep the lines that were asked for, those of a database under its name."""
    for name, one in found.items():
        tell(f"  {name} {kind} {one['value']} ({TARGETS[name].shown()})")
        if name in ratios and kind:
            ratios[name][kind] = one
        elif name in ratios:
            ratios[name] = one


async def _server(wanted: Wanted) -> dict[str, str]:
    if not wanted.postgres:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        async with place(POSTGRESQL, Path(folder), wanted.postgres) as at:
            waits = (
                "commits wait for the disk" if await durable(wanted.postgres) else "COMMITS DO NOT WAIT FOR THE DISK"
            )
            return {POSTGRESQL: f"{at.version}, {waits}"}


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """No line a message on the screen."""
    root, level = logging.getLogger(), logging.getLogger().level
    root.setLevel(logging.ERROR)
    try:
        yield
    finally:
        root.setLevel(level)
