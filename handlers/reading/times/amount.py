"""Small numbers as people say them: 3, 三, 十五, 两三 (the larger), 半, 几."""

from __future__ import annotations

from handlers.reading.place_number import arabic

DIGITS = "0-9一二两三四五六七八九十"
NUMBER = "(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,3})"
SOME = 3  # 几, 多


def whole(written: str) -> int:
    """The number, or -1 for what is none."""
    value = arabic(written)
    return int(value) if value.isdecimal() and value.isascii() else -1


def amount(written: str) -> float:
    """How much at most: 两三 is 3, 3-5 is 5, 一个半 is 1.5, 几 is 3; -1 for what is no number."""
    text = written.replace("个", "").strip()
    half = 0.5 if text.endswith("半") else 0.0
    text = text.removesuffix("半")
    if text == "把":
        return 1.5  # 个把小时
    if not text or text in {"几", "好几"}:
        return half or SOME
    upper = text.replace("到", "-").replace("至", "-").replace("~", "-").split("-")[-1]
    if len(upper) == 2 and "十" not in upper and not upper.isascii():
        upper = upper[-1]  # 两三天, 七八分钟
    value = whole(upper)
    return value + half if value >= 0 else -1
