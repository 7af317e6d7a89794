"""PostgreSQL as of one moment by pg_dump, and back into an empty database by pg_restore."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from bot.backup.archive import POSTGRES
from bot.backup.manifest import Manifest
from bot.backup.snapshot import Snapshot, compare, look_into
from bot.backup.tools import named, need_tool, run_tool
from models.errors import BackupRefused

# What a database holds beside the server's own things and what extensions brought.
_OBJECTS = """
SELECT format('DROP %s IF EXISTS %s CASCADE',
  CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
  WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END, c.oid::regclass)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname !~ '^(pg_|information_schema$)' AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
UNION ALL
SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', p.oid::regprocedure)
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname !~ '^(pg_|information_schema$)'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
"""


async def dump_database(url: str, folder: Path) -> Snapshot:
    """A dump, and the counts and photos of the very same snapshot. Writers are not held up."""
    copy = folder / POSTGRES
    async with _connected(url, "REPEATABLE READ") as connection:
        tool = await need_tool("pg_dump", await _server(connection))
        moment = await connection.scalar(text("SELECT pg_export_snapshot()"))
        plain = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={moment}", f"--file={copy}"]
        await run_tool([tool, *plain], make_url(url))
        return await connection.run_sync(look_into, "postgresql", copy)


async def need_empty_database(url: str) -> None:
    """Raises BackupRefused where there is anything in it, or where it cannot be reached."""
    async with _connected(url, "AUTOCOMMIT") as connection:
        if await connection.scalar(text(_OBJECTS)) is not None:
            raise BackupRefused(
                f"the database {make_url(url).database} is not empty"
                " -> restore goes into an empty place only: createdb another, and name it in LINLI_DATABASE__URL"
            )
        await need_tool("pg_restore", await _server(connection))


async def restore_database(url: str, dump: Path, manifest: Manifest) -> None:
    """Everything or nothing. Raises BackupRefused where it cannot be restored, or is not what the manifest says."""
    address = make_url(url)
    async with _connected(url, "AUTOCOMMIT") as connection:
        tool = await need_tool("pg_restore", await _server(connection))
    plain = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    await run_tool([tool, *plain, f"--dbname={named(address.database or '')}", str(dump)], address)
    async with _connected(url, "AUTOCOMMIT") as connection:
        await connection.run_sync(compare, manifest)


async def empty_again(url: str) -> None:
    """Drop whatever is in a database that was empty before."""
    async with _connected(url, "READ COMMITTED") as connection, connection.begin():
        for drop in (await connection.scalars(text(_OBJECTS))).all():
            await connection.exec_driver_sql(drop)


async def _server(connection: AsyncConnection) -> int:
    """The server's major version."""
    return int(await connection.scalar(text("SELECT current_setting('server_version_num')")) or 0) // 10_000


@contextlib.asynccontextmanager
async def _connected(url: str, isolation: str) -> AsyncIterator[AsyncConnection]:
    engine = create_async_engine(
        make_url(url).set(drivername="postgresql+asyncpg"),
        isolation_level=isolation,
        poolclass=NullPool,
        hide_parameters=True,
    )
    try:
        connection = await engine.connect()
    except (OSError, DBAPIError, asyncpg.PostgresError) as error:
        why = error.orig if isinstance(error, DBAPIError) else error
        raise BackupRefused(f"the database cannot be reached: {why} -> check LINLI_DATABASE__URL") from error
    try:
        yield connection
    finally:
        await connection.close()
        await engine.dispose()
