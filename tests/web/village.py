"""A neighbourhood in which everything that residents said is an attack, and one person of every kind who may look.

Each case has a mark of its own in all of its words, so that a page tells whose words it shows.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from aiohttp.test_utils import BaseTestServer, TestServer
from sqlalchemy import Connection, func, select, update

from bot.web.route import Route
from bot.web.site import ROUTES, site_of
from handlers.actions.access import may_see
from handlers.actions.open_case import Origin
from handlers.conversation.decisions import Hold, Why
from handlers.messages.group.hold import hold
from handlers.scene import Scene
from models.case import Case
from models.settings import Role, Settings, StaffSettings
from models.tables import case, case_event, case_message, case_person, message
from tests.stories.conftest import Story, photo, play, sample
from tests.web.conftest import FREELY

ATTACK = "<script>alert(1)</script>\"'&{{7*7}}<b onmouseover=alert(2)>"
WORDS, PLACE = "ZQX{}", "PLZ{}"  # marks; letters, so that nothing masks them
PUBLIC, PRIVATE, SENT = "A", "B", "C"
HELD = "H"
OTHERS = (
    StaffSettings(id="next-lead", name="邻居书记", role=Role.LEADER, grids=("qinrun",), sees_private=True),
    StaffSettings(id="blind", name="新来的", role=Role.CADRE, grids=("qinshi",)),
    StaffSettings(id="water-man", name="水务小王", role=Role.DEPARTMENT, grids=("hongqiao",), department="water"),
)
PEOPLE = {
    "xi": "cadre of the grid",
    "gu": "cadre of another grid",
    "blind": "cadre who is not named for private matters",
    "secretary": "leader above",
    "street": "leader above who is not named for private matters",
    "next-lead": "leader of another branch",
    "chengguan-li": "department with the dispatch",
    "water-man": "department without it",
    "grannies": "volunteers",
}


@dataclass(frozen=True)
class Village:
    """The world as it stands; nothing that is only looked at changes it."""

    story: Story
    server: BaseTestServer
    cases: Mapping[str, Case]  # by mark
    photos: Mapping[str, str]  # hash by mark of the case

    @property
    def settings(self) -> Settings:
        return self.story.stage.app.settings

    def may_see(self, person: StaffSettings | None, mark: str) -> bool:
        """The rule that every page has to keep."""
        if person is None:
            return False
        if mark == HELD:
            acts = person.role in (Role.CADRE, Role.LEADER)
            return acts and any(self.settings.is_under("qinshi", grid) for grid in person.grids)
        return may_see(self.settings, person, self.cases[mark])


@contextlib.asynccontextmanager
async def village(folder: Path, *more: Route) -> AsyncIterator[Village]:
    """`more`: routes beside those of the site."""
    settings = sample().changed(staff=(*sample().staff, *OTHERS))
    async with play(settings, folder) as story:
        shots = await _live(story)
        found = await story.cases()
        assert [(one.grid, one.private, one.department) for one in found] == [
            ("qinshi", False, ""),
            ("qinshi", True, ""),
            ("qinrun", False, "chengguan"),
        ]
        marks = dict(zip((PUBLIC, PRIVATE, SENT), found, strict=True))
        photos = await story.stage.app.database.write(lambda connection: _poison(connection, marks, shots))
        site = site_of(story.stage.app, (*ROUTES, *more), FREELY)
        async with TestServer(site) as server:
            fresh = dict(zip(marks, await story.cases(), strict=True))
            yield Village(story, server, fresh, photos)


async def _live(story: Story) -> list[int]:
    """What happens; the ids of the messages with photos."""
    shots = [await story.say("王阿姨", photo=photo("red"))]
    await story.say("王阿姨", "3号楼东侧污水外溢，臭得很")
    shots.append(await story.say("周师傅", photo=photo("green")))
    await story.say("周师傅", "我家隔壁老李低保停了两个月了，揭不开锅，能不能帮帮他")
    shots.append(await story.say("陈大爷", photo=photo("blue"), group="qinrun-1"))
    await story.say("陈大爷", "2号楼前面又搭违章建筑了", group="qinrun-1")
    await story.whisper("gu", "1号转城管办")
    await story.say("吴奶奶", "阿婆今天也没下来坐坐")
    await story.stage.app.database.write(lambda connection: _doubt(connection, story))
    assert None not in shots
    return [shot for shot in shots if shot is not None]


def _doubt(connection: Connection, story: Story) -> None:
    ref = connection.scalar(select(func.max(message.c.id)))
    assert ref is not None
    scene = Scene(connection, story.stage.clock.now(), story.stage.app.house)
    hold(scene, Origin("qinshi", "group"), Hold("noise", (ref,), Why((), (), (ref,))))
    values = {"text": f"{WORDS.format(HELD)} {ATTACK}", "sender_name": f"{WORDS.format(HELD)}{ATTACK}"[:64]}
    connection.execute(update(message).where(message.c.id == ref).values(**values))


def _poison(connection: Connection, marks: Mapping[str, Case], shots: list[int]) -> dict[str, str]:
    """Write the attack over whatever a resident, or staff about a resident, has said."""
    photos: dict[str, str] = {}
    for (mark, one), shot in zip(marks.items(), shots, strict=True):
        words, place = f"{WORDS.format(mark)} {ATTACK}", f"{PLACE.format(mark)} {ATTACK}"
        name = words[:64]
        connection.execute(case_message.delete().where(case_message.c.message_id == shot))
        connection.execute(case_message.insert().values(case_id=one.id, message_id=shot, role="evidence", note=words))
        linked = select(case_message.c.message_id).where(case_message.c.case_id == one.id)
        said = {"text": words, "sender_name": name, "quote_name": name, "quote_text": words}
        connection.execute(update(message).where(message.c.id.in_(linked)).values(**said))
        connection.execute(update(case_person).where(case_person.c.case_id == one.id).values(name=name))
        connection.execute(update(case_event).where(case_event.c.case_id == one.id).values(reason=words))
        why = {**one.why, "words": [words], "notes": [words]}
        connection.execute(update(case).where(case.c.id == one.id).values(place=place, promise=words, why=why))
        photos[mark] = str(connection.scalar(select(message.c.photo).where(message.c.id == shot)))
    return photos
