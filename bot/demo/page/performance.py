"""A story played on the show at reading speed; whoever watches may pause it, go on at once, or see the end."""

from __future__ import annotations

import asyncio
import contextlib
import enum
from datetime import datetime

from bot.demo.page.feed import GROUP
from bot.demo.page.show import Show, Words
from bot.demo.pictures import jpeg
from bot.demo.story import Step, Story

READING = 0.05  # seconds a character, at speed 1
SHORTEST, LONGEST = 0.9, 5.0


class State(enum.StrEnum):
    NONE = "none"
    PLAYING = "playing"
    PAUSED = "paused"
    DONE = "done"


class Performance:
    """At most one story at a time. `speed`: 1 is reading speed, 0 is no pauses."""

    def __init__(self, show: Show, speed: float = 1.0) -> None:
        self.speed = speed
        self._show = show
        self._task: asyncio.Task[None] | None = None
        self._story: tuple[str, Story] | None = None
        self._may_go, self._next = asyncio.Event(), asyncio.Event()
        self._hurries = self._stops = False

    async def play(self, name: str, story: Story) -> None:
        """Begin a story on an empty stage."""
        await self.stop()
        self._story, self._hurries, self._stops = (name, story), False, False
        self._next.clear()
        await self._show.begin(story.start)
        self._tell(State.PLAYING, name=name, title=story.title, steps=len(story.steps), step=0, caption="")
        self._may_go.set()
        self._task = asyncio.create_task(self._run(story), name="story")

    async def replay(self) -> None:
        if self._story is not None:
            await self.play(*self._story)

    async def clear(self, start: datetime) -> None:
        """An empty stage and no story."""
        await self.stop()
        self._story = None
        self._tell(State.NONE, name="", title="", caption="", step=0, steps=0)
        await self._show.begin(start)

    def pause(self) -> None:
        if self._plays():
            self._may_go.clear()
            self._tell(State.PAUSED)

    def resume(self) -> None:
        if self._plays():
            self._may_go.set()
            self._tell(State.PLAYING)

    def step(self) -> None:
        """The next step now; a story that rests goes on resting after it."""
        self._next.set()

    def finish(self) -> None:
        """The rest without pauses."""
        self._hurries = True
        self.resume()
        self._next.set()

    async def stop(self) -> None:
        """End after the step at hand: nothing is cut off in the middle of a transaction."""
        self._stops = True
        self._next.set()
        await self.ended()

    async def ended(self) -> None:
        """Returns when the story has come to its end."""
        if self._task is not None:
            await self._task

    def _plays(self) -> bool:
        return self._task is not None and not self._task.done()

    async def _run(self, story: Story) -> None:
        for number, step in enumerate(story.steps, 1):
            await self._wait_for_the_word()
            if self._stops:
                return
            before = len(self._show.feed.entries)
            self._show.feed.set_story(step=number)
            await self._do(step)
            await self._rest(before)
        self._tell(State.DONE)

    async def _do(self, step: Step) -> None:
        if step.caption:
            await self._show.narrate(step.caption)
        elif who := step.say or step.whisper:
            words = Words(who, step.text, jpeg(step.photo) if step.photo else b"")
            await self._show.say(GROUP if step.say else step.whisper, words)
        elif step.wait:
            await self._show.move_to(self._show.now + step.wait)
        elif step.until:
            await self._show.move_to(step.until)

    async def _wait_for_the_word(self) -> None:
        """While the story rests: until somebody wants it to go on, or one step more."""
        if self._may_go.is_set():
            return
        asked = [asyncio.create_task(event.wait()) for event in (self._may_go, self._next)]
        try:
            await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in asked:
                each.cancel()
        self._next.clear()

    async def _rest(self, before: int) -> None:
        """As long as it takes to read what is new."""
        if self._hurries or self._stops or not self.speed:
            return
        new = list(self._show.feed.entries.values())[before:]
        letters = sum(len(entry.text) for entry in new)
        seconds = min(max(letters * READING, SHORTEST), LONGEST) if new else SHORTEST / 2
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._next.wait(), seconds / self.speed)
        if self._may_go.is_set():
            self._next.clear()

    def _tell(self, state: State, **values: str | int) -> None:
        self._show.feed.set_story(state=state.value, **values)
