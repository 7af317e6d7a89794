"""The life of a case: states, moves, who may make which, and what each does to the clock."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from models.errors import MoveRefused


class State(enum.StrEnum):
    """Where a case stands."""

    REGISTERED = "registered"
    ACCEPTED = "accepted"
    DISPATCHED = "dispatched"
    IN_PROGRESS = "in_progress"
    CONFIRMING = "confirming"  # somebody says it is done; the cadre or the residents still have to agree
    RETURNED = "returned"  # sent back with a reason: whoever dispatched it decides again
    ESCALATED = "escalated"  # the level above has to act
    SUSPENDED = "suspended"  # the clock stands still
    CLOSED = "closed"
    CANNOT = "cannot"  # cannot be solved, and the residents were told why
    MERGED = "merged"
    VOID = "void"  # was no case, or was taken back


ENDED = frozenset({State.CLOSED, State.CANNOT, State.MERGED, State.VOID})
OPEN = frozenset(State) - ENDED
RUNNING = OPEN - {State.SUSPENDED}


class Move(enum.StrEnum):
    """Everything that can happen to a case and leaves a line in its timeline."""

    REGISTER = "register"
    ACCEPT = "accept"
    DISPATCH = "dispatch"
    START = "start"  # contacted, promised, progress: somebody is on it
    REPORT_DONE = "report_done"  # a resident or a department says that it is done
    DOUBT = "doubt"  # a resident says that it is not done after all
    CLOSE = "close"
    CANNOT = "cannot"
    RETURN = "return"
    ASK_EXTENSION = "ask_extension"
    GRANT_EXTENSION = "grant_extension"
    REFUSE_EXTENSION = "refuse_extension"
    SUSPEND = "suspend"
    RESUME = "resume"
    ESCALATE = "escalate"
    MERGE = "merge"
    VOID = "void"
    REOPEN = "reopen"
    CORRECT = "correct"  # place, category, urgency
    EVIDENCE = "evidence"
    SUPPORT = "support"
    REMIND = "remind"
    RATE = "rate"
    UNDO = "undo"


class Actor(enum.StrEnum):
    RESIDENT = "resident"
    CADRE = "cadre"
    LEADER = "leader"
    DEPARTMENT = "department"
    SYSTEM = "system"


class Clock(enum.StrEnum):
    """What a move does to the case's time limits."""

    KEEP = "keep"
    START = "start"  # both limits begin
    ANSWER = "answer"  # the first-word limit is met
    RESTART = "restart"  # a new holder: both limits begin anew for him; the promise to residents stays
    EXTEND = "extend"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table. `target` None leaves the state as it is."""

    sources: frozenset[State]
    target: State | None
    who: frozenset[Actor]
    clock: Clock
    needs_reason: bool = False
    public: bool = False  # the group hears of it in the next status update


STAFF = frozenset({Actor.CADRE, Actor.LEADER})
HANDS = STAFF | {Actor.DEPARTMENT}
OFFICE = STAFF | {Actor.SYSTEM}
ANYONE = frozenset(Actor)

_UNDER_WORK = frozenset({State.REGISTERED, State.ACCEPTED, State.RETURNED, State.ESCALATED})

TABLE: dict[Move, Rule] = {
    Move.REGISTER: Rule(frozenset(), State.REGISTERED, ANYONE, Clock.START),
    Move.ACCEPT: Rule(_UNDER_WORK, State.ACCEPTED, STAFF, Clock.ANSWER, public=True),
    Move.DISPATCH: Rule(RUNNING, State.DISPATCHED, STAFF, Clock.RESTART, public=True),
    Move.START: Rule(RUNNING, State.IN_PROGRESS, HANDS, Clock.ANSWER, public=True),
    Move.REPORT_DONE: Rule(
        RUNNING - {State.CONFIRMING}, State.CONFIRMING, frozenset({Actor.RESIDENT, Actor.DEPARTMENT}), Clock.KEEP
    ),
    Move.DOUBT: Rule(frozenset({State.CONFIRMING}), State.IN_PROGRESS, frozenset({Actor.RESIDENT}), Clock.KEEP),
    Move.CLOSE: Rule(OPEN, State.CLOSED, OFFICE, Clock.STOP, public=True),
    Move.CANNOT: Rule(OPEN, State.CANNOT, STAFF, Clock.STOP, needs_reason=True, public=True),
    Move.RETURN: Rule(RUNNING, State.RETURNED, HANDS, Clock.RESTART, needs_reason=True),
    Move.ASK_EXTENSION: Rule(RUNNING, None, HANDS, Clock.ANSWER, needs_reason=True),
    Move.GRANT_EXTENSION: Rule(RUNNING, None, frozenset({Actor.LEADER, Actor.SYSTEM}), Clock.EXTEND, public=True),
    Move.REFUSE_EXTENSION: Rule(RUNNING, None, frozenset({Actor.LEADER}), Clock.KEEP),
    Move.SUSPEND: Rule(RUNNING, State.SUSPENDED, STAFF, Clock.PAUSE, needs_reason=True, public=True),
    Move.RESUME: Rule(frozenset({State.SUSPENDED}), State.IN_PROGRESS, OFFICE, Clock.RESUME),
    Move.ESCALATE: Rule(RUNNING, State.ESCALATED, OFFICE, Clock.RESTART),
    Move.MERGE: Rule(OPEN, State.MERGED, OFFICE, Clock.STOP),
    Move.VOID: Rule(OPEN, State.VOID, STAFF | {Actor.RESIDENT}, Clock.STOP, needs_reason=True),
    Move.REOPEN: Rule(
        frozenset({State.CLOSED, State.CANNOT}), State.IN_PROGRESS, STAFF | {Actor.RESIDENT}, Clock.RESTART, public=True
    ),
    Move.CORRECT: Rule(OPEN, None, STAFF | {Actor.RESIDENT}, Clock.KEEP),
    Move.EVIDENCE: Rule(frozenset(State), None, ANYONE, Clock.KEEP),
    Move.SUPPORT: Rule(frozenset(State), None, frozenset({Actor.RESIDENT}), Clock.KEEP),
    Move.REMIND: Rule(OPEN, None, frozenset({Actor.SYSTEM}), Clock.KEEP),
    Move.RATE: Rule(ENDED, None, frozenset({Actor.RESIDENT}), Clock.KEEP),
    Move.UNDO: Rule(frozenset(State), None, HANDS, Clock.KEEP),
}


def check(move: Move, state: State, actor: Actor, reason: str = "") -> State:
    """The state after the move; MoveRefused with the code of the obstacle where the table does not allow it.

    Residents' window for reopening and the limit of two extensions depend on more than the state; the actions
    check them.
    """
    rule = TABLE[move]
    if state not in rule.sources:
        raise MoveRefused("wrong_state", f"{move} is not possible in state {state}")
    if actor not in rule.who:
        raise MoveRefused("wrong_actor", f"{move} is not for {actor}")
    if rule.needs_reason and not reason.strip():
        raise MoveRefused("reason_needed", f"{move} needs a reason")
    return rule.target or state
