"""One transcript's comparison as plain counts: they add up over any set of transcripts and hold no words. Pure."""

from __future__ import annotations

from collections import Counter

from bot.evaluate.compare import RIGHT, Comparison, Match

EMERGENCY = "emergency"
Tally = Counter[str]


def tally(judged: Comparison) -> Tally:
    """Everything that the figures are made of."""
    counts: Tally = Counter(transcripts=1, gold=len(judged.matches), predicted=len(judged.read))
    counts.update({"chat": judged.chat, "disturbed": len(judged.disturbed)})
    for match in judged.matches:
        counts[f"gold {match.label.category}"] += 1
        counts["emergency gold"] += match.label.urgency == EMERGENCY
        counts.update(_matched(match))
    for case in judged.read:
        counts[f"predicted {case.category}"] += 1
        counts["emergency predicted"] += case.urgency == EMERGENCY
    for kind, heard in judged.heard.items():
        counts.update(overlap(kind, heard.label, heard.read))
    return +counts


def overlap(name: str, label: frozenset[int], read: frozenset[int]) -> Tally:
    return Counter(
        {f"{name} hit": len(label & read), f"{name} gold": len(label), f"{name} predicted": len(read)},
    )


def _matched(match: Match) -> Tally:
    label, read = match.label, match.read
    if read is None:
        return Counter()
    counts: Tally = Counter(matched=1, usable=match.mark == RIGHT, urgency=label.urgency == read.urgency)
    counts.update({"placed": match.right_place, f"placed {label.category}": match.right_place})
    counts[f"read {label.category}>{read.category}"] = 1
    counts["emergency hit"] = label.urgency == read.urgency == EMERGENCY
    counts.update(overlap("evidence", label.evidence, read.evidence))
    counts.update(overlap("supporters", label.supporters, read.supporters))
    return counts
