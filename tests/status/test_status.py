"""The table of moves: what may follow what, and who may do it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import MoveRefused
from models.status import ENDED, OPEN, TABLE, Actor, Clock, Move, State, check

REASON = "管道产权属于市政"


@given(st.sampled_from(Move), st.sampled_from(State), st.sampled_from(Actor), st.text(max_size=5))
def test_a_move_gives_a_known_state_or_one_of_three_refusals(
    move: Move, state: State, actor: Actor, reason: str
) -> None:
    try:
        after = check(move, state, actor, reason)
    except MoveRefused as refusal:
        assert refusal.code in {"wrong_state", "wrong_actor", "reason_needed"}
    else:
        assert after in State
        assert actor in TABLE[move].who


@given(st.sampled_from(Move), st.sampled_from(sorted(ENDED)), st.sampled_from(Actor))
def test_an_ended_case_comes_back_only_by_reopening(move: Move, state: State, actor: Actor) -> None:
    try:
        after = check(move, state, actor, REASON)
    except MoveRefused:
        return
    assert after == state or move is Move.REOPEN


@given(st.lists(st.tuples(st.sampled_from(Move), st.sampled_from(Actor)), max_size=30))
def test_a_merged_or_void_case_stays_so_whatever_is_tried(steps: list[tuple[Move, Actor]]) -> None:
    state = State.MERGED
    for move, actor in steps:
        try:
            state = check(move, state, actor, REASON)
        except MoveRefused:
            continue
    assert state is State.MERGED


def test_every_state_but_the_first_can_be_reached() -> None:
    reached = {rule.target for rule in TABLE.values()}
    assert reached - {None} == set(State)


def test_every_open_state_can_be_closed_by_the_cadre() -> None:
    assert {check(Move.CLOSE, state, Actor.CADRE) for state in OPEN} == {State.CLOSED}


@pytest.mark.parametrize("move", [Move.RETURN, Move.CANNOT, Move.SUSPEND, Move.ASK_EXTENSION, Move.VOID])
def test_some_moves_want_a_reason(move: Move) -> None:
    with pytest.raises(MoveRefused) as refusal:
        check(move, State.ACCEPTED, Actor.CADRE, "  ")
    assert refusal.value.code == "reason_needed"
    check(move, State.ACCEPTED, Actor.CADRE, REASON)


@pytest.mark.parametrize(
    ("move", "actor"),
    [
        (Move.CLOSE, Actor.RESIDENT),
        (Move.CLOSE, Actor.DEPARTMENT),
        (Move.ACCEPT, Actor.RESIDENT),
        (Move.GRANT_EXTENSION, Actor.CADRE),
        (Move.CANNOT, Actor.DEPARTMENT),
        (Move.DISPATCH, Actor.DEPARTMENT),
    ],
)
def test_some_moves_are_not_for_everybody(move: Move, actor: Actor) -> None:
    with pytest.raises(MoveRefused) as refusal:
        check(move, State.REGISTERED, actor, REASON)
    assert refusal.value.code == "wrong_actor"


def test_a_suspended_case_stands_still_until_it_is_resumed() -> None:
    with pytest.raises(MoveRefused):
        check(Move.ESCALATE, State.SUSPENDED, Actor.SYSTEM)
    assert check(Move.RESUME, State.SUSPENDED, Actor.CADRE) is State.IN_PROGRESS
    assert TABLE[Move.SUSPEND].clock is Clock.PAUSE
