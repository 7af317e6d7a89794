"""Group text copied from a phone or a desktop, read back into the messages that it was; pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from handlers.reading.pasting.header import Header, is_title, read_date, read_header
from handlers.reading.pasting.kinds import split_kinds
from models.messages import ForwardedLine

READ_LIMIT = 200_000  # characters
FEWEST = 2  # one line with a colon is a remark; two people are a conversation


@dataclass(slots=True)
class _Block:
    """One message while its lines are being gathered."""

    header: Header
    day: date | None
    lines: list[str] = field(default_factory=list)


def read_pasted(text: str, now: datetime) -> tuple[ForwardedLine, ...]:
    """The messages in a stretch of pasted group text, in order; empty where the text is no paste.

    Known forms: "张三: ..." lines, "张三 2026/11/24 09:12:33" above the words, "张三:" above the words, each with lines
    that run on, date lines between and "[图片]" for what is no text. Times are local to the zone of `now` and never
    after it; a line without a time, or with one that lies ahead, has none.
    """
    blocks = list(_blocks(text[:READ_LIMIT], now))
    if not _is_paste(blocks):
        return ()
    return tuple(line for block in blocks for line in _messages(block, now))


def _blocks(text: str, now: datetime) -> Iterator[_Block]:
    block: _Block | None = None
    day: date | None = None
    for line in text.splitlines():
        found = read_date(line, now)
        header = None if found else read_header(line, now)
        if found:
            day = found
        elif header and (block is None or header.is_timed == block.header.is_timed):
            if block:
                yield block
            day = header.day or day
            block = _Block(header, day, [header.words] if header.words else [])
        elif block:
            block.lines.append(line)
        elif line.strip() and not is_title(line):
            return  # words before the first name: somebody is writing, not pasting
    if block:
        yield block


def _is_paste(blocks: list[_Block]) -> bool:
    if any(block.header.is_timed and block.day for block in blocks):
        return any(block.lines for block in blocks)
    return len(blocks) >= FEWEST and sum(bool("".join(block.lines).strip()) for block in blocks) >= FEWEST


def _messages(block: _Block, now: datetime) -> Iterator[ForwardedLine]:
    sent_at = block.header.moment(block.day, now)
    for kind, words in split_kinds("\n".join(block.lines).strip()):
        yield ForwardedLine(block.header.name, words, sent_at, kind)
