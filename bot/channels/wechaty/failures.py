"""What went wrong on the way to the gateway: told without anybody's words, and judged for the outbox."""

from __future__ import annotations

import traceback
from pathlib import Path

from grpclib.const import Status
from grpclib.exceptions import GRPCError, StreamTerminatedError

from models.errors import SendFailed

CONNECTION_ERRORS = (OSError, TimeoutError, StreamTerminatedError, GRPCError)


class NotConnected(ConnectionError):
    """There is no connection to the gateway at this moment."""


_CURES = {
    Status.UNAUTHENTICATED: "the gateway refuses the token -> set LINLI_WECHATY__TOKEN to the gateway's",
    Status.ALREADY_EXISTS: "another client is connected to the gateway -> stop it, or use a gateway of its own",
}
_OUTCOME_UNKNOWN = frozenset({Status.DEADLINE_EXCEEDED, Status.CANCELLED})
_FOR_GOOD = frozenset({Status.INVALID_ARGUMENT, Status.NOT_FOUND, Status.PERMISSION_DENIED, Status.UNIMPLEMENTED})


def describe(error: BaseException) -> str:
    """The error's type and place. Its message is left out unless it is the system's own: it may quote a resident."""
    if isinstance(error, GRPCError):
        return _CURES.get(error.status, f"the gateway answered {error.status.name}")
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, StreamTerminatedError):
        return "the connection broke"
    if isinstance(error, NotConnected):
        return "not connected to the gateway"
    if isinstance(error, ConnectionRefusedError):
        return "nobody answers there -> start the gateway: linli gateway"
    if isinstance(error, OSError):
        return f"{type(error).__name__} ({error.errno})"
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"


def send_failure(error: Exception) -> SendFailed:
    """Whether a failed send may be tried again, and whether it may have arrived."""
    why = describe(error)
    if isinstance(error, GRPCError):
        unknown = error.status in _OUTCOME_UNKNOWN
        return SendFailed(why, retry=not unknown and error.status not in _FOR_GOOD, unknown=unknown)
    # A time-out is an OSError too, but by then the request was on its way.
    if isinstance(error, (NotConnected, ConnectionRefusedError)):
        return SendFailed(why, retry=True)
    return SendFailed(why, retry=False, unknown=True)
