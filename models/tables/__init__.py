"""Every table, so that importing this package completes the metadata."""

from models.tables.api import api_key, api_report, delivery, webhook
from models.tables.base import metadata
from models.tables.cases import case, case_event, case_message, case_number, case_person
from models.tables.inbox import group_binding, media, message
from models.tables.job_run import job_run
from models.tables.outbox import outbox
from models.tables.search import case_words
from models.tables.staff import audit, bind_code, prompt, staff_binding
from models.tables.web import login_link, login_try, web_password, web_session

__all__ = [
    "api_key",
    "api_report",
    "audit",
    "bind_code",
    "case",
    "case_event",
    "case_message",
    "case_number",
    "case_person",
    "case_words",
    "delivery",
    "group_binding",
    "job_run",
    "login_link",
    "login_try",
    "media",
    "message",
    "metadata",
    "outbox",
    "prompt",
    "staff_binding",
    "web_password",
    "web_session",
    "webhook",
]
