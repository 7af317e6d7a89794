"""Cases are found by their words, by the day they were opened or due, by place and trouble, and by rare moves.

Existing cases are read once, a thousand at a time.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from alembic import op

from models.search_words import index_words, numbered
from models.tables.search import FTS, POSTGRES_UP, SQLITE_UP

revision = "0010"
down_revision = "0008"
branch_labels = None
depends_on = None

# (name, table, columns, condition)
INDEXES = (
    ("ix_cases_opened_at", "cases", ["opened_at"], ""),
    ("ix_cases_solve_due", "cases", ["solve_due"], ""),
    ("ix_cases_spot", "cases", ["grid", "category", "place"], "place <> ''"),
    ("ix_case_event_rare", "case_event", ["at"], "move IN ('rate','reopen')"),
)
NUMBERS = "SELECT id, number FROM cases WHERE id > {after} AND id <= {last}"
TEXTS = (
    "SELECT id, place FROM cases WHERE id > {after} AND id <= {last}",
    "SELECT id, promise FROM cases WHERE id > {after} AND id <= {last}",
    "SELECT case_id, reason FROM case_event WHERE case_id > {after} AND case_id <= {last}",
    "SELECT case_message.case_id, message.text FROM case_message JOIN message ON message.id = case_message.message_id"
    " WHERE case_message.case_id > {after} AND case_message.case_id <= {last}",
)
AT_ONCE = 1_000


def upgrade() -> None:
    for name, table, columns, where in INDEXES:
        options: dict[str, Any] = {"postgresql_where": sa.text(where), "sqlite_where": sa.text(where)} if where else {}
        op.create_index(name, table, columns, **options)
    op.create_table(
        "case_words",
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name="pk_case_words"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_words_case_id"),
    )
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE_UP if sqlite else ():
        op.execute(statement)
    _fill()
    for statement in () if sqlite else POSTGRES_UP:  # an index over what is there is made faster than it grows
        op.execute(statement)


def _fill() -> None:
    bind = op.get_bind()
    newest = bind.scalar(sa.text("SELECT max(id) FROM cases")) or 0
    for after in range(0, newest, AT_ONCE):
        texts: defaultdict[int, list[str]] = defaultdict(list)
        for case_id, number in bind.execute(sa.text(NUMBERS.format(after=after, last=after + AT_ONCE))):
            texts[case_id].append(numbered(number))
        for query in TEXTS:
            for case_id, said in bind.execute(sa.text(query.format(after=after, last=after + AT_ONCE))):
                texts[case_id].append(said)
        rows = [{"case_id": case_id, "words": index_words(said)} for case_id, said in texts.items()]
        if rows:
            bind.execute(sa.text("INSERT INTO case_words (case_id, words) VALUES (:case_id, :words)"), rows)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TABLE {FTS}")
    op.drop_table("case_words")
    for name, table, _columns, _where in INDEXES:
        op.drop_index(name, table)
