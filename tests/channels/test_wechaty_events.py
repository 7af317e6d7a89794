"""The gateway's events, well-formed and not."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.wechaty.events import Announced, Changed, Event, LoggedIn, LoggedOut, read_event

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["messageId", "contactId", "roomId", "payloadId", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("number", "payload", "event"),
    [
        (2, {"messageId": "m1"}, Announced("m1")),
        (25, {"contactId": "bot"}, LoggedIn("bot")),
        (26, {"contactId": "bot"}, LoggedOut()),
        (21, {"roomId": "r1", "newTopic": "新群名"}, Changed("r1")),
        (27, {"payloadType": 1, "payloadId": "li"}, Changed("li")),
    ],
)
def test_what_the_channel_needs_is_read(number: int, payload: dict[str, object], event: Event) -> None:
    assert read_event(number, json.dumps(payload)) == event


@pytest.mark.parametrize("payload", ["", "{", "[]", "7", '"x"', '{"messageId": 7}', '{"messageId": ""}', "[" * 100_000])
def test_a_malformed_announcement_is_nothing(payload: str) -> None:
    assert read_event(2, payload) is None


@given(number=st.integers(-1, 40), payload=JSON)
def test_no_event_makes_it_fail(number: int, payload: object) -> None:
    read_event(number, json.dumps(payload))
