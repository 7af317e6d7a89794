"""`linli bench` as a person types it, small: that it runs and says what it has to say. Nothing here is timed."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.bench.lines import OF_A_DATABASE, TARGETS
from bot.cli.main import app
from tests.databases import POSTGRES
from tests.stories.conftest import ROOT

MOST_NOISE = 2_000  # bytes a group: memory that so small a city gives back by chance


def typed(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["bench", "--quick", "-c", str(ROOT / "config.yaml"), *arguments])


def measured(*arguments: str) -> dict[str, Any]:
    run = typed("--json", *arguments)
    assert run.exception is None, run.exception
    found: dict[str, Any] = json.loads(run.stdout)  # one object and nothing else
    return found


def check(name: str, line: dict[str, Any]) -> None:
    """A figure above nothing, beside its target, and a verdict that follows from both."""
    assert line["value"] > (-MOST_NOISE if name == "bytes_per_group" else 0), name
    assert line["target"] == TARGETS[name].value
    assert line["met"] is TARGETS[name].met(line["value"]) or (line["met"] is False and line["note"])


def test_json_is_one_object_with_every_ratio() -> None:
    found = measured()
    assert set(found["ratios"]) == set(TARGETS)
    for name, line in found["ratios"].items():
        check(name, line["sqlite"] if name in OF_A_DATABASE else line)
    assert found["versions"]["jieba"] == "0.42.1"
    assert found["machine"]["processors"] >= 1


@pytest.mark.postgres
def test_postgresql_is_measured_beside_sqlite_where_a_server_is_named() -> None:
    names = ("pipeline_vs_jieba", "floor_share", "cores_at_1400", "p99_windows", "groups_growth")
    found = measured("--postgres", POSTGRES, "--only", ",".join(names))
    assert set(found["ratios"]) == set(names)
    for name in names:
        check(name, found["ratios"][name]["postgresql"])
    assert "commits" in found["versions"]["postgresql"].lower()


def test_a_profile_shows_every_stage_with_its_share() -> None:
    screen = typed("--profile").stdout
    for stage in ("read", "decide", "carry out", "commit"):
        assert f"  {stage}" in screen, stage


def test_a_ratio_that_does_not_exist_is_refused_with_the_names_of_those_that_do() -> None:
    refused = typed("--only", "speed")
    assert "pipeline_vs_jieba" in str(refused.exception)
