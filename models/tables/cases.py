"""Cases and all that hangs on them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from models.status import OPEN, State
from models.tables.base import Id, Json, Moment, metadata, partial

OPEN_STATES = "state IN ({})".format(",".join(f"'{state.value}'" for state in State if state in OPEN))

case = Table(
    "cases",  # CASE is a word of SQL
    metadata,
    Column("id", Id, primary_key=True),
    Column("number", Integer, nullable=False),  # short enough to type; unique among a grid's recent cases
    Column("grid", String(40), nullable=False),  # where it happened: a node of the tree
    Column("group_id", String(40)),  # the group that hears of it; none for a forwarded case
    Column("source", String(16), nullable=False),  # group, forward, web, api
    Column("channel", String(32), nullable=False),
    Column("category", String(32), nullable=False),
    Column("place", String(80), nullable=False),
    Column("urgency", String(16), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("private", Boolean, nullable=False),
    Column("state", String(16), nullable=False),
    Column("holder", String(40), nullable=False),  # the node of the tree that has to act now
    Column("department", String(40), nullable=False, default=""),  # dispatched to
    Column("why", Json, nullable=False),  # rules, words, messages and sentences that opened it
    Column("opened_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("first_due", Moment, nullable=False),  # as promised when it was opened; the figures use these two
    Column("solve_due", Moment, nullable=False),
    Column("answer_due", Moment, nullable=False),  # of the present holder; escalation moves these two
    Column("work_due", Moment, nullable=False),
    Column("first_word_at", Moment),  # the first answer of anybody
    Column("answered_at", Moment),  # the first answer of the present holder
    Column("nudges", Integer, nullable=False, default=0),  # reminders and repeats sent in the present stage
    Column("look_at", Moment),  # when the watch has to look again; none while nothing can become due
    Column("promised_at", Moment),  # "明早来修": when to ask
    Column("promise", Text, nullable=False, default=""),  # the words
    Column("pauses", Json, nullable=False),  # [[start, end or null], ...] while the clock stood still
    Column("extensions", Integer, nullable=False, default=0),
    Column("extension_until", Moment),  # asked for, not yet granted
    Column("closed_at", Moment),
    Column("closed_by", String(40), nullable=False, default=""),  # staff id, "resident" or "system"
    Column("merged_into", Id),
    Column("reopened", Integer, nullable=False, default=0),
    Column("asked_satisfaction_at", Moment),
    Column("score", Integer),  # 1 不满意, 2 基本满意, 3 满意
    Column("receipt_due", Moment),  # a receipt that still has to be posted
    Column("receipt_at", Moment),
    Index("ix_cases_grid_number", "grid", "number"),
    Index("ix_cases_grid_updated", "grid", "updated_at"),
    Index("ix_cases_group_id", "group_id"),
    partial("ix_cases_open", "grid", where=OPEN_STATES),
    partial("ix_cases_department", "department", where="department <> ''"),
    partial("ix_cases_look_at", "look_at", where="look_at IS NOT NULL"),
    partial("ix_cases_promised_at", "promised_at", where="promised_at IS NOT NULL"),
    partial("ix_cases_receipt_due", "receipt_due", where="receipt_due IS NOT NULL"),
    Index("ix_cases_opened_at", "opened_at"),
    Index("ix_cases_solve_due", "solve_due"),
    partial("ix_cases_spot", "grid", "category", "place", where="place <> ''"),
    partial("ix_cases_closed_at", "closed_at", where="closed_at IS NOT NULL"),
)

case_event = Table(
    "case_event",
    metadata,
    Column("id", Id, primary_key=True),
    Column("case_id", Id, ForeignKey("cases.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("move", String(24), nullable=False),
    Column("from_state", String(16), nullable=False),
    Column("to_state", String(16), nullable=False),
    Column("actor", String(16), nullable=False),  # resident, cadre, leader, department, system
    Column("staff_id", String(40), nullable=False, default=""),
    Column("reason", Text, nullable=False, default=""),
    Column("message_id", Id),  # the words that caused it
    Column("before", Json),  # the columns as they were, for 撤销
    Column("undone_at", Moment),
    Column("public", Boolean, nullable=False, default=False),  # worth telling the group in a status update
    Column("told_at", Moment),  # when the group heard of it
    Index("ix_case_event_case", "case_id", "id"),
    Index("ix_case_event_staff", "staff_id", "at"),
    partial("ix_case_event_rare", "at", where="move IN ('rate','reopen')"),
    partial("ix_case_event_message", "message_id", where="message_id IS NOT NULL"),
    partial("ix_case_event_untold", "case_id", where="public IS TRUE AND told_at IS NULL AND undone_at IS NULL"),
)

case_message = Table(
    "case_message",
    metadata,
    Column("case_id", Id, ForeignKey("cases.id"), primary_key=True),
    Column("message_id", Id, primary_key=True),
    Column("role", String(16), nullable=False),  # evidence, support, done (a photo of completion), related
    Column("note", Text, nullable=False, default=""),  # why it was added
    Index("ix_case_message_message", "message_id"),
)

case_person = Table(
    "case_person",
    metadata,
    Column("case_id", Id, ForeignKey("cases.id"), primary_key=True),
    Column("channel", String(32), primary_key=True),
    Column("sender", String(128), primary_key=True),
    Column("name", String(64), nullable=False),
    Column("role", String(16), nullable=False),  # reporter, supporter
    Column("since", Moment, nullable=False),
)

case_number = Table(
    "case_number",
    metadata,
    Column("grid", String(40), primary_key=True),
    Column("last", Integer, nullable=False),
)
