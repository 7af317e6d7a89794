"""What `linli eval` prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console

from bot.evaluate import tables
from bot.evaluate.changes import changed_figures, changed_transcripts
from bot.evaluate.chat import alarms_in, read_chat
from bot.evaluate.figures import by_category, figures
from bot.evaluate.labels import Sample
from bot.evaluate.letters import letter_of, recall
from bot.evaluate.rows import read_rows
from bot.evaluate.saved import Result, load, result_of, save
from bot.evaluate.scoring import judge, mistakes_by_kind
from bot.evaluate.sets import added_up, held_out, sets_of
from bot.evaluate.speed import timings, tools
from handlers.house import House
from models.errors import LinliError
from models.settings import Settings


class Shower:
    """Asks each question and shows its answer on one console."""

    def __init__(self, console: Console, settings: Settings) -> None:
        self._console = console
        self._settings = settings

    def score(self, samples: Sequence[Sample], kept: Path, *, errors: int = 0, keep: bool = False) -> None:
        """The figures, the mistakes, and what changed; `keep` saves them for the next comparison."""
        before = load(kept)
        if keep:
            _refuse_loss(kept, [one for one in before if one not in {sample.id for sample in samples}])
        judged = judge(samples, self._settings)
        results = {one: result_of(comparison) for one, comparison in judged.items()}
        self._tables(results)
        if errors:
            self._mistakes(mistakes_by_kind(samples, judged), errors, sum(held_out(one) for one in judged))
        self._changes(before, results)
        if keep:
            save(kept, results)
            self._line(f"{len(results)} transcripts -> {kept}")

    def chat(self, paths: Sequence[Path]) -> None:
        """Every case that opens upon chat, with its reason, then how many there are."""
        results = {path.stem: alarms_in(read_chat(path, self._settings), self._settings) for path in paths}
        for name, groups in results.items():
            for alarm in (alarm for group in groups for alarm in group.alarms):
                reason = f"{' '.join(alarm.words)} [{', '.join(alarm.rules)}]"
                self._line(f"{name} {alarm.category} {alarm.urgency}: {reason}: {' / '.join(alarm.said)}")
        self._console.print(tables.chat_table(results))

    def letters(self, paths: Sequence[Path]) -> None:
        """How the letters of each line department are read."""
        house = House(self._settings)
        letters = [letter for path in paths for letter in read_rows(path, letter_of)]
        self._console.print(tables.letters_table(recall(letters, house.reader(self._settings.grid.id).read)))

    def speed(self, samples: Sequence[Sample]) -> None:
        texts = {one.text for sample in samples for one in sample.transcript.incoming(self._settings) if one.text}
        measured = timings(sorted(texts), tools(self._settings))
        self._console.print(tables.speed_table(measured, len(texts)))

    def _tables(self, results: Mapping[str, Result]) -> None:
        counts = {one: result.counts for one, result in results.items()}
        sets = {name: figures(added_up(counts, ids)) for name, ids in sets_of(results).items()}
        self._console.print(tables.sets_table(sets))
        self._console.print(tables.category_table(by_category(added_up(counts, results))))

    def _mistakes(self, found: Mapping[str, Sequence[str]], most: int, hidden: int) -> None:
        for kind, lines in found.items():
            self._console.print(f"{kind}: {len(lines)}", style="bold")
            for line in lines[:most]:
                self._line(f"  {line}")
        if hidden:
            self._line(f"mistakes in {hidden} held-out transcripts are counted above and not shown")

    def _changes(self, before: Mapping[str, Result], results: Mapping[str, Result]) -> None:
        if not before:
            self._line("no saved figures to compare with -> --save")
            return
        figures_changed = list(changed_figures(before, results))
        lines = list(changed_transcripts(before, results))
        if figures_changed:
            self._console.print(tables.changes_table(figures_changed))
        for line in lines:
            self._line(line)
        if not lines:
            self._line("nothing changed since the figures were saved")

    def _line(self, text: str) -> None:
        self._console.print(text, markup=False)


def _refuse_loss(kept: Path, lost: Sequence[str]) -> None:
    """Asked before the replay, which takes its time."""
    if lost:
        raise LinliError(
            f"{kept} also holds {len(lost)} transcripts that are not scored now, {lost[0]} first"
            f" -> name their file as well, or delete {kept} where they are gone for good"
        )
