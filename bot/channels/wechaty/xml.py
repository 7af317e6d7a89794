"""WeChat's XML, which comes from other people's phones: read safely, and never a reason to fail."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

_LONGEST = 2 << 20
# In a group some puppets leave the talker's id and a line break before the XML.
_START = re.compile(r"\A\s*(?:[\w@.-]{1,80}:\s*)?(?=<)")
# Characters that XML does not allow at all, and which people's nicknames hold all the same.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def parse_xml(text: str) -> Element | None:
    """The root element, or None where the text is no XML, too long, broken, or plays tricks with entities."""
    start = _START.match(text)
    if start is None or len(text) > _LONGEST:
        return None
    try:
        return fromstring(_FORBIDDEN.sub("", text[start.end() :]), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, RecursionError):
        return None


def child_text(element: Element | None, path: str) -> str:
    """The trimmed text of the first element at `path` below, or ""."""
    return ((element.findtext(path) if element is not None else "") or "").strip()


def child_number(element: Element, path: str) -> int:
    """The number at `path` below, or 0."""
    digits = child_text(element, path)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 18 else 0
