"""An answer by number: "2", "2,师傅明早来", "选2", "②", "6 办结"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handlers.reading.times.amount import whole

# What the prompt says beside each number; people type it without a space.
PROMPT = {1: "收到", 2: "已?联系", 3: "明天", 4: "不归|不是我们", 5: "上报", 6: "办结"}
_UNITS = "0-9幢栋楼单号室层组排座区门天个点分小月周年户家位台辆条名次人米期弄"
_OWN = "|".join(f"(?<={digit})(?={words})" for digit, words in PROMPT.items())
ANSWER = re.compile(
    rf"(?:选|我选|回复?|按|答)?\s?(?P<digit>[1-6]|[一二三四五六](?=$|[,。、:]))"
    rf"(?:[号项]?$|[号项]?\s?[,、:;。!)]\s?(?P<rest>.*)|\.(?![0-9])\s?(?P<rest2>.*)|\s(?![{_UNITS}])(?P<rest3>.*)"
    rf"|(?:{_OWN})(?P<rest4>.+))",
    re.DOTALL,
)
CHOICE = re.compile(
    r"(?:我?选|就?选|要|是)?\s?第?\s?(?P<number>[0-9]{1,2}|[一二两三四五六七八九十]{1,2})[个项条]?[。.!]?"
)
_COPIED = re.compile(r"[1-6]\s?(?:收到|已联系|明天处理|不归我们|上报|办结)")


@dataclass(frozen=True, slots=True)
class Digit:
    """The number answered, and the words after it."""

    digit: int
    rest: str


def is_copied(text: str) -> bool:
    """Whether the text is the prompt with its numbers, sent back."""
    return len(_COPIED.findall(text)) > 1


def read_choice(text: str) -> int | None:
    """The number of a choice, if the text is nothing else."""
    match = CHOICE.fullmatch(text.strip())
    return whole(match["number"]) if match else None


def read_digit(text: str) -> Digit | None:
    """An answer 1 to 6 at the start of the text."""
    match = ANSWER.fullmatch(text.strip())
    if match is None:
        return None
    rest = next((match[name] for name in ("rest", "rest2", "rest3", "rest4") if match[name]), "")
    return Digit(whole(match["digit"]), rest.strip())
