"""The one line that a group reads in danger: whom to call, what to do, what not to do. No place, no person."""

from __future__ import annotations

import re

from handlers.wording.public import publish
from handlers.wording.values import Danger
from models.messages import PublicText

CALLED = "正在叫社区工作人员过来。"
LINES = {
    Danger.MEDICAL: "请马上拨打 120，说清楼栋和入口；守在旁边，不要随意搬动，不要喂水喂药。",
    Danger.FIRE: "请马上撤到室外并拨打 119；走楼梯，不要乘电梯，不要回头拿东西，不要堵住消防通道。",
    Danger.GAS: "请马上离开，到室外再打燃气抢修电话或 119；屋里不要开关灯和电器，不要点火，不要打电话。",
    Danger.VIOLENCE: "请马上拨打 110，先到安全的地方；不要围观，不要上前拉扯，不要在群里发当事人的照片。",
    Danger.LIFT: "困在电梯里请按警铃或打轿厢里的救援电话，打不通拨 119；靠壁站稳，不要扒门，不要往外爬。",
    Danger.ELECTRIC: "请离电线和积水至少 8 米，拨打 95598，有人触电拨 120；不要伸手去拉人，不要碰金属护栏。",
    Danger.FALLING: "请绕开楼下这一片，有人受伤马上拨打 120，再拨 110；不要在楼下停留，不要捡拾掉下来的东西。",
    Danger.MISSING: "请马上拨打 110，走失不用等 24 小时；看到人请先陪着，不要在群里发身份证和住址。",
    Danger.SELF_HARM: "请马上拨打 110 和 120，陪在身边听着，不要离开；不要争辩，不要围观，不要拍照。",
    Danger.NO_ANSWER: "请先敲门、打电话，听到异常马上拨打 120 和 119；不要翻窗撬门，守在门口不要离开。",
    Danger.OTHER: "有人受伤请马上拨打 120，起火拨 119，遇险拨 110；先离开危险的地方，不要围观。",
}

# In this order: the first that matches decides, so the more particular danger stands before the general one.
_SIGNS: tuple[tuple[Danger, re.Pattern[str]], ...] = (
    (Danger.SELF_HARM, re.compile("跳楼|轻生|自杀|割腕|不想活|想不开|寻短见|喝农药|要跳|烧炭|遗书")),
    (Danger.GAS, re.compile("煤气|燃气|天然气|瓦斯|液化气|一氧化碳")),
    (Danger.FIRE, re.compile("着火|起火|失火|冒烟|浓烟|火苗|火灾|烧起来|烧着|爆炸|火光")),
    (Danger.LIFT, re.compile("(?:困|关|卡).{0,6}电梯|电梯.{0,10}(?:困|关|卡|有人|出不来)")),
    (Danger.ELECTRIC, re.compile("触电|漏电|电线|电缆|高压线|变压器|配电|麻手|带电")),
    (Danger.FALLING, re.compile("高空|抛物|坠物|砸|掉下来|往下扔|楼上扔|脱落|坠落")),
    (Danger.MISSING, re.compile("走失|走丢|失踪|找不到(?:人|孩|老|小|爸|妈|爷|奶)|不见了|没回家|没回来|联系不上")),
    (Danger.NO_ANSWER, re.compile("敲门|没人应|[敲喊叫].{0,4}不应|不开门|没动静|没见.{0,4}出门|没出门")),
    (
        Danger.VIOLENCE,
        re.compile("打架|打人|打起来|动手|持刀|拿刀|砍|刀|家暴|抢|绑架|小偷|偷|撬|跟踪|尾随|救命|歹徒|斗殴"),
    ),
    (
        Danger.MEDICAL,
        re.compile("晕|昏|摔|倒在|流血|出血|呼吸|心脏|胸闷|中风|抽搐|急救|不省人事|噎|溺|落水|中毒|生了|120"),
    ),
)
_BY_CATEGORY = {
    "medical_emergency": Danger.MEDICAL,
    "fire_safety": Danger.FIRE,
    "public_security": Danger.VIOLENCE,
    "family_dispute": Danger.VIOLENCE,
    "neighbor_dispute": Danger.VIOLENCE,
    "elevator": Danger.LIFT,
    "elderly_care": Danger.NO_ANSWER,
}


def danger_of(category: str, text: str) -> Danger:
    """The kind of danger that the words tell of; without a sign in them the category's own."""
    for danger, signs in _SIGNS:
        if signs.search(text):
            return danger
    return _BY_CATEGORY.get(category, Danger.OTHER)


def emergency_line(danger: Danger) -> PublicText:
    """Goes out at once, at night too."""
    return publish(LINES[danger] + CALLED)
