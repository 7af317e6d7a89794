"""The weekly digest for a group. Small numbers of personal matters are suppressed, and cannot be worked out either."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from handlers.figures import Part, Tally, summed
from handlers.wording.notes import kept, public_matter
from handlers.wording.public import DIGEST_LIMIT, publish
from handlers.wording.times import Moment, say_date
from handlers.wording.values import Standing, WeeklyDigest
from models.messages import PublicText

SMALL = 3  # fewer personal matters than this could point at a person
OPEN_LINES = 8


def weekly_digest(digest: WeeklyDigest, moment: Moment, names: Collection[str] = ()) -> PublicText:
    """Counts by category, what is done, what is open with its next date, thanks. Totals hold public matters only."""
    shared = [part for part in digest.figures.by_category if not part.private and part.tally.received]
    personal = summed([part for part in digest.figures.by_category if part.private]).received
    open_ones = [one for one in digest.still_open if not one.case.private]
    lines = [
        f"邻里一周（{say_date(digest.first, digest.first)}—{say_date(digest.last, digest.first)}）",
        *_counts(shared, personal),
        *_open(open_ones, moment, names),
        *_thanks(digest.helpers),
    ]
    keep = kept(*open_ones) | frozenset(digest.helpers) | {part.name for part in shared}
    return publish("\n".join(lines), names=names, keep=keep, max_length=DIGEST_LIMIT)


def digest_caption(digest: WeeklyDigest) -> PublicText:
    """Three lines beside the picture: which week, the public numbers, and what to look for."""
    shared = [part for part in digest.figures.by_category if not part.private and part.tally.received]
    lines = [
        f"邻里一周（{say_date(digest.first, digest.first)}—{say_date(digest.last, digest.first)}）",
        f"公共事项收到 {_outcome(summed(shared))}。" if shared else "这周群里没有新的公共事项。",
        f"{_most(shared)}办好的、还在办的、下次什么时候回复大家，都在图里。",
    ]
    return publish("\n".join(lines), keep=frozenset(part.name for part in shared))


def _most(shared: Sequence[Part]) -> str:
    names = [part.name for part in sorted(shared, key=lambda part: (-part.tally.received, part.name))]
    return f"说得最多的是{'、'.join(names[:2])}。" if names else ""


def _counts(shared: Sequence[Part], personal: int) -> list[str]:
    also = [f"另有 {personal} 件个人求助，由专人跟进。"] if personal >= SMALL else []
    if not shared:
        return ["这周群里没有新的公共事项。", *also]
    by_size = sorted(shared, key=lambda part: (-part.tally.received, part.name))
    kinds = "，".join(f"{part.name} {part.tally.received} 件" for part in by_size)
    return [f"公共事项收到 {_outcome(summed(shared))}。", f"其中：{kinds}。", *also]


def _outcome(tally: Tally) -> str:
    counts = [
        (tally.closed, "办结"),
        (tally.open, "还在办"),
        (tally.cannot, "说明了暂时解决不了"),
        (tally.transferred_out, "转出"),
    ]
    return "，".join([f"{tally.received} 件", *(f"{words} {count} 件" for count, words in counts if count)])


def _open(open_ones: Sequence[Standing], moment: Moment, names: Collection[str]) -> list[str]:
    if not open_ones:
        return []
    lines = [
        f"{one.case.number}号 {public_matter(one.case, names)}，{next_word(one, moment)}"
        for one in open_ones[:OPEN_LINES]
    ]
    rest = [f"另外 {len(open_ones) - OPEN_LINES} 件也在办。"] if len(open_ones) > OPEN_LINES else []
    return ["还在办的：", *lines, *rest]


def next_word(one: Standing, moment: Moment) -> str:
    """Who is on it, and when the group hears next."""
    who = one.department or one.handler or "社区"
    return f"{who}在办，{moment.news(one.next_at)}"


def _thanks(helpers: Sequence[str]) -> list[str]:
    return [f"谢谢{'、'.join(helpers)}，也谢谢每一位出声的邻居。"] if helpers else ["谢谢每一位出声的邻居。"]
