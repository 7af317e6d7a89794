"""A city's configuration, made in memory: so many groups, two to a leaf of the grid, a cadre for each leaf."""

from __future__ import annotations

from models.settings import GridNode, GroupSettings, PlaceSettings, Role, Settings, StaffSettings

GROUPS_OF_A_CITY = 59_200
MESSAGES_A_DAY = 12_000_000
GROUPS_OF_A_LEAF = 2
BRANCHES = 20  # leaves of a community, communities of a street
SECONDS_OF_A_DAY = 86_400
EACH_GROUP_A_DAY = MESSAGES_A_DAY / GROUPS_OF_A_CITY


def city(base: Settings, groups: int) -> Settings:
    """The base configuration with a city of so many groups in place of its own neighbourhood."""
    leaves = -(-groups // GROUPS_OF_A_LEAF)
    places = base.grid.places + tuple(place for node in base.nodes.values() for place in node.places)
    return base.changed(
        grid=_tree(leaves, places),
        groups=tuple(_group(number) for number in range(groups)),
        staff=tuple(_cadre(number) for number in range(leaves)) + _leaders(leaves),
    )


def _tree(leaves: int, places: tuple[PlaceSettings, ...]) -> GridNode:
    """City, streets, communities, leaves; every leaf has the places of the base configuration."""
    nodes = [GridNode(id=f"leaf-{n}", name=f"leaf {n}", places=_distinct(places)) for n in range(leaves)]
    for level in ("community", "street"):
        parts = [nodes[at : at + BRANCHES] for at in range(0, len(nodes), BRANCHES)]
        nodes = [GridNode(id=f"{level}-{n}", name=f"{level} {n}", children=tuple(part)) for n, part in enumerate(parts)]
    return GridNode(id="city", name="city", children=tuple(nodes))


def _distinct(places: tuple[PlaceSettings, ...]) -> tuple[PlaceSettings, ...]:
    return tuple({place.name: place for place in places}.values())


def _group(number: int) -> GroupSettings:
    name = f"group-{number}"
    return GroupSettings(id=name, grid=f"leaf-{number // GROUPS_OF_A_LEAF}", name=name, rooms=(room(name),))


def room(group: str) -> str:
    return f"room-{group}"


def _cadre(number: int) -> StaffSettings:
    return StaffSettings(
        id=f"cadre-{number}", name=f"Cadre {number}", role=Role.CADRE, grids=(f"leaf-{number}",), sees_private=True
    )


def _leaders(leaves: int) -> tuple[StaffSettings, ...]:
    """One for each community."""
    return tuple(
        StaffSettings(
            id=f"leader-{n}", name=f"Leader {n}", role=Role.LEADER, grids=(f"community-{n}",), sees_private=True
        )
        for n in range(-(-leaves // BRANCHES))
    )
