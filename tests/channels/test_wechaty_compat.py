"""`import wechaty` works, and leaves nothing behind where the program was started."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import logging, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from bot.channels.wechaty.compat import prepare
prepare(Path("state"))
prepare(Path("state"))
import wechaty
from wechaty_puppet_service import PuppetService
logging.getLogger("Message").info("what a resident wrote")
print(wechaty.__version__)
"""


def test_wechaty_imports_without_a_trace(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(root)], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert (ended.returncode, ended.stdout) == (0, "0.10.7\n")
    assert "resident" not in ended.stderr
    assert {path.name for path in tmp_path.iterdir()} <= {"state"}
