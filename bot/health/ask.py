"""Ask a running program how it is."""

from __future__ import annotations

from typing import Any

import aiohttp

from models.errors import LinliError
from models.settings import HealthSettings

SECONDS = 10.0  # longer than the page itself waits for its parts
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - where it listens so, this machine is one place to ask


def url_of(settings: HealthSettings) -> str:
    """Where the page of this configuration is."""
    host = _EVERYWHERE.get(settings.host, f"[{settings.host}]" if ":" in settings.host else settings.host)
    return f"http://{host}:{settings.port}/health"


async def ask(url: str) -> dict[str, Any]:
    """What the page tells. Raises LinliError where nobody answers, or somebody else."""
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SECONDS)) as session,
            session.get(url) as response,
        ):
            answer = await response.json()
    except TimeoutError as error:
        raise LinliError(f"{url} does not answer within {SECONDS:.0f} s -> the program hangs: start it anew") from error
    except aiohttp.ClientConnectorError as error:
        raise LinliError(f"nobody answers at {url} -> start linli run, or set health.host and health.port") from error
    except (aiohttp.ClientError, ValueError) as error:
        raise LinliError(f"{url} is not a page of linli -> set health.port to a port of its own") from error
    if not isinstance(answer, dict) or not {"well", "troubles", "notes"} <= answer.keys():
        raise LinliError(f"{url} is not a page of linli -> set health.port to a port of its own")
    return answer
