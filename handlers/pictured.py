"""Pictures that are drawn when they are sent: how a queued post names one, and what it will show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.actions.describe import names_to_hide
from handlers.scene import Scene
from handlers.weekly import card_until
from handlers.wording.card import Card, card_of
from handlers.wording.digest import digest_caption
from models.messages import PublicText
from models.photo import DRAWN
from models.settings import GroupSettings


@dataclass(frozen=True, slots=True)
class Pictured:
    """The few words that go with a picture, and what the picture shows."""

    caption: PublicText
    card: Card


def picture_of_week(last: date) -> str:
    """The name of the picture of the week that ends with this day."""
    return f"{DRAWN}{last.isoformat()}"


def pictured(scene: Scene, group_id: str, name: str) -> Pictured:
    """What a named picture shows to a group. NotPublic where it would point at a person."""
    return picture_of(scene, scene.settings.groups_by_id[group_id], date.fromisoformat(name.removeprefix(DRAWN)))


def picture_of(scene: Scene, group: GroupSettings, last: date) -> Pictured:
    """What the picture of the week until this day shows. NotPublic where it would point at a person."""
    week = card_until(scene, group, last)
    return Pictured(digest_caption(week.digest), card_of(week, scene.moment, names_to_hide(scene, group.id)))
