"""Views of a text in which disguised digits and letters look plain; each view is as long as the text it is of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from models.simplified import simplified_characters

_NUMERALS = str.maketrans("〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "0012345678911" + "23456789")
_TWINS = dict(zip("АВЕЅЗІЈКМНОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABES3IJKMHOPCTYXABEZHIKMNOPTYX", strict=True))
_HIDDEN = {"Cf", "Cc", "Cs", "Co", "Cn", "Me"}  # zero width, direction marks, controls, the box of a keycap emoji
_NARROW_COMMA = re.compile(r"(?<=[\u4e00-\u9fff」』）])\s*,\s*(?=\S)|(?<=\S)\s*,\s*(?=[\u4e00-\u9fff「『（])")
_SHOUT = re.compile(r"\s*[!！‼⁉❗❕]+(?P<end>[。，；,.;]?)")


def clean(text: str) -> str:
    """The text without invisible characters; line breaks stay, other white space becomes a space."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(map(_visible, text)).strip()


def calm(text: str) -> str:
    """The text without exclamation marks: the sentence ends quietly."""
    return _SHOUT.sub(lambda found: found["end"] or "。", text)


def widen(text: str) -> str:
    """Commas between Chinese words at full width, as people read them; numbers keep theirs."""
    return _NARROW_COMMA.sub("，", text)


def plain(text: str) -> str:
    """Half width, upper case, simplified, Latin letters for those that look like them; one character for one."""
    return "".join(map(_plain, text)).translate(_looks())


def digits(text: str) -> str:
    """Like plain, with Chinese numerals as digits, however they are written."""
    return plain(text).translate(_NUMERALS)


def clip(text: str, limit: int) -> str:
    """At most `limit` characters, cut after a sentence where one ends late enough."""
    if len(text) <= limit:
        return text
    end = max(text.rfind(mark, 0, limit) for mark in "。；\n")
    return text[: end + 1].rstrip() if end > limit // 2 else text[: limit - 1] + "…"


def tidy(text: str) -> str:
    """The text without the gaps that something taken out has left."""
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def fitting(lines: Sequence[str], limit: int) -> list[str]:
    """The first lines that fit into `limit` characters, at least one: a list ends with a whole line."""
    lengths = accumulate(len(line) + 1 for line in lines)
    return [line for line, length in zip(lines, lengths, strict=True) if length <= limit] or list(lines[:1])


def _visible(char: str) -> str:
    if char == "\n":
        return char
    if char.isspace():
        return " "
    hidden = unicodedata.category(char) in _HIDDEN or "\ufe00" <= char <= "\ufe0f"
    return "" if hidden else char


@lru_cache(1)
def _looks() -> dict[int, str]:
    """What characters are read as: traditional ones as simplified, Cyrillic and Greek ones as their Latin twins."""
    return {ord(char): simple for char, simple in (simplified_characters() | _TWINS).items()}


def _plain(char: str) -> str:
    folded = unicodedata.normalize("NFKC", char).upper()
    return folded if len(folded) == 1 else char
