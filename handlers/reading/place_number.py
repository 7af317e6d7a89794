"""Numbers as people write them in addresses: 6, 六, 十二, 幺零三, ６."""

from __future__ import annotations

from functools import lru_cache

import cn2an

DIGITS = str.maketrans("零〇一二两三四五六七八九幺", "0012234567891")
NUMBER = r"(?:[0-9]{1,4}|[零〇一二两三四五六七八九十百幺]{1,5})"


@lru_cache(maxsize=2048)
def arabic(written: str) -> str:
    """The number in Arabic digits without leading zeros; what is no number comes back as it is."""
    if written.isascii():
        return written.lstrip("0").upper() or written
    if not set(written) & set("十百"):
        return written.translate(DIGITS)  # 幺零三 is read digit by digit, as in a room number
    try:
        return str(cn2an.cn2an(written, "smart"))
    except ValueError:
        return written
