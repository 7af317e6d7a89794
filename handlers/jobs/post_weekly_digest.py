"""The week in each group, in words that point at nobody."""

from __future__ import annotations

from datetime import datetime

from handlers.actions.describe import names_to_hide, standing_of
from handlers.actions.say import NEWS, post_to_group, public_words
from handlers.figures_of import figures_of
from handlers.jobs.job import Job
from handlers.jobs.week import week_before
from handlers.scene import Scene
from handlers.wording.digest import weekly_digest
from handlers.wording.values import WeeklyDigest
from models.case import Case
from models.queries.cases import open_cases_in
from models.queries.ledger import Period, cases_touching
from models.queries.messages import messages_of_case
from models.settings import GroupSettings
from models.status import State


def post_weekly_digest(scene: Scene, fire_time: datetime) -> str:
    posted = [group.id for group in scene.settings.groups if digest_of(scene, group, fire_time)]
    return f"{len(posted)} groups"


def digest_of(scene: Scene, group: GroupSettings, fire_time: datetime) -> bool:
    """Whether the group got one. The key is the week's, so that no process posts it a second time.

    A week in which nothing came in and nothing is open is passed over in silence.
    """
    period, first, last = week_before(fire_time, scene.settings)
    digest = WeeklyDigest(
        first,
        last,
        figures_of(scene, group.grid, period),
        tuple(standing_of(scene, case) for case in open_cases_in(scene.connection, [group.grid])),
        _helpers(scene, group, period),
    )
    if not tells_anything(digest):
        return False
    names = names_to_hide(scene, group.id)
    text = public_words(f"weekly digest of group={group.id}", lambda: weekly_digest(digest, scene.moment, names))
    if text is None:
        return False
    post_to_group(_cause(scene, group, period), group.id, text, "digest", f"{last:%Y%m%d}", priority=NEWS)
    return True


def _cause(scene: Scene, group: GroupSettings, period: Period) -> Scene:
    """A digest answers the newest words of residents about the matters of its week."""
    cases = cases_touching(scene.connection, [group.grid], period)
    evidence = [message for case in cases for message in messages_of_case(scene.connection, case.id, "evidence")]
    newest = max(evidence, key=lambda message: message.id, default=None)
    return scene.caused_by(newest) if newest is not None else scene


def tells_anything(digest: WeeklyDigest) -> bool:
    """Whether there is a public matter to tell of."""
    received = any(part.tally.received for part in digest.figures.by_category if not part.private)
    return received or any(not standing.case.private for standing in digest.still_open)


def _helpers(scene: Scene, group: GroupSettings, period: Period) -> tuple[str, ...]:
    """Bodies and roles that helped to end cases of the week; never residents."""
    cases = cases_touching(scene.connection, [group.grid], period)
    ended = [case for case in cases if case.state is State.CLOSED and period.holds(case.closed_at)]
    return tuple(dict.fromkeys(name for case in ended for name in _who_helped(scene, case)))


def _who_helped(scene: Scene, case: Case) -> list[str]:
    department = scene.settings.departments_by_id.get(case.department)
    person = scene.settings.staff_by_id.get(case.closed_by)
    return [name for name in (department.name if department else "", person.public_name if person else "") if name]


JOB = Job("post_weekly_digest", post_weekly_digest)
