"""Back everything up at night. The backup follows once the run is claimed: it takes long, and is no transaction."""

from __future__ import annotations

from datetime import datetime

from handlers.jobs.job import Job
from handlers.scene import Scene


def back_up(scene: Scene, _fire_time: datetime) -> str:
    """Whoever claims the run makes the backup, one process of all."""
    return "begun" if scene.settings.backup.folder is not None else "nothing, backup.folder is not set"


JOB = Job("back_up", back_up)
