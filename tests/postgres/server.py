"""A PostgreSQL server of the test's own, which may be stopped and started."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.needs import need


class Server:
    """Stop it, start it, and ask for its URL."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs = programs
        self._folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])

    def url(self, *, user: str = "linli", password: str = "right", database: str = "postgres") -> str:
        return f"postgres://{user}:{password}@127.0.0.1:{self.port}/{database}"

    def make(self) -> None:
        password = self._folder / "password"
        password.write_text("right\n")
        if os.geteuid() == 0:  # the server refuses to run as root
            for path in (self._folder, password):
                shutil.chown(path, "postgres")
        options = ("-U", "linli", "-A", "scram-sha-256", "--pwfile", str(password), "-E", "UTF8", "--locale=C.UTF-8")
        self._run("initdb", "-D", self._data, *options, "--no-sync")

    def start(self) -> None:
        options = f"-h 127.0.0.1 -p {self.port} -k {self._folder} -F"
        self._run("pg_ctl", "-D", self._data, "-l", str(self._folder / "log"), "-w", "-o", options, "start")

    def stop(self, how: str = "immediate") -> None:
        self._run("pg_ctl", "-D", self._data, "-w", "-m", how, "stop")

    @property
    def _data(self) -> str:
        return str(self._folder / "db")

    def _run(self, program: str, *arguments: str) -> None:
        as_user = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
        command = [*as_user, str(self._programs / program), *arguments]
        subprocess.run(command, check=True, timeout=60, cwd="/", stdout=subprocess.DEVNULL)


@contextlib.contextmanager
def running_server() -> Iterator[Server]:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    need(bool(found), "PostgreSQL's own programs (initdb, pg_ctl)")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:  # a socket's path has to be short
        server = Server(found[-1], Path(folder))
        server.make()
        server.start()
        try:
            yield server
        finally:
            with contextlib.suppress(subprocess.CalledProcessError):
                server.stop()
