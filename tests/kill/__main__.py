"""`python -m tests.kill --kills 500 --database postgres --seed 7`: a long campaign, and one table of what came of it.

PostgreSQL is the server that LINLI_TEST_POSTGRES names.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from statistics import median

from tests.kill.campaign import Plan, Run, run_campaign
from tests.kill.truth import Findings, compare


def columns(plan: Plan, run: Run, found: Findings) -> dict[str, object]:
    times = sorted(run.recovery)
    return {
        "database": plan.database,
        "kills": run.kills.total(),
        "messages": found.messages,
        "given again": run.account.repeats,
        "lost": len(found.lost),
        "doubled": len(found.doubled),
        "reordered": len(found.reordered),
        "uncertain": found.uncertain,
        "posts twice": len(found.posts_twice),
        "prompts lost": len(found.silent),
        "prompts twice": found.repeated,
        "otherwise wrong": len(found.other),
        "back in s (median, max)": f"{median(times):.2f}, {times[-1]:.2f}" if times else "-",
    }


def table(rows: list[dict[str, object]]) -> str:
    lines = [list(rows[0]), *([str(cell) for cell in row.values()] for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(lines[0]))]
    return "\n".join("  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)


async def run_all(plans: list[Plan], folder: Path) -> int:
    rows, wrong = [], 0
    for plan in plans:
        killed, calm = await run_campaign(plan, folder / plan.database)
        found = compare(killed.ledger, killed.account, calm.ledger)
        rows.append(columns(plan, killed, found))
        wrong += len(found.wrong)
        say(f"{plan.database}: {len(killed.ledger.cases)} cases, {len(killed.ledger.outbox)} messages to send, ")
        say(
            f"  {len(killed.ledger.runs)} job runs, {killed.seconds:.0f} s; killed at a moment of chance or at a point:"
        )
        say("  " + ", ".join(f"{point} {times}" for point, times in sorted(killed.kills.items())))
        say("\n".join(f"  wrong: {each}" for each in found.wrong[:40]))
    say(table(rows))
    return 1 if wrong else 0


def say(text: str) -> None:
    sys.stdout.write(text + "\n")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.kill", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--database", choices=["sqlite", "postgres", "both"], default="sqlite")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--groups", type=int, default=0, help="groups that talk, six at a time; enough for all kills")
    parser.add_argument("--rate", type=float, default=12, help="messages a second")
    parser.add_argument("--fresh", action="store_true", help="a new interpreter for each life")
    parser.add_argument("--folder", type=Path, help="an empty folder to keep the databases and logs in")
    asked = parser.parse_args()
    groups = asked.groups or 12 + 6 * (asked.kills // 20)
    plan = Plan("", asked.kills, asked.seed, groups, rate=asked.rate, fresh=asked.fresh)
    kinds = ["sqlite", "postgres"] if asked.database == "both" else [asked.database]
    plans = [replace(plan, database=kind) for kind in kinds]
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(run_all(plans, asked.folder or Path(folder)))


if __name__ == "__main__":
    sys.exit(main())
