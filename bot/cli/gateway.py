"""`linli gateway`: a puppet service on this machine, for those who have an account."""

from __future__ import annotations

import asyncio

from bot.cli.options import DEFAULT, Config, out, settings_from
from bot.gateway.run import run_gateway

NAME = "gateway"


def command(config: Config = DEFAULT) -> None:
    """Start the puppet service on loopback and show the login code; needs Node 18 or newer."""
    settings = settings_from(config)
    token = settings.wechaty.token.get_secret_value()
    raise SystemExit(asyncio.run(run_gateway(settings.gateway, token, lambda line: out.print(line, markup=False))))
