"""What came of a campaign, against the truth: what the accounts delivered, and a run in which nothing was killed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

from pydantic import SecretStr
from sqlalchemy import select

from bot.app import open_app
from bot.clock import SimulatedClock
from bot.database import Database
from bot.roles import Role
from models.settings import DatabaseSettings, Settings
from models.tables import case, message, outbox
from tests.city.phone import Phone, wire
from tests.city.phone_channel import incoming_of
from tests.city.processes import City
from tests.stories.conftest import lexicon

LAST_MOMENTS = timedelta(seconds=20)

Cases = Counter[tuple[str, str, str]]  # grid, category, place


@dataclass(frozen=True)
class Verdict:
    """Figures of one campaign. The first block has to be nothing but zeros."""

    lost: int
    doubled: int
    reordered: int
    set_aside: int
    cases_missing: int
    cases_too_many: int
    posts_twice: int
    prompts_missing: int
    messages: int
    repeats: int
    cases: int
    posts: int
    prompts: int
    uncertain: int
    kills_of_workers: int
    kills_of_connectors: int
    said_a_second: float
    handled_a_second: float
    lag_p50: float
    lag_p99: float
    back_median: float
    back_longest: float
    cores: Mapping[str, float] = field(default_factory=dict)

    FAULTS = (
        "lost",
        "doubled",
        "reordered",
        "set_aside",
        "cases_missing",
        "cases_too_many",
        "posts_twice",
        "prompts_missing",
    )

    @property
    def faults(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in self.FAULTS if getattr(self, name)}


async def judge(
    phones: Sequence[Phone],
    city: City,
    database: Database,
    settings: Settings,
    spent: Mapping[str, float],
    spoken: float,
    handled: float,
) -> Verdict:
    rows = await _all(database, select(message).order_by(message.c.id))
    words = await _all(database, select(outbox))
    delivered = [(phone.account, one) for phone in phones for one in phone.delivered]
    stored = Counter((row["channel"], row["external_id"]) for row in rows if row["handled_at"] is not None)
    cases, expected = await _cases(database), await _undisturbed(phones, settings)
    lags = [(row["handled_at"] - row["sent_at"]).total_seconds() for row in rows if row["handled_at"] is not None]
    back = [seconds for phone in phones for seconds in phone.recovered] or [0.0]
    return Verdict(
        lost=sum((phone, one.id) not in stored for phone, one in delivered),
        doubled=sum(count - 1 for count in stored.values()),
        reordered=_reordered(rows),
        set_aside=sum(row["failure"] is not None and row["handled_at"] is None for row in rows),
        cases_missing=(expected - cases).total(),
        cases_too_many=(cases - expected).total(),
        posts_twice=_twice(phones, words),
        prompts_missing=_missing(phones, words),
        messages=len(delivered),
        repeats=sum(phone.repeats for phone in phones),
        cases=cases.total(),
        posts=sum(got.is_group for phone in phones for got in phone.got),
        prompts=sum(not got.is_group for phone in phones for got in phone.got),
        uncertain=sum(row["state"] == "uncertain" for row in words),
        kills_of_workers=city.kills[Role.WORKER],
        kills_of_connectors=city.kills[Role.CONNECTOR],
        said_a_second=round(len(delivered) / spoken, 1),
        handled_a_second=round(len(delivered) / handled, 1),
        lag_p50=round(median(lags), 3),
        lag_p99=round(quantiles(lags, n=100)[98], 3),
        back_median=round(median(back), 2),
        back_longest=round(max(back), 2),
        cores={name: round(seconds / handled, 2) for name, seconds in sorted(spent.items())},
    )


async def _all(database: Database, query: Any) -> list[Mapping[str, Any]]:
    return await database.read(lambda connection: [dict(row) for row in connection.execute(query).mappings()])


async def _cases(database: Database) -> Cases:
    rows = await _all(database, select(case.c.grid, case.c.category, case.c.place))
    return Counter((row["grid"], row["category"], row["place"]) for row in rows)


def _reordered(rows: Sequence[Mapping[str, Any]]) -> int:
    """Messages that were stored after one of their group that was said later."""
    newest: dict[str, int] = {}
    wrong = 0
    for row in rows:
        number = int(row["external_id"].rsplit("-", 1)[1])
        wrong += number < newest.get(row["chat"], 0)
        newest[row["chat"]] = max(number, newest.get(row["chat"], 0))
    return wrong


def _twice(phones: Sequence[Phone], words: Sequence[Mapping[str, Any]]) -> int:
    """Posts that a group got oftener than they were queued."""
    queued = Counter((row["target"], row["text"]) for row in words if row["audience"] == "group")
    got = Counter((got.chat.removeprefix("room-"), got.text) for phone in phones for got in phone.got if got.is_group)
    return (got - queued).total()


def _missing(phones: Sequence[Phone], words: Sequence[Mapping[str, Any]]) -> int:
    """Prompts that were queued and that nobody got, but for those of the last moments."""
    got = {(got.chat, got.text) for phone in phones for got in phone.got if not got.is_group}
    theirs = [row for row in words if row["audience"] == "staff"]
    last = max((row["created_at"] for row in theirs), default=None)
    due = [row for row in theirs if row["state"] == "sent" or last - row["created_at"] > LAST_MOMENTS]
    return sum((row["target"], row["text"]) not in got for row in due)


async def _undisturbed(phones: Sequence[Phone], settings: Settings) -> Cases:
    """The cases of the same talk in one process on SQLite, where nothing is killed."""
    said = sorted(((phone.account, one) for phone in phones for one in phone.delivered), key=lambda pair: pair[1].at)
    with TemporaryDirectory() as folder:
        own = settings.changed(
            database=DatabaseSettings(url=SecretStr(f"sqlite:///{folder}/linli.db"), window_ms=0),
            media=settings.media.model_copy(update={"folder": Path(folder) / "media"}),
        )
        clock = SimulatedClock(said[0][1].at)
        app = await open_app(own, clock, lexicon=lexicon())
        try:
            for at in range(0, len(said), 200):
                batch = said[at : at + 200]
                clock.move_to(batch[-1][1].at)
                await app.inbox.receive_many([incoming_of(account, wire(one)) for account, one in batch])
            return await _cases(app.database)
        finally:
            await app.close()
