"""Polite refusals in private: nothing was changed, why, and what would work."""

from __future__ import annotations

from collections.abc import Callable

from handlers.wording.labels import STATE, named
from handlers.wording.private import private
from handlers.wording.values import Obstacle, Refused
from models.messages import PrivateText


def refused(wish: Refused) -> PrivateText:
    """Why a wish of staff was not carried out."""
    return private(_WORDS[wish.obstacle](wish))


def obstacle_of(code: str) -> Obstacle:
    """The obstacle for the code that MoveRefused carries; an unknown code is NOT_ALLOWED."""
    return Obstacle(code) if code in set(Obstacle) else Obstacle.NOT_ALLOWED


def resident_refused() -> PrivateText:
    """To a resident who writes a cadre's words in private."""
    return private("谢谢您惦记着这件事。办理和办结要由社区工作人员来操作，您有新情况直接在群里说就行，我们会记下来。")


def unknown_person() -> PrivateText:
    """To anyone whom the bot does not know in private."""
    return private("您好，我是邻里助手。反映事情请在小区群里说；您是工作人员的话，请把绑定码发给我。")


def _which(wish: Refused) -> str:
    return f"{wish.case.number}号" if wish.case else "这件事"


def _wrong_state(wish: Refused) -> str:
    now = f"{named(wish.case)}现在是「{STATE[wish.state]}」，" if wish.case and wish.state else "这件事现在的状态"
    return (
        f"{now}不能再这样改，没有改动。要看它走到哪一步，回复「查{wish.case.number}号」。"
        if wish.case
        else f"{now}不能这样改，没有改动。"
    )


def _no_case(wish: Refused) -> str:
    which = f"没有查到 {wish.number}号" if wish.number else "现在没有等您回复的事"
    return f"{which}，没有改动。回复「今天有什么」可以看在办的事。"


_EXAMPLES = "「6号并到5号」「6号地点5幢」「6号改成噪音」"
_WORDS: dict[Obstacle, Callable[[Refused], str]] = {
    Obstacle.NOT_YOURS: lambda wish: f"{_which(wish)}不在您负责的网格里，没有改动。需要您来办的话，请上一级转给您。",
    Obstacle.NOT_STAFF: lambda wish: "您还没有绑定工作人员身份，没有改动。请向管理员要绑定码，私聊发给我。",
    Obstacle.WRONG_STATE: _wrong_state,
    Obstacle.WRONG_ACTOR: lambda wish: f"{_which(wish)}的这一步不由您操作，没有改动。回复「上报」可以请上一级来定。",
    Obstacle.REASON_NEEDED: lambda wish: (
        f"{_which(wish)}这样办要写明原因，请再发一次，例如「{_which(wish)}退，不属于本网格」。"
    ),
    Obstacle.PHOTO_NEEDED: lambda wish: f"{_which(wish)}办结请发一张现场照片，发来就办结。",
    Obstacle.TIME_NEEDED: lambda wish: f"{_which(wish)}要一个时间，例如「{_which(wish)}延到周五，等配件」。",
    Obstacle.DEPARTMENT_NEEDED: lambda wish: f"{_which(wish)}要转给哪个部门没看清，例如「{_which(wish)}转城管办」。",
    Obstacle.TARGET_NEEDED: lambda wish: f"{_which(wish)}要改成什么没看清，没有改动。请写全，例如{_EXAMPLES}。",
    Obstacle.TOO_OFTEN: lambda wish: f"{_which(wish)}已经延期两次，不能再延。可以上报，或说明无法解决的原因。",
    Obstacle.NO_CASE: _no_case,
    Obstacle.NO_UPPER: lambda wish: f"{_which(wish)}上面没有可以上报的人，没有改动。请联系管理员补上。",
    Obstacle.NOT_ALLOWED: lambda wish: f"{_which(wish)}现在不能这样改，没有改动。回复「帮助」看看可以怎么说。",
}
