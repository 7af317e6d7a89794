"""Numbers that residents left with a case, for one member of staff."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.wording.labels import named
from handlers.wording.private import private
from handlers.wording.values import CaseName, Said
from models.messages import PrivateText


def numbers_of(case: CaseName, left: Sequence[Said]) -> PrivateText:
    """Each number with who left it."""
    lines = [f"{one.name or '居民'}：{one.text}" for one in left]
    return private("\n".join([f"{named(case)}里留下的号码，只用于办这件事，请勿转发（查看已记录）：", *lines]))


def no_numbers(case: CaseName) -> PrivateText:
    return private(f"{named(case)}里没有人留号码。")


def numbers_are_shut(case: CaseName) -> PrivateText:
    """Numbers were masked, and nobody kept them or no key opens them."""
    return private(f"{named(case)}里的号码已隐去，系统里没有可查的原文，请直接联系居民。")
