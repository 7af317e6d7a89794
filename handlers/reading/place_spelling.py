"""How people say the configured names: shortened, by another word for the same thing, by a part of them. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from handlers.reading.place_lists import LANDMARKS, PARTS
from handlers.reading.place_number import NUMBER
from handlers.reading.place_terms import AREA, LETTERED
from models.settings import PlaceSettings

# Read as addresses, not as names: 9幢, 6号楼1单元, 三排, but not 二号码头.
NUMBERED = re.compile(rf"^(?:(?:{NUMBER}|{LETTERED})(?:号楼|号院|幢|栋|座|楼|号|单元|{AREA})){{1,3}}$")
ZONE = re.compile("(?<![A-Za-z])([A-Z]区)$")  # 地下车库B区 is called B区
GREENHOUSES = ("大棚", "个棚", "草莓棚", "菜棚", "瓜棚")  # 垮了三个棚
SYNONYMS = {
    "宗祠": ("祠堂",),
    "祠堂": ("宗祠",),
    "车库": ("地库", "车库", "地下车库"),
    "地库": ("车库", "地下车库"),
    "自行车棚": ("车棚", "棚子"),
    "车棚": ("棚子",),
    "菜鸟驿站": ("驿站", "菜鸟"),
    "菜鸟站": ("驿站", "菜鸟", "菜鸟驿站"),
    "幼儿园": ("幼稚园",),
    "小学": ("学校",),
    "大棚区": GREENHOUSES,
    "大棚基地": GREENHOUSES,
    "配电房": ("配电室",),
}
# What stands for the whole name: 金源 for 金源KTV, 东排 for 东排房, 二小 for 县二小.
TRADE = re.compile("^([^东西南北中老新大小]{2,4})(?:KTV|ktv|酒店|宾馆|大酒店|饭店|大厦|商场|商城|公寓)$|^(.排)房$")
LEVEL = re.compile("^[县市镇乡村区]([\u4e00-\u9fff]{2,5})$")
AT_SIDE = re.compile("^([\u4e00-\u9fff]{2,6})(边|旁|后|前|下)$")
SIDES = {
    "边": ("旁边", "边上", "旁"),
    "旁": ("旁边", "边上", "边"),
    "后": ("后面", "后头", "后边", "背后"),
    "前": ("前面", "前头", "前边"),
    "下": ("下面", "底下"),
}
SCHOOL = re.compile("^第?([一二三四五六七八九十])([小中])学$")  # 三小
SHORTENED = {4: 2, 5: 3, 6: 3}  # 儿童沙坑 is called 沙坑, 陈氏宗祠 is called 宗祠


def is_name(word: str) -> bool:
    """Whether a configured name is read as a name. 9幢 is an address, and every house may have its 架空层."""
    return not NUMBERED.match(word) and word not in PARTS


def spellings(places: Sequence[PlaceSettings]) -> Iterable[tuple[str, str]]:
    """Each spelling with the configured name; shortened ones only where they mean one place."""
    full = [(word, place.name) for place in places for word in (place.name, *place.aliases)]
    short = [(word, name) for long, name in full for word in shortened(long)]
    once = Counter(word for word, _ in dict.fromkeys(short))
    yield from ((w, n) for w, n in short if once[w] == 1)
    yield from full


def shortened(name: str) -> Iterable[str]:
    """What people say for a configured name: its end (沙坑 for 儿童沙坑), the fixture in it, another word for it."""
    if match := TRADE.match(name):
        yield match[1] or match[2]
    if match := LEVEL.match(name):
        yield match[1]
    if match := SCHOOL.match(name):
        yield match[1] + match[2]
    if match := AT_SIDE.match(name):
        yield from (f"{match[1]}{side}" for side in SIDES[match[2]] if side != match[2])
    if len(name) in SHORTENED and not any(char.isdigit() for char in name):
        yield name[-SHORTENED[len(name)] :]
    if zone := ZONE.search(name):
        yield zone[1]
    for kind, others in SYNONYMS.items():
        if name.endswith(kind):
            yield from (word for word in (kind, *others) if word != name)
    yield from (mark for mark in LANDMARKS if name.endswith(mark) and len(mark) >= 2 and mark != name)
