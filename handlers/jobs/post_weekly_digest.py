"""The week in each group, in words that point at nobody, and as a picture."""

from __future__ import annotations

from datetime import datetime

from handlers.actions.describe import names_to_hide
from handlers.actions.say import NEWS, post_to_group, public_words
from handlers.jobs.job import Job
from handlers.jobs.week import week_before
from handlers.pictured import picture_of_week
from handlers.scene import Scene
from handlers.weekly import digest_until
from handlers.wording.digest import weekly_digest
from handlers.wording.values import WeeklyDigest
from models.queries.ledger import Period, cases_touching
from models.queries.messages import messages_of_case
from models.settings import GroupSettings


def post_weekly_digest(scene: Scene, fire_time: datetime) -> str:
    posted = [group.id for group in scene.settings.groups if digest_of(scene, group, fire_time)]
    return f"{len(posted)} groups"


def digest_of(scene: Scene, group: GroupSettings, fire_time: datetime) -> bool:
    """Whether the group got one. The key is the week's, so that no process posts it a second time.

    A week in which nothing came in and nothing is open is passed over in silence. What is queued is the whole text and
    the name of a picture; the picture is drawn when it is sent, and where that fails the text goes out alone.
    """
    period, _, last = week_before(fire_time, scene.settings)
    digest = digest_until(scene, group, last)
    if not tells_anything(digest):
        return False
    names = names_to_hide(scene, group.id)
    text = public_words(f"weekly digest of group={group.id}", lambda: weekly_digest(digest, scene.moment, names))
    if text is None:
        return False
    photo = picture_of_week(last) if scene.settings.digest.picture else None
    cause = _cause(scene, group, period)
    post_to_group(cause, group.id, text, "digest", f"{last:%Y%m%d}", priority=NEWS, photo=photo)
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


JOB = Job("post_weekly_digest", post_weekly_digest)
