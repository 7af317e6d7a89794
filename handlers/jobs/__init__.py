"""Scheduled work: one file for each job. JOBS lists them all; a name that stands twice is a bug found at start."""

from handlers.jobs import (
    ask_satisfaction,
    back_up,
    close_confirmed,
    forget_old_chat,
    morning_list,
    post_receipts,
    post_status_update,
    post_weekly_digest,
    recall_promises,
    send_leader_digest,
    watch_deadlines,
)
from handlers.jobs.job import Job

JOBS: dict[str, Job] = {
    module.JOB.name: module.JOB
    for module in (
        post_receipts,
        watch_deadlines,
        recall_promises,
        post_status_update,
        ask_satisfaction,
        close_confirmed,
        morning_list,
        post_weekly_digest,
        send_leader_digest,
        forget_old_chat,
        back_up,
    )
}
