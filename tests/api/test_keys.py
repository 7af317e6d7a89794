"""`linli api-key`: made once, listed without the key, revoked for good."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.main import app
from tests.stories.conftest import ROOT


def linli(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["api-key", *arguments, "-c", str(ROOT / "config.yaml")])
    return result.output if result.exit_code == 0 else f"{result.exit_code} {result.exception}"


@pytest.fixture(autouse=True)
def own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINLI_DATABASE__URL", f"sqlite:///{tmp_path / 'linli.db'}")


def test_a_key_is_shown_once_and_can_be_revoked() -> None:
    shown = linli("热线", "--scope", "write", "--node", "xinzhong").split()[-1]
    assert shown.startswith("linli_")
    listed = linli()
    assert "1  热线  write xinzhong" in listed
    assert shown not in listed
    assert "works no more" in linli("--revoke", "1")
    assert "revoked" in linli()
    assert "no key 1 that works" in linli("--revoke", "1")


def test_a_node_that_is_not_there_is_refused() -> None:
    assert "no node 'nowhere'" in linli("热线", "--node", "nowhere")
