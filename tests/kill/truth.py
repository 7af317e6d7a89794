"""The ledger beside the truth: what the account knows was said and heard, and what a run without kills made of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, select

from models.tables import case, case_event, job_run, media, message, outbox
from tests.kill.account import Account

BY_TIME = ("remind", "escalate")  # what the clock does, and not the talk
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that the database holds at the end."""

    messages: tuple[Row, ...]
    cases: tuple[Row, ...]
    events: tuple[Row, ...]
    outbox: tuple[Row, ...]
    runs: tuple[Row, ...]
    photos: frozenset[str]


@dataclass
class Findings:
    """What is wrong, each in a line; and how often something was as it must be."""

    messages: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    reordered: list[str] = field(default_factory=list)
    posts_twice: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)  # private words that never arrived
    other: list[str] = field(default_factory=list)
    uncertain: int = 0
    repeated: int = 0

    @property
    def wrong(self) -> list[str]:
        return [*self.lost, *self.doubled, *self.reordered, *self.posts_twice, *self.silent, *self.other]


def read_ledger(connection: Connection) -> Ledger:
    def rows(table: Any, order: Any) -> tuple[Row, ...]:
        return tuple(dict(row) for row in connection.execute(select(table).order_by(order)).mappings())

    photos = frozenset(connection.scalars(select(media.c.hash)))
    return Ledger(
        rows(message, message.c.id),
        rows(case, case.c.id),
        rows(case_event, case_event.c.id),
        rows(outbox, outbox.c.id),
        rows(job_run, job_run.c.fire_time),
        photos,
    )


def compare(ledger: Ledger, account: Account, calm: Ledger | None = None) -> Findings:
    findings = Findings()
    _intake(findings, ledger, account)
    _sends(findings, ledger, account)
    _timeline(findings, ledger)
    _jobs(findings, ledger)
    if calm is not None:
        _as_without_kills(findings, ledger, calm)
    return findings


def _intake(findings: Findings, ledger: Ledger, account: Account) -> None:
    """Each message stored once, handled, in the order of its chat."""
    stored: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in ledger.messages:
        stored[row["chat"], row["external_id"]].append(row)
    order: defaultdict[str, list[int]] = defaultdict(list)
    for said in account.delivered:
        findings.messages += 1
        rows = stored.pop((said.chat, said.id), [])
        if not rows:
            findings.lost.append(f"message {said.id} is not stored")
        elif len(rows) > 1:
            findings.doubled.append(f"message {said.id} is stored {len(rows)} times")
        elif rows[0]["handled_at"] is None or rows[0]["failure"]:
            findings.lost.append(f"message {said.id} is not handled: {rows[0]['failure']}")
        if rows:
            order[said.chat].append(rows[0]["id"])
            if said.photo and rows[0]["photo"] not in ledger.photos:
                findings.lost.append(f"the photo of message {said.id}")
    findings.other += [f"message {key} was never said" for key in stored]
    for chat, ids in order.items():
        findings.reordered += [f"{chat}: {b} before {a}" for a, b in pairwise(ids) if a > b]


def _sends(findings: Findings, ledger: Ledger, account: Account) -> None:
    """A post to a group at most once; a private word at least once; every row has an end."""
    heard = Counter((got.chat, got.text) for got in account.got)
    ids = {got.id: got for got in account.got}
    sure: Counter[tuple[str, str]] = Counter()
    most: Counter[tuple[str, str]] = Counter()
    for row in ledger.outbox:
        words = (chat_of(row), row["text"])
        group = row["audience"] == "group"
        if row["state"] not in ("sent", "uncertain", "dropped", "folded"):
            findings.other.append(f"outbox {row['id']} is still {row['state']}: {row['error']}")
        if row["state"] == "sent":
            sure[words] += 1
            got = ids.get(row["external_id"])
            if got is None or (got.chat, got.text) != words:
                findings.silent.append(f"outbox {row['id']} counts as sent and did not arrive")
        most[words] += row["state"] in ("sent", "uncertain")
        if row["state"] == "uncertain":
            findings.uncertain += 1
            if not group:
                findings.silent.append(f"outbox {row['id']} ({row['kind']}) is private and uncertain")
        if group and row["attempts"] > 1:
            findings.posts_twice.append(f"outbox {row['id']} was tried {row['attempts']} times: {row['error']}")
    for words, times in heard.items():
        if words[0].startswith("room-"):
            findings.posts_twice += [f"{words[0]} {times} times: {words[1][:40]}"] if times > most[words] else []
        else:
            findings.repeated += max(times - most[words], 0)
    findings.silent += [f"{chat}: {text[:40]}" for (chat, text), times in sure.items() if heard[chat, text] < times]


def chat_of(row: Row) -> str:
    return f"room-{row['target']}" if row["audience"] == "group" else str(row["target"])


def _timeline(findings: Findings, ledger: Ledger) -> None:
    """A case begins once, each step begins where the last one ended, and the case stands where the last one led."""
    steps: defaultdict[int, list[Row]] = defaultdict(list)
    for event in ledger.events:
        steps[event["case_id"]].append(event)
    for row in ledger.cases:
        moves = steps[row["id"]]
        if [event["move"] for event in moves].count("register") != 1:
            findings.doubled.append(f"case {row['id']} was registered other than once")
        if not moves or moves[-1]["to_state"] != row["state"]:
            findings.other.append(f"case {row['id']} is {row['state']}, its timeline says otherwise")
        for before, after in pairwise(moves):
            if before["to_state"] != after["from_state"]:
                findings.other.append(f"case {row['id']}: {after['move']} does not follow {before['move']}")
    numbers = Counter((row["grid"], row["number"]) for row in ledger.cases)
    findings.doubled += [f"number {number} of {grid} twice" for (grid, number), n in numbers.items() if n > 1]


def _jobs(findings: Findings, ledger: Ledger) -> None:
    """One run for each job and fire time; and no case that was announced twice."""
    runs = Counter((row["job"], row["fire_time"]) for row in ledger.runs)
    findings.doubled += [f"job {name} ran {n} times for {at}" for (name, at), n in runs.items() if n > 1]
    told = Counter(number for row in ledger.outbox if row["kind"] == "receipt" for number in _announced(row))
    findings.doubled += [f"the receipt of case {case_id} was queued {n} times" for case_id, n in told.items() if n > 1]


def _announced(row: Row) -> list[str]:
    return str(row["dedupe"]).rsplit(":", 1)[-1].split(",")


def _as_without_kills(findings: Findings, ledger: Ledger, calm: Ledger) -> None:
    """The same cases with the same numbers, places, categories and steps."""
    ours, theirs = summary(ledger), summary(calm)
    for key in sorted(theirs.keys() | ours.keys()):
        if ours.get(key) != theirs.get(key):
            findings.other.append(f"case {key}: {ours.get(key)}, without kills {theirs.get(key)}")


def summary(ledger: Ledger) -> dict[tuple[str, int], tuple[object, ...]]:
    moves: defaultdict[int, list[str]] = defaultdict(list)
    for event in ledger.events:
        if event["move"] not in BY_TIME:
            moves[event["case_id"]].append(event["move"])
    return {
        (row["grid"], row["number"]): (row["place"], row["category"], row["state"], tuple(moves[row["id"]]))
        for row in ledger.cases
    }
