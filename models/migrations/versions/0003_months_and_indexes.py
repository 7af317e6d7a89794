"""Messages by month where the database is PostgreSQL, and the indexes that the questions need on both.

SQLite keeps one table and rebuilds it; PostgreSQL copies the messages once into partitions. Either takes as long as
reading and writing all messages does.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0005"
branch_labels = None
depends_on = None

OPEN = "state IN ('registered','accepted','dispatched','in_progress','confirming','returned','escalated','suspended')"
# (name, table, columns, condition)
OLD = (
    ("ix_message_group_recent", "message", ["group_id", "id"], ""),
    ("ix_message_chat_recent", "message", ["channel", "chat", "id"], ""),
    ("ix_message_unhandled", "message", ["handled_at", "id"], ""),
    ("ix_message_sent_at", "message", ["sent_at"], ""),
    ("ix_outbox_due", "outbox", ["state", "priority", "not_before"], ""),
    ("ix_outbox_spoken_by", "outbox", ["channel", "claimed_at"], ""),
    ("ix_outbox_spoken_to", "outbox", ["target", "claimed_at"], ""),
    ("ix_outbox_event", "outbox", ["event_id"], ""),
    ("ix_cases_closed_at", "cases", ["closed_at"], ""),
    ("ix_cases_group_updated", "cases", ["group_id", "updated_at"], ""),
    ("ix_cases_holder_state", "cases", ["holder", "state"], ""),
    ("ix_cases_look_at", "cases", ["look_at"], ""),
    ("ix_cases_promised_at", "cases", ["promised_at"], ""),
    ("ix_cases_receipt_due", "cases", ["receipt_due"], ""),
    ("ix_case_event_untold", "case_event", ["public", "told_at"], ""),
)
NEW = (
    ("uq_message_channel_chat_external_id", "message", ["channel", "chat", "external_id", "month"], "unique"),
    ("ix_message_group_recent", "message", ["group_id", "id"], "group_id IS NOT NULL"),
    ("ix_message_chat_recent", "message", ["channel", "chat", "id"], "group_id IS NULL"),
    ("ix_message_unhandled", "message", ["id"], "handled_at IS NULL"),
    ("ix_message_sent_at", "message", ["sent_at"], "brin"),
    ("ix_message_photo", "message", ["photo"], "photo IS NOT NULL"),
    ("ix_outbox_due", "outbox", ["priority", "id"], "state = 'queued'"),
    ("ix_outbox_claimed", "outbox", ["claimed_at"], "state = 'claimed'"),
    ("ix_outbox_spoken_by", "outbox", ["channel", "claimed_at"], "claimed_at IS NOT NULL"),
    ("ix_outbox_spoken_to", "outbox", ["target", "claimed_at"], "claimed_at IS NOT NULL"),
    ("ix_outbox_ended_badly", "outbox", ["settled_at"], "state IN ('uncertain','failed')"),
    ("ix_outbox_event", "outbox", ["event_id"], "event_id IS NOT NULL"),
    ("ix_group_binding_group_id", "group_binding", ["group_id"], ""),
    ("ix_cases_open", "cases", ["grid"], OPEN),
    ("ix_cases_grid_updated", "cases", ["grid", "updated_at"], ""),
    ("ix_cases_department", "cases", ["department"], "department <> ''"),
    ("ix_cases_group_id", "cases", ["group_id"], ""),
    ("ix_cases_closed_at", "cases", ["closed_at"], "closed_at IS NOT NULL"),
    ("ix_cases_look_at", "cases", ["look_at"], "look_at IS NOT NULL"),
    ("ix_cases_promised_at", "cases", ["promised_at"], "promised_at IS NOT NULL"),
    ("ix_cases_receipt_due", "cases", ["receipt_due"], "receipt_due IS NOT NULL"),
    ("ix_case_event_untold", "case_event", ["case_id"], "public IS TRUE AND told_at IS NULL AND undone_at IS NULL"),
    ("ix_case_event_message", "case_event", ["message_id"], "message_id IS NOT NULL"),
    ("ix_case_event_staff", "case_event", ["staff_id", "at"], ""),
)
# The month in which a message says that it was sent, in UTC; what `models.months.month_of` makes of it.
MONTH_SQLITE = "CAST(strftime('%Y%m', coalesce(json_extract(extra, '$.claimed_time'), sent_at)) AS INTEGER)"
MONTH_POSTGRES = (
    "to_char(coalesce((extra->>'claimed_time')::timestamptz, sent_at) AT TIME ZONE 'UTC', 'YYYYMM')::integer"
)
SEQUENCE = "message_id_seq"


def upgrade() -> None:
    postgres = op.get_bind().dialect.name == "postgresql"
    drop(OLD)
    (_into_months if postgres else _rebuild)()
    create(NEW)


def downgrade() -> None:
    postgres = op.get_bind().dialect.name == "postgresql"
    drop(NEW)
    (_into_one_table if postgres else _rebuild_back)()
    create(OLD)


def drop(indexes: tuple[tuple[str, str, list[str], str], ...]) -> None:
    for name, table, _columns, _how in indexes:
        op.drop_index(name, table)


def create(indexes: tuple[tuple[str, str, list[str], str], ...]) -> None:
    for name, table, columns, how in indexes:
        options: dict[str, Any] = {}
        if how == "brin":
            options = {"postgresql_using": "brin"}
        elif how not in ("", "unique"):
            options = {"postgresql_where": sa.text(how), "sqlite_where": sa.text(how.replace("IS TRUE", "IS 1"))}
        op.create_index(name, table, columns, unique=how == "unique", **options)


def _rebuild() -> None:
    # A key that leads to messages would have to name the month as well, and rows move.
    with op.batch_alter_table("case_message") as batch:
        batch.drop_constraint("fk_case_message_message_id", type_="foreignkey")
    op.add_column("message", sa.Column("month", sa.Integer(), nullable=False, server_default="0"))
    op.execute(f"UPDATE message SET month = {MONTH_SQLITE}")  # noqa: S608 - a constant
    with op.batch_alter_table("message") as batch:
        batch.drop_constraint("uq_message_channel_chat_external_id", type_="unique")
        batch.alter_column("month", server_default=None)


def _rebuild_back() -> None:
    with op.batch_alter_table("message") as batch:
        batch.drop_column("month")
        batch.create_unique_constraint("uq_message_channel_chat_external_id", ["channel", "chat", "external_id"])
    _key_to_message()


def _into_months() -> None:
    op.drop_constraint("fk_case_message_message_id", "case_message")
    _replace_message(
        "month INTEGER NOT NULL, CONSTRAINT pk_message PRIMARY KEY (id, month)", "PARTITION BY LIST (month)"
    )
    for month in op.get_bind().scalars(sa.text(f"SELECT DISTINCT {MONTH_POSTGRES} FROM message_before")):  # noqa: S608
        op.execute(f"CREATE TABLE message_{month:06} PARTITION OF message FOR VALUES IN ({month})")
    op.execute("CREATE TABLE message_kept PARTITION OF message FOR VALUES IN (0)")
    op.execute("CREATE TABLE message_other PARTITION OF message DEFAULT")
    _fill(", month", f", {MONTH_POSTGRES}")


def _into_one_table() -> None:
    _replace_message(
        "CONSTRAINT pk_message PRIMARY KEY (id),"
        " CONSTRAINT uq_message_channel_chat_external_id UNIQUE (channel, chat, external_id)",
        "",
    )
    op.execute("ALTER TABLE message DROP COLUMN month")
    _fill("", "")
    _key_to_message()


def _replace_message(more: str, how: str) -> None:
    """An empty table in the place of the present one, which is called message_before until its rows are copied."""
    op.execute("ALTER TABLE message RENAME TO message_before")
    op.execute("ALTER TABLE message_before DROP CONSTRAINT pk_message")
    op.execute("ALTER TABLE message_before DROP CONSTRAINT IF EXISTS uq_message_channel_chat_external_id")
    op.execute(f"CREATE TABLE message (LIKE message_before INCLUDING DEFAULTS, {more}) {how}")


def _fill(names: str, values: str) -> None:
    columns = sa.inspect(op.get_bind()).get_columns("message_before")
    same = ", ".join(f'"{column["name"]}"' for column in columns if column["name"] != "month")
    op.execute(f"INSERT INTO message ({same}{names}) SELECT {same}{values} FROM message_before")  # noqa: S608
    op.execute(f"ALTER SEQUENCE {SEQUENCE} OWNED BY message.id")
    op.execute("DROP TABLE message_before")


def _key_to_message() -> None:
    with op.batch_alter_table("case_message") as batch:
        batch.create_foreign_key("fk_case_message_message_id", "message", ["message_id"], ["id"])
