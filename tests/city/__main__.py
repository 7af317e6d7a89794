"""`python -m tests.city --seconds 60 --rate 500`: a campaign of any length, its figures, and 1 where anything is wrong.

Wants a PostgreSQL server (LINLI_TEST_POSTGRES) and the nats-server program.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import sys
import tempfile
from dataclasses import asdict, fields
from pathlib import Path

from tests.city.campaign import Plan, run
from tests.city.verdict import Verdict


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.city")
    for field in fields(Plan):
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=type(field.default), default=field.default)
    parser.add_argument("--json", action="store_true", help="one object, for a file")
    parser.add_argument("--log", type=Path, help="where the processes' own lines go")
    given = vars(parser.parse_args())
    as_json, log = given.pop("json"), given.pop("log")
    logging.disable(logging.WARNING)  # of the undisturbed run, which goes on in this process
    with tempfile.TemporaryDirectory() as folder:
        verdict = asyncio.run(run(Plan(**given), Path(folder)))
        if log is not None:
            log.write_bytes((Path(folder) / "city.log").read_bytes())
    sys.stdout.write(json.dumps(asdict(verdict)) + "\n" if as_json else table(verdict))
    return 1 if verdict.faults else 0


def table(verdict: Verdict) -> str:
    lines = [f"{name:20} {value}" for name, value in asdict(verdict).items() if name != "cores"]
    cores = [f"{'cores of ' + name:20} {value}" for name, value in verdict.cores.items()]
    return "\n".join([*lines, *cores, f"{'faults':20} {verdict.faults or 'none'}"]) + "\n"


if __name__ == "__main__":
    sys.exit(main())
