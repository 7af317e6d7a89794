"""The first word to the group about new cases: one message for all of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from handlers.wording.fold import fitting
from handlers.wording.notes import kept, public_matter
from handlers.wording.public import publish
from handlers.wording.times import Moment
from handlers.wording.values import Receipt
from models.messages import PublicText

NEUTRAL = "您说的情况社区已经收到，会有人直接联系您。"
LIST_LIMIT = 220  # characters for the cases named in one message; the rest are counted


def neutral_line() -> PublicText:
    """What the group reads of a private matter: no number, no category, no place."""
    return publish(NEUTRAL)


def receipt(receipts: Sequence[Receipt], moment: Moment, names: Collection[str] = ()) -> PublicText:
    """One message for one or several new cases; private ones together get the neutral line."""
    open_ones = [one for one in receipts if not one.case.private]
    lines = [NEUTRAL] if len(open_ones) < len(receipts) else []
    if len(open_ones) == 1:
        lines = [_sentence(open_ones[0], moment, names), *lines]
    elif open_ones:
        lines = [*_list(open_ones, moment, names), *lines]
    return publish("\n".join(lines), names=names, keep=kept(*open_ones))


def _sentence(one: Receipt, moment: Moment, names: Collection[str]) -> str:
    who = f"{one.handler}去现场看" if one.handler else "社区会安排人去看"
    ask = "" if one.case.place else "麻烦再说一下在几号楼附近。"
    return (
        f"{public_matter(one.case, names)}的事已记下（{one.case.number}号），{who}，{moment.news(one.reply_by)}。{ask}"
    )


def _list(ones: Sequence[Receipt], moment: Moment, names: Collection[str]) -> list[str]:
    lines = fitting([_line(one, moment, names) for one in ones], LIST_LIMIT)
    rest = [f"另外 {len(ones) - len(lines)} 件也会逐件回复大家。"] if len(ones) > len(lines) else []
    return [f"这 {len(ones)} 件事都已记下：", *lines, *rest]


def _line(one: Receipt, moment: Moment, names: Collection[str]) -> str:
    who = f"{one.handler}去看" if one.handler else "社区安排人去看"
    return f"{one.case.number}号 {public_matter(one.case, names)}，{who}，{moment.news(one.reply_by)}"
