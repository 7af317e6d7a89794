"""Bring a database to the newest schema, from nothing or from any earlier version."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

FOLDER = Path(__file__).parent / "migrations"
NEWEST = "head"


def upgrade(connection: Connection, revision: str = NEWEST) -> None:
    """Run every migration up to `revision`; does nothing where the schema is there already.

    Of several processes that start at once on PostgreSQL one runs them, and the others wait for it.
    """
    if connection.dialect.name == "postgresql":
        for limit in ("lock_timeout", "statement_timeout"):  # a large table takes its time
            connection.execute(text(f"SET LOCAL {limit} = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('linli schema'))"))
    command.upgrade(_config(connection), revision)


def downgrade(connection: Connection, revision: str) -> None:
    command.downgrade(_config(connection), revision)


def revisions() -> tuple[str, ...]:
    """All revisions, oldest first."""
    scripts = ScriptDirectory(str(FOLDER))
    return tuple(reversed([script.revision for script in scripts.walk_revisions()]))


def current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    return config
