"""The whole configuration, with what has to agree between its sections."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from zoneinfo import ZoneInfo

from pydantic import ConfigDict, Field

from models.settings.areas import GridNode, GroupSettings
from models.settings.base import Section
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
    TIMEZONE,
    DatabaseSettings,
    GatewaySettings,
    JobSettings,
    MediaSettings,
    RetentionSettings,
    WechatySettings,
    default_jobs,
)


class Settings(Section):
    """Everything that an installation decides for itself."""

    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))

    timezone: str = TIMEZONE
    grid: GridNode
    groups: tuple[GroupSettings, ...] = ()
    staff: tuple[StaffSettings, ...] = ()
    departments: tuple[DepartmentSettings, ...] = ()
    categories: dict[str, CategorySettings] = Field(default_factory=dict)
    deadlines: dict[str, DeadlineRule] = Field(default_factory=dict, description="by urgency")
    calendar: CalendarSettings = CalendarSettings()
    quiet: QuietHours = QuietHours()
    budget: BudgetSettings = BudgetSettings()
    words: dict[str, WordSettings] = Field(default_factory=dict, description="by category")
    jobs: dict[str, JobSettings] = Field(default_factory=default_jobs)
    retention: RetentionSettings = RetentionSettings()
    database: DatabaseSettings = DatabaseSettings()
    media: MediaSettings = MediaSettings()
    wechaty: WechatySettings = WechatySettings()
    gateway: GatewaySettings = GatewaySettings()

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

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
    def staff_by_id(self) -> dict[str, StaffSettings]:
        return {person.id: person for person in self.staff}

    @cached_property
    def departments_by_id(self) -> dict[str, DepartmentSettings]:
        return {department.id: department for department in self.departments}

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

    def staff_of(self, grid: str) -> tuple[StaffSettings, ...]:
        """Staff bound to exactly this node, in the order of the file."""
        return tuple(person for person in self.staff if grid in person.grids)


def walk(node: GridNode, parent: GridNode | None = None) -> Iterator[tuple[GridNode, GridNode | None]]:
    """Every node with its parent, parents before children."""
    yield node, parent
    for child in node.children:
        yield from walk(child, node)
