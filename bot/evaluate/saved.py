"""The figures as they are kept in the repository: counts and marks for each transcript, and no word of anybody."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.evaluate.compare import Comparison
from bot.evaluate.figures import figures
from bot.evaluate.sets import added_up, sets_of
from bot.evaluate.tally import Tally, tally
from models.errors import LinliError


@dataclass(frozen=True, slots=True)
class Result:
    """One transcript's outcome. `marks` has one letter for each labelled case, `print` tells other readings apart."""

    marks: str
    print: str
    counts: Tally


def result_of(judged: Comparison) -> Result:
    read = [(c.messages, sorted(c.supporters), c.category, c.place, c.urgency) for c in judged.read]
    heard = {kind: sorted(one.read) for kind, one in judged.heard.items()}
    seen = json.dumps([read, heard, judged.disturbed], ensure_ascii=False, sort_keys=True)
    return Result(judged.marks, hashlib.sha256(seen.encode()).hexdigest()[:8], tally(judged))


def save(path: Path, results: Mapping[str, Result]) -> None:
    """One line for each set and each transcript, so that a change shows as a few changed lines."""
    counts = {one: result.counts for one, result in results.items()}
    sets = {name: figures(added_up(counts, ids)) for name, ids in sets_of(results).items()}
    rounded = {name: {key: round(value, 4) for key, value in found.items()} for name, found in sets.items()}
    kept = {one: {"marks": r.marks, "print": r.print, "counts": r.counts} for one, r in results.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'{{"figures": {_lines(rounded)},\n"transcripts": {_lines(kept)}}}\n', "utf-8")


def load(path: Path) -> dict[str, Result]:
    """What was saved last; nothing where there is no file yet."""
    if not path.exists():
        return {}
    try:
        kept = json.loads(path.read_text("utf-8"))["transcripts"]
        return {one: Result(row["marks"], row["print"], Tally(row["counts"])) for one, row in kept.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        cure = "take it from git again, or delete it and save anew"
        raise LinliError(f"{path}: no saved figures ({error!r}) -> {cure}") from error


def _lines(rows: Mapping[str, Any]) -> str:
    written = (f"{json.dumps(key)}: {json.dumps(row, sort_keys=True)}" for key, row in rows.items())
    return "{\n" + ",\n".join(written) + "\n}"
