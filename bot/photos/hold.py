"""Keep the media folder as it is for a while: nobody deletes a photo while a backup reads them."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def hold(folder: Path) -> Iterator[bool]:
    """Whether the folder is ours until the end of the block; False where another process or task has it.

    The lock lies beside the folder and ends with the process that holds it.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder.with_name(f"{folder.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(handle)
