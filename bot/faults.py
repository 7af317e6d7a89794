"""What an error may say outside: its kind and its place. Its words are left out, for they may quote a resident."""

from __future__ import annotations

import re
import traceback
from pathlib import Path

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from models.errors import CaseChanged, LinliError

MOST_PLACES = 12
RIVALS = {"40001", "40P01"}  # serialization failure, deadlock
OURS = ("bot", "handlers", "models")
_INSTALLED = re.compile(r".*/(?:site-packages|python3\.\d+)/")


def told(error: BaseException) -> str:
    """One line: what kind of error, and where it happened, innermost last. Our own errors keep their words."""
    chain = [error]
    while (
        before := chain[-1].__cause__ or (None if chain[-1].__suppress_context__ else chain[-1].__context__)
    ) is not None:
        if before in chain:
            break
        chain.append(before)
    return " caused by ".join(_one(each) for each in chain)


def kind_of(error: BaseException) -> str:
    """The error's type, with the database's own code where it has one; our own errors keep their words."""
    if isinstance(error, LinliError):
        return f"{type(error).__name__}: {error}".splitlines()[0]
    if isinstance(error, BaseExceptionGroup):
        return f"{type(error).__name__}({', '.join(kind_of(each) for each in error.exceptions)})"
    original = getattr(error, "orig", error)
    codes = (getattr(original, name, None) for name in ("sqlite_errorname", "sqlstate", "errno"))
    code = next((str(code) for code in codes if code), "")
    return f"{type(error).__name__} {code}".strip()


def met_another(error: BaseException) -> bool:
    """Whether another process was at the same rows: nothing is wrong, and a second try sees what that one did."""
    return isinstance(error, CaseChanged) or getattr(getattr(error, "orig", None), "sqlstate", None) in RIVALS


def is_away(error: BaseException) -> bool:
    """Whether something cannot be reached, the database or a disk, as against refusing what it is asked to do."""
    if isinstance(error, OSError | InterfaceError | OperationalError):
        return True
    return isinstance(error, DBAPIError) and error.connection_invalidated


def _one(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-MOST_PLACES:]
    places = " > ".join(f"{_short(frame.filename)}:{frame.lineno}" for frame in frames)
    return f"{kind_of(error)} at {places}" if places else kind_of(error)


def _short(filename: str) -> str:
    """The file below our own packages or below the libraries; never a folder of this machine."""
    parts = Path(filename).parts
    ours = [at for at, part in enumerate(parts[:-1]) if part in OURS]
    inside = _INSTALLED.sub("", filename)
    if inside != filename:
        return inside
    return "/".join(parts[ours[0] :]) if ours else Path(filename).name
