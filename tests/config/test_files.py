"""Files that are no configuration at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.config import load_settings
from models.errors import ConfigError
from models.settings import Settings
from tests.config.helpers import GOOD, changed, load, problems

WRITTEN_WRONG = [
    ("grid:\n\tid: x", "line 2", "tabs"),
    ("grid:\n  id: x\n  name：y\n  level: z", "line 4", "full-width colon"),
    ("grid:\n  id:x\n  name: y", "line 3", "space after the colon"),
    ("grid:\n  id: x\n   name: y", "line 3", "indentation"),
    ('grid:\n  id: "x', "line 2", "indentation and quotes"),
    ("grid: &a {id: x, name: x, children: [*a]}", "line 1", "quote a leading *"),
    ("grid: !!python/object:os.system {}", "line 1", "remove the word after !"),
    ("grid: {}\n---\ngrid: {}", "line 2", "---"),
    ("? [a, b]\n: c", "line 1", "plain key"),
    ("grid: " + "[" * 5000 + "]" * 5000, "nested", "indentation"),
    ("- a\n- b", "no list of keys", "colon and a space"),
    ("just words", "no list of keys", "colon and a space"),
    ("a: \x07", "character", "UTF-8"),
    ("", "missing", "grid"),
    ("grid: nothing", "wrong kind", "indented"),
]


@pytest.mark.parametrize(("text", "what", "cure"), WRITTEN_WRONG)
def test_what_is_not_yaml_is_explained(text: str, what: str, cure: str) -> None:
    found = problems(text)
    assert any(what in problem.what and cure in problem.cure for problem in found), found


@pytest.mark.parametrize("content", [None, "配置".encode("gb18030")], ids=["missing", "not UTF-8"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "config.yaml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ConfigError, match=r"config\.yaml"):
        load_settings(file, {})


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        load_settings(tmp_path, {})


def test_a_duplicate_key_hides_no_other_problem() -> None:
    keys = [problem.key for problem in problems(changed(("  max_side: 1600", "  max_side: 1\n  max_side: 2")))]
    assert keys == ["media.max_side", "media.max_side"]


LINES = GOOD.splitlines()
LITTER = (
    "",
    " ",
    "\t",
    ":",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "&a ",
    "*a",
    "!x ",
    "'",
    '"',
    "：",
    "#",
    "|",
    ">",
    "? ",
    "<<: ",
    "%",
    "@",
)
WORDS = ("null", "22:00", "-1", "1e999", ".nan", "9" * 5000, "true", "grid", "id: x", "...", "\x00", "\ud7ff")
PIECES = st.sampled_from(LITTER + WORDS)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """The good configuration with a few lines dropped, doubled, shifted, or struck by something."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.integers(0, 4)):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, lines[draw(st.integers(0, len(lines) - 1))])
            case 2:
                lines[at] = " " * draw(st.integers(0, 8)) + lines[at].strip()
            case 3:
                column = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:column] + draw(PIECES) + lines[at][column:]
            case 4:
                key = lines[at].split(":")[0]
                lines[at] = f"{key}: {draw(PIECES)}"
    return "\n".join(lines)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_a_spoilt_file_gives_settings_or_problems_and_nothing_else(text: str) -> None:
    try:
        assert isinstance(load(text), Settings)
    except ConfigError as error:
        assert error.problems


VARIABLES = (
    "MEDIA__MAX_SIDE",
    "GRID",
    "GRID__ID",
    "GRID__CHILDREN",
    "QUIET__START",
    "JOBS",
    "JOBS__MORNING_LIST",
    "GROUPS",
    "STAFF__0",
    "CALENDAR__HOURS",
    "TIMEZONE",
    "MEDIA",
    "_X",
    "A__B",
    "WECHATY__TOKEN",
    "DATABASE__URL",
)


@settings(max_examples=100)
@given(st.dictionaries(st.sampled_from(VARIABLES), PIECES | st.text(max_size=20)))
def test_a_strange_environment_gives_settings_or_problems_and_nothing_else(env: dict[str, str]) -> None:
    try:
        assert isinstance(load(GOOD, {f"LINLI_{name}": value for name, value in env.items()}), Settings)
    except ConfigError as error:
        assert error.problems
