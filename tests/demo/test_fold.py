"""Lines of Chinese at any width: nothing lost, nothing too wide, no mark at the wrong end."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from bot.demo.fold import fold

WORDS = st.text(st.sampled_from("气象局小区abc018:.%，。「」（）… \n"), max_size=200)


@given(WORDS, st.integers(8, 100))
def test_folding_loses_nothing_and_keeps_to_the_width(text: str, width: int) -> None:
    lines = fold(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in lines)


def test_a_time_is_not_cut_and_no_line_begins_with_a_closing_mark() -> None:
    assert fold("今天 18:00 前", 9) == ["今天", "18:00 前"]
    assert fold("一二三四，五", 8) == ["一二三", "四，五"]
    assert fold("就在15号楼", 7) == ["就在", "15号楼"]
    assert fold("老人照料 1 件", 10) == ["老人照料 1", "件"]
    assert fold("一二三「四五」", 8) == ["一二三", "「四五」"]


def test_line_breaks_of_the_text_stay() -> None:
    assert fold("甲\n\n乙", 10) == ["甲", "", "乙"]
