"""What arrives, parted into words that may be stored as they are and numbers that may not; pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handlers.sealing.keys import Hidden
from handlers.wording.long_numbers import find_numbers, mask_numbers
from models.messages import ForwardedLine, Incoming

TEXT, NAME, QUOTE, QUOTE_NAME = "text", "name", "quote", "quote_name"


def seal(incoming: Incoming) -> tuple[Incoming, tuple[Hidden, ...]]:
    """The message with its phone, identity and card numbers masked, and these numbers as they were written."""
    hidden = tuple(one for field, text in _parts(incoming) for one in _numbers(field, text))
    return (_masked(incoming), hidden) if hidden else (incoming, ())


def line_field(index: int) -> str:
    """How the words of a forwarded line are called among the hidden numbers."""
    return f"line.{index}"


def _parts(incoming: Incoming) -> Iterator[tuple[str, str]]:
    yield TEXT, incoming.text
    yield NAME, incoming.sender_name
    if incoming.quote is not None:
        yield QUOTE, incoming.quote.text
        yield QUOTE_NAME, incoming.quote.name
    for index, line in enumerate(incoming.forwarded):
        yield line_field(index), line.text
        yield f"{line_field(index)}.name", line.sender_name


def _numbers(field: str, text: str) -> Iterator[Hidden]:
    return (Hidden(field, one.start, text[one.start : one.end]) for one in find_numbers(text))


def _masked(incoming: Incoming) -> Incoming:
    quote = incoming.quote
    if quote is not None:
        quote = replace(quote, text=mask_numbers(quote.text), name=mask_numbers(quote.name))
    return replace(
        incoming,
        text=mask_numbers(incoming.text),
        sender_name=mask_numbers(incoming.sender_name),
        quote=quote,
        forwarded=tuple(map(_line, incoming.forwarded)),
    )


def _line(line: ForwardedLine) -> ForwardedLine:
    return replace(line, text=mask_numbers(line.text), sender_name=mask_numbers(line.sender_name))
