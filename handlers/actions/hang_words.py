"""Hang messages and people on a case."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.scene import Scene
from models.case import Case, Message
from models.queries.messages import add_person, drop_people_without_words, link_message, unlink_shared

MERGED = "merged"  # the note on what came from a case that was merged


def hang_evidence(
    scene: Scene, case: Case, messages: Iterable[Message], *, note: str = "", reporter: bool = False
) -> None:
    """Evidence, and whoever said it as a reporter: a second person with facts of his own reports too."""
    for message in messages:
        link_message(scene.connection, case.id, message.id, "evidence", note)
        if reporter and message.staff_id is None:
            add_person(scene.connection, case.id, message, "reporter")


def hang_support(scene: Scene, case: Case, messages: Iterable[Message], *, note: str = "") -> None:
    for message in messages:
        link_message(scene.connection, case.id, message.id, "support", note)
        add_person(scene.connection, case.id, message, "supporter")


def take_off_merged(scene: Scene, target_id: int, merged: Case) -> None:
    """What a case brought along when it was merged goes with it again, people included."""
    unlink_shared(scene.connection, target_id, merged.id, MERGED)
    drop_people_without_words(scene.connection, target_id)
