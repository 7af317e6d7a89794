"""The short family of errors. Each says what happened, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass


class LinliError(Exception):
    """Something went wrong that a person can cure; the text says how."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a configuration: the key it stands at, what is wrong, and the cure."""

    key: str
    what: str
    cure: str

    def __str__(self) -> str:
        return f"{self.key}: {self.what} -> {self.cure}"


class ConfigError(LinliError):
    """A configuration that cannot be used, with every problem in it and not only the first."""

    def __init__(self, source: str, problems: list[Problem]) -> None:
        self.source = source
        self.problems = problems
        lines = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(f"{source}: {len(problems)} problem(s)\n{lines}")


class MoveRefused(LinliError):
    """A change to a case that may not be made; nothing was changed. `code` chooses the words for the person.

    Codes: not_yours, wrong_state, wrong_actor, reason_needed, time_needed, department_needed, target_needed, too_often,
    too_late, no_case, no_upper, nothing_to_undo.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(detail or code)
        self.code = code


class Unreadable(LinliError):
    """Sealed numbers that no key at hand opens; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("sealed numbers: no key opens them -> add the key they were sealed with to LINLI_PRIVACY__KEY")


class CaseChanged(LinliError):
    """Two processes changed one case at once; the later one is undone and has to look at the case again."""


class PhotoRefused(LinliError):
    """A file that is no photo we keep: too large, a bomb, broken, or not an image at all."""


class NotPublic(LinliError):
    """A text that may not go to a group; it is not sent, and the log names the kind of leak only."""


class BackupRefused(LinliError):
    """A backup that cannot be made, or a file that cannot be restored from; nothing was changed."""


class SendFailed(LinliError):
    """A channel could not send. `sent` tells whether it may have arrived all the same.

    retry: it surely did not go out and may be tried again; unknown: it may have arrived.
    """

    def __init__(self, why: str, *, retry: bool, unknown: bool = False) -> None:
        super().__init__(why)
        self.retry = retry
        self.unknown = unknown
