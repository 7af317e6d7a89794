"""Put a case before the people who have to act on it, in private."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import insert

from handlers.actions.describe import name_of, prompt_of
from handlers.actions.holders import department_people, holder_above, office_of, people_for, workers_on
from handlers.actions.say import DANGER, PERSONAL, tell_staff
from handlers.actions.tell_department import tell_dispatched
from handlers.scene import Scene
from handlers.wording import notices, prompts
from handlers.wording.prompts import photo_caption
from models.case import Case, Message
from models.messages import PrivateText
from models.queries.messages import messages_of_case
from models.settings import StaffSettings
from models.tables import prompt as prompt_table

NEWS = {"asked_after": notices.asked_after, "not_resolved": notices.doubted, "withdrawn": notices.withdrawn}
MOST_PHOTOS = 3  # more of them would bury the words; the rest are in the case


def prompt_case(scene: Scene, case: Case, kind: str = "case", repeat: int = 0) -> None:
    """Ask the holder's people what they do about a case; an emergency goes to the level above at once, too."""
    asked = prompt_of(scene, case)
    people = list(people_for(scene, case))
    if case.urgency == "emergency":
        text = prompts.emergency_prompt(asked, scene.moment, repeat)
        people += [person for person in _level_above(scene, case) if person not in people]
    else:
        text = prompts.prompt(asked, scene.moment)
    for person in people:
        ask_person(scene, person, case, text, kind, with_photos=repeat == 0)


def ask_again(scene: Scene, case: Case) -> None:
    """A closed case came back: the holder's people hear it in the resident's own words."""
    words = scene.cause.text if scene.cause else ""
    for person in people_for(scene, case):
        ask_person(scene, person, case, notices.reopened_for_you(name_of(scene, case), words), "reopened")


def ask_person(
    scene: Scene, person: StaffSettings, case: Case, text: PrivateText, kind: str, *, with_photos: bool = False
) -> None:
    """One question to one person, remembered so that an answer without a number finds its case."""
    note_prompt(scene, person, case.id, kind)
    priority = DANGER if case.urgency == "emergency" else PERSONAL
    stamp = f"{case.id}:{kind}:{scene.now.timestamp():.0f}"
    tell_staff(scene, person, text, kind, stamp, priority=priority, case_id=case.id)
    if with_photos:
        photos = [message.photo for message in messages_of_case(scene.connection, case.id, "evidence") if message.photo]
        for photo in dict.fromkeys(photos[:MOST_PHOTOS]):
            send_photo(scene, person, case, photo)


def send_photo(scene: Scene, person: StaffSettings, case: Case, photo: str) -> None:
    caption = photo_caption(name_of(scene, case))
    tell_staff(scene, person, caption, "case_photo", f"{case.id}:{photo[:16]}", case_id=case.id, photo=photo)


def pass_on_photos(scene: Scene, case: Case, messages: Iterable[Message]) -> None:
    """Photos that came after the prompt go to whoever works on the case."""
    if not case.is_open:
        return
    for message in messages:
        if message.photo is not None:
            for person in people_for(scene, case):
                send_photo(scene, person, case, message.photo)


def note_prompt(
    scene: Scene, person: StaffSettings, case_id: int | None, kind: str, data: dict[str, object] | None = None
) -> None:
    values = {"staff_id": person.id, "case_id": case_id, "kind": kind, "asked_at": scene.now, "data": data}
    scene.connection.execute(insert(prompt_table).values(**values))


def dispatch_to_department(scene: Scene, case: Case, sender: str) -> None:
    """Tell the department's people what was sent to them."""
    text = notices.dispatched_to_you(prompt_of(scene, case), sender, scene.moment)
    for person in department_people(scene, case):
        ask_person(scene, person, case, text, "dispatch", with_photos=True)
    tell_dispatched(scene, case)


def tell_holders(scene: Scene, case: Case, text: PrivateText, kind: str, *, but: str = "") -> None:
    """A notice to everyone who works on a case, except whoever caused it."""
    stamp = f"{case.id}:{scene.cause.id if scene.cause else scene.now.timestamp()}"
    for person in workers_on(scene, case):
        if person.id != but:
            tell_staff(scene, person, text, kind, stamp, case_id=case.id)


def tell_news(scene: Scene, case: Case, kind: str = "news") -> None:
    """Tell the holders what a resident added, corrected, took back or doubts, in the resident's own words."""
    cause = scene.cause
    if cause is None:
        return
    said = NEWS.get(kind)
    name = name_of(scene, case)
    text = said(name, cause.text) if said else notices.new_evidence(name, cause.sender_name, cause.text)
    tell_holders(scene, case, text, kind)


def _level_above(scene: Scene, case: Case) -> tuple[StaffSettings, ...]:
    above = holder_above(scene.settings, case.holder, case.private)
    return office_of(scene.settings, above, case.private) if above else ()
