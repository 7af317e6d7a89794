"""`linli api-key`: keys with which other systems read and report."""

from __future__ import annotations

import asyncio
import enum
from collections.abc import Callable
from typing import Annotated, TypeVar

import typer

from bot.app import open_app
from bot.cli.options import DEFAULT, Config, operator, out, settings_from
from bot.web.api.caller import hash_of, new_key
from handlers.actions.audit import audit
from handlers.scene import Scene
from models.errors import LinliError
from models.queries.api_keys import ApiKey, add_key, all_keys, revoke_key
from models.settings import Settings

NAME = "api-key"
LONGEST_NAME = 40
T = TypeVar("T")


class Scope(enum.StrEnum):
    READ = "read"
    WRITE = "write"


def command(
    name: Annotated[str, typer.Argument(help="the system that gets the key, as cadres will read it")] = "",
    scope: Annotated[Scope, typer.Option(help="read, or also report and subscribe")] = Scope.READ,
    node: Annotated[str, typer.Option(help="the node of the tree that it reaches, with all below; else all")] = "",
    private: Annotated[bool, typer.Option("--private", help="also private categories")] = False,
    words: Annotated[bool, typer.Option("--words", help="also residents' words and full places, looks noted")] = False,
    revoke: Annotated[int, typer.Option(help="the number of a key that shall work no more")] = 0,
    config: Config = DEFAULT,
) -> None:
    """Make a key, which is shown this once; without a name list the keys that there are."""
    settings = settings_from(config)
    if revoke:
        asyncio.run(_change(settings, lambda scene: _revoke(scene, revoke)))
        out.print(f"key {revoke} works no more")
    elif name:
        _check(settings, name, node)
        shown = new_key()

        def make(scene: Scene) -> int:
            wanted = ApiKey(0, name, scope, node or settings.grid.id, private, words, scene.now)
            return _make(scene, wanted, shown)

        out.print(f"key {asyncio.run(_change(settings, make))} for {name}; it is shown this once:", markup=False)
        out.print(shown, markup=False)
    else:
        for key in asyncio.run(_change(settings, lambda scene: all_keys(scene.connection))):
            out.print(_line(key, settings), markup=False)


def _check(settings: Settings, name: str, node: str) -> None:
    if len(name) > LONGEST_NAME:
        raise LinliError(f"the name is too long -> write at most {LONGEST_NAME} characters")
    if node and node not in settings.nodes:
        raise LinliError(f"no node {node!r} in the configuration -> take the id of one")


def _make(scene: Scene, wanted: ApiKey, shown: str) -> int:
    number = add_key(scene.connection, hash_of(shown), wanted)
    audit(scene, "api key made", operator(), f"{number} {wanted.name}: {_rights(wanted)}")
    return number


def _revoke(scene: Scene, number: int) -> None:
    if not revoke_key(scene.connection, number, scene.now):
        raise LinliError(f"no key {number} that works -> linli {NAME} lists them")
    audit(scene, "api key revoked", operator(), str(number))


def _line(key: ApiKey, settings: Settings) -> str:
    made = key.made_at.astimezone(settings.zone).date().isoformat()
    end = "" if key.revoked_at is None else f"  revoked {key.revoked_at.astimezone(settings.zone).date().isoformat()}"
    return f"{key.id}  {key.name}  {_rights(key)}  {made}{end}"


def _rights(key: ApiKey) -> str:
    more = [name for name, has in (("private", key.private), ("words", key.words)) if has]
    return " ".join([key.scope, key.node, *more])


async def _change(settings: Settings, act: Callable[[Scene], T]) -> T:
    app = await open_app(settings)
    try:
        return await app.database.write(lambda connection: act(Scene(connection, app.clock.now(), app.house)))
    finally:
        await app.close()
