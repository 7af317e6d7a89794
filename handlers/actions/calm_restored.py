"""Make a restored database fit to go on: nothing of the past is said again, and nobody is hunted for what is over.

Between the backup and now the group has read receipts, news and questions of which the database knows nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.actions.audit import audit
from handlers.actions.say import DANGER
from handlers.scene import Scene
from models.queries.cases import HIGHEST_NUMBER
from models.queries.deliveries import drop_all_deliveries
from models.queries.doors import use_up_every_link
from models.queries.job_runs import claim_run
from models.queries.restored import (
    drop_waiting,
    hush_groups,
    look_later,
    open_emergencies,
    queue_claimed,
    skip_numbers,
)
from models.queries.sessions import end_every_session

PROMPT_LASTS = timedelta(hours=24)  # an emergency prompt that is older is repeated by the watch, where still open
GRACE = timedelta(hours=24)  # time for staff to say what was done meanwhile, before anything is reminded or escalated
FEWEST_SKIPPED, MOST_SKIPPED = 10, 300  # case numbers


@dataclass(frozen=True, slots=True)
class Calmed:
    """What was done about the past, and what a person should look at."""

    dropped: int  # messages that waited to be sent
    repeated: int  # emergency prompts that go out at the start
    emergencies: tuple[tuple[str, int], ...]  # (grid, number), still open as far as the backup knows


def calm_restored(scene: Scene, made_at: datetime, slots: Mapping[str, datetime]) -> Calmed:
    """`made_at` is the moment of the backup; `slots` the newest fire time of each job, which counts as run."""
    connection, now = scene.connection, scene.now
    dropped = drop_waiting(connection, now, now - PROMPT_LASTS, DANGER)
    drop_all_deliveries(connection, now)
    repeated = queue_claimed(connection, now)
    hush_groups(connection, now)
    end_every_session(connection)  # one of them may have been ended since for a reason
    use_up_every_link(connection, now)
    look_later(connection, now + GRACE)
    skip_numbers(connection, made_at - max(now - made_at, timedelta(0)), FEWEST_SKIPPED, MOST_SKIPPED, HIGHEST_NUMBER)
    for job, fire_time in slots.items():
        claim_run(connection, job, fire_time, now)
    audit(scene, "restored", "operator", f"from a backup of {made_at.isoformat()}, {dropped} messages dropped")
    return Calmed(dropped, repeated, open_emergencies(connection))
