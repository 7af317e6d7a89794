"""What a message says, from the kind and the text that the gateway tells. Pure, and tolerant of anything."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import tzinfo
from xml.etree.ElementTree import Element

from bot.channels.wechaty.history import forwarded_lines
from bot.channels.wechaty.wire import Payload
from bot.channels.wechaty.xml import child_number, child_text, parse_xml
from handlers.reading.quote import split_quote
from models.messages import ForwardedLine, MessageKind, Quote


@dataclass(frozen=True, slots=True)
class Body:
    """The part of a message that does not depend on who wrote it where."""

    kind: MessageKind
    text: str = ""
    quote: Quote | None = None
    recalled_id: str = ""
    forwarded: tuple[ForwardedLine, ...] = ()


# The text that comes with these is the protocol's own, never a person's.
_WORDLESS = frozenset({MessageKind.PHOTO, MessageKind.VOICE, MessageKind.VIDEO, MessageKind.STICKER})

_REPLY, _RECORDS, _NOTICE = 57, frozenset({19, 40}), 87
_APPMSG = {
    1: MessageKind.TEXT,
    3: MessageKind.LINK,
    4: MessageKind.LINK,
    5: MessageKind.LINK,
    6: MessageKind.FILE,
    8: MessageKind.STICKER,
    17: MessageKind.LOCATION,
    33: MessageKind.LINK,
    36: MessageKind.LINK,
    51: MessageKind.LINK,
    53: MessageKind.TEXT,  # a sign-up list
    62: MessageKind.SYSTEM,  # a pat
    74: MessageKind.FILE,
    _NOTICE: MessageKind.TEXT,
    2000: MessageKind.SYSTEM,  # money
    2001: MessageKind.SYSTEM,
}


def read_body(payload: Payload, zone: tzinfo) -> Body:
    """The words, quote, recall or record of one message. `zone` is where a record's written times were read."""
    kind = payload.kind
    if kind is MessageKind.TEXT:
        # Only what a puppet could not name itself is read as XML: a resident may type some.
        return _with_quote(Body(kind, payload.text))
    if kind in _WORDLESS:
        return Body(kind)
    root = parse_xml(payload.text)
    if root is None:
        return _plain(kind, payload)
    return _from_xml(root, kind, zone)


def _with_quote(body: Body) -> Body:
    quote, reply = split_quote(body.text)
    return replace(body, text=reply, quote=quote) if quote else body


def _plain(kind: MessageKind, payload: Payload) -> Body:
    text = payload.text.strip()
    if "<refermsg" in text:  # cut short, so no XML any more; the words in it may still be whole
        return _cut_reply(text, kind)
    if text.startswith("<"):
        text = ""
    if kind is MessageKind.RECALL:
        return Body(kind, recalled_id=text)
    return Body(kind, text or (payload.filename if kind is MessageKind.FILE else ""))


def _from_xml(root: Element, kind: MessageKind, zone: tzinfo) -> Body:
    appmsg = root if root.tag == "appmsg" else root.find("appmsg")
    if appmsg is not None:
        return _from_appmsg(appmsg, kind, zone)
    if root.tag == "sysmsg" or root.find("sysmsg") is not None:
        return _from_sysmsg(root, kind)
    location = root if root.tag == "location" else root.find("location")
    if location is not None:
        place = (location.get("poiname", ""), location.get("label", ""))
        return Body(MessageKind.LOCATION, " ".join(part for part in place if part))
    return Body(kind)


def _from_appmsg(appmsg: Element, kind: MessageKind, zone: tzinfo) -> Body:
    number, title = child_number(appmsg, "type"), child_text(appmsg, "title")
    if number == _REPLY:
        return _reply(appmsg)
    if number in _RECORDS:
        return Body(MessageKind.HISTORY, title, forwarded=forwarded_lines(appmsg, zone))
    if number == _NOTICE:
        title = child_text(appmsg, "textannouncement") or title
    return Body(_APPMSG.get(number, kind), title)


def _reply(appmsg: Element) -> Body:
    refer = appmsg.find("refermsg")
    words = child_text(refer, "content")
    if words.startswith("<"):  # of a card or of another reply its title; a photo or a voice message has no words
        inner = parse_xml(words)
        words = child_text(inner, "appmsg/title")
    quote = Quote(child_text(refer, "displayname"), words, child_text(refer, "svrid"))
    return Body(MessageKind.TEXT, child_text(appmsg, "title"), quote if refer is not None else None)


def _cut_reply(text: str, kind: MessageKind) -> Body:
    quote, reply = split_quote(text)
    return Body(MessageKind.TEXT, reply, quote) if quote else Body(kind)


def _from_sysmsg(root: Element, kind: MessageKind) -> Body:
    revoked = root.find(".//revokemsg")
    if revoked is not None:
        # The web protocol knows the message by msgid, the others by newmsgid, and only they send both.
        return Body(MessageKind.RECALL, recalled_id=child_text(revoked, "newmsgid") or child_text(revoked, "msgid"))
    if kind is MessageKind.RECALL:
        return Body(kind)
    template = root.find(".//template")
    return Body(MessageKind.SYSTEM, (template.text or "").strip() if template is not None else "")
