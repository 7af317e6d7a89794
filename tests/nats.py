"""A real nats-server on a free port of loopback, with a folder of its own, for as long as a test needs it."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import time
from collections.abc import AsyncIterator
from pathlib import Path

from tests.needs import need

PROGRAM = shutil.which("nats-server")


def need_nats() -> None:
    need(PROGRAM is not None, "NATS: install nats-server (apt install nats-server)")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class NatsServer:
    """Started and stopped by hand; what it stores outlives a stop."""

    def __init__(self, folder: Path, *more: str, jetstream: bool = True) -> None:
        self.port = free_port()
        self.url = f"nats://127.0.0.1:{self.port}"
        self._command = [PROGRAM or "nats-server", "-a", "127.0.0.1", "-p", str(self.port), *more]
        if jetstream:
            self._command += ["-js", "-sd", str(folder / "jetstream")]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(500):
            if _listens(self.port):
                return
            time.sleep(0.02)
        raise AssertionError(f"nats-server does not listen on {self.port}")

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=0.2).close()
    except OSError:
        return False
    return True


@contextlib.asynccontextmanager
async def nats_server(folder: Path, *more: str, jetstream: bool = True) -> AsyncIterator[NatsServer]:
    need_nats()
    server = NatsServer(folder, *more, jetstream=jetstream)
    server.start()
    try:
        yield server
    finally:
        server.stop()
