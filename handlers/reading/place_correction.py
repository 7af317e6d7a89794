"""Corrections of a place: "不是3幢是5幢", "说错了 是5幢", "104 104 我老是记错"."""

from __future__ import annotations

import re
from collections.abc import Callable

from handlers.reading.facts import Place

Read = Callable[[str], tuple[Place, ...]]

NOT_BUT = re.compile(r"(?:不是|唔系|不在|没说是?)(.{1,16}?)[,，。;；\s]*(?:而是|应该是|是|系|在|我?说的是)(.{1,24})")
BUT_NOT = re.compile(r"(?<!不)(?:在|是)([^,。;；]{2,16})[,，。;；\s]{1,2}(?:不是|不在|唔系|没在)([^,。;；]{2,16})")
MEANT = re.compile(r"我(?:说的|讲的|指的)是|我是(?:说|讲)")
SLIP = re.compile(
    r"(?:说|打|讲|写|搞|记|看|发|听|报|数|弄)(?:错|岔|反|混)|错了|更正|口误|手误|改一下|不对|急糊涂|我(?:是说|说的是|指的是)|才对|应该是"
)
OTHER = re.compile(r"[^,。;]{0,8}才是[^,。;]{1,6}")  # 界桩那头才是六组: what the other one is
ROOM_ALONE = re.compile(r"(?<![0-9A-Za-z])([0-9]{3,4})(?![0-9A-Za-z块元人个度米斤年])")
NOWHERE = Place("", "")


def find_correction(text: str, read: Read) -> tuple[Place, Place] | None:
    """(wrong, right); `wrong` is empty where the speaker names only the right one."""
    if meant := MEANT.search(text):
        right = found(text[meant.end() :], read)
        if right:
            return (NOWHERE, right[0])
    for match in NOT_BUT.finditer(text):
        wrong, right = (found(part, read) for part in match.groups())
        if wrong and right and wrong[0].key != right[0].key:
            return wrong[0], right[0]
    for match in BUT_NOT.finditer(text):
        right, wrong = (found(part, read) for part in match.groups())
        if wrong and right and wrong[0].key != right[0].key:
            return wrong[0], right[0]
    slip = SLIP.search(text)
    if slip is None:
        return None
    after = found(OTHER.sub("", text[slip.end() :]), read)
    if after:
        before = found(text[: slip.start()], read)
        return (before[-1] if before and before[-1].key != after[0].key else NOWHERE, after[0])
    named = found(text, read) or [Place(f"{room}室", f"{room}室", "", True) for room in ROOM_ALONE.findall(text)]
    if not named:
        return None
    return (named[0], named[-1]) if named[0].key != named[-1].key else (NOWHERE, named[-1])


def found(text: str, read: Read) -> list[Place]:
    """Places that can be compared; a mere 中间 corrects nothing."""
    return [place for place in read(text) if place.key]
