"""Words for one person cannot be sent to a group by mistake: such a program does not pass the type checker."""

from __future__ import annotations

import re
from pathlib import Path

from mypy import api

from tests.sources import ROOT

PROGRAM = """
from handlers.actions.say import post_to_group, tell_staff
from handlers.scene import Scene
from handlers.wording.private import private
from handlers.wording.public import publish
from models.settings import StaffSettings


def say(scene: Scene, person: StaffSettings) -> None:
    post_to_group(scene, "g", publish("a"), "receipt", "1")
    tell_staff(scene, person, private("a"), "prompt", "1")
    post_to_group(scene, "g", private("a"), "receipt", "1")  # wants PublicText
    post_to_group(scene, "g", "a", "receipt", "1")  # wants PublicText
    post_to_group(scene, "g", publish("a") + "b", "receipt", "1")  # wants PublicText
    tell_staff(scene, person, "a", "prompt", "1")  # wants PrivateText
    tell_staff(scene, person, publish("a"), "prompt", "1")  # wants PrivateText
"""


def test_what_is_for_one_may_not_go_to_all(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, "utf-8")
    options = ["--strict", "--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", str(ROOT / ".mypy_cache")]
    told, trouble, _ = api.run([str(program), *options])
    assert not trouble
    complaints = {int(line): wants for line, wants in re.findall(r":(\d+): error: .*expected \"(\w+)\"", told)}
    lines = enumerate(PROGRAM.splitlines(), 1)
    assert complaints == {number: found[1] for number, line in lines if (found := re.search(r"# wants (\w+)", line))}
