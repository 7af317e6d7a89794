"""One spelling for what people type: half width, simplified characters, no emoji codes, no ornament. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from models.simplified import simplify

READ_LIMIT = 2_000  # characters; nobody reports a lamp in more, and a pasted book must stay cheap

# WeChat ends a mention with U+2005; typed by hand it ends with a space, or with the message if that is more than it.
_MENTION = re.compile(
    r"[@＠](?:([^\n\u2005@＠]{1,40})\u2005|(所有人|全体成员)|([^\s@＠]{1,32})[ \t]|(?<=[^\s@＠][@＠])([^\s@＠]{1,12})$)"
)
_CODE = re.compile(r"\[([\u4e00-\u9fffA-Za-z]{1,6})\]")
_PICTURE = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0e\ufe0f\u20e3\U000e0020-\U000e007f\u3030\u303d\u3297\u3299]+"
)
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\uffff"
    "\ud800-\udfff]+"
)
_BREAK = re.compile(r"[ \t]*[\r\n\x0b\x0c\x85\u2028\u2029][\s\u2028\u2029]*")
_SPACES = re.compile(r"[^\S\n]+")
_REPEATED_MARK = re.compile(r"([!?,。、;:~…\-=_*#])\1{1,}")
_REPEATED_WORD = re.compile(r"([^\d\s])\1{3,}")  # 啊啊啊啊啊 -> 啊啊啊; digits are numbers and stay


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text ready for matching, and the ornaments that were taken out of it."""

    text: str
    emoji: tuple[str, ...] = ()  # names of WeChat codes ("捂脸") and pictures, in order
    mentions: tuple[str, ...] = ()  # nicknames addressed with @
    excited: bool = False  # two or more exclamation marks


def normalise(raw: str) -> Normalised:
    """Read at most READ_LIMIT characters; any string is accepted, line breaks survive as one newline."""
    text = _BREAK.sub("\n", raw[:READ_LIMIT])
    mentions = tuple("".join(found) for found in _MENTION.findall(text)) if "@" in text or "＠" in text else ()
    if mentions:
        text = _MENTION.sub(" ", text)
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    emoji = tuple(_CODE.findall(text)) if "[" in text else ()
    if emoji:
        text = _CODE.sub(" ", text)
    pictures = tuple(_PICTURE.findall(text))
    if pictures:
        text = _PICTURE.sub(" ", text)
    return Normalised(_tidy(simplify(text)), emoji + pictures, mentions, text.count("!") > 1)


def _tidy(text: str) -> str:
    text = _REPEATED_MARK.sub(r"\1", text)
    text = _REPEATED_WORD.sub(r"\1\1\1", text)
    return _SPACES.sub(" ", text[:READ_LIMIT]).strip()  # NFKC may lengthen: one ligature, eighteen letters
