"""What a figure means: small labels beside small predictions, and the figures that come out."""

from typing import Any

import pytest

from bot.evaluate.compare import Comparison, compare
from bot.evaluate.figures import by_category, figures
from bot.evaluate.labels import label_of, prediction_of
from bot.evaluate.sets import added_up, sets_of
from bot.evaluate.tally import tally
from tests.evaluate.people import Row, case, prediction, transcript

FIVE = [f"张阿姨: 第{n}句" for n in range(1, 6)]


def judged(predicted: Row, **gold: Any) -> Comparison:
    """Five messages with a label, read so."""
    return compare(label_of(transcript("tt01", *FIVE, **gold)), prediction_of(predicted))


def figure(name: str, predicted: Row, **gold: Any) -> float:
    return round(figures(tally(judged(predicted, **gold)))[name], 4)


def test_a_case_read_as_labelled_is_right_in_every_figure() -> None:
    one = case(1, 2, supporters=[3])
    found = figures(tally(judged(prediction(one), cases=[one])))
    counted = {"transcripts": 1, "cases_gold": 1, "disturbed_per_1000_chat": 0}
    assert found == dict.fromkeys(found, 1.0) | counted


def test_where_nobody_reports_and_nothing_is_read_nothing_is_wrong() -> None:
    assert figure("case_f1", prediction()) == 1.0
    assert figure("emergency_recall", prediction()) == 1.0
    assert figure("evidence_f1", prediction()) == 0.0


def test_two_cases_for_one_trouble_are_one_found_and_one_invented() -> None:
    twice = prediction(case(1), case(2))
    assert figure("case_recall", twice, cases=[case(1, 2)]) == 1.0
    assert figure("case_precision", twice, cases=[case(1, 2)]) == 0.5
    assert figure("case_f1", twice, cases=[case(1, 2)]) == 0.6667


def test_of_two_read_cases_the_one_that_shares_more_evidence_is_the_labelled_one() -> None:
    found = judged(prediction(case(1, 5, category="noise"), case(1, 2, 3)), cases=[case(1, 2, 3)])
    assert found.marks == "r"
    assert [one.category for one in found.invented] == ["noise"]


@pytest.mark.parametrize(
    ("read", "mark", "usable"),
    [
        (case(1), "r", 1.0),
        (case(1, place="三号楼"), "r", 1.0),
        (case(1, category="noise"), "c", 0.0),
        (case(1, place="8幢"), "p", 0.0),
        (case(1, category="noise", place=None), "x", 0.0),
        (case(4), "-", 0.0),
    ],
)
def test_a_case_is_usable_where_both_category_and_place_are_right(read: Row, mark: str, usable: float) -> None:
    assert judged(prediction(read), cases=[case(1)]).marks == mark
    assert figure("usable_case_f1", prediction(read), cases=[case(1)]) == usable


def test_a_case_of_optional_messages_alone_is_neither_right_nor_wrong() -> None:
    doubtful = {"cases": [case(1)], "optional": [{"messages": [4, 5]}]}
    assert figure("case_precision", prediction(case(1), case(4)), **doubtful) == 1.0
    assert figure("case_precision", prediction(case(1), case(3, 4)), **doubtful) == 0.5


def test_evidence_and_supporters_are_counted_over_the_cases_that_were_found() -> None:
    read = prediction(case(1, 2, supporters=[4]))
    labelled = case(1, supporters=[4, 5])
    assert figure("evidence_f1", read, cases=[labelled]) == 0.6667
    assert figure("supporters_f1", read, cases=[labelled]) == 0.6667


def test_an_emergency_that_is_missed_and_one_that_is_none() -> None:
    labelled = [case(1, urgency="emergency"), case(2)]
    read = prediction(case(1), case(2, urgency="emergency"))
    assert figure("emergency_recall", read, cases=labelled) == 0.0
    assert figure("emergency_precision", read, cases=labelled) == 0.0
    assert figure("urgency_accuracy", read, cases=labelled) == 0.0


def test_the_bot_disturbs_only_where_it_speaks_after_mere_chat() -> None:
    spoken = prediction(case(1), group_posts=[{"after": 1, "text": "记下了"}, {"after": 4, "text": "记下了"}])
    known = {"cases": [case(1)], "questions": [{"n": 2}], "notices": [3]}
    assert figure("disturbed_per_1000_chat", spoken, **known) == 500.0


def test_questions_may_be_written_as_numbers_or_as_objects() -> None:
    assert figure("questions_f1", prediction(questions=[{"n": 2}]), questions=[2, {"n": 3}]) == 0.6667


def test_a_rare_category_weighs_as_much_as_a_frequent_one() -> None:
    labelled = [case(1), case(2), case(3), case(4, category="noise")]
    read = prediction(case(1), case(2), case(3), case(4))
    assert figure("category_accuracy", read, cases=labelled) == 0.75
    assert figure("category_macro_f1", read, cases=labelled) == pytest.approx((6 / 7 + 0) / 2, abs=1e-4)


def test_the_row_of_a_category_counts_what_was_made_up_as_well() -> None:
    labelled = [case(1), case(2), case(3, category="noise")]
    read = prediction(case(1), case(2, place="9幢", category="noise"), case(5))
    rows = {row.category: row for row in by_category(tally(judged(read, cases=labelled)))}
    lights = rows["street_light"]
    assert (lights.gold, lights.found, lights.right_category, lights.right_place) == (2, 2, 1, 1)
    assert (lights.precision, lights.recall) == (0.5, 0.5)
    assert (rows["noise"].gold, rows["noise"].found, rows["noise"].precision) == (1, 0, 0.0)


def test_sets_are_letters_and_whether_anybody_may_look() -> None:
    assert sets_of(["ab01", "ab07", "c-12"]) == {
        "ab": ["ab01", "ab07"],
        "c-": ["c-12"],
        "looked at": ["ab01", "c-12"],
        "held out": ["ab07"],
        "all": ["ab01", "ab07", "c-12"],
    }


def test_the_figures_of_a_set_are_those_of_its_counts_together() -> None:
    good, bad = tally(judged(prediction(case(1)), cases=[case(1)])), tally(judged(prediction(case(3))))
    together = figures(added_up({"a": good, "b": bad}, ["a", "b"]))
    assert (together["case_recall"], together["case_precision"]) == (1.0, 0.5)
