"""The client `three`, as other cities' programs use it.

Its version 0.8.0 was written for Python 2: it imports `itertools.ifilter`, and takes `.keys()[0]` of an XML answer.
Both are mended here, and nothing of what it sends or expects.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from typing import Any


class Keys(dict[str, Any]):
    """What `relaxml` reads, with keys in a list, as Python 2 had them."""

    def keys(self) -> list[str]:  # type: ignore[override]
        return list(super().keys())


def client(endpoint: str, key: str, form: str = "json") -> Any:
    """A `Three` for an endpoint; its calls block, so ask by `ask`."""
    itertools.ifilter = filter  # type: ignore[attr-defined]
    try:
        from three import core
    finally:
        del itertools.ifilter  # type: ignore[attr-defined]
    from relaxml import xml

    core.xml = lambda content: Keys(xml(content))
    return core.Three(endpoint=endpoint, api_key=key, format=form)


async def ask(call: Callable[..., Any], *args: Any, **fields: Any) -> Any:
    """The answer to a call that blocks, while the server goes on in this thread."""
    return await asyncio.to_thread(call, *args, **fields)
