"""What goes in and out, typed; OpenAPI is made from these, so that it cannot say anything else."""

from __future__ import annotations

import datetime as dt
import enum
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from bot.web.api.moments import FIRST_YEAR, LAST_YEAR
from models.queries.webhooks import CLOSED, CORRECTED, MOVED, OPENED, REOPENED, UNDONE
from models.settings.base import Id
from models.status import Move, State

LARGEST_ID = 10**18 - 1


def _of_our_time(at: dt.datetime) -> dt.datetime:
    """What lies centuries away means "all"; the arithmetic of zones breaks there."""
    if FIRST_YEAR <= at.year <= LAST_YEAR:
        return at
    return dt.datetime(FIRST_YEAR if at.year < FIRST_YEAR else LAST_YEAR, 1, 1, tzinfo=dt.UTC)


Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,32}$")]
When = Annotated[AwareDatetime, AfterValidator(_of_our_time)]


class Asked(BaseModel):
    """What a program sends; a name that is not known is an error, not silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Told(BaseModel):
    """What a program gets."""

    model_config = ConfigDict(frozen=True)


class Problem(Told):
    """An error: what is wrong, where, and the cure."""

    type: str
    title: str
    status: int
    cure: str | None = None
    where: str | None = Field(default=None, description="the parameter that it is about")


class WithWords(Asked):
    words: bool = Field(default=False, description="with residents' words; needs a key made with --words, and is noted")


class CasesAsked(WithWords):
    node: Id | None = Field(default=None, description="id of a node of the tree; with all below")
    state: State | None = None
    open: bool | None = Field(default=None, description="only those that are open, or that have ended")
    category: Code | None = None
    opened_since: When | None = None
    opened_until: When | None = None
    updated_since: When | None = Field(default=None, description="changed since then: for keeping a copy fresh")
    cursor: int | None = Field(default=None, ge=1, le=LARGEST_ID, description="`next` of the page before")
    limit: int = Field(default=50, ge=1, le=200)


class Word(Told):
    at: AwareDatetime
    text: str = Field(description="numbers of people are masked; whose words they are is not told")


class CaseTold(Told):
    id: int
    number: int = Field(description="as the group knows it; unique among a grid's recent cases")
    grid: str
    category: str
    label: str
    urgency: str
    kind: str
    private: bool
    state: State
    status: str = Field(description="in words")
    source: str
    place: str = Field(description="without rooms, unless words were asked for")
    holder: str = Field(description="the node that has to act now")
    department: str
    opened_at: AwareDatetime
    updated_at: AwareDatetime
    first_due: AwareDatetime
    solve_due: AwareDatetime
    expected_at: AwareDatetime | None
    first_word_at: AwareDatetime | None
    closed_at: AwareDatetime | None
    merged_into: int | None
    reopened: int
    score: int | None = Field(description="1 not content, 2 fairly, 3 content")
    words: list[Word] | None = None
    latitude: str | None = None
    longitude: str | None = None


class CasesTold(Told):
    cases: list[CaseTold] = Field(description="the newest first")
    next: int | None = Field(description="cursor of the page that follows; null at the end")


class EventTold(Told):
    id: int
    at: AwareDatetime
    move: Move
    from_state: State
    to_state: State
    actor: str = Field(description="resident, cadre, leader, department or system; never who")
    undone: bool
    reason: str | None = Field(default=None, description="only where words were asked for")


class EventsTold(Told):
    events: list[EventTold] = Field(description="the oldest first")


class FiguresAsked(Asked):
    node: Id | None = Field(default=None, description="id of a node of the tree; with all below")
    since: dt.date | None = Field(default=None, description="the first day; without it a week before the last")
    until: dt.date | None = Field(
        default=None, description="the last day; without it today; the two may stand in either order"
    )


class TallyTold(Told):
    received: int
    closed: int
    open: int
    cannot: int
    transferred_out: int


class RateTold(Told):
    part: float
    whole: int
    value: float | None = Field(description="between 0 and 1; null of nothing")


class PartTold(Told):
    name: str
    tally: TallyTold


class FiguresTold(Told):
    """received = closed + open + cannot + transferred_out, here and in each part."""

    node: str
    since: dt.date
    until: dt.date
    tally: TallyTold
    on_time: RateTold
    contact: RateTold
    solve: RateTold
    satisfaction: RateTold
    total: float | None
    reopening: RateTold
    repetition: RateTold
    within_grid: RateTold
    within_community: RateTold
    first_response_seconds: float | None
    solving_seconds: float | None
    by_category: list[PartTold]
    by_child: list[PartTold]


Url = Annotated[
    str,
    StringConstraints(
        pattern=r"^https?://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?(/[!-~]*)?$", min_length=10, max_length=1000
    ),
]


class Kind(enum.StrEnum):
    """What can be subscribed to."""

    OPENED = OPENED
    MOVED = MOVED
    CLOSED = CLOSED
    REOPENED = REOPENED
    CORRECTED = CORRECTED
    UNDONE = UNDONE


class WebhookAsked(Asked):
    url: Url = Field(description="https, of a public address")
    events: list[Kind] = Field(min_length=1, max_length=20)


class WebhookTold(Told):
    id: int
    url: str
    events: list[str]
    made_at: AwareDatetime


class WebhookMade(WebhookTold):
    secret: str = Field(description="signs every delivery; shown this once")


class WebhooksTold(Told):
    webhooks: list[WebhookTold]


class DeliveryTold(Told):
    id: int
    type: str
    case_id: int
    state: str = Field(description="queued, claimed, sent, dead or dropped")
    attempts: int
    created_at: AwareDatetime
    not_before: AwareDatetime = Field(description="the next try, while it is queued")
    settled_at: AwareDatetime | None
    error: str | None


class DeliveriesTold(Told):
    deliveries: list[DeliveryTold] = Field(description="the newest first")
