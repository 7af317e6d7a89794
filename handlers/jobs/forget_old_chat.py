"""Forget what people said, once it is no longer needed."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.actions.audit import audit
from handlers.jobs.job import Job
from handlers.scene import Scene
from models.queries.forgetting import blank_ended_cases, delete_chat, delete_job_runs, delete_outbox

JOB_RUNS_KEPT = timedelta(days=14)


def forget_old_chat(scene: Scene, _fire_time: datetime) -> str:
    """Chat that belongs to no case goes first; words of ended cases later; numbers and timelines stay."""
    kept = scene.settings.retention
    chat_before = scene.now - timedelta(days=kept.chat_days)
    words_before = scene.now - timedelta(days=kept.case_message_days)
    chat = delete_chat(scene.connection, chat_before)
    words = blank_ended_cases(scene.connection, words_before)
    delete_outbox(scene.connection, chat_before)
    delete_job_runs(scene.connection, scene.now - JOB_RUNS_KEPT)
    if chat or words:
        audit(scene, "forgotten", "system", f"{chat} messages deleted, {words} blanked")
    return f"{chat} deleted, {words} blanked"


JOB = Job("forget_old_chat", forget_old_chat)
