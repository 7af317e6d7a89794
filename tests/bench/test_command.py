"""`linli bench` as a person types it, small: that it runs and says what it has to say. Nothing here is timed."""

import json

from typer.testing import CliRunner, Result

from bot.cli.main import app
from tests.stories.conftest import ROOT


def typed(*arguments: str) -> Result:
    run = CliRunner().invoke(app, ["bench", "--quick", "-c", str(ROOT / "config.yaml"), *arguments])
    assert run.exception is None, run.exception
    return run


def test_json_is_one_object_with_every_ratio() -> None:
    ratios = json.loads(typed("--json", "--rounds", "1").stdout)["ratios"]
    line = ratios["pipeline_vs_jieba"]["sqlite"]
    assert line["value"] > 0
    assert line["target"] == 3.0
    assert line["met"] is (line["value"] >= 3.0)
    assert set(line["cpu_us_per_message"]) == {"pipeline", "jieba"}


def test_a_profile_shows_every_stage_with_its_share() -> None:
    screen = typed("--profile").stdout
    for stage in ("store", "load state", "read", "decide", "carry out", "settle", "commit"):
        assert f"  {stage}" in screen, stage
