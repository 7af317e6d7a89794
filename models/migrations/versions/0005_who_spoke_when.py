"""What an account and a group heard of late, found by the time of the send."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_outbox_spoken_by", "outbox", ["channel", "claimed_at"])
    op.create_index("ix_outbox_spoken_to", "outbox", ["target", "claimed_at"])
    op.drop_index("ix_outbox_target_sent", "outbox")


def downgrade() -> None:
    op.create_index("ix_outbox_target_sent", "outbox", ["target", "settled_at"])
    op.drop_index("ix_outbox_spoken_to", "outbox")
    op.drop_index("ix_outbox_spoken_by", "outbox")
