"""Phone, identity and card numbers in a text, however their digits are written; each is masked in its own length.

Rooms, plates and accounts are no matter of this file: a group never reads them (leak_numbers.py), and they are stored.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

STAR = "*"
MOBILE = 11  # digits
# How people write numbers out and read them to each other: 幺 is 1, 拐 7, 勾 9, 洞 0.
_WRITTEN = "〇零一二三四五六七八九壹贰貳叁參肆伍陆陸柒捌玖弌弍弎幺两兩拐勾洞"
_SPOKEN = dict(zip(_WRITTEN, "00123456789122334566789123122790", strict=True))
_CIRCLED = "²³¹⁰⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐⓪⓵-⓽❶-❾➀-➈➊-➒"
# Letters that look like digits, Cyrillic and Greek ones too.
_ALIKE = str.maketrans("OＯОΟ◯○LＬIＩⅠІ|｜丨SZB", "000000111111111528")
_LEAST_DIGITS = 6  # of a number in which letters stand for others, so many have to be digits


class _Plain(dict[int, str]):
    """For str.translate: every character that is a digit in some script as that digit, letters in upper case."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        value = unicodedata.digit(char, None)
        folded = unicodedata.normalize("NFKC", char).upper()
        shown = _SPOKEN.get(char) or (str(value) if value is not None else folded if len(folded) == 1 else char)
        self[code] = shown
        return shown


_PLAIN = _Plain()
# Fewer than six digits near each other are none of these numbers: most messages are done with here.
_WORTH_A_LOOK = re.compile(rf"(?:[\d{''.join(_SPOKEN)}{_CIRCLED}][^\n]{{0,6}}?){{{_LEAST_DIGITS}}}")

_S = r"(?:(?![:\n])[\W_]){0,3}"  # what people put between digits; a colon makes it a time


def _more(least: int, most: int | None = None) -> str:
    return rf"(?:{_S}[0-9]){{{least},{most or least}}}"


_START, _END = r"(?<![0-9])", r"(?![0-9])"
_EACH = (
    # What stands together first, so that the room before a number is not taken for a part of it.
    rf"{_START}(?:(?:00)?86)?(?P<number>1[3-9][0-9]{{9}}){_END}",  # mobile
    rf"{_START}(?P<number>[0-9]{{15,}}X?){_END}",  # identity, bank card
    rf"{_START}(?P<number>[0-9](?:(?![0-9]){_S}[0-9](?![0-9])){{14,39}}(?:{_S}X(?![A-Z]))?)",  # each digit apart
    rf"{_START}(?P<number>1[3-9][0-9]{_S}[0-9]{{4}}{_S}[0-9]{{4}}){_END}",
    rf"{_START}(?P<number>[0-9]{_more(14, 39)}(?:{_S}X(?![A-Z]))?){_END}",
    rf"{_START}(?:(?:0{_S}0{_S})?8{_S}6{_S})?(?P<number>1{_S}[3-9]{_more(9)}){_END}",
    rf"{_START}(?P<number>0{_S}[1-9]{_more(8, 10)}){_END}",  # with an area code
    rf"{_START}(?P<number>[0-9]{{11,}}){_END}",  # whatever else is so long
    r"(?<![A-Z0-9])(?P<number>[EGDSPKHMC][A-Z]?[0-9]{8,10})(?![A-Z0-9])",  # passport, permit
    rf"(?:电话|電話|座机|座機|手机|手機|TEL|致电|拨打)[^\w\n]{{0,3}}(?P<number>[2-8][0-9]{{2,3}}{_S}[0-9]{{4}}){_END}",
)
_PATTERNS = tuple(map(re.compile, _EACH))
_GROUP = re.compile(r"[0-9X]+")
_DATES = re.compile(r"(?:20[0-9]{2}[01][0-9][0-3][0-9]\D{0,3}){2}")  # 20260101-20260131
_LISTED = re.compile(r"[、,，;；/+]")
_MOST_GROUPS = 5
_TAKEN = "号"


@dataclass(frozen=True, slots=True)
class LongNumber:
    """One number where it stands: `text[start:end]`."""

    start: int
    end: int


def find_numbers(text: str) -> tuple[LongNumber, ...]:
    """Every phone, identity and card number, in the order of the text."""
    if _WORTH_A_LOOK.search(text) is None:
        return ()
    return tuple(sorted(_found(text.translate(_PLAIN)), key=lambda number: number.start))


def mask_numbers(text: str) -> str:
    """The text with those numbers masked, character for character: 138****5678."""
    for number in find_numbers(text):
        text = text[: number.start] + masked(text[number.start : number.end]) + text[number.end :]
    return text


def masked(number: str) -> str:
    """A mobile number keeps three digits and four, anything else two and two; the rest becomes stars."""
    plain = number.translate(_PLAIN).translate(_ALIKE)
    places = [index for index, char in enumerate(plain) if char in "0123456789X"]
    first, last = (3, 4) if len(places) == MOBILE else (2, 2)
    start, end = places[first - 1] + 1, places[-last]
    return number[:start] + STAR * (end - start) + number[end:]


def _found(plain: str) -> Iterator[LongNumber]:
    """First as written, then with letters read as the digits that they look like."""
    for is_loose in (False, True):
        for pattern in _PATTERNS:
            for match in pattern.finditer(plain.translate(_ALIKE) if is_loose else plain):
                start, end = match.span("number")
                if _is_number(match["number"], plain[start:end], is_loose):
                    yield LongNumber(start, end)
                    plain = plain[:start] + _TAKEN * (end - start) + plain[end:]


def _is_number(number: str, written: str, is_loose: bool) -> bool:
    if _TAKEN in written or (is_loose and sum(map(str.isdigit, written)) < _LEAST_DIGITS):
        return False
    groups = _GROUP.findall(number)
    alone = all(len(group) == 1 for group in groups)
    if _DATES.fullmatch(number) or (len(groups) > _MOST_GROUPS and not alone):
        return False
    is_list = len(groups) > 3 and _LISTED.search(number) is not None
    return alone or not is_list
