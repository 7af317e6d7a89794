"""What is said in the groups: the same for the same seed, round after round, one trouble a round."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

TROUBLES = (
    ("前面的路灯不亮了，请来修一下", "黑漆漆的"),
    ("门口垃圾堆成山了，没人收", "臭死了"),
    ("门口的窨井往外冒污水，臭得不得了", "脚都没处下"),
    ("的电梯又坏了，停在半路", "我也碰到过"),
    ("门口的路面塌了一个大坑", "我也差点摔一跤"),
    ("着火了，楼道里全是烟，快打119", "我也看见烟了"),
)
TALK = ("早啊，今天草头多少钱一斤", "晚上谁去跳广场舞", "谢谢", "今天太阳真好", "孩子们放假了", "团长，鸡蛋还有吗")
RESIDENTS = ("张阿姨", "陈阿婆", "王师傅", "老李头", "小顾妈妈")
PACE = timedelta(seconds=20)  # between two messages, as their own times tell
START = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Said:
    """One message, by a resident in the group or by the cadre in private."""

    id: str
    chat: str
    is_group: bool
    sender: str
    text: str
    sent_at: datetime
    photo: bool = False


ROUNDS = 6  # of one group; then the next one has its say


def group_id(group: int) -> str:
    return f"g{group}"


def cadre_of(group: int) -> str:
    return f"cadre{group}"


def round_of(seed: int, group: int, number: int) -> list[Said]:
    """Round `number`, from 1: talk, a trouble, a voice for it, and what the cadre does about it."""
    draw = random.Random(f"{seed}/{group}/{number}")
    trouble, voice = draw.choice(TROUBLES)
    reporter, neighbour, other = draw.sample(RESIDENTS, 3)
    lines = [
        (other, draw.choice(TALK), False),
        (reporter, "", draw.random() < 0.2),  # a photo first, now and then
        (reporter, f"{number}号楼{trouble}", False),
        (neighbour, f"+1 {voice}", False),
        (other, draw.choice(TALK), False),
        ("", f"{number}号收到，马上去看", False),
        (neighbour, draw.choice(TALK), False),
        ("", f"{number}号修好了，办结", False),
    ]
    return list(_round(group, number, [line for line in lines if line[1] or line[2]]))


def _round(group: int, number: int, lines: list[tuple[str, str, bool]]) -> Iterator[Said]:
    begin = START + number * timedelta(minutes=45)
    for place, (sender, text, photo) in enumerate(lines):
        by_cadre = not sender
        yield Said(
            id=f"{group}-{number}-{place}",
            chat=cadre_of(group) if by_cadre else f"room-{group_id(group)}",
            is_group=not by_cadre,
            sender=sender or cadre_of(group),
            text=text,
            sent_at=begin + place * PACE,
            photo=photo,
        )
