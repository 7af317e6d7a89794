"""Corrections of what a case says: 地点5幢, 不是3幢是5幢, 改成噪音."""

from __future__ import annotations

import re
from collections.abc import Mapping

from handlers.reading.cadre.asked import UNCLEAR, Verdict
from handlers.reading.cadre.reply import Verb

LONGEST_PLACE = 30
# Everyday names of the standing categories; a label or alias of the configuration goes first.
EVERYDAY_OF = {
    "noise": "噪音 噪声 扰民",
    "parking": "停车 违停",
    "waste": "垃圾 杂物",
    "sewage": "污水 下水道 积水",
    "illegal_building": "违建 违章建筑",
    "water_power_gas": "停水 停电 燃气 漏水 水电",
    "street_light": "路灯 照明",
    "road": "道路 路面 井盖",
    "elevator": "电梯",
    "fire_safety": "消防 飞线",
    "public_security": "治安",
    "greening": "绿化",
    "pets": "宠物 养狗",
    "property_mgmt": "物业",
    "neighbor_dispute": "邻里纠纷",
    "family_dispute": "家庭",
    "elderly_care": "养老",
    "welfare": "低保 救助",
    "labor": "欠薪",
    "traffic": "交通",
    "environment": "油烟 扬尘",
    "pest": "虫害 老鼠 白蚁",
    "network_comm": "快递 网络",
    "street_vendor": "摊贩 占道经营",
    "other": "其他 其它",
}
EVERYDAY = {name: code for code, names in EVERYDAY_OF.items() for name in names.split()}

_SPOT = re.compile(
    r"[0-9一二三四五六七八九十]+(?:幢|栋|号楼|号门|座|单元|楼|层|组|弄|室|排|区|期)|[0-9]+-[0-9]+|[东南西北正后侧]门|\S[路桥巷](?!灯)|车棚|广场|门口|楼道"
    r"|河边|停车场|车库|活动室"
)
_SPELLED = re.compile(
    r"^(?:改一?下?|更正)?(?:地点|位置|地址|地方)(?:改成|改为|改到|更正为|应该是|应为|是|在|为|写成)?\s?:?\s?(?P<place>\S.*)$"
)
_INSTEAD = re.compile(r"^不[是在]\s?(?P<wrong>[^,。]{1,15}?)[,。\s]?(?:而)?(?:是|在|应该是)\s?(?P<place>[^是]{1,20})$")
_CHANGED = re.compile(r"^(?:改成|改为|改到|改|应该是|应是|应该在|是在|在)\s?(?P<place>\S.*)$")
_CATEGORY = re.compile(
    r"^(?:请|帮我|把它|应该|要){0,5}(?:类别|类型|分类|性质)?(?:改成|改为|改到|改|归到|归为|归类到|归类为|分到|分类为|算作?|应该是|应属于?|属于|换成|调整为|定为|是)\s?"
    r"(?:类别|类型)?[:]?\s?(?P<label>\S{1,12}?)(?:类|类别|问题|的|吧|那类|类型){0,5}$"
)
_PARTICLES = re.compile(r"(?:那里|那边|吧|哈|啊|的|了|才对){1,5}$|[。.!,\s]+$")


def read_change(text: str, categories: Mapping[str, str]) -> Verdict:
    """A correction of place or category; what names neither is unclear."""
    if "?" in text or text.endswith(("吗", "哪", "哪里", "么")):
        return UNCLEAR
    match = _CATEGORY.match(text.strip(" 。.!"))
    code = code_of(match["label"], categories) if match else ""
    if code:
        return Verdict(Verb.SET_CATEGORY, category=code)
    place = _place_in(text)
    return Verdict(Verb.SET_PLACE, place=place) if place else UNCLEAR


def code_of(label: str, categories: Mapping[str, str]) -> str:
    """The code of a category by its label, part of its label or its everyday name; "" for none."""
    if label in categories:
        return categories[label]
    within = {code for name, code in categories.items() if len(label) > 1 and (label in name or name in label)}
    if len(within) == 1:
        return within.pop()
    code = EVERYDAY.get(label, "")
    return code if code in set(categories.values()) else ""


def _place_in(text: str) -> str:
    spelled = _SPELLED.match(text)
    if spelled:
        return _tidy(spelled["place"])
    instead = _INSTEAD.match(text)
    if instead and _SPOT.search(instead["wrong"]) and _SPOT.search(instead["place"]):
        return _tidy(instead["place"])
    changed = _CHANGED.match(text)
    if changed and _SPOT.match(changed["place"]) and len(changed["place"]) <= LONGEST_PLACE // 2:
        return _tidy(changed["place"])
    return ""


def _tidy(place: str) -> str:
    place = _PARTICLES.sub("", _PARTICLES.sub("", place))
    return place if len(place) <= LONGEST_PLACE else ""
