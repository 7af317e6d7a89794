"""What a program is told when it cannot have what it asked for: what is wrong, where, and the cure."""

from __future__ import annotations

from models.errors import LinliError


class Refusal(LinliError):
    """`status` is the one of HTTP; `where` names the parameter, "" where it is none's fault."""

    def __init__(self, status: int, what: str, cure: str = "", *, where: str = "", wait: int = 0) -> None:
        super().__init__(f"{what} -> {cure}" if cure else what)
        self.status = status
        self.what = what
        self.cure = cure
        self.where = where
        self.wait = wait  # seconds until it may be tried again


def bad(where: str, what: str, cure: str) -> Refusal:
    """A parameter that cannot be understood."""
    return Refusal(400, f"{where}: {what}", cure, where=where)
