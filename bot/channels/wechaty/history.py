"""Merged forwards (appmsg 19): one message that holds many people's messages. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from itertools import islice
from xml.etree.ElementTree import Element

from bot.channels.wechaty.moments import from_timestamp, from_written
from bot.channels.wechaty.xml import child_number, child_text, parse_xml
from models.messages import ForwardedLine, MessageKind

_MOST_LINES = 500
_DEEPEST = 3  # a record in a record in a record
_NESTED = 17
_KINDS = {
    1: MessageKind.TEXT,
    2: MessageKind.PHOTO,
    3: MessageKind.VOICE,
    4: MessageKind.VIDEO,
    5: MessageKind.LINK,
    6: MessageKind.LOCATION,
    8: MessageKind.FILE,
    19: MessageKind.LINK,
    22: MessageKind.LINK,
    37: MessageKind.STICKER,
}
_WORDLESS = frozenset({MessageKind.PHOTO, MessageKind.VOICE, MessageKind.VIDEO, MessageKind.STICKER})


def forwarded_lines(appmsg: Element, zone: tzinfo) -> tuple[ForwardedLine, ...]:
    """What the record holds, in its order; where the record is missing, the preview that phones show of it."""
    lines = tuple(islice(_record(_unpacked(appmsg, "recorditem"), zone, 0), _MOST_LINES))
    return lines or tuple(_preview(child_text(appmsg, "des")))


def _unpacked(parent: Element, name: str) -> Element | None:
    """The element of that name; usually its content is XML once more, as text."""
    element = parent.find(name)
    if element is None or len(element):
        return element
    return parse_xml(element.text or "")


def _record(record: Element | None, zone: tzinfo, depth: int) -> Iterator[ForwardedLine]:
    if record is None or depth >= _DEEPEST:
        return
    datalist = record if record.tag == "datalist" else record.find(".//datalist")
    for item in datalist.findall("dataitem") if datalist is not None else ():
        if _datatype(item) == _NESTED:
            nested = item.find("recordinfo")
            yield from _record(nested if nested is not None else _unpacked(item, "recordxml"), zone, depth + 1)
        else:
            yield _line(item, zone)


def _line(item: Element, zone: tzinfo) -> ForwardedLine:
    kind = _KINDS.get(_datatype(item), MessageKind.UNKNOWN)
    return ForwardedLine(
        sender_name=child_text(item, "sourcename"),
        text="" if kind in _WORDLESS else _words(item, kind),
        sent_at=from_timestamp(child_number(item, "srcMsgCreateTime"))
        or from_written(child_text(item, "sourcetime"), zone),
        kind=kind,
    )


def _words(item: Element, kind: MessageKind) -> str:
    if kind is MessageKind.LOCATION:
        place = (child_text(item, "locitem/poiname"), child_text(item, "locitem/label"))
        return " ".join(part for part in place if part) or child_text(item, "datadesc")
    if kind is MessageKind.TEXT:
        return child_text(item, "datadesc") or child_text(item, "datatitle")
    return child_text(item, "datatitle") or child_text(item, "datadesc")


def _datatype(item: Element) -> int:
    written = item.get("datatype", "")
    return (
        int(written)
        if written.isascii() and written.isdigit() and len(written) <= 4
        else child_number(item, "datatype")
    )


def _preview(text: str) -> Iterator[ForwardedLine]:
    for line in text.splitlines():
        name, colon, words = line.partition(":")
        if colon and words.strip():
            yield ForwardedLine(name.strip(), words.strip())
