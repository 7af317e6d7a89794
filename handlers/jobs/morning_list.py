"""Every morning, what waits for each member of staff."""

from __future__ import annotations

from datetime import datetime

from handlers.actions.access import who_is
from handlers.actions.describe import standing_of
from handlers.actions.held import list_held
from handlers.actions.say import tell_staff
from handlers.jobs.job import Job
from handlers.messages.private.find_case import open_cases_for
from handlers.scene import Scene
from handlers.wording.lists import morning_list as words
from models.queries.staff import bound_among
from models.settings import Role


def morning_list(scene: Scene, fire_time: datetime) -> str:
    """Cadres hear of all that is open with them; nobody hears of nothing."""
    cadres = [person for person in scene.settings.staff if person.role is Role.CADRE]
    bound = bound_among(scene.connection, [person.id for person in cadres])
    told = 0
    for person in cadres:
        if person.id not in bound:
            continue
        who = who_is(person)
        standings = [standing_of(scene, case) for case in open_cases_for(scene, who)]
        text = words(standings, list_held(scene, who), scene.moment)
        if text is not None:
            tell_staff(scene, person, text, "morning_list", f"{fire_time:%Y%m%d}")
            told += 1
    return f"{told} people"


JOB = Job("morning_list", morning_list)
