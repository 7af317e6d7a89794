"""Staff, what is to be said, and the runs of jobs."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
Moment = sa.DateTime(timezone=True)


def create_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", Id, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("who", sa.String(160), nullable=False),
        sa.Column("case_id", Id),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_at", "audit", ["at"])


def create_bind_code() -> None:
    op.create_table(
        "bind_code",
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("staff_id", sa.String(40), nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("expires_at", Moment, nullable=False),
        sa.Column("used_at", Moment),
        sa.PrimaryKeyConstraint("code_hash", name="pk_bind_code"),
    )


def create_job_run() -> None:
    op.create_table(
        "job_run",
        sa.Column("job", sa.String(40), nullable=False),
        sa.Column("fire_time", Moment, nullable=False),
        sa.Column("started_at", Moment, nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("job", "fire_time", name="pk_job_run"),
    )


def create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", Id, nullable=False),
        sa.Column("dedupe", sa.String(160), nullable=False),
        sa.Column("audience", sa.String(8), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("target", sa.String(128), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("photo", sa.String(64)),
        sa.Column("case_id", Id),
        sa.Column("message_id", Id),
        sa.Column("event_id", Id),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("not_before", Moment, nullable=False),
        sa.Column("expires_at", Moment),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_at", Moment),
        sa.Column("settled_at", Moment),
        sa.Column("external_id", sa.String(128)),
        sa.Column("error", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("dedupe", name="uq_outbox_dedupe"),
    )
    op.create_index("ix_outbox_due", "outbox", ["state", "priority", "not_before"])
    op.create_index("ix_outbox_event", "outbox", ["event_id"])
    op.create_index("ix_outbox_target_sent", "outbox", ["target", "settled_at"])


def create_prompt() -> None:
    op.create_table(
        "prompt",
        sa.Column("id", Id, nullable=False),
        sa.Column("staff_id", sa.String(40), nullable=False),
        sa.Column("case_id", Id),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("asked_at", Moment, nullable=False),
        sa.Column("answered_at", Moment),
        sa.Column("data", Json),
        sa.PrimaryKeyConstraint("id", name="pk_prompt"),
    )
    op.create_index("ix_prompt_staff", "prompt", ["staff_id", "id"])


def create_staff_binding() -> None:
    op.create_table(
        "staff_binding",
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("sender", sa.String(128), nullable=False),
        sa.Column("staff_id", sa.String(40), nullable=False),
        sa.Column("bound_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("channel", "sender", name="pk_staff_binding"),
        sa.UniqueConstraint("channel", "staff_id", name="uq_staff_binding_channel_staff_id"),
    )


TABLES: dict[str, Callable[[], None]] = {
    "audit": create_audit,
    "bind_code": create_bind_code,
    "job_run": create_job_run,
    "outbox": create_outbox,
    "prompt": create_prompt,
    "staff_binding": create_staff_binding,
}


def upgrade() -> None:
    for create in TABLES.values():
        create()


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_table(name)
