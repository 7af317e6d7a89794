"""A small city and what is said in it: two groups a grid, mostly chatter, troubles at places of their own."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.stories.conftest import ROOT

CHATTER = (
    "早上好",
    "今天天气真不错",
    "谁家孩子钢琴弹得这么好",
    "团购的草莓到了，来拿一下",
    "哈哈哈哈",
    "周末去公园走走吗",
    "收到谢谢",
    "菜场的鱼今天新鲜",
    "有没有人一起拼车去火车站",
    "明天降温，多穿点",
    "我家猫又胖了",
    "这家饭店味道可以",
    "孩子作业写到十点",
    "晚上一起散步",
    "恭喜恭喜",
    "电视剧看到第几集了",
    "谢谢邻居送的粽子",
)
TROUBLES = (
    "{n}号楼下水道堵了，污水漫到路上了",
    "{n}号楼电梯坏了，老人下不了楼",
    "{n}号楼门口垃圾堆成山了，没人收",
    "{n}号楼前面的路灯不亮了，晚上看不见",
    "{n}号楼楼道里停满电瓶车，还在充电",
    "{n}号楼停水了，到现在都没来",
    "{n}号楼后面的树枝断了，快掉下来了",
    "{n}号楼旁边的井盖没了，太危险了",
)
MORE = ("还没人来看吗", "确实，我也看到了", "味道很大", "拍了照片也没用")
HIT_RATE = 0.1
MOST_TROUBLES = 3  # of one group; after that its troubles are spoken of again
MOST_NUMBERS = 40


@dataclass(frozen=True, slots=True)
class Line:
    """One message before it is sent."""

    group: str
    id: str
    sender: str
    text: str


class Talk:
    """What one group says next; the same seed says the same."""

    def __init__(self, seed: int, group: str, first_number: int) -> None:
        self._random = random.Random(f"{seed} {group}")
        self.group = group
        self._first = first_number
        self._said = 0
        self._told: list[str] = []

    def next(self) -> Line:
        self._said += 1
        return Line(
            self.group, f"{self.group}-{self._said}", f"{self.group} 住户{self._random.randrange(30)}", self._text()
        )

    def _text(self) -> str:
        if self._random.random() >= HIT_RATE:
            return self._random.choice(CHATTER) if self._random.random() < 0.9 else self._random.choice(MORE)
        if len(self._told) < MOST_TROUBLES:
            number = self._first + len(self._told)
            self._told.append(self._random.choice(TROUBLES).format(n=number))
            return self._told[-1]
        return self._random.choice(self._told)


def groups_of(grid: int) -> tuple[str, str]:
    return f"g{grid}-a", f"g{grid}-b"


def configuration(grids: int, folder: Path, **between: object) -> dict[str, Any]:
    """config.yaml of a city of so many grids, without what belongs into the environment."""
    sample = yaml.safe_load((ROOT / "config.yaml").read_text("utf-8"))
    leaves = [{"id": f"g{number}", "name": f"第{number}邻里", "level": "邻里"} for number in range(grids)]
    cadres = [
        {"id": f"c{number}", "name": f"社干{number}号", "role": "cadre", "grids": [f"g{number}"], "sees_private": True}
        for number in range(grids)
    ]
    groups = [
        {"id": group, "grid": f"g{number}", "name": f"群{group}", "rooms": [f"room-{group}"]}
        for number in range(grids)
        for group in groups_of(number)
    ]
    return {
        "grid": {"id": "city", "name": "试验市", "level": "市", "children": leaves},
        "groups": groups,
        "staff": cadres,
        "departments": [],
        "categories": {code: {**one, "department": ""} for code, one in sample["categories"].items()},
        "quiet": {"start": "00:00", "end": "00:00"},
        "budget": {
            "receipt_window_seconds": 3,
            "gap_seconds": [0.0, 0.0],
            "letters_per_second": 1000,
            "group_per_hour": 1000,
            "group_per_day": 10_000,
            "account_per_minute": 1000,
            "account_per_day": 100_000,
        },
        "health": {"enabled": False},
        "log": {"level": "warning"},
        "media": {"folder": str(folder / "media")},
        "nats": {"spool": str(folder / "spool"), **between},
    }
