"""What the outbox is told about a send that failed, and what the log is not told."""

from __future__ import annotations

import pytest
from grpclib.const import Status
from grpclib.exceptions import GRPCError, StreamTerminatedError

from bot.channels.wechaty.failures import NotConnected, describe, send_failure


@pytest.mark.parametrize(
    ("error", "retry", "unknown"),
    [
        (NotConnected(), True, False),
        (ConnectionRefusedError(111, "refused"), True, False),
        (GRPCError(Status.UNAVAILABLE), True, False),
        (GRPCError(Status.INTERNAL, "the puppet threw"), True, False),
        (GRPCError(Status.NOT_FOUND), False, False),
        (GRPCError(Status.DEADLINE_EXCEEDED), False, True),
        (TimeoutError(), False, True),
        (StreamTerminatedError(), False, True),
        (ConnectionResetError(), False, True),
    ],
)
def test_a_failed_send_tells_whether_it_may_have_arrived(error: Exception, retry: bool, unknown: bool) -> None:
    failure = send_failure(error)

    assert (failure.retry, failure.unknown) == (retry, unknown)


@pytest.mark.parametrize(
    "error", [GRPCError(Status.INTERNAL, "李阿姨: 3-502"), ValueError("李阿姨: 3-502"), KeyError("李阿姨: 3-502")]
)
def test_an_error_that_quotes_a_resident_is_told_without_the_quote(error: Exception) -> None:
    assert "李阿姨" not in describe(error)


def test_a_wrong_token_is_told_with_its_cure() -> None:
    assert "LINLI_WECHATY__TOKEN" in describe(GRPCError(Status.UNAUTHENTICATED))
