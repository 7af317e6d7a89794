"""The digest for a leader: figures that reconcile with the ledger, by child node, what is overdue, hot spots."""

from __future__ import annotations

from datetime import timedelta

from handlers.figures import Figures, Part, Rate, Tally
from handlers.wording.lists import case_lines
from handlers.wording.private import private
from handlers.wording.times import Moment, say_date, say_span
from handlers.wording.values import LeaderDigest
from models.messages import PrivateText

NONE_YET = "暂无"
CHILD_LINES = 15


def leader_digest(digest: LeaderDigest, moment: Moment) -> PrivateText:
    figures = digest.figures
    lines = [
        f"{digest.node} {say_date(digest.first, digest.first)}—{say_date(digest.last, digest.first)}",
        reconciliation(figures.tally),
        *_rates(figures),
        *_parts("按类别", figures.by_category),
        *_parts("按下级", figures.by_child),
        *_overdue(digest, moment),
        *_hot_spots(digest),
    ]
    return private("\n".join(lines))


def reconciliation(tally: Tally) -> str:
    """收到 = 办结 + 处理中 + 无法解决 + 转出, in numbers, and said plainly where it does not add up."""
    parts = f"办结 {tally.closed} + 处理中 {tally.open} + 无法解决 {tally.cannot} + 转出 {tally.transferred_out}"
    return (
        f"收到 {tally.received} = {parts}"
        if tally.reconciles()
        else f"收到 {tally.received}，与台账不符（{parts}），请核对"
    )


def say_rate(rate: Rate) -> str:
    """87.5%（7/8）, or 暂无 where there was nothing to take a share of."""
    if rate.value is None:
        return NONE_YET
    return f"{say_share(rate.value)}（{rate.part:g}/{rate.whole}）"


def say_share(share: float | None) -> str:
    return NONE_YET if share is None else f"{share * 100:.1f}".rstrip("0").rstrip(".") + "%"


def _rates(figures: Figures) -> list[str]:
    back = figures.call_backs
    return [
        f"按期办结率 {say_rate(figures.on_time)}",
        f"重开率 {say_rate(figures.reopening)}，重复率 {say_rate(figures.repetition)}",
        f"响应率 {say_rate(back.contact)}，解决率 {say_rate(back.solve)}",
        f"满意率 {say_rate(back.satisfaction)}，综合 {say_share(back.total)}",
        f"不出格率 {say_rate(figures.within_grid)}，不出社区率 {say_rate(figures.within_community)}",
        f"平均响应 {_span(figures.first_response)}，平均办结 {_span(figures.solving)}",
    ]


def _span(span: timedelta | None) -> str:
    return NONE_YET if span is None else say_span(span)


def _parts(head: str, parts: tuple[Part, ...]) -> list[str]:
    if not parts:
        return []
    ordered = sorted(parts, key=lambda part: (-part.tally.received, part.name))
    said = [f"{part.name} {part.tally.received} 件（办结 {part.tally.closed}）" for part in ordered[:CHILD_LINES]]
    rest = [f"另外 {len(ordered) - CHILD_LINES} 个"] if len(ordered) > CHILD_LINES else []
    return [f"{head}：{'，'.join([*said, *rest])}"]


def _overdue(digest: LeaderDigest, moment: Moment) -> list[str]:
    if not digest.overdue:
        return ["没有超时的事"]
    return [f"超时 {len(digest.overdue)} 件：", *case_lines(digest.overdue, moment)]


def _hot_spots(digest: LeaderDigest) -> list[str]:
    if not digest.hot_spots:
        return []
    return ["热点：" + "，".join(f"{spot.place}{spot.label} {spot.count} 件" for spot in digest.hot_spots)]
