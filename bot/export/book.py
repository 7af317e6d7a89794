"""Several small tables in one workbook, each with its chart beside it, made in memory."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

from bot.export.files import TEXT_STAYS_TEXT
from bot.export.neutral import neutral
from handlers.wording.leader_table import Sheet

WIDE, NARROW = 24, 12  # characters
PALE, DARK = "#fde8cd", "#a6340c"


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The file. What could be taken for a formula is text."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {**TEXT_STAYS_TEXT, "in_memory": True}) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            _fill(page, sheet, bold)
            if sheet.rows and sheet.chart == "heat":
                colours = {"type": "2_color_scale", "min_color": PALE, "max_color": DARK}
                page.conditional_format(1, 1, len(sheet.rows), len(sheet.columns) - 1, colours)
            elif sheet.rows and sheet.chart:
                page.insert_chart(1, len(sheet.columns) + 1, _chart(book, sheet))
    return out.getvalue()


def _fill(page: Any, sheet: Sheet, bold: Any) -> None:
    page.freeze_panes(1, 0)
    page.set_column(0, 0, WIDE)
    page.set_column(1, max(1, len(sheet.columns) - 1), NARROW)
    for across, name in enumerate(sheet.columns):
        page.write_string(0, across, neutral(name), bold)
    for down, row in enumerate(sheet.rows, 1):
        for across, value in enumerate(row):
            if isinstance(value, int):
                page.write_number(down, across, value)
            elif value:
                page.write_string(down, across, neutral(value))


def _chart(book: Any, sheet: Sheet) -> Any:
    chart = book.add_chart({"type": sheet.chart})
    last = len(sheet.rows)
    for column in sheet.drawn:
        chart.add_series(
            {
                "name": [sheet.name, 0, column],
                "categories": [sheet.name, 1, 0, last, 0],
                "values": [sheet.name, 1, column, last, column],
            }
        )
    chart.set_title({"none": True})
    chart.set_size({"width": 560, "height": max(300, 40 + 34 * last)})
    if sheet.chart == "bar":
        chart.set_y_axis({"reverse": True})
    return chart
