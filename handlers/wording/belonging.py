"""Why a message was laid to a case, in sentences that a cadre can be told."""

from __future__ import annotations

from collections.abc import Iterable

OPENED_AT_ONCE = "一句话里说清了问题"
SECOND_SIGN_PHOTO = "先有照片，同一人随后补充了文字"
SECOND_SIGN_VOICE = "另一位居民也说了同样的问题"
SECOND_SIGN_PLACE = "说明了地点"
RESEMBLES = "用词很像在反映这类问题"
EARLIER_WORDS = "同一人前面的话接着说清了"
EMERGENCY = "可能有危险，先立案再核实"
TAKEN_UP = "工作人员在群里回应了这几句话"

SIGNS = {
    "quote": "引用了这件事里的消息",
    "answer": "回答了工作人员的提问",
    "own_now": "同一人接着说",
    "own_soon": "同一人隔了一会儿接着说",
    "own_later": "前面说过这件事的人又说",
    "same_category": "说的是同一类问题",
    "same_place": "说的是同一个地方",
    "same_home": "住在同一幢",
    "newest": "正在说这件事",
    "photo": "补充了照片",
}


def joined(signs: Iterable[str]) -> str:
    """The sentences of some signs as one."""
    return "、".join(SIGNS[sign] for sign in signs if sign in SIGNS)
