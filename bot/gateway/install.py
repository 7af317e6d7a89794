"""The gateway's own folder: the script, the login that it keeps, and the npm packages that the lock file names."""

from __future__ import annotations

import asyncio
import hashlib
import shutil
from pathlib import Path

from bot.gateway.node import Node
from models.errors import LinliError

_SOURCE = Path(__file__).parent
_FILES = ("package.json", "package-lock.json", ".npmrc", "gateway.mjs", "repairs.mjs", "announcements.mjs")
INSTALLED = "installed"  # holds the digest of the lock file that node_modules was made from


def is_installed(state: Path) -> bool:
    marker = state / INSTALLED
    return marker.is_file() and marker.read_text() == lock_digest() and (state / "node_modules").is_dir()


async def install(state: Path, node: Node) -> None:
    """Copy the package files and let npm fetch the locked packages. Raises LinliError with the cure."""
    await asyncio.to_thread(copy_files, state)
    process = await asyncio.create_subprocess_exec(
        node.npm,
        "ci",
        "--no-audit",
        "--no-fund",
        cwd=state,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    _, complaints = await process.communicate()
    if process.returncode != 0:
        last = complaints.decode(errors="replace").strip().splitlines()[-3:]
        raise LinliError(f"npm ci failed in {state} -> check the network and try again\n" + "\n".join(last))
    (state / INSTALLED).write_text(lock_digest())


def copy_files(state: Path) -> None:
    """Bring the folder's copies up to date; only its owner may look in, because the login is kept there."""
    state.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in _FILES:
        shutil.copyfile(_SOURCE / name, state / name)


def lock_digest() -> str:
    """What the installed packages are compared by."""
    return hashlib.sha256((_SOURCE / "package-lock.json").read_bytes()).hexdigest()
