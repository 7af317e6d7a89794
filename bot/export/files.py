"""Tables as files that a spreadsheet opens, written line by line: Excel and CSV."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from bot.export.neutral import neutral
from handlers.wording.table import Cell
from models.errors import LinliError

Write = Callable[[Sequence[Cell]], None]
SHEET_ROWS = 1_048_576  # what Excel can hold in one sheet
SHOWN_TIME = "%Y-%m-%d %H:%M"
TEXT_STAYS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# Lines go to disk as they come.
_EXCEL = {**TEXT_STAYS_TEXT, "constant_memory": True, "default_date_format": "yyyy-mm-dd hh:mm"}


@contextmanager
def table(path: Path, columns: Sequence[str]) -> Iterator[Write]:
    """A new file with these columns, readable by its owner only; it has its name once it is complete.

    LinliError where the name tells no kind that we write, or is taken.
    """
    kinds = {".xlsx": excel, ".csv": comma_separated}
    kind = kinds.get(path.suffix.lower())
    if kind is None:
        raise LinliError(f"{path.name}: no kind of table that is known: end the name with .xlsx or .csv")
    if path.exists():
        raise LinliError(f"{path}: exists already: choose another name or move it away")
    part = path.with_name(f"{path.name}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))
    except OSError as error:
        raise LinliError(f"{part}: cannot be written: {error.strerror}") from error
    try:
        with kind(part, columns) as write:
            yield write
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def comma_separated(path: Path, columns: Sequence[str]) -> Iterator[Write]:
    """UTF-8 with the mark by which Excel knows it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        yield lambda cells: writer.writerow([_as_text(cell) for cell in cells])


@contextmanager
def excel(path: Path, columns: Sequence[str]) -> Iterator[Write]:
    """A workbook with as many sheets as the lines need."""
    with xlsxwriter.Workbook(str(path), _EXCEL) as book:
        yield _Sheets(book, columns).write


class _Sheets:
    """The sheets of one workbook, one after the other."""

    def __init__(self, book: Any, columns: Sequence[str]) -> None:
        self._book = book
        self._columns = columns
        self._bold = book.add_format({"bold": True})
        self._begin()

    def _begin(self) -> None:
        self._sheet = self._book.add_worksheet()
        self._sheet.freeze_panes(1, 0)
        self._sheet.set_column(0, len(self._columns) - 1, 16)
        for at, name in enumerate(self._columns):
            self._sheet.write_string(0, at, name, self._bold)
        self._row = 1

    def write(self, cells: Sequence[Cell]) -> None:
        if self._row == SHEET_ROWS:
            self._begin()
        for at, cell in enumerate(cells):
            self._write(at, cell)
        self._row += 1

    def _write(self, at: int, cell: Cell) -> None:
        if isinstance(cell, datetime):
            self._sheet.write_datetime(self._row, at, cell)
        elif isinstance(cell, int):
            self._sheet.write_number(self._row, at, cell)
        elif cell:
            self._sheet.write_string(self._row, at, neutral(cell))


def _as_text(cell: Cell) -> str | int:
    if isinstance(cell, datetime):
        return cell.strftime(SHOWN_TIME)
    return neutral(cell) if isinstance(cell, str) else "" if cell is None else cell
