"""Other systems: keys, reports, webhooks and what is on its way to them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.tables.base import Id, Json

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    _keys()
    _webhooks()
    _deliveries()


def _keys() -> None:
    op.create_table(
        "api_key",
        sa.Column("id", Id, nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("scope", sa.String(8), nullable=False),
        sa.Column("node", sa.String(40), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Boolean(), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("revoked_at", TIME),
        sa.PrimaryKeyConstraint("id", name="pk_api_key"),
        sa.UniqueConstraint("key_hash", name="uq_api_key_key_hash"),
    )
    op.create_table(
        "api_report",
        sa.Column("case_id", Id, sa.ForeignKey("cases.id", name="fk_api_report_case_id"), nullable=False),
        sa.Column("key_id", Id, nullable=False),
        sa.Column("message_id", Id, nullable=False),
        sa.Column("idempotency", sa.String(128)),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name="pk_api_report"),
        sa.UniqueConstraint("key_id", "idempotency", name="uq_api_report_key_id_idempotency"),
    )


def _webhooks() -> None:
    op.create_table(
        "webhook",
        sa.Column("id", Id, nullable=False),
        sa.Column("key_id", Id, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("events", Json, nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("ended_at", TIME),
        sa.PrimaryKeyConstraint("id", name="pk_webhook"),
    )


def _deliveries() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", Id, nullable=False),
        sa.Column("dedupe", sa.String(120), nullable=False),
        sa.Column("audience", sa.String(12), nullable=False),
        sa.Column("target", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("case_id", Id, nullable=False),
        sa.Column("event_id", Id, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("not_before", TIME, nullable=False),
        sa.Column("claimed_at", TIME),
        sa.Column("claimed_by", sa.String(64)),
        sa.Column("settled_at", TIME),
        sa.Column("error", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
        sa.UniqueConstraint("dedupe", name="uq_delivery_dedupe"),
    )
    op.create_index("ix_delivery_target", "delivery", ["audience", "target", "id"])
    _partial("ix_delivery_queued", "not_before", "state = 'queued'")
    _partial("ix_delivery_claimed", "claimed_at", "state = 'claimed'")
    _partial("ix_delivery_waiting", "case_id", "settled_at IS NULL")


def _partial(name: str, column: str, where: str) -> None:
    op.create_index(name, "delivery", [column], sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def downgrade() -> None:
    for table in ("delivery", "webhook", "api_report", "api_key"):
        op.drop_table(table)
