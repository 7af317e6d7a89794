"""The only door to a group: what leaves here holds nothing that points at a person."""

from __future__ import annotations

from collections.abc import Collection

from handlers.wording.fold import calm, clean, clip, tidy, widen
from handlers.wording.mask import leaks, mask
from models.errors import NotPublic
from models.messages import PublicText

POST_LIMIT = 300  # characters of a group post
DIGEST_LIMIT = 900


def publish(
    text: str, *, names: Collection[str] = (), keep: Collection[str] = (), max_length: int = POST_LIMIT
) -> PublicText:
    """A text for the group, masked and looked over once more; NotPublic where anything personal is left.

    `names`: nicknames of everyone in the group and the case. `keep`: configured words that stay as they are.
    """
    masked = clip(tidy(mask(widen(calm(clean(text))), names, keep)), max_length)
    shown = clip(tidy(mask(masked, names, keep)), max_length)  # a cut may have laid a name bare
    found = leaks(shown, names, keep)
    if found:
        raise NotPublic(f"still holds: {', '.join(sorted(found))}")
    if not shown:
        raise NotPublic("nothing is left to say")
    return PublicText(shown)
