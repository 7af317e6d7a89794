"""What holds for every word that Linli says: quiet, short, respectful, and through one of two doors."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import handlers.wording as wording
from handlers.wording import fold
from tests.wording.every import notes, posts, weekly

ROOT = Path(wording.__file__).parents[2]
DOORS = {"PublicText": "handlers/wording/public.py", "PrivateText": "handlers/wording/private.py"}


def _everything() -> Iterator[tuple[str, str]]:
    for name, text in (*posts(), ("weekly_digest", weekly()), *notes()):
        if text is not None:
            yield name, text


def test_nobody_is_shouted_at() -> None:
    assert [name for name, text in _everything() if "!" in text or "！" in text] == []


def test_everybody_is_addressed_politely() -> None:
    assert [name for name, text in _everything() if "你" in text] == []


def test_nothing_is_merely_notified() -> None:
    assert [name for name, text in _everything() if "已通知" in text] == []


def test_a_post_is_short() -> None:
    assert {name: len(text) for name, text in posts() if text and len(text) > 300} == {}
    assert len(weekly()) <= 900


def test_even_a_long_list_of_cases_ends_with_a_whole_line() -> None:
    for _, text in posts():
        assert text is None or not text.endswith("…")


def _returning(kind: str) -> set[str]:
    """Names of the functions of handlers/wording whose answer is a `kind`."""
    names = set()
    for path in (ROOT / "handlers/wording").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.returns and kind in ast.unparse(node.returns):
                names.add(node.name)
    return names - {"publish", "private"}


def test_these_tests_know_every_function_that_says_something() -> None:
    assert _returning("PublicText") == {name for name, _ in posts()} | {"weekly_digest"}
    assert _returning("PrivateText") == {name for name, _ in notes()}


def test_only_the_two_doors_make_a_text_that_may_be_sent() -> None:
    for folder in ("bot", "handlers", "models"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            tree = ast.parse(path.read_text("utf-8"))
            made = {_called(node) for node in ast.walk(tree) if isinstance(node, ast.Call)} & set(DOORS)
            where = path.relative_to(ROOT).as_posix()
            assert all(DOORS[name] == where for name in made), f"{where} makes {made} past the door"


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def test_views_of_a_text_are_as_long_as_the_text() -> None:
    text = "ﬁ①壹㈱Ａ苏f８k３七ｐ½"
    assert len(fold.plain(text)) == len(fold.digits(text)) == len(text)
    assert inspect.getdoc(fold)
