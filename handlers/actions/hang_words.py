"""Hang messages and people on a case."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.scene import Scene
from models.case import Case, Message
from models.queries.messages import add_person, link_message


def hang_evidence(
    scene: Scene, case: Case, messages: Iterable[Message], *, note: str = "", reporter: bool = False
) -> None:
    """Evidence, and whoever said it as a reporter: a second person with facts of his own reports too."""
    for message in messages:
        link_message(scene.connection, case.id, message.id, "evidence", note)
        if reporter and message.staff_id is None:
            add_person(scene.connection, case.id, message, "reporter")


def hang_support(scene: Scene, case: Case, messages: Iterable[Message]) -> None:
    for message in messages:
        link_message(scene.connection, case.id, message.id, "support")
        add_person(scene.connection, case.id, message, "supporter")
