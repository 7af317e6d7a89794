"""Short answers to staff that belong to no case's life."""

from __future__ import annotations

from handlers.wording.labels import named
from handlers.wording.private import private
from handlers.wording.values import CaseName
from models.messages import PrivateText


def photo_kept(case: CaseName, *, is_posted: bool) -> PrivateText:
    """A photo of the work was hung on its case; the newest one goes to the group, so another one replaces it."""
    after = "通报时会发到群里，有人脸或车牌的话请换一张发来，只发最后一张。" if is_posted else ""
    return private(f"照片收下了，放在 {named(case)}。{after}")


def reported_done(case: CaseName) -> PrivateText:
    """The echo to a department: the office that sent the case closes it."""
    return private(f"{named(case)}：记为已办好，等社区看过后办结。不对请回复「撤销」。")
