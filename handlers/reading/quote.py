"""A reply and the words it replies to, in the forms that protocols flatten it to. Pure; broken forms stay text."""

from __future__ import annotations

import re
from html import unescape

from models.messages import Quote

# 「name:words」, a line of dashes, the reply. The words may hold 」 themselves, so the last before the dashes counts.
_BLOCK = re.compile(r"\A\s*「(?P<body>.*)」[ \t]*\r?\n[ \t]*(?:[-—–─_][ \t]*){3,}\r?\n?(?P<reply>.*)\Z", re.DOTALL)
_NAME = re.compile(r"\A(?P<name>[^\n]{0,40}?)\s?[:：]\s?(?P<words>.*)\Z", re.DOTALL)
_CUT = 20_000  # a quote far longer than any message is somebody's experiment


def split_quote(text: str) -> tuple[Quote | None, str]:
    """The quoted message, if the text replies to one, and the reply alone."""
    text = text[:_CUT]
    if "「" in text:
        return _flattened(text)
    if "<appmsg" in text and "<refermsg" in text:
        return _xml(text)
    return None, text


def _flattened(text: str) -> tuple[Quote | None, str]:
    block = _BLOCK.match(text)
    if block is None:
        return None, text
    named = _NAME.match(block["body"])
    name, words = (named["name"], named["words"]) if named else ("", block["body"])
    return Quote(name.strip(), words.strip()), block["reply"].strip()


def _xml(text: str) -> tuple[Quote | None, str]:
    """WeChat's own form, appmsg of type 57; read with patterns because it is untrusted and often cut short."""
    refer = re.search(r"<refermsg>(.*?)</refermsg>", text, re.DOTALL)
    head = text[: refer.start()] + text[refer.end() :] if refer else ""
    if refer is None or _tag("type", head) != "57":
        return None, text
    body = refer.group(1)
    quoted = _tag("content", body)
    if "<appmsg" in quoted:  # a quote of a quote: its title is what the person wrote
        quoted = _tag("title", quoted)
    return Quote(_tag("displayname", body), quoted, _tag("svrid", body)), _tag("title", head)


def _tag(name: str, text: str) -> str:
    found = re.search(rf"<{name}>(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?</{name}>", text, re.DOTALL)
    return unescape(found.group(1)).strip() if found else ""
