"""Configurations that are right, and what they come to."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.config import check_config, load_settings
from models.settings.running import default_jobs
from tests.config.helpers import GOOD, changed, load, problems


def test_times_numbers_and_words_are_what_they_look_like() -> None:
    settings = load(changed(("name: 勤实一群", "name: 123"), ("name: 席晓梅", "name: no")))
    assert settings.quiet.start == dt.time(22), "22:00 is no base-60 number"
    assert settings.groups[0].name == "123"
    assert settings.staff[0].name == "no"


def test_a_job_keeps_what_the_file_does_not_change() -> None:
    settings = load(
        changed(
            ("cron: 0 9 * * mon-fri", "late_minutes: 5"), ("media:", "  post_receipts:\n    cron: 1 * * * *\nmedia:")
        )
    )
    assert settings.jobs["morning_list"].cron == default_jobs()["morning_list"].cron
    assert settings.jobs["morning_list"].late_minutes == 5
    assert settings.jobs["post_receipts"].every_seconds == 0, "a new rhythm replaces the old one"
    assert settings.jobs["watch_deadlines"] == default_jobs()["watch_deadlines"]


def test_a_job_can_be_switched_off() -> None:
    assert not load(changed(("cron: 0 9 * * mon-fri", "enabled: false"))).jobs["morning_list"].enabled


def test_a_key_without_a_value_counts_as_not_written() -> None:
    assert load(changed(("  max_side: 1600", ""))).media.max_side == 1600


def test_the_same_place_name_may_stand_in_two_neighbourhoods() -> None:
    load(changed(("name: 花苑", "name: 气象局小区")))


OWN = "  dredging:\n    label: 河道清淤\n  welfare:"


def test_a_category_of_its_own_has_a_label_and_words() -> None:
    words = "words:\n  dredging: {objects: [小河], troubles: [淤住]}\nmedia:"
    settings = load(changed(("  welfare:", OWN), ("media:", words)))
    assert settings.category("dredging").label == "河道清淤"
    assert settings.words["dredging"].troubles == ("淤住",)


def test_the_words_of_a_category_of_its_own_may_stand_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "dredging.yaml").write_text("category: dredging\n", "utf-8")
    (tmp_path / "_shared.yaml").write_text("groups: {}\n", "utf-8")
    folder = f"words_folder: {tmp_path}\nmedia:"
    assert load(changed(("  welfare:", OWN), ("media:", folder))).words_folder == tmp_path
    (unlabelled,) = problems(changed(("media:", folder)))
    assert (unlabelled.key, "dredging.yaml" in unlabelled.what) == ("words_folder", True)


def test_the_environment_goes_before_the_file() -> None:
    env = {
        "LINLI_MEDIA__MAX_SIDE": "800",
        "LINLI_MEDIA__FOLDER": "elsewhere",
        "LINLI_JOBS__MORNING_LIST__ENABLED": "false",
        "LINLI_CALENDAR__HOLIDAYS": "[2026-12-31]",
        "LINLI_TIMEZONE": "Asia/Urumqi",
        "LINLI_WECHATY__TOKEN": "[12:34]",
        "LINLI_CONFIG": "not ours",
        "PATH": "not ours either",
    }
    settings = load(GOOD, env)
    assert settings.media.max_side == 800
    assert settings.media.folder == Path("elsewhere")
    assert not settings.jobs["morning_list"].enabled
    assert settings.calendar.holidays == (dt.date(2026, 12, 31),)
    assert settings.timezone == "Asia/Urumqi"
    assert settings.wechaty.token.get_secret_value() == "[12:34]"


def test_the_environment_of_the_process_is_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("\ufeff" + GOOD, "utf-8")  # as a Windows editor saves it
    monkeypatch.setenv("LINLI_MEDIA__MAX_SIDE", "900")
    assert load_settings(file).media.max_side == 900


def test_the_report_notes_what_is_worth_a_look(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text(changed(("  - id: g2\n    grid: qinrun\n    name: 勤润群\n", "")), "utf-8")
    report = check_config(file, dt.datetime(2199, 1, 1, tzinfo=dt.UTC), {"LINLI_JOBS__MORNING_LIST__ENABLED": "no"})
    notes = "\n".join(report.notes)
    for words in ("parking", "qinrun", "water", "days off are announced until"):
        assert words in notes
    assert {run.job: run.when for run in report.jobs}["morning_list"] is None
