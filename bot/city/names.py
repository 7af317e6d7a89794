"""What things are called in NATS."""

from __future__ import annotations

import re
import zlib

from models.errors import LinliError

ACCOUNT = re.compile(r"[A-Za-z0-9_-]{1,32}")


def partition_of(key: str, partitions: int) -> int:
    """The partition of a key: the same in every process, and for good as long as there are as many partitions."""
    return zlib.crc32(key.encode("utf-8", "replace")) % partitions


class Names:
    """Subjects and consumers of one installation."""

    def __init__(self, stream: str) -> None:
        self.stream = stream
        self.arrivals = f"{stream}.in.*"

    def incoming(self, partition: int) -> str:
        return f"{self.stream}.in.{partition}"

    def consumer(self, partition: int) -> str:
        return f"worker-{partition}"

    def outgoing(self, account: str) -> str:
        """Where an account's connector hears that something waits for it. The words themselves stay in the database."""
        return f"{self.stream}.out.{account}"


def checked_account(name: str) -> str:
    """The name, which becomes part of a subject and of a file's name."""
    if not ACCOUNT.fullmatch(name):
        raise LinliError(f"--account {name!r}: write letters, digits, - and _, 32 at most")
    return name
