"""A large ledger: two years of a city's cases with their words, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, text

from models.months import month_of
from models.queries.search import keep_words, words_changed
from models.settings import Settings
from models.tables import case, case_event, case_message, message

AT_ONCE = 2_000
THINGS = (
    "路灯",
    "电梯",
    "下水道",
    "垃圾桶",
    "消防通道",
    "楼道灯",
    "井盖",
    "门禁",
    "树枝",
    "围墙",
    "单元门",
    "健身器材",
)
TROUBLES = ("不亮了", "坏了好几天", "堵了往外冒水", "没人清理", "被车挡住了", "松动了不安全", "太吵睡不着")
SINCE = timedelta(days=730)


def city(plain: Settings, districts: int = 8, streets: int = 12, communities: int = 10, grids: int = 60) -> Settings:
    """A tree of 58,665 nodes, led by one person who is named for private matters."""
    tree = {
        "id": "city",
        "name": "南通市",
        "level": "市",
        "children": [_district(f"d{one}", streets, communities, grids) for one in range(districts)],
    }
    leader = {"id": "mayor", "name": "高明远", "role": "leader", "grids": ["city"], "sees_private": True}
    kept = plain.model_dump(include={"categories", "departments"})
    return Settings.model_validate({**kept, "grid": tree, "staff": [leader]})


def _district(name: str, streets: int, communities: int, grids: int) -> dict[str, Any]:
    return _node(
        name,
        "区",
        [
            _node(
                f"{name}s{street}",
                "街道",
                [
                    _node(
                        f"{name}s{street}c{community}",
                        "社区",
                        [_node(f"{name}s{street}c{community}g{grid}", "网格", []) for grid in range(grids)],
                    )
                    for community in range(communities)
                ],
            )
            for street in range(streets)
        ],
    )


def _node(name: str, level: str, children: list[dict[str, Any]]) -> dict[str, Any]:
    return {"id": name, "name": f"{name}{level}", "level": level, "children": children}


def fill(connection: Connection, settings: Settings, cases: int, now: datetime) -> None:
    """Ids ascend with time; three in a hundred cases are still open."""
    lots = random.Random(1)
    leaves = [node.id for node in settings.nodes.values() if not node.children]
    for first in range(1, cases + 1, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, cases + 1))
        rows = [_case(lots, settings, leaves, number, cases, now) for number in numbers]
        connection.execute(insert(message), list(_messages(lots, rows)))
        connection.execute(insert(case), rows)
        connection.execute(insert(case_message), [_link(row["id"]) for row in rows])
        connection.execute(insert(case_event), [_event(lots, row) for row in rows])
        words_changed(connection, *(row["id"] for row in rows))
        keep_words(connection)
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT setval('cases_id_seq', (SELECT max(id) FROM cases))"))
    connection.exec_driver_sql("ANALYZE")


def _case(
    lots: random.Random, settings: Settings, leaves: list[str], number: int, of: int, now: datetime
) -> dict[str, Any]:
    opened = now - SINCE * (1 - number / of) - timedelta(minutes=1)
    is_open = lots.random() < 0.03
    grid, category = lots.choice(leaves), lots.choice(list(settings.categories))
    due = opened + timedelta(hours=lots.uniform(2, 120))
    ended = None if is_open else min(opened + timedelta(hours=lots.uniform(1, 150)), now)
    return {
        **dict.fromkeys(("first_due", "answer_due"), opened + timedelta(hours=2)),
        **dict.fromkeys(("solve_due", "work_due"), due),
        **{"id": number, "number": number % 999 + 1, "grid": grid, "source": "group", "channel": "c", "pauses": []},
        **{"category": category, "private": settings.category(category).private, "kind": "report", "holder": grid},
        **{"place": f"{lots.randint(1, 60)}号楼", "urgency": lots.choice(["normal"] * 9 + ["emergency"])},
        **{"state": "in_progress" if is_open else lots.choice(["closed"] * 15 + ["cannot"]), "department": ""},
        **{"opened_at": opened, "updated_at": opened, "first_word_at": opened + timedelta(hours=lots.uniform(0, 5))},
        **{"answered_at": opened, "closed_at": ended, "score": lots.choice([None, 1, 2, 3]), "group_id": None},
        "why": {"words": ["路灯", "不亮"], "rules": ["r1"], "messages": [number], "notes": ["一句话就立案"]},
    }


def _messages(lots: random.Random, rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row in rows:
        said = (
            f"{row['place']}{lots.choice(THINGS)}{lots.choice(TROUBLES)},麻烦社区来看看,{lots.choice(THINGS)}也有点问题"
        )
        yield {
            **{"id": row["id"], "channel": "c", "chat": "room", "external_id": str(row["id"]), "sender": "s"},
            **{"sender_name": "n", "kind": "text", "text": said, "group_id": "g", "month": month_of(row["opened_at"])},
            **{"sent_at": row["opened_at"], "received_at": row["opened_at"], "handled_at": row["opened_at"]},
        }


def _link(number: int) -> dict[str, Any]:
    return {"case_id": number, "message_id": number, "role": "evidence", "note": ""}


def _event(lots: random.Random, row: dict[str, Any]) -> dict[str, Any]:
    at = row["closed_at"] or row["opened_at"]
    return {
        **{"case_id": row["id"], "at": at, "move": lots.choice(["rate", "close", "close", "reopen", "accept"])},
        **{"from_state": "closed", "to_state": "closed", "actor": "resident", "reason": ""},
    }
