"""Phone, identity and card numbers, locked under the operator's key."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = ("message", "outbox")


def upgrade() -> None:
    for name in TABLES:
        op.add_column(name, sa.Column("sealed", sa.Text()))


def downgrade() -> None:
    for name in TABLES:
        op.drop_column(name, "sealed")
