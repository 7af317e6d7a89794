"""The configuration that comes with the product."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.config import check_config, load_settings
from models.deadlines import default_deadlines
from models.settings import ALWAYS_PRIVATE, CATEGORY_CODES
from models.settings.running import default_jobs

ROOT = Path(__file__).parents[2]
FILE = ROOT / "config.yaml"


def test_it_loads_and_names_every_category() -> None:
    settings = load_settings(FILE, {})
    assert set(settings.categories) == set(CATEGORY_CODES)
    assert {code for code, category in settings.categories.items() if category.private} == ALWAYS_PRIVATE
    assert settings.path("qinshi") == ("qinshi", "xinzhong", "hongqiao", "chongchuan", "nantong")
    assert [person.shown() for person in settings.staff_of("qinshi")] == ["社干小席"]


def test_what_it_says_of_deadlines_and_jobs_is_what_holds_without_it() -> None:
    settings = load_settings(FILE, {})
    assert settings.deadlines == default_deadlines()
    assert settings.jobs == default_jobs()


def test_every_department_that_it_proposes_is_there() -> None:
    settings = load_settings(FILE, {})
    proposed = {code: settings.department_for(code) for code in CATEGORY_CODES}
    assert {code for code, body in proposed.items() if body is None} == {"network_comm", "other"}


def test_the_report_counts_and_tells_when_jobs_run_next() -> None:
    now = dt.datetime(2026, 11, 24, 8, 0, 5, tzinfo=dt.UTC)
    report = check_config(FILE, now, {})
    assert (report.nodes, report.leaves, report.groups, report.categories) == (6, 2, 3, 26)
    runs = {run.job: run.when for run in report.jobs}
    assert runs["post_weekly_digest"] == dt.datetime(2026, 11, 29, 18, tzinfo=ZoneInfo("Asia/Shanghai")), "a Sunday"
    assert runs["post_receipts"] == dt.datetime(2026, 11, 24, 8, 0, 10, tzinfo=dt.UTC)
    assert len(report.notes) == 2
    assert "LINLI_PRIVACY__KEY" in report.notes[0], "numbers are masked and lost until there is a key"
    assert "water" in report.notes[1], "a department without a member"


def test_its_comments_name_no_setting_that_is_not_there() -> None:
    """Whatever a reader un-comments or copies has to exist."""
    assert "LINLI_DATABASE__URL" in FILE.read_text("utf-8")
    settings = load_settings(FILE, {"LINLI_DATABASE__URL": "postgresql://u:p@h/d", "LINLI_WECHATY__TOKEN": "t"})
    assert settings.database.url.get_secret_value() == "postgresql://u:p@h/d"
    assert settings.wechaty.token.get_secret_value() == "t"
