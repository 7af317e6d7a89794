"""The whole configuration, with what has to agree between its sections."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ConfigDict, Field, SecretStr, field_validator, model_validator

from models.settings.api import ApiSettings
from models.settings.areas import GridNode, GroupSettings
from models.settings.backup import BackupSettings
from models.settings.base import TIMEZONE, Section, known_zone
from models.settings.city import NatsSettings
from models.settings.digest import DigestSettings
from models.settings.people import DepartmentSettings, StaffSettings
from models.settings.rules import (
    BudgetSettings,
    CalendarSettings,
    CategorySettings,
    DeadlineRule,
    QuietHours,
    WordSettings,
)
from models.settings.running import (
    DatabaseSettings,
    GatewaySettings,
    JobSettings,
    MediaSettings,
    PrivacySettings,
    RetentionSettings,
    WechatySettings,
    default_jobs,
)
from models.settings.watching import HealthSettings, LogSettings
from models.settings.web import WebSettings


class Settings(Section):
    """Everything that an installation decides for itself."""

    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))

    timezone: str = Field(default=TIMEZONE, description="local time of the place, as an IANA name")
    grid: GridNode = Field(description="the tree from its root down")
    groups: tuple[GroupSettings, ...] = Field(default=(), description="the WeChat groups that are listened to")
    staff: tuple[StaffSettings, ...] = Field(default=(), description="everybody who acts on cases")
    departments: tuple[DepartmentSettings, ...] = Field(default=(), description="who cases are dispatched to")
    categories: dict[str, CategorySettings] = Field(
        default_factory=dict, description="by code; one that is missing counts as private"
    )
    deadlines: dict[str, DeadlineRule] = Field(
        default_factory=dict, description="by urgency (normal, urgent, emergency); missing ones keep their default"
    )
    calendar: CalendarSettings = Field(default=CalendarSettings(), description="when people work")
    quiet: QuietHours = Field(default=QuietHours(), description="when the group is left in peace")
    budget: BudgetSettings = Field(default=BudgetSettings(), description="how much the bot may say")
    words: dict[str, WordSettings] = Field(
        default_factory=dict, description="by category code, built-in or of your own; added to the built-in words"
    )
    words_folder: Path | None = Field(
        default=None, description="folder of your own YAML files of words and rules: handlers/reading/lexicon/README.md"
    )
    jobs: dict[str, JobSettings] = Field(
        default_factory=default_jobs, description="by name; what is not written keeps its default"
    )
    retention: RetentionSettings = Field(default=RetentionSettings(), description="how long words are kept")
    privacy: PrivacySettings = Field(default=PrivacySettings(), description="what is kept under lock")
    database: DatabaseSettings = Field(default=DatabaseSettings(), description="where cases are stored")
    media: MediaSettings = Field(default=MediaSettings(), description="where photos are stored")
    digest: DigestSettings = Field(default=DigestSettings(), description="how the week is told to the group")
    backup: BackupSettings = Field(default=BackupSettings(), description="nightly backups and their keys")
    wechaty: WechatySettings = Field(default=WechatySettings(), description="the line to WeChat")
    gateway: GatewaySettings = Field(default=GatewaySettings(), description="the puppet service we start ourselves")
    health: HealthSettings = Field(default=HealthSettings(), description="the page that tells how it runs")
    web: WebSettings = Field(default=WebSettings(), description="the pages for cadres and leaders")
    api: ApiSettings = Field(default=ApiSettings(), description="Open311 and webhooks, for other systems")
    notify: dict[str, SecretStr] = Field(
        default_factory=dict,
        description="by department id, how one without a system hears of its cases: LINLI_NOTIFY__FIRE",
    )
    log: LogSettings = Field(default=LogSettings(), description="what is written to standard error")
    nats: NatsSettings = Field(default=NatsSettings(), description="between the processes of a city")

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        return known_zone(name)

    @field_validator("jobs", mode="before")
    @classmethod
    def _over_defaults(cls, given: object) -> object:
        """A file that changes one job, or one line of it, keeps the rest of the schedule."""
        if not isinstance(given, dict):
            return given
        return default_jobs() | {name: _over_default(name, job) for name, job in given.items()}

    @model_validator(mode="after")
    def _known_departments(self) -> Settings:
        known = {body.id.replace("-", "_") for body in self.departments}
        if unknown := sorted(name for name in self.notify if name.replace("-", "_") not in known):
            raise ValueError(f"notify: no department is called {', '.join(unknown)}: take ids of departments")
        return self

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def zone_of(self, group_id: str) -> ZoneInfo:
        """The local time of a group; of one that is not configured, the house's."""
        group = self.groups_by_id.get(group_id)
        return ZoneInfo(group.timezone) if group is not None and group.timezone else self.zone

    @cached_property
    def parents(self) -> dict[str, str | None]:
        """Each node's parent; the root's is None."""
        return {node.id: parent.id if parent else None for node, parent in walk(self.grid)}

    @cached_property
    def nodes(self) -> dict[str, GridNode]:
        return {node.id: node for node, _ in walk(self.grid)}

    @cached_property
    def groups_by_id(self) -> dict[str, GroupSettings]:
        return {group.id: group for group in self.groups}

    @cached_property
    def groups_by_room(self) -> dict[str, str]:
        """Group ids by the rooms that the configuration names."""
        return {room: group.id for group in reversed(self.groups) for room in group.rooms}

    @cached_property
    def groups_by_name(self) -> dict[str, str]:
        """Ids of the groups that are recognised by their name; of two with the same name the first."""
        return {group.name: group.id for group in reversed(self.groups) if not group.rooms}

    @cached_property
    def staff_by_id(self) -> dict[str, StaffSettings]:
        return {person.id: person for person in self.staff}

    @cached_property
    def departments_by_id(self) -> dict[str, DepartmentSettings]:
        return {department.id: department for department in self.departments}

    def notices_for(self, department: str) -> SecretStr | None:
        """How a department without a system hears of its cases; None: not at all."""
        return self.notify.get(department.replace("-", "_")) or self.notify.get(department)

    @cached_property
    def staff_by_node(self) -> dict[str, tuple[StaffSettings, ...]]:
        """Staff bound to each node, in the order of the file."""
        bound: dict[str, list[StaffSettings]] = {}
        for person in self.staff:
            for grid in dict.fromkeys(person.grids):
                bound.setdefault(grid, []).append(person)
        return {grid: tuple(people) for grid, people in bound.items()}

    def changed(self, **changes: Any) -> Settings:
        """A copy with other values, checked anew; unlike model_copy it drops what was derived from the old ones."""
        return Settings(**{name: getattr(self, name) for name in type(self).model_fields} | changes)

    def path(self, grid: str) -> tuple[str, ...]:
        """The node and all above it, from the node up to the root."""
        chain: list[str] = []
        at: str | None = grid
        while at is not None:
            chain.append(at)
            at = self.parents[at]
        return tuple(chain)

    def is_under(self, grid: str, ancestor: str) -> bool:
        """Whether `grid` is `ancestor` or lies below it."""
        return ancestor in self.path(grid)

    def subtree(self, grid: str) -> frozenset[str]:
        return frozenset(node.id for node, _ in walk(self.nodes[grid]))

    def category(self, code: str) -> CategorySettings:
        """The category's settings; a code that is not configured counts as private, which fails closed."""
        return self.categories.get(code) or CategorySettings(label="其他", private=True)

    def department_for(self, category: str) -> DepartmentSettings | None:
        """Who is proposed for a category: the one that it names, else the first that lists it."""
        named = self.departments_by_id.get(self.category(category).department)
        return named or next((body for body in self.departments if category in body.categories), None)

    def staff_of(self, grid: str) -> tuple[StaffSettings, ...]:
        """Staff bound to exactly this node, in the order of the file."""
        return self.staff_by_node.get(grid, ())


def walk(node: GridNode, parent: GridNode | None = None) -> Iterator[tuple[GridNode, GridNode | None]]:
    """Every node with its parent, parents before children."""
    yield node, parent
    for child in node.children:
        yield from walk(child, node)


def _over_default(name: str, given: object) -> object:
    """One job over its default; a rhythm that is given replaces the default's, whichever that is."""
    default = default_jobs().get(name)
    if default is None or not isinstance(given, dict):
        return given
    kept = default.model_dump(exclude={"cron", "every_seconds"} if {"cron", "every_seconds"} & set(given) else set())
    return kept | given
