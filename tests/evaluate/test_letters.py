"""Which labels are line departments."""

import pytest

from bot.evaluate.letters import department_of, departments, judged
from handlers.reading.facts import Act, Candidate, CaseKind, Facts, Urgency
from models.settings.categories import CATEGORY_CODES


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("某市公安局交警支队", "交警"),
        ("某市公安局", "公安"),
        ("某市医疗保障局", "医保卫健"),
        ("某市人力资源和社会保障局", "人社"),
        ("市民政局", "民政扶贫残联"),
        ("某区人民政府办公室", None),
        ("市信息中心", None),
        ("", None),
    ],
)
def test_a_label_names_a_line_department_or_a_general_office(label: str, name: str | None) -> None:
    found = department_of(label)
    assert (found.name if found else None) == name


def test_departments_stand_for_categories_that_there_are() -> None:
    assert set().union(*(one.categories for one in departments())) <= set(CATEGORY_CODES)
    assert len({one.name for one in departments()}) == len(departments())


def test_the_best_category_counts_apart_from_any() -> None:
    candidates = tuple(
        Candidate(category, 1.0, Urgency.NORMAL, CaseKind.COMPLAINT, (), ()) for category in ("noise", "parking")
    )
    police = department_of("交警")
    assert police is not None
    row = judged(police, Facts("", frozenset({Act.REPORT}), candidates))
    assert (row.reported, row.first_right, row.any_right) == (1, 0, 1)
    assert judged(police, Facts("", frozenset({Act.CHAT}), candidates)).reported == 0
