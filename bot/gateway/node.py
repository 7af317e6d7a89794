"""Node and npm: whether they are there, and new enough."""

from __future__ import annotations

import asyncio
import re
import shutil
from dataclasses import dataclass

from models.errors import LinliError

OLDEST = 18


@dataclass(frozen=True, slots=True)
class Node:
    """The two programs, by path."""

    node: str
    npm: str


async def find_node(path: str | None = None) -> Node:
    """Look for Node on `path`, or on PATH. Raises LinliError with the cure."""
    node, npm = shutil.which("node", path=path), shutil.which("npm", path=path)
    if node is None or npm is None:
        missing = "Node" if node is None else "npm"
        raise LinliError(f"the gateway needs {missing} -> install Node {OLDEST} or newer: https://nodejs.org")
    version = await _version(node)
    if _major(version) < OLDEST:
        raise LinliError(f"{node} is version {version} -> install Node {OLDEST} or newer: https://nodejs.org")
    return Node(node, npm)


async def _version(node: str) -> str:
    process = await asyncio.create_subprocess_exec(node, "--version", stdout=asyncio.subprocess.PIPE)
    output, _ = await process.communicate()
    return output.decode(errors="replace").strip()


def _major(version: str) -> int:
    found = re.match(r"v?(\d+)\.", version)
    return int(found[1]) if found else 0
