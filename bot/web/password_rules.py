"""Which passwords are refused: short ones, one's own name, and what everybody tries first. Pure."""

from __future__ import annotations

import enum
import re
import unicodedata
from functools import cache
from pathlib import Path

from models.settings import StaffSettings

SHORTEST, LONGEST = 10, 200
LEAST_DIFFERENT = 5  # characters
LEAST_OWN = 6  # characters beside one's own name, the year and the like
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "0123456789", "abcdefghijklmnopqrstuvwxyz")
COMMON = Path(__file__).with_name("common_passwords.txt")


class Weakness(enum.StrEnum):
    """Why a password is refused; the page has the words."""

    SHORT = "short"
    LONG = "long"
    OWN_NAME = "own_name"
    COMMON = "common"


def weakness_of(password: str, person: StaffSettings) -> Weakness | None:
    plain = unicodedata.normalize("NFKC", password).casefold()
    if len(plain) < SHORTEST:
        return Weakness.SHORT
    if len(plain) > LONGEST:
        return Weakness.LONG
    if _is_own_name(plain, person):
        return Weakness.OWN_NAME
    return Weakness.COMMON if _is_common(plain) else None


def _is_own_name(plain: str, person: StaffSettings) -> bool:
    """Whether little is left without the person's names and the program's, and without figures and marks."""
    names = [person.id, person.name, person.public_name, person.department, "linli"]
    rest = plain
    for name in sorted(filter(None, names), key=len, reverse=True):
        rest = rest.replace(name.casefold(), "")
    return rest != plain and len(re.sub(r"[\W\d_]", "", rest)) < LEAST_OWN


def _is_common(plain: str) -> bool:
    letters = re.sub(r"[\W_]", "", plain)
    known = {letters, letters.strip("0123456789")} & _common()
    return len(set(plain)) < LEAST_DIFFERENT or bool(known) or _is_row(letters)


def _is_row(letters: str) -> bool:
    """Whether it runs along the keyboard, the alphabet or the figures, in pieces of four and more."""
    left = letters
    for row in (line for own in ROWS for line in (own * 2, own[::-1] * 2)):
        for size in range(min(len(row), len(left)), 3, -1):
            for start in range(len(row) - size + 1):
                left = left.replace(row[start : start + size], "")
    return len(left) < LEAST_OWN - 2


@cache
def _common() -> frozenset[str]:
    return frozenset(COMMON.read_text("utf-8").split())
