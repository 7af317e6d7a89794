"""Another system reports a trouble: the same masking, the same reading for danger, the same way to open a case."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

from sqlalchemy import update

from handlers.actions.audit import audit
from handlers.actions.open_case import Origin, open_case
from handlers.conversation.decisions import OpenCase, Why
from handlers.conversation.urgency import urgency_by
from handlers.messages.store import Arrival, store_arrivals
from handlers.reading.facts import CaseKind, Facts, Urgency
from handlers.scene import Scene
from handlers.wording import reasons
from handlers.wording.long_numbers import mask_numbers
from handlers.wording.open_data import reported_words
from models.case import Case, Message
from models.errors import LinliError
from models.messages import Incoming, MessageKind
from models.queries.api_keys import ApiKey, Reported, add_report, report_named
from models.queries.cases import get_case
from models.queries.messages import settle_messages
from models.tables import message as message_table

CHANNEL = "api"
NAMES_ITSELF = 1.0  # the score from which the words name a kind of trouble by themselves


class OtherReport(LinliError):
    """The same name for two different reports; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a system reports. `account`, `name` and `phone` are whoever wrote to it; `latitude`, `longitude` WGS-84."""

    grid: str
    category: str
    description: str
    address: str = ""
    name: str = ""
    phone: str = ""
    account: str = ""
    latitude: str = ""
    longitude: str = ""
    media_url: str = ""

    def digest(self) -> str:
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


def hear_report(scene: Scene, key: ApiKey, report: Report, idempotency: str | None, stamp: str) -> Case:
    """The case that it opened, now or when it came the first time; `stamp` is a fresh name. Raises OtherReport."""
    known = report_named(scene.connection, key.id, idempotency) if idempotency else None
    if known is not None:
        if known.digest != report.digest():
            raise OtherReport("this Idempotency-Key came with another report before -> take a new one for each report")
        return get_case(scene.connection, known.case_id)
    message = _store(scene, key, report, stamp)
    case = open_case(scene.caused_by(message), _decided(scene, report, message), Origin(report.grid, CHANNEL))
    add_report(scene.connection, Reported(case.id, key.id, message.id, idempotency, report.digest()))
    audit(scene, "reported", key.who, f"{case.category} in {case.grid}", case.id)
    return case


def _store(scene: Scene, key: ApiKey, report: Report, stamp: str) -> Message:
    """The words become a message like any other, so that they are masked, shown, forgotten and erased like one."""
    said = reported_words(report.description or report.address, report.phone, report.media_url)
    incoming = Incoming(
        channel=CHANNEL,
        external_id=stamp,
        chat_id=f"{CHANNEL}:{key.id}",
        is_group=False,
        sender_id=_sender(key, report, stamp),
        sender_name=report.name or key.name,
        sent_at=scene.now,
        kind=MessageKind.TEXT,
        text=said,
    )
    house = scene.house
    stored = store_arrivals(scene.connection, [Arrival(incoming)], house.settings, scene.now, house.keys)[0]
    assert stored is not None  # a fresh name is nobody's repeat
    settle_messages(scene.connection, {stored.id: "reported by another system"}, scene.now)
    if report.latitude:
        extra = {**(stored.extra or {}), "latitude": report.latitude, "longitude": report.longitude}
        this = update(message_table).where(message_table.c.id == stored.id)
        scene.connection.execute(this.values(extra=extra))
    return stored


def _sender(key: ApiKey, report: Report, stamp: str) -> str:
    """The same for one person of one system, without saying who; somebody else for each report of nobody."""
    person = report.account or report.phone or stamp
    return f"{key.id}:{hashlib.sha256(person.encode()).hexdigest()[:24]}"


def _decided(scene: Scene, report: Report, message: Message) -> OpenCase:
    facts = scene.house.read(report.grid, message.text, False, MessageKind.TEXT)
    category = _category(scene, report, facts)
    told = max((each.urgency for each in facts.candidates), key=Urgency.rank, default=None)
    place = mask_numbers(report.address) or next((place.text for place in facts.places), "")
    kinds = [each.kind for each in facts.candidates if each.category == category]
    words = tuple(word for each in facts.candidates for word in each.words)
    rules = (CHANNEL, *(rule for each in facts.candidates for rule in each.rules))
    return OpenCase(
        category=category,
        place=place,
        urgency=_urgency(scene, category, facts, told),
        kind=kinds[0] if kinds else CaseKind.COMPLAINT,
        messages=(message.id,),
        why=Why(rules, words, (message.id,), (reasons.OTHER_SYSTEM,), 1.0),
    )


def _urgency(scene: Scene, category: str, facts: Facts, told: Urgency | None) -> Urgency:
    """Danger is danger under whichever heading it was sent."""
    if told is Urgency.EMERGENCY:
        return told
    return urgency_by(scene.house.resembles, category, [facts], told)


def _category(scene: Scene, report: Report, facts: Facts) -> str:
    """As reported, unless the words plainly tell of a private matter and of nothing that was reported."""
    if any(each.category == report.category for each in facts.candidates):
        return report.category
    plain = (each.category for each in facts.candidates if each.score >= NAMES_ITSELF)
    return next((code for code in plain if scene.settings.category(code).private), report.category)
