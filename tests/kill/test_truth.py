"""The comparison itself: it must see what it is there for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.kill.account import Account, Got
from tests.kill.truth import Findings, Ledger, compare

NOW = datetime(2026, 2, 3, tzinfo=UTC)
Change = Callable[[Ledger], Ledger]


def account() -> Account:
    """One round of one group, and one text for the group and one for its cadre."""
    alone = Account(seed=7, groups=1, lanes=1, rate=1.0)
    [thread] = alone.threads
    thread.more()
    thread.taken = len(thread.said)
    alone.got = [Got("got-0", "room-g1", "post", False), Got("got-1", "cadre1", "prompt", False)]
    return alone


def ledger() -> Ledger:
    """What a program without a fault makes of it."""
    messages = [
        {"id": n, "chat": said.chat, "external_id": said.id, "handled_at": NOW, "failure": None, "photo": None}
        for n, said in enumerate(account().delivered, 1)
    ]
    case = {"id": 1, "grid": "n1", "number": 1, "place": "1幢", "category": "noise", "state": "closed"}
    steps = [("register", "", "registered"), ("close", "registered", "closed")]
    events = [{"case_id": 1, "move": move, "from_state": old, "to_state": new} for move, old, new in steps]
    sends = [send(1, "group", "g1", "post", "got-0"), send(2, "staff", "cadre1", "prompt", "got-1")]
    return Ledger(tuple(messages), (case,), tuple(events), tuple(sends), ({"job": "j", "fire_time": NOW},), frozenset())


def send(number: int, audience: str, target: str, text: str, external_id: str) -> dict[str, Any]:
    row = {"id": number, "audience": audience, "target": target, "text": text, "external_id": external_id}
    return row | {"state": "sent", "attempts": 1, "error": None, "kind": "case", "dedupe": f"case:{number}"}


def sent(state: str, which: int) -> Change:
    def change(whole: Ledger) -> Ledger:
        rows = [row | {"state": state} if row["id"] == which else row for row in whole.outbox]
        return replace(whole, outbox=tuple(rows))

    return change


WRONG: list[tuple[str, Change, Callable[[Findings], list[str]]]] = [
    ("a lost message", lambda whole: replace(whole, messages=whole.messages[1:]), lambda found: found.lost),
    ("one twice", lambda whole: replace(whole, messages=whole.messages * 2), lambda found: found.doubled),
    ("a case twice", lambda whole: replace(whole, cases=whole.cases * 2), lambda found: found.doubled),
    ("a job twice", lambda whole: replace(whole, runs=whole.runs * 2), lambda found: found.doubled),
    ("a step that is missing", lambda whole: replace(whole, events=whole.events[:1]), lambda found: found.other),
    ("a post that nobody queued", sent("dropped", 1), lambda found: found.posts_twice),
    ("a prompt given up", sent("uncertain", 2), lambda found: found.silent),
    ("a prompt that waits for ever", sent("queued", 2), lambda found: found.other),
]


def test_a_run_without_a_fault_has_none() -> None:
    assert compare(ledger(), account(), ledger()).wrong == []


@pytest.mark.parametrize(("break_it", "seen"), [wrong[1:] for wrong in WRONG], ids=[wrong[0] for wrong in WRONG])
def test_each_fault_is_seen(break_it: Change, seen: Callable[[Findings], list[str]]) -> None:
    assert seen(compare(break_it(ledger()), account())) != []


def test_messages_of_a_chat_in_another_order_are_seen() -> None:
    rows = ledger().messages
    turned = [row | {"id": len(rows) - number} for number, row in enumerate(rows)]
    assert compare(replace(ledger(), messages=tuple(turned)), account()).reordered != []


def test_a_post_twice_and_a_prompt_that_never_arrived_are_seen() -> None:
    twice = account()
    twice.got = [Got("got-0", "room-g1", "post", False), Got("got-1", "room-g1", "post", False)]
    found = compare(ledger(), twice)
    assert found.posts_twice != []
    assert found.silent != []


def test_a_case_that_became_another_than_without_kills_is_seen() -> None:
    other = replace(ledger(), cases=tuple(row | {"place": "2幢"} for row in ledger().cases))
    assert compare(ledger(), account(), other).other != []
