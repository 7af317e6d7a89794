"""A person becomes staff by a one-time code, never by a nickname."""

from __future__ import annotations

import enum
import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from handlers.actions.audit import audit
from handlers.scene import Scene
from models.queries.doors import use_up_links
from models.queries.sessions import end_sessions_of
from models.settings import Settings
from models.tables import bind_code, staff_binding

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without those that are mistaken for each other
CODE_LENGTH = 8
CODE_LASTS = timedelta(hours=48)


class Binding(enum.Enum):
    """How an attempt to bind ended."""

    BOUND = "bound"
    UNKNOWN = "unknown"
    EXPIRED = "expired"


def make_code(connection: Connection, staff_id: str, now: datetime) -> str:
    """A new code for a member of staff; earlier ones that were not used stop working."""
    code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    connection.execute(delete(bind_code).where(bind_code.c.staff_id == staff_id, bind_code.c.used_at.is_(None)))
    values = {"code_hash": _hash(code), "staff_id": staff_id, "made_at": now, "expires_at": now + CODE_LASTS}
    connection.execute(insert(bind_code).values(**values))
    return f"{code[:4]}-{code[4:]}"


def bind_staff(scene: Scene, code: str) -> tuple[Binding, str]:
    """Bind the sender of the message at hand; the outcome, and the id of the member of staff or ""."""
    cause = scene.cause
    row = scene.connection.execute(select(bind_code).where(bind_code.c.code_hash == _hash(code))).first()
    if cause is None or row is None or row.used_at is not None or row.staff_id not in scene.settings.staff_by_id:
        return Binding.UNKNOWN, ""
    if row.expires_at < scene.now:
        return Binding.EXPIRED, ""
    used = update(bind_code).where(bind_code.c.code_hash == row.code_hash)
    scene.connection.execute(used.values(used_at=scene.now))
    bind_identity(scene.connection, row.staff_id, cause.channel, cause.sender, scene.now)
    # Whoever held the person's account before may be signed in, or hold a link.
    end_sessions_of(scene.connection, row.staff_id)
    use_up_links(scene.connection, row.staff_id, scene.now)
    audit(scene, "bound", row.staff_id, f"to {cause.channel}")
    return Binding.BOUND, row.staff_id


def bind_identity(connection: Connection, staff_id: str, channel: str, sender: str, now: datetime) -> None:
    """One identity a channel for each member of staff, and one member of staff for each identity."""
    same = (staff_binding.c.staff_id == staff_id) | (staff_binding.c.sender == sender)
    connection.execute(delete(staff_binding).where(staff_binding.c.channel == channel, same))
    values = {"channel": channel, "sender": sender, "staff_id": staff_id, "bound_at": now}
    connection.execute(insert(staff_binding).values(**values))


def bind_everybody(connection: Connection, settings: Settings, channel: str, now: datetime) -> None:
    """All staff under their own ids, for a channel whose people are played."""
    for person in settings.staff:
        bind_identity(connection, person.id, channel, person.id, now)


def _hash(code: str) -> str:
    plain = "".join(letter for letter in code.upper() if letter in LETTERS)
    return hashlib.sha256(plain.encode()).hexdigest()
