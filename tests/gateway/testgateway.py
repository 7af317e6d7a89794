"""Starts the test gateway (gateway.mjs) and plays the people around the simulated account."""

from __future__ import annotations

import base64
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
BOT = "wxid_bot"
BOT_NAME = "邻里助手"
TOKEN = "test-token"


def what_is_missing() -> str:
    """Why the gateway cannot run here, with the cure; "" if it can."""
    if shutil.which("node") is None:
        return "no Node on this machine -> install Node 18 or newer"
    if not (HERE / "node_modules").is_dir():
        return "its npm packages are not installed -> npm ci --prefix tests/gateway"
    return ""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


class TestGateway:
    """One simulated account behind a real puppet service. `start` returns once it listens."""

    __test__ = False  # no test class, whatever pytest thinks of its name

    def __init__(self) -> None:
        self.grpc_port = free_port()
        self._http_port = free_port()
        self._process: subprocess.Popen[str] | None = None
        self._files = Path(tempfile.mkdtemp(prefix="gateway-"))

    @property
    def endpoint(self) -> str:
        return f"127.0.0.1:{self.grpc_port}"

    def start(self) -> None:
        ports = ["--grpc", self.endpoint, "--http", f"127.0.0.1:{self._http_port}"]
        self._process = subprocess.Popen(
            ["node", str(HERE / "gateway.mjs"), *ports, "--token", TOKEN],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # The gateway logs every simulated failure; GATEWAY_LOG=1 shows that.
            stderr=None if os.environ.get("GATEWAY_LOG") else subprocess.DEVNULL,
            env={**os.environ, "TMPDIR": str(self._files)},
            text=True,
        )
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith('{"ready"'):
                return
        raise RuntimeError(f"the test gateway ended with {self._process.wait()}")

    def kill(self) -> None:
        """End it like a power cut."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def freeze(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def close(self) -> None:
        self.kill()
        shutil.rmtree(self._files, ignore_errors=True)

    def call(self, command: str, **arguments: Any) -> dict[str, Any]:
        """One command of commands.mjs; `sender` stands for its `from`, which Python keeps for itself."""
        if "sender" in arguments:
            arguments["from"] = arguments.pop("sender")
        url = f"http://127.0.0.1:{self._http_port}/{command}"
        request = urllib.request.Request(url, json.dumps(arguments).encode(), method="POST")
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                answer: dict[str, Any] = json.loads(response.read())
                return answer
        except urllib.error.HTTPError as error:
            with error:
                raise RuntimeError(json.loads(error.read())["error"]) from None
