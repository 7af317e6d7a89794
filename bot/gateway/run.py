"""`linli gateway`: install on first use, start, show the login code, start again after a crash."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

from bot.gateway.install import copy_files, install, is_installed
from bot.gateway.node import find_node
from bot.gateway.terminal import Teller
from models.errors import LinliError
from models.settings import GatewaySettings

STATE = Path("data/gateway")

_CANNOT_START = 2  # the script's own exit code for what another try would not cure
_GRACE = 5.0  # seconds that the script has to end by itself
_STEADY = 60.0  # a run that lasted so many seconds was no failed start
_OWNER_ONLY = 0o077

Out = Callable[[str], None]


async def run_gateway(
    settings: GatewaySettings,
    token: str,
    out: Out,
    *,
    state: Path = STATE,
    path: str | None = None,
    backoff: tuple[float, float] = (1, 60),
) -> int:
    """Run the puppet service until it is ended or cannot work; returns the exit code.

    out: gets each line for the person at the terminal. path: where Node is looked for instead of PATH.
    """
    if not token:
        out("gateway: no token -> set LINLI_WECHATY__TOKEN, here and for the bot")
        return 1
    try:
        node = await find_node(path)
        if not await asyncio.to_thread(is_installed, state):
            out("gateway: fetching its npm packages, once")
            await install(state, node)
    except LinliError as error:
        out(f"gateway: {error}")
        return 1
    await asyncio.to_thread(copy_files, state)
    return await _keep_running([node.node, "gateway.mjs", *_arguments(settings)], token, out, state, backoff)


def _arguments(settings: GatewaySettings) -> list[str]:
    return ["--puppet", settings.puppet, "--port", str(settings.port)]


async def _keep_running(command: list[str], token: str, out: Out, state: Path, backoff: tuple[float, float]) -> int:
    first, longest = backoff
    pause, loop = first, asyncio.get_running_loop()
    while True:
        started = loop.time()
        code = await _run_once(command, token, out, state)
        if code in (0, _CANNOT_START):
            return code
        if loop.time() - started > _STEADY:
            pause = first
        out(f"gateway: ended with {code}; starts again in {pause:g} s")
        await asyncio.sleep(pause)
        pause = min(pause * 2, longest)


async def _run_once(command: list[str], token: str, out: Out, state: Path) -> int:
    """One life of the script. However this ends, the script ends too."""
    files = state / "tmp"  # photos on their way; a gateway that was killed leaves them behind
    await asyncio.to_thread(_empty, files)
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=state,
        env={**os.environ, "WECHATY_PUPPET_SERVICE_TOKEN": token, "TMPDIR": str(files.resolve())},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        umask=_OWNER_ONLY,
    )
    try:
        await _pass_on(process, out)
        return await process.wait()
    finally:
        await _end(process)


def _empty(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()


async def _pass_on(process: asyncio.subprocess.Process, out: Out) -> None:
    teller = Teller()
    assert process.stdout is not None
    async for line in process.stdout:
        for told in teller.tell(line.decode(errors="replace").strip()):
            out(told)


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), _GRACE)
    except TimeoutError:
        process.kill()
        await process.wait()
