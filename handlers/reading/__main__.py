"""Shows how a sentence is read, for those who write the lexicon.

python -m handlers.reading "一句话" [--staff]   what is read from it
python -m handlers.reading --check [category]   every problem of the lexicon, or of one category ("acts" for the acts),
                                                and what is no problem but worth a look
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from typing import Any

from handlers.reading.lexicon import Lexicon
from handlers.reading.lexicon_check import check, weak_spots
from handlers.reading.read import Reader


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m handlers.reading", description=__doc__)
    parser.add_argument("sentences", nargs="*")
    parser.add_argument("--staff", action="store_true", help="read it as said by staff")
    parser.add_argument("--check", nargs="?", const="", metavar="CATEGORY")
    chosen = parser.parse_args(arguments)
    lexicon = Lexicon.load()
    if chosen.check is not None:
        problems, spots = check(lexicon, chosen.check), weak_spots(lexicon, chosen.check)
        sys.stdout.writelines(f"note: {spot}\n" for spot in spots)
        sys.stdout.writelines(f"{problem}\n" for problem in problems)
        sys.stdout.write(f"{len(problems)} problem(s), {len(spots)} note(s)\n")
        return 1 if problems else 0
    for sentence in chosen.sentences or sys.stdin.read().splitlines():
        sys.stdout.write(explain(lexicon, sentence, is_staff=chosen.staff) + "\n")
    return 0


def explain(lexicon: Lexicon, sentence: str, *, is_staff: bool) -> str:
    """The facts of a sentence and the rules behind them, as JSON."""
    facts = Reader(lexicon).read(sentence, is_staff=is_staff)
    shown = {key: value for key, value in dataclasses.asdict(facts).items() if value not in ((), None, False)}
    scan = lexicon.scan(facts.text)
    shown["act_rules"] = sorted({f"{rule.id}@{at}" for at, rule in lexicon.acts(scan, is_staff=is_staff)})
    shown["denied"] = sorted({match.rule.id for match in lexicon.matches(scan) if match.negated})
    shown["words"] = " ".join(lexicon.segmenter.cut(scan.text))
    return json.dumps(shown, ensure_ascii=False, indent=1, default=_plain)


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, (set, frozenset)) else str(value)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
