"""Words of staff that are fit for a group, and the configured words that a mask leaves alone."""

from __future__ import annotations

import re
from collections.abc import Collection

from handlers.wording.fold import calm, clean
from handlers.wording.mask import mask
from handlers.wording.values import CaseName, Change, Receipt, Standing

NOTE_LIMIT = 60
PLACE_LIMIT = 24
_PRIVATE_MATTER = re.compile(
    "病|住院|抑郁|精神|残疾|低保|困难|贫困|补助|离婚|吵|打架|家暴|癌|怀孕|去世|过世|欠|债|投诉|举报|反映人|报告人|自杀|瘫|独居|孤寡|家里|他家|她家|那家"
)


def public_note(note: str, names: Collection[str]) -> str:
    """The words of staff without their closing mark, or "" where they touch on a person or a private matter."""
    said = " ".join(calm(clean(note)).split()).strip("。；，、. ")
    if len(said) > NOTE_LIMIT or _PRIVATE_MATTER.search(said) or mask(said, names) != said:
        return ""
    return said


def public_matter(case: CaseName, names: Collection[str]) -> str:
    """3号楼东侧停车挡道: the place masked before it meets its neighbours, so that no two words make a third."""
    place = mask(" ".join(clean(case.place).split()), names)[:PLACE_LIMIT].strip()
    return f"{place}{case.label}"


def kept(*values: Receipt | Change | Standing) -> frozenset[str]:
    """Configured words of these values: labels of categories, staff as the group knows them, departments."""
    words = {value.case.label for value in values} | {value.handler for value in values}
    words |= {value.department for value in values if not isinstance(value, Receipt)}
    return frozenset(words)
