"""What arrives, and the cases made of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
Moment = sa.DateTime(timezone=True)


def create_case_number() -> None:
    op.create_table(
        "case_number",
        sa.Column("grid", sa.String(40), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("grid", name="pk_case_number"),
    )


CASES_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", Id, nullable=False),
    sa.Column("number", sa.Integer(), nullable=False),
    sa.Column("grid", sa.String(40), nullable=False),
    sa.Column("group_id", sa.String(40)),
    sa.Column("source", sa.String(16), nullable=False),
    sa.Column("channel", sa.String(32), nullable=False),
    sa.Column("category", sa.String(32), nullable=False),
    sa.Column("place", sa.String(80), nullable=False),
    sa.Column("urgency", sa.String(16), nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("private", sa.Boolean(), nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("holder", sa.String(40), nullable=False),
    sa.Column("department", sa.String(40), nullable=False),
    sa.Column("why", Json, nullable=False),
    sa.Column("opened_at", Moment, nullable=False),
    sa.Column("updated_at", Moment, nullable=False),
    sa.Column("first_due", Moment, nullable=False),
    sa.Column("solve_due", Moment, nullable=False),
    sa.Column("answer_due", Moment, nullable=False),
    sa.Column("work_due", Moment, nullable=False),
    sa.Column("first_word_at", Moment),
    sa.Column("answered_at", Moment),
    sa.Column("nudges", sa.Integer(), nullable=False),
    sa.Column("look_at", Moment),
    sa.Column("promised_at", Moment),
    sa.Column("promise", sa.Text(), nullable=False),
    sa.Column("pauses", Json, nullable=False),
    sa.Column("extensions", sa.Integer(), nullable=False),
    sa.Column("extension_until", Moment),
    sa.Column("closed_at", Moment),
    sa.Column("closed_by", sa.String(40), nullable=False),
    sa.Column("merged_into", Id),
    sa.Column("reopened", sa.Integer(), nullable=False),
    sa.Column("asked_satisfaction_at", Moment),
    sa.Column("score", sa.Integer()),
    sa.Column("receipt_due", Moment),
    sa.Column("receipt_at", Moment),
)


def create_cases() -> None:
    op.create_table(
        "cases",
        *CASES_COLUMNS,
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
    )
    op.create_index("ix_cases_closed_at", "cases", ["closed_at"])
    op.create_index("ix_cases_grid_number", "cases", ["grid", "number"])
    op.create_index("ix_cases_group_updated", "cases", ["group_id", "updated_at"])
    op.create_index("ix_cases_holder_state", "cases", ["holder", "state"])
    op.create_index("ix_cases_look_at", "cases", ["look_at"])
    op.create_index("ix_cases_promised_at", "cases", ["promised_at"])
    op.create_index("ix_cases_receipt_due", "cases", ["receipt_due"])


def create_group_binding() -> None:
    op.create_table(
        "group_binding",
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("chat", sa.String(128), nullable=False),
        sa.Column("group_id", sa.String(40), nullable=False),
        sa.Column("bound_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("channel", "chat", name="pk_group_binding"),
        sa.UniqueConstraint("channel", "group_id", name="uq_group_binding_channel_group_id"),
    )


def create_media() -> None:
    op.create_table(
        "media",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("dhash", sa.String(16), nullable=False),
        sa.Column("taken_at", Moment),
        sa.Column("latitude", sa.String(24)),
        sa.Column("longitude", sa.String(24)),
        sa.Column("first_seen", Moment, nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_media"),
    )


def create_message() -> None:
    op.create_table(
        "message",
        sa.Column("id", Id, nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("chat", sa.String(128), nullable=False),
        sa.Column("external_id", sa.String(128), nullable=False),
        sa.Column("group_id", sa.String(40)),
        sa.Column("sender", sa.String(128), nullable=False),
        sa.Column("sender_name", sa.String(64), nullable=False),
        sa.Column("staff_id", sa.String(40)),
        sa.Column("is_bot", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("quote_name", sa.String(64)),
        sa.Column("quote_text", sa.Text()),
        sa.Column("quote_id", sa.String(128)),
        sa.Column("mentions_bot", sa.Boolean(), nullable=False),
        sa.Column("photo", sa.String(64)),
        sa.Column("extra", Json),
        sa.Column("sent_at", Moment, nullable=False),
        sa.Column("received_at", Moment, nullable=False),
        sa.Column("handled_at", Moment),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("failure", sa.Text()),
        sa.Column("outcome", sa.String(64)),
        sa.Column("held", Json),
        sa.PrimaryKeyConstraint("id", name="pk_message"),
        sa.UniqueConstraint("channel", "chat", "external_id", name="uq_message_channel_chat_external_id"),
    )
    op.create_index("ix_message_chat_recent", "message", ["channel", "chat", "id"])
    op.create_index("ix_message_group_recent", "message", ["group_id", "id"])
    op.create_index("ix_message_sent_at", "message", ["sent_at"])
    op.create_index("ix_message_unhandled", "message", ["handled_at", "id"])


def create_case_event() -> None:
    op.create_table(
        "case_event",
        sa.Column("id", Id, nullable=False),
        sa.Column("case_id", Id, sa.ForeignKey("cases.id", name="fk_case_event_case_id"), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("move", sa.String(24), nullable=False),
        sa.Column("from_state", sa.String(16), nullable=False),
        sa.Column("to_state", sa.String(16), nullable=False),
        sa.Column("actor", sa.String(16), nullable=False),
        sa.Column("staff_id", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("message_id", Id),
        sa.Column("before", Json),
        sa.Column("undone_at", Moment),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("told_at", Moment),
        sa.PrimaryKeyConstraint("id", name="pk_case_event"),
    )
    op.create_index("ix_case_event_case", "case_event", ["case_id", "id"])
    op.create_index("ix_case_event_untold", "case_event", ["public", "told_at"])


def create_case_message() -> None:
    op.create_table(
        "case_message",
        sa.Column("case_id", Id, sa.ForeignKey("cases.id", name="fk_case_message_case_id"), nullable=False),
        sa.Column("message_id", Id, sa.ForeignKey("message.id", name="fk_case_message_message_id"), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "message_id", name="pk_case_message"),
    )
    op.create_index("ix_case_message_message", "case_message", ["message_id"])


def create_case_person() -> None:
    op.create_table(
        "case_person",
        sa.Column("case_id", Id, sa.ForeignKey("cases.id", name="fk_case_person_case_id"), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("sender", sa.String(128), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("since", Moment, nullable=False),
        sa.PrimaryKeyConstraint("case_id", "channel", "sender", name="pk_case_person"),
    )


TABLES: dict[str, Callable[[], None]] = {
    "case_number": create_case_number,
    "cases": create_cases,
    "group_binding": create_group_binding,
    "media": create_media,
    "message": create_message,
    "case_event": create_case_event,
    "case_message": create_case_message,
    "case_person": create_case_person,
}


def upgrade() -> None:
    for create in TABLES.values():
        create()


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_table(name)
