"""PostgreSQL's own tools, run with what they need in their environment: a password on a command line is everybody's."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import shutil
from asyncio.subprocess import DEVNULL, PIPE

from sqlalchemy import URL

from models.errors import BackupRefused

_ASKED = {"host": "PGHOST", "port": "PGPORT", "ssl": "PGSSLMODE", "sslmode": "PGSSLMODE"}


def environment(url: URL) -> dict[str, str]:
    """How the tools reach a database; our own secrets are not handed on."""
    given = {
        "PGHOST": url.host,
        "PGPORT": str(url.port) if url.port else None,
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
    }
    asked = {_ASKED[key]: str(value) for key, value in url.query.items() if key in _ASKED}
    return _own_environment() | {name: value for name, value in given.items() if value} | asked


def named(database: str) -> str:
    """A database's name for --dbname, which would take some names for whole addresses."""
    quoted = database.replace("\\", "\\\\").replace("'", "\\'")
    return f"dbname='{quoted}'"


async def need_tool(name: str, server: int) -> str:
    """The path of a tool that is as new as the server, a major version. Raises BackupRefused with the cure."""
    cure = f"apt install postgresql-client-{server}, or put {name} {server} first in PATH"
    path = shutil.which(name)
    if path is None:
        raise BackupRefused(f"{name} is not installed here, and PostgreSQL cannot be copied without it -> {cure}")
    said = await _run([path, "--version"], _own_environment())
    found = re.search(r"\b(\d+)(?:\.|\s|$)", said)
    if found is None or int(found[1]) < server:
        raise BackupRefused(f"{path} is older than the server ({said.strip()[:60]}, server {server}) -> {cure}")
    return path


async def run_tool(command: list[str], url: URL) -> None:
    """Raises BackupRefused with the tool's own first complaint; whoever cancels this ends the tool too."""
    await _run(command, environment(url))


def _own_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("LINLI_")}


async def _run(command: list[str], env: dict[str, str]) -> str:
    process = await asyncio.create_subprocess_exec(*command, env=env, stdin=DEVNULL, stdout=PIPE, stderr=PIPE)
    try:
        said, complained = await process.communicate()
    except asyncio.CancelledError:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        raise
    if process.returncode:
        # The first line only: what follows may quote rows, and so residents' words.
        first = complained.decode("utf-8", "replace").strip().partition("\n")[0][:300]
        raise BackupRefused(f"{os.path.basename(command[0])} failed: {first} -> see the server's log")
    return said.decode("utf-8", "replace")
