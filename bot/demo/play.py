"""Play stories on a stage and show them; the bot's words come from the real program alone."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.channels.memory import Sent
from bot.demo.pictures import jpeg
from bot.demo.screen import Screen
from bot.demo.story import Step, Story
from bot.stage import Stage
from handlers.actions.describe import department_of, handler_of
from handlers.scene import Scene
from handlers.wording.labels import STATE
from handlers.wording.terminal import PICTURE
from models.case import Case
from models.queries.cases import cases_where
from models.settings import Settings


class Player:
    """Shows one stage on one screen."""

    def __init__(self, stage: Stage, screen: Screen) -> None:
        self.stage = stage
        self.screen = screen

    async def play(self, story: Story) -> None:
        """One story from its first moment to its last, then the ledger."""
        await self.stage.wait_until(story.start)
        self.screen.title(story.title, self.stage.clock.now())
        for step in story.steps:
            await self.step(step)
        await self.show_ledger()

    async def step(self, step: Step) -> None:
        if step.caption:
            self.screen.caption(step.caption)
        elif step.say:
            await self.say(step.say, step.text, photo=jpeg(step.photo) if step.photo else b"")
        elif step.whisper:
            await self.whisper(step.whisper, step.text, photo=jpeg(step.photo) if step.photo else b"")
        elif step.wait:
            await self.stage.wait(step.wait)
        elif step.until:
            await self.stage.wait_until(step.until)

    async def say(self, who: str, text: str, *, photo: bytes = b"") -> None:
        self.screen.said(shown_name(self.stage.app.settings, who), text or PICTURE, self.stage.clock.now())
        await self.stage.say(who, text, photo=photo)

    async def whisper(self, who: str, text: str, *, photo: bytes = b"") -> None:
        name = shown_name(self.stage.app.settings, who)
        self.screen.whispered(name, text or PICTURE, self.stage.clock.now())
        await self.stage.whisper(who, text, photo=photo)

    async def show_ledger(self) -> None:
        self.screen.ledger(await self.stage.app.database.read(self._rows))

    def _rows(self, connection: Connection) -> list[tuple[str, ...]]:
        app = self.stage.app
        scene = Scene(connection, app.clock.now(), app.house)
        return [_row(scene, case) for case in cases_where(connection)]


def _row(scene: Scene, case: Case) -> tuple[str, ...]:
    words = ", ".join((case.why.get("words") or ())[:3])
    who = department_of(scene, case) or handler_of(scene, case)
    return (str(case.number), scene.house.label(case.category), case.place, STATE[case.state], who, words)


def shown_name(settings: Settings, who: str) -> str:
    """Staff by the name that the group knows, everybody else as they are."""
    person = settings.staff_by_id.get(who)
    return person.shown() if person else who


def show_sent(screen: Screen, settings: Settings, sent: Sent) -> None:
    """What the bot says, as it goes out."""
    outgoing = sent.outgoing
    has_photo = bool(outgoing.photo)
    if outgoing.is_group:
        screen.posted(outgoing.text, sent.at, photo=has_photo)
    else:
        screen.told(shown_name(settings, outgoing.chat_id), outgoing.text, sent.at, photo=has_photo)
