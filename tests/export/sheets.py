"""Tables read back as a spreadsheet reads them."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

KINDS = ("xlsx", "csv")


def rows_of(path: Path) -> list[list[Any]]:
    """Every line, the heading first. An Excel cell that is a formula or an error fails here."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [list(row) for row in csv.reader(file)]
    book = load_workbook(path)
    cells = [row for sheet in book.worksheets for row in sheet.iter_rows()]
    assert {cell.data_type for row in cells for cell in row} <= {"s", "n", "d"}
    return [[cell.value for cell in row] for row in cells]


def records_of(path: Path) -> list[dict[str, Any]]:
    heading, *lines = rows_of(path)
    return [dict(zip(heading, line, strict=True)) for line in lines]
