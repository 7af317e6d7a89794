"""Whose claim a message on its way out is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("claimed_by", sa.String(64)))
    # What an older program left claimed is nobody's: the next look at old claims decides about it.
    op.execute("UPDATE outbox SET claimed_by = '' WHERE state = 'claimed'")


def downgrade() -> None:
    op.drop_column("outbox", "claimed_by")
