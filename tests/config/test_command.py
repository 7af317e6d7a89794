"""`linli check-config`, as a person calls it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.main import app
from models.errors import ConfigError

ROOT = Path(__file__).parents[2]


def test_own_words_are_tried_with_the_rest(tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    text = (ROOT / "config.yaml").read_text("utf-8")
    own = "  noise: {objects: [老磨盘], yes: [老磨盘吵死了, 王老师昨天钓了两条鱼], vetoes: [装修]}\n"
    config.write_text(text.replace("\nwords:\n", f"\nwords:\n{own}"), "utf-8")
    result = CliRunner().invoke(app, ["check-config", "--config", str(config)])
    assert isinstance(result.exception, ConfigError)
    keys = [problem.key for problem in result.exception.problems]
    assert keys[0] == "words.noise:yes"
    assert "钓了两条鱼" in result.exception.problems[0].what
    assert "因为本地的词" in result.output, "the veto silences sentences of ours"


def test_an_unknown_key_is_named_before_anything_else(tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    text = (ROOT / "config.yaml").read_text("utf-8")
    config.write_text(text.replace("\nwords:\n", "\nword:\n"), "utf-8")
    with pytest.raises(ConfigError, match="did you mean 'words'"):
        CliRunner().invoke(app, ["check-config", "--config", str(config)], catch_exceptions=False)
