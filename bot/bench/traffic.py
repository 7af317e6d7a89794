"""Messages of a city, made from a seed: mostly chat, some of it with keywords, and now and then a trouble's talk.

Times are a city's: a group hears a message in about seven minutes, whatever the number of groups.
"""

from __future__ import annotations

import itertools
import random
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.bench.city import EACH_GROUP_A_DAY, SECONDS_OF_A_DAY, room
from bot.bench.words import Keywords, Lines
from models.messages import Incoming, MessageKind

CHANNEL = "bench"
HITS = 0.1  # messages with a keyword
REPORTS = 0.01  # messages that begin to tell of a trouble: two a day in each group, more than most have
FOLLOW_UPS = 0.02  # messages that go on about one
FOLLOW_UPS_OF_A_REPORT = 2
SPEAKERS = 40  # of a group
KEYWORDS, TALK = "keywords", "talk"
COMMA = "\uff0c"
LINES = {KEYWORDS: (1, 2, 2, 3), TALK: (1, 1, 1, 2)}  # lines that make a message, so that few are quite the same


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who says what where."""

    group: int
    speaker: int
    text: str


class Traffic:
    """An endless stream; the same seed gives the same messages.

    In `keywords` nine of ten messages hold no keyword of any trouble. In `talk` they hold words of the lexicon as
    people use them, but no rule holds: the harder one, as nearly every sentence has some word of 15,000.
    """

    def __init__(
        self,
        lines: Lines,
        keywords: Keywords,
        groups: int,
        start: datetime,
        *,
        mix: str = KEYWORDS,
        among: Sequence[int] = (),
        seed: int = 4,
    ) -> None:
        self._lines, self._keywords = lines, keywords
        self.among = tuple(among or range(groups))  # the groups that speak
        talk = mix == TALK
        self._calm = lines.free + lines.idle if talk else lines.free
        self._noisy = lines.mistaken if talk else lines.idle + lines.mistaken
        self._strict, self._lengths = not talk, LINES[mix]
        self._lots = random.Random(seed)  # noqa: S311 - traffic, no secret
        self._turns = itertools.cycle(self._lots.sample(self.among, len(self.among)))
        self._step = timedelta(seconds=SECONDS_OF_A_DAY / EACH_GROUP_A_DAY / groups)
        self._pending: deque[Spoken] = deque()
        self._numbers = itertools.count(1)
        self.at = start

    def take(self, count: int) -> list[Incoming]:
        """The next messages, in the order of their times."""
        return [self._next(self._speak()) for _ in range(count)]

    def reports(self, each: int) -> Iterator[Incoming]:
        """So many messages in each group that tell of a trouble."""
        for group in self.among:
            for _ in range(each):
                said = self._lots.choice(self._lines.troubles)
                yield self._next(Spoken(group, self._speaker(), self._lots.choice(said)))

    def chat(self, group: int) -> Incoming:
        """One message of a group without any keyword."""
        return self._next(Spoken(group, self._speaker(), self._free()))

    def _speak(self) -> Spoken:
        draw = self._lots.random()
        group, speaker = next(self._turns), self._speaker()
        if draw < REPORTS:
            return self._report(group, speaker)
        if draw < REPORTS + FOLLOW_UPS and self._pending:
            return self._pending.popleft()
        if draw < HITS:
            return Spoken(group, speaker, self._lots.choice(self._noisy))
        return Spoken(group, speaker, self._free())

    def _report(self, group: int, speaker: int) -> Spoken:
        said = self._lots.choice(self._lines.troubles)
        at = self._lots.randrange(len(said))
        for text in said[at + 1 : at + 1 + FOLLOW_UPS_OF_A_REPORT]:
            self._pending.append(Spoken(group, self._lots.choice((speaker, self._speaker())), text))
        return Spoken(group, speaker, said[at])

    def _free(self) -> str:
        """Some lines of chat; in `keywords` without one also where they meet."""
        while True:
            text = COMMA.join(self._lots.sample(self._calm, self._lots.choice(self._lengths)))
            if not (self._strict and self._keywords.hit(text)):
                return text

    def _speaker(self) -> int:
        return self._lots.randrange(SPEAKERS)

    def _next(self, spoken: Spoken) -> Incoming:
        self.at += self._step
        group = f"group-{spoken.group}"
        return Incoming(
            channel=CHANNEL,
            external_id=f"{next(self._numbers):012d}",
            chat_id=room(group),
            chat_name=group,
            is_group=True,
            sender_id=f"{group}-{spoken.speaker}",
            sender_name=self._nickname(spoken),
            sent_at=self.at,
            kind=MessageKind.TEXT,
            text=spoken.text,
        )

    def _nickname(self, spoken: Spoken) -> str:
        """Two characters of somebody's chat, always the same for a speaker."""
        line = self._lines.free[(spoken.group * SPEAKERS + spoken.speaker) % len(self._lines.free)]
        return f"{line[:2]}{spoken.speaker}"
