"""Who in a channel is which member of staff, and which room is which group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import BindParameter, Connection, Select, bindparam, select

from models.tables import group_binding, staff_binding

_NAMES: BindParameter[list[str]] = bindparam("names", expanding=True)
_STAFF = select(staff_binding.c.sender, staff_binding.c.staff_id).where(
    staff_binding.c.channel == bindparam("channel"), staff_binding.c.sender.in_(_NAMES)
)
_GROUPS = select(group_binding.c.chat, group_binding.c.group_id).where(
    group_binding.c.channel == bindparam("channel"), group_binding.c.chat.in_(_NAMES)
)


def staff_of_sender(connection: Connection, channel: str, sender: str) -> str | None:
    query = select(staff_binding.c.staff_id)
    return connection.scalar(query.where(staff_binding.c.channel == channel, staff_binding.c.sender == sender))


def staff_of_senders(connection: Connection, speakers: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The staff id of each (channel, sender) that is bound to one."""
    return _by_channel(connection, _STAFF, speakers)


def groups_of_chats(connection: Connection, chats: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The group id of each (channel, chat) that is bound to one."""
    return _by_channel(connection, _GROUPS, chats)


def _by_channel(
    connection: Connection, question: Select[str, str], asked: Collection[tuple[str, str]]
) -> dict[tuple[str, str], str]:
    of_channel: defaultdict[str, list[str]] = defaultdict(list)
    for channel, name in sorted(asked):
        of_channel[channel].append(name)
    found: dict[tuple[str, str], str] = {}
    for channel, names in of_channel.items():
        for name, bound in connection.execute(question, {"channel": channel, "names": names}):
            found[channel, name] = bound
    return found


def bound_among(connection: Connection, staff_ids: Collection[str]) -> frozenset[str]:
    """Those of the given staff that are bound to some identity."""
    query = select(staff_binding.c.staff_id).where(staff_binding.c.staff_id.in_(list(staff_ids)))
    return frozenset(connection.scalars(query))
