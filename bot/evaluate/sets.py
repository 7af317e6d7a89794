"""Which transcripts belong together: by the letters of their ids, and by whether anybody may look at them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.evaluate.tally import Tally

HELD_OUT = ("7", "8", "9")  # ids that end so are never looked at, so that their figures stay honest
# Our own sets (tests/transcripts) are looked at whole or not at all.
OWN_LOOKED_AT = frozenset({"wa", "wb", "wc", "we", "wh", "wi", "wj", "wk", "wl"})
OWN_HELD_OUT = frozenset({"wd", "wf", "wg"})
LOOKED_AT_SET, HELD_OUT_SET, ALL = "looked at", "held out", "all"


def held_out(transcript_id: str) -> bool:
    """Whether nobody may look at a transcript."""
    letters = letters_of(transcript_id)
    return letters in OWN_HELD_OUT or (letters not in OWN_LOOKED_AT and transcript_id.endswith(HELD_OUT))


def set_of(transcript_id: str) -> str:
    """The column that a transcript is counted in: our own writers stand in two, so that a table fits a terminal."""
    letters = letters_of(transcript_id)
    if letters in OWN_LOOKED_AT | OWN_HELD_OUT:
        return "own unread" if letters in OWN_HELD_OUT else "own read"
    return letters


def letters_of(transcript_id: str) -> str:
    """The writer whose transcript it is."""
    return transcript_id.rstrip("0123456789") or transcript_id


def sets_of(ids: Iterable[str]) -> dict[str, list[str]]:
    """Set -> ids, in the order of a table; sets that have none are left out."""
    ids = list(ids)
    found: dict[str, list[str]] = {}
    for one in ids:
        found.setdefault(set_of(one), []).append(one)
    found[LOOKED_AT_SET] = [one for one in ids if not held_out(one)]
    found[HELD_OUT_SET] = [one for one in ids if held_out(one)]
    found[ALL] = ids
    return {name: members for name, members in found.items() if members}


def added_up(tallies: Mapping[str, Tally], ids: Iterable[str]) -> Tally:
    total: Tally = Tally()
    for one in ids:
        total.update(tallies[one])
    return total
