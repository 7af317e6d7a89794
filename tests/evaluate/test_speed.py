"""Timing: every text once, every tool in turn."""

from bot.evaluate.speed import Timing, percentile, timings


def test_each_text_is_timed_once_and_the_first_call_is_not_counted() -> None:
    heard: list[str] = []
    ticks = iter(range(0, 1_000_000, 500))
    measured = timings(["早", "晚", "早", ""], {"one": heard.append, "other": heard.append}, lambda: next(ticks))
    assert heard[2:] == ["早", "早", "晚", "晚"]
    assert measured == [Timing("one", 0.5, 0.5), Timing("other", 0.5, 0.5)]


def test_a_percentile_is_what_so_many_do_not_exceed() -> None:
    assert percentile(range(1, 201), 99) == 198
    assert percentile([7], 99) == 7
