"""What may not stand in the files, whoever wrote them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from bot.cli.main import app as command_line
from tests.sources import PRODUCT, ROOT, Source, files, named, sources

UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError|HACK)\b")
# Written in pieces, so that this file does not offend against itself.
MACHINE = re.compile(r"(?<![\w.$}>])/(?:" + "|".join(("work", "root", "home", "tmp", "Users")) + r")/[\w.]")
REGISTRY = re.compile(r"python" r"hosted\.|pypi" r"\.\w|registry\." r"npm|deb\." r"debian")
SUFFIXES = (".py", ".md", ".yaml", ".toml", ".lock", ".json", ".mjs", ".txt", ".mako", ".svg")
HAN = re.compile("[㐀-鿿]")

SPEAKS_CHINESE = (
    "handlers/reading/",
    "handlers/wording/",
    "bot/cli/",  # what the person at the terminal reads and types
    "bot/channels/console.py",
    "bot/stage.py",
    "models/settings/",  # examples and defaults of what config.yaml holds
)
# One word each, which is a mark in the text rather than something said.
SPEAKS_A_WORD = {
    "bot/evaluate/place.py",  # how labels write numbers and houses
    "handlers/actions/describe.py",  # how a photo, a video, a voice message stands in a list
    "handlers/conversation/quotes.py",  # how WeChat quotes a photo
    "handlers/conversation/where.py",  # the words that point at a place
    "handlers/figures_of.py",  # which rung of the tree is the community
    "handlers/messages/private/find_case.py",  # how a case's number is written
    "handlers/messages/private/hear_stranger.py",  # how a bind code is sent
    "handlers/actions/prompt_staff.py",
    "models/search_words.py",  # how a case's number is written
}


def test_nothing_is_left_unfinished() -> None:
    assert list(lines_with(UNFINISHED, files(*PRODUCT, suffixes=(".py", ".yaml", ".mjs")))) == []


def test_no_file_names_a_machine_or_a_package_registry() -> None:
    ours = files(*PRODUCT, "tests", "docs", ".ci", suffixes=(*SUFFIXES, "")) + top_files()
    assert list(lines_with(MACHINE, ours)) == []
    assert list(lines_with(REGISTRY, ours)) == []


def test_chinese_stands_where_it_belongs() -> None:
    speaking = {s.path for s in sources(*PRODUCT) if not s.path.startswith(SPEAKS_CHINESE) and chinese_in(s)}
    assert speaking - SPEAKS_A_WORD == set()


def test_the_manual_knows_every_command_and_no_other() -> None:
    manual = (ROOT / "docs/operating.md").read_text("utf-8")
    commands = {command.name for command in command_line.registered_commands}
    assert {name for name in commands if f"`linli {name}" not in manual} == set()
    for page in [*(ROOT / "docs").glob("*.md"), *ROOT.glob("README*.md")]:
        spoken_of = set(re.findall(r"(?:^|[`/ ])linli ([a-z][a-z-]+)", page.read_text("utf-8"), re.MULTILINE))
        assert spoken_of <= commands, page.name


def lines_with(offence: re.Pattern[str], paths: list[Path]) -> Iterator[str]:
    for path in paths:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if offence.search(line):
                yield f"{named(path)}:{number} {line.strip()[:80]}"


def top_files() -> list[Path]:
    return [path for path in ROOT.iterdir() if path.is_file() and (path.suffix in SUFFIXES or path.name == "Makefile")]


def chinese_in(source: Source) -> list[str]:
    """The string literals with Chinese in them that are neither a docstring nor a note on a field."""
    notes = {id(node.value) for node in ast.walk(source.tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and HAN.search(node.value)
        if id(node) not in notes
    ]
