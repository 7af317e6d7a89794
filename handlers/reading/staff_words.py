"""What staff says in the open, by the look of it: whether he sets out to do something about what was said. Pure."""

from __future__ import annotations

import re

_SETS_OUT = re.compile(
    r"我(?:马上|这就|现在|上午|下午|晚上|明天)?(?:和|跟|请|叫|去|到|来|联系|通知|报|打|找|问|派|查|约|上门)"
    r"|已?(?:报|派|联系|通知|安排|登记|打了)"
)


def sets_out(text: str) -> bool:
    """Whether the words tell of calling somebody, of going or of having it noted."""
    return _SETS_OUT.search(text) is not None
