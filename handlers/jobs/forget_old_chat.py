"""Forget what people said, once it is no longer needed."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.actions.audit import audit
from handlers.jobs.job import Job
from handlers.scene import Scene
from models.queries.deliveries import delete_deliveries
from models.queries.doors import delete_links
from models.queries.forgetting import (
    blank_ended_cases,
    delete_audit,
    delete_chat,
    delete_job_runs,
    delete_outbox,
    delete_prompts,
    delete_quotes,
)
from models.queries.months import by_month, forget_months
from models.queries.passwords import delete_tries
from models.queries.sessions import end_sessions_before

JOB_RUNS_KEPT = timedelta(days=14)
LINKS_KEPT = timedelta(days=1)  # so that an old one is still told from one that never was


def forget_old_chat(scene: Scene, _fire_time: datetime) -> str:
    """Chat that belongs to no case goes first; words of ended cases later; numbers and timelines stay."""
    kept = scene.settings.retention
    chat_before = scene.now - timedelta(days=kept.chat_days)
    words_before = scene.now - timedelta(days=kept.case_message_days)
    # A city's day is 12 million messages; its operator may choose not to delete them one by one.
    in_one_piece = kept.whole_months and by_month(scene.connection)
    chat = 0 if in_one_piece else delete_chat(scene.connection, chat_before)
    words = blank_ended_cases(scene.connection, words_before)
    delete_quotes(scene.connection, chat_before)
    delete_outbox(scene.connection, chat_before)
    delete_deliveries(scene.connection, chat_before)
    delete_prompts(scene.connection, words_before)
    delete_audit(scene.connection, scene.now - timedelta(days=kept.audit_days))
    delete_job_runs(scene.connection, scene.now - JOB_RUNS_KEPT)
    _forget_ways_in(scene)
    if chat or words:
        audit(scene, "forgotten", "system", f"{chat} messages deleted, {words} blanked")
    return f"{chat} deleted, {words} blanked"


def _forget_ways_in(scene: Scene) -> None:
    """Sessions that nobody uses, links and refused passwords that count no more."""
    end_sessions_before(scene.connection, scene.now - timedelta(hours=scene.settings.web.session_hours))
    delete_links(scene.connection, scene.now - LINKS_KEPT)
    delete_tries(scene.connection, scene.now)


def forget_months_past(scene: Scene) -> tuple[int, ...]:
    """Months of chat that ended too long ago, by database partitions; a change of its own after the job."""
    gone = forget_months(scene.connection, scene.now - timedelta(days=scene.settings.retention.chat_days))
    for month in gone:
        audit(scene, "forgotten", "system", f"chat of {month} dropped")
    return gone


JOB = Job("forget_old_chat", forget_old_chat)
