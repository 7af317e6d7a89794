"""Words of staff that are fit for a group, and the configured words that a mask leaves alone."""

from __future__ import annotations

import re
from collections.abc import Collection

from handlers.wording.fold import calm, clean
from handlers.wording.mask import mask
from handlers.wording.values import CaseName, Change, Receipt, Standing

NOTE_LIMIT = 60
LONGEST = 200  # what is longer than this is too long whatever is cut from it
PLACE_LIMIT = 24
_PRIVATE_MATTER = re.compile(
    "病|住院|抑郁|精神|残疾|低保|困难|贫困|补助|离婚|吵|打架|家暴|癌|怀孕|去世|过世|欠|债|自杀|瘫|伤|急救|呼吸|独居|孤寡|"
    "投诉|举报|反映人|报告人|媳妇|老婆|老公|丈夫|妻子|孩子|儿子|女儿|老人|爸|妈|(?<!大)家(?:里|出来|门口|楼|后|前)|[他她那]家"
)
_TO_SOMEBODY = re.compile("我(?!们)|[你您他她咱俺]|[?？]|[吗呢没吧]$|^(?:各位|大家)")  # talk, not a report of work
_COMMAND = re.compile(
    r"^(?:(?:查|关于)?\s*(?:\d{1,5}\s*号(?![楼院门])|[1-6](?=\s|$|[,，、.。]))[\s,，:：、.。]*(?:[1-6](?!\d|\S))?)+"
    r"|^[@＠]\S+\s*"
)
_BARE = re.compile(
    r"(?:[1-6]|好的?|收到|知道了?|明白|ok|行|嗯|是的?|已?(?:办结|完成|处理|解决|办好|上报|受理|接单|联系)了?|在?处理中?|见图|如图|图片|照片|[，,\s])*",
    re.IGNORECASE,
)
_ANOTHER_CASE = re.compile(r"\d\s*号(?![楼院门线])")
_DAY_WORDS = re.compile(
    "今|明|后天|大后天|昨|早上|上午|中午|下午|傍晚|晚上|一会|马上|待会|稍后|小时|分钟|周[一二三四五六日天]|点"
)


def is_of_the_day(note: str) -> bool:
    """Whether words are only true on the day that they were said."""
    return _DAY_WORDS.search(note) is not None


def public_note(note: str, names: Collection[str]) -> str:
    """The words of staff without number and closing mark.

    "" where they are a bare command or talk, speak of another case, or touch on a person or a private matter.
    """
    said = _COMMAND.sub("", " ".join(calm(clean(note[:LONGEST])).split())).strip("。；，、. ")
    unfit = (_PRIVATE_MATTER, _TO_SOMEBODY, _ANOTHER_CASE)
    if len(said) > NOTE_LIMIT or _BARE.fullmatch(said) or any(sign.search(said) for sign in unfit):
        return ""
    return said if mask(said, names) == said else ""


def public_matter(case: CaseName, names: Collection[str]) -> str:
    """3号楼东侧停车挡道: the place masked before it meets its neighbours, so that no two words make a third."""
    place = mask(" ".join(clean(case.place[:LONGEST]).split()), names)[:PLACE_LIMIT].strip()
    return f"{place}{case.label}"


def kept(*values: Receipt | Change | Standing) -> frozenset[str]:
    """Configured words of these values: labels of categories, staff as the group knows them, departments."""
    words = {value.case.label for value in values} | {value.handler for value in values}
    words |= {value.department for value in values if not isinstance(value, Receipt)}
    return frozenset(words)
