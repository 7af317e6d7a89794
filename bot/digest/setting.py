"""Set a template with its data: Typst's compiler runs inside this process, in a folder that holds nothing else."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import typst

from bot.digest.fonts import Font, chinese_font

TEMPLATES = files("bot.digest").joinpath("templates")
PIXELS_PER_INCH = 144  # a page of 540 points is 1080 pixels wide
_LETTERS = re.compile(r'<text (?=[^>]*fill="(#\w+)")')
_one_at_a_time = threading.Lock()  # each takes some 100 MB while it lasts


def set_page(
    template: str, data: Mapping[str, Any], kind: Literal["png", "pdf"], photos: Mapping[str, bytes] | None = None
) -> bytes:
    """The finished file. `data` arrives in the template as values, so that no word of it can be taken for code.

    `photos`: by file name. NoFont where Chinese cannot be set; RuntimeError where the template fails.
    """
    font = chinese_font()
    with _one_at_a_time, TemporaryDirectory(prefix="linli-page-") as folder:
        root = Path(folder)
        for source in TEMPLATES.iterdir():
            (root / source.name).write_bytes(source.read_bytes())
        for name, photo in (photos or {}).items():
            (root / name).write_bytes(photo)
        (root / "data.json").write_text(json.dumps({**data, "font": font.family}, ensure_ascii=False), "utf-8")
        return typst.compile(
            root / template,
            root=root,
            font_paths=font.files,
            ignore_system_fonts=True,
            format=kind,
            ppi=PIXELS_PER_INCH,
        )


def inked(chart: str, font: Font | None = None) -> str:
    """A chart whose letters are as strong as the text around it: of a thin font their outlines are drawn too."""
    font = font or chinese_font()
    return _LETTERS.sub(r'<text stroke="\1" stroke-width="0.75" ', chart) if font.thin else chart


def family() -> str:
    """The font that charts of a page are to name."""
    return chinese_font().family
