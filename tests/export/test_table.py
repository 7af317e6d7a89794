"""What somebody wrote stays text in a spreadsheet, and a table is there whole or not at all."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from bot.export import files
from bot.export.files import table
from models.errors import LinliError
from tests.export.sheets import KINDS, rows_of

OBEYED = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n1", "\t1", " =1", "\ufeff=1", "\u200b=1", "\x00=1")
NINE = datetime.fromisoformat("2026-02-03T09:05")  # a sheet knows no zones
WIDE = (
    "\uff1d1",
    "\uff0b1",
    "\uff0d1",
    "\uff20A",
    "\ufe661",
    "\ufe621",
    "\ufe631",
    "\ufe6bA",
    "\u22121",
    "\u3000\uff1d1",
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", [*OBEYED, *WIDE])
def test_what_could_be_a_formula_is_marked_as_text(tmp_path: Path, kind: str, text: str) -> None:
    path = tmp_path / f"cases.{kind}"
    with table(path, ["a", "b"]) as write:
        write([text, f"8号楼{text}"])
    [_, [first, second]] = rows_of(path)
    assert first.startswith("'")
    assert second.startswith("8")


@pytest.mark.parametrize("kind", KINDS)
def test_plain_words_numbers_and_line_breaks_stay_as_they_are(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"cases.{kind}"
    with table(path, ["a", "b", "c", "d"]) as write:
        write(['https://example.org, "x"\r\n2', 7, None, NINE])
    [_, row] = rows_of(path)
    assert row[0] == 'https://example.org, "x"\n2'
    assert row[1:] == ([7, None, NINE] if kind == "xlsx" else ["7", "", "2026-02-03 09:05"])


def test_csv_bears_the_mark_by_which_excel_knows_its_encoding(tmp_path: Path) -> None:
    with table(tmp_path / "cases.csv", ["a"]):
        pass
    assert (tmp_path / "cases.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_more_lines_than_a_sheet_holds_go_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "SHEET_ROWS", 4)
    with table(tmp_path / "cases.xlsx", ["a"]) as write:
        for number in range(7):
            write([number])
    assert [row[0] for row in rows_of(tmp_path / "cases.xlsx")] == ["a", 0, 1, 2, "a", 3, 4, 5, "a", 6]


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_that_fails_half_way_leaves_no_file(tmp_path: Path, kind: str) -> None:
    with pytest.raises(ZeroDivisionError), table(tmp_path / f"cases.{kind}", ["a"]) as write:
        write([1 // 0])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", KINDS)
def test_only_its_owner_reads_it_and_nothing_is_overwritten(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"cases.{kind}"
    with table(path, ["a"]):
        pass
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(LinliError, match="exists already"), table(path, ["a"]):
        pass


def test_a_name_without_a_known_kind_is_refused_with_the_kinds(tmp_path: Path) -> None:
    with pytest.raises(LinliError, match=r"\.xlsx or \.csv"), table(tmp_path / "cases.ods", ["a"]):
        pass
