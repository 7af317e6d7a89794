"""Starts processes of a city that are ready at once: they are forked from one that has loaded everything.

Each line of standard input asks for one process, `ROLE ACCOUNT PORT`; its id is the answer. What runs in it is the
real program, `bot.cli.run.run`, with an account outside of it in place of WeChat. They die by kill -9 like any other.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

from bot.app import App
from bot.channels.base import Channel
from bot.cli import run
from bot.config import load_settings
from bot.logs import set_up_logs
from bot.roles import Role
from handlers.house import House
from handlers.reading.lexicon import Lexicon
from models.settings import Settings
from tests.city.phone_channel import PhoneChannel


def main(config: Path, log: Path) -> None:
    settings = load_settings(config)
    lexicon = Lexicon.load(settings.words)
    House(settings, lexicon)  # what it counts is remembered
    setattr(run, "lexicon_of", lambda _settings: lexicon)  # noqa: B010 - what is loaded once serves all
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead leave nothing behind
    for line in sys.stdin:
        role, account, port = line.split()
        child = os.fork()
        if child == 0:
            _be(Role(role), account, int(port), settings, config, log)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


def _be(role: Role, account: str, port: int, settings: Settings, config: Path, log: Path) -> None:
    """Never returns: whatever happens, this process is not the one that was asked."""
    try:
        errors = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(errors, 2)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(errors, 1)
        set_up_logs(settings.log)

        def phone(_app: App) -> Channel:
            return PhoneChannel(account, port)

        asyncio.run(run.run(settings, role, phone, config))
    except BaseException as error:  # noqa: BLE001 - told before it ends
        sys.stderr.write(f"{role} ended: {error!r}\n")
    finally:
        os._exit(1)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
