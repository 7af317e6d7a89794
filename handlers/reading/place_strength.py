"""How strongly a spot that somebody names tells where the trouble is, by its kind and the words around it. Pure."""

from __future__ import annotations

import re

from handlers.reading.place_address import ESTATE, Address, Part
from handlers.reading.place_compose import Spot
from handlers.reading.place_lists import AT_HOUSES, GATES, LANDMARKS, OF_FLAT, OFFICES, OUTDOORS, PARTS, words

# Only their order counts, and what it takes to go past another.
HOUSE, KNOWN, LANDMARK, VAGUE, NOWHERE = 2.2, 2.0, 1.0, 0.4, 0.0
STRESS = 0.5  # what "就在" adds

HEADING = re.compile(
    r"(?:(?<![别莫勿])(?<!不要)[去往走]|[送回绕]|(?<![放塞停扔丢倒搬存堆])进|绕到|先到|[飘传吹]到)$"
)  # where somebody goes, or a smell
DUMPS = re.compile("^[里上中]?[面头边]?(?:偷?倒|扔|排|丢|泼|堆|灌|抛|倾倒)")  # 往河里倒泔水
GONE = re.compile("^(?:那边|那头|方向|那个方向|里|边上)?[^,。]{0,4}(?:[走去跑]了|去$)")  # where somebody was seen last
NOT_GONE = re.compile("[我咱车]")
STRESSED = re.compile("(?:就在|位于|(?:地[址点]|位置)(?:就?[是在])?:?)$")
STANDING = re.compile(
    r"[我俺咱家][^,。]{0,3}住$|车(?:已经?|都|就|还|现在)?(?:到|在|停|停在|开到|堵在)了?$|"
    r"(?:我|俺|本人|我们)(?:现在|就|正|刚刚?|人)?(?:站|在|站在)$"
)
APART = re.compile(
    r"(?:上次|上回|以前|之前|原来|去年|不是|不像|没说|除了|比|才是|那是|离|[对冲怼]着|直?[对冲怼]着?我们|正对|朝着?|(?:听|据)[^,。]{0,2}说|影响)(?:是|在)?$"
)
# 天井变护城河了: like one, and none.
LIKE = re.compile("(?:变|变成|变作|成|成了|(?<!好)像|(?<!好)像[个是]|当|当成|当作|改|改成|当了|变了)$")
ENTRY = re.compile("^进(?!水|了?水)(?:来|去)?(?:[,，。;；]|$)")  # 后门进: how to get there
NEXT_DOOR = re.compile("隔壁$")
MY = re.compile("(?:^|[^\\u4e00-\\u9fff])[我俺]$")  # 我1栋12楼关着窗都听得见
ASKED = re.compile("不是住?在?$")
IS_SO = re.compile("^[^,。;;]{0,4}[吗嘛么]")
LIVES = re.compile("住在?$")  # where somebody lives; is he at home?
ALIKE = re.compile(r"^(?:那边|那头|也)?(?:听说|据说|一样|那样|那次|没事|好好的|才是|早就|吧)")
AT_OFFICE = re.compile(r"^(?:那|院|停|没|断|门)")
MINE = re.compile(
    r"[我俺咱](?:们|们这)?(?:家(?![孩小大老爸妈爷奶公婆儿女娃崽狗猫车电人囡宝媳先])|屋|屋里|这|这边|这里|这头|单元|楼|栋|幢|门|组|队|排|楼道)"
    r"(?!的时候|们)|楼[上下]"
)
CHOICE = re.compile("还是")
HERE = re.compile("(?:站|在|站在)$")
LOOKS = re.compile("^[\\s,，。;；]|^[这那]?[里边儿]?[,，就看听望闻拍]|^$")  # 我在8幢看见...
OF_HOUSE = frozenset(PARTS) - OF_FLAT - {"单元门", "缓台"} | AT_HOUSES
AT_HOUSE = frozenset(words("楼下 楼上 楼前 楼后 楼底下"))
OF_LOT = re.compile(
    "(?:桥头|水沟|机耕路|水渠|村小|棚|塘|井|田|山|[^车市广球工草化阵]场|[^工基草化]地|旱厕|公厕|小店|小卖部|代销店)$"
)
OF_LOTS = frozenset(LANDMARKS) | frozenset(words("村小 水沟 机耕路 大棚"))
IDLE = frozenset("下里")


def strength(spot: Spot) -> float:
    """What a spot weighs; NOWHERE where somebody only goes there."""
    own = kind_strength(spot)
    if LIKE.search(spot.before) and "building" not in spot.address.kinds:
        return NOWHERE
    if ENTRY.match(spot.after):
        return min(own, VAGUE)
    if HEADING.search(spot.before):
        return heading(spot, own)
    if ASKED.search(spot.before) and IS_SO.search(spot.after):
        return own  # 她不是三号楼的吗
    if "building" in spot.address.kinds and MY.search(spot.before):
        return min(own, VAGUE)
    if HERE.search(spot.before) and STANDING.search(spot.before) and not LOOKS.search(spot.after):
        return own  # 我在车棚摸了半天
    if STANDING.search(spot.before) or APART.search(spot.before) or ALIKE.match(spot.after):
        return min(own, VAGUE)
    if NEXT_DOOR.search(spot.before) and "mark" not in spot.address.kinds:
        return VAGUE
    if LIVES.search(spot.before):
        return min(own, LANDMARK if "building" in spot.address.kinds else VAGUE)
    return own + STRESS if STRESSED.search(spot.before) else own


def heading(spot: Spot, own: float) -> float:
    """What a place counts that somebody or something goes to: rubbish stays there, and a lost child was seen there."""
    if DUMPS.match(spot.after):
        return own
    return min(own, LANDMARK) if GONE.match(spot.after) and not NOT_GONE.search(spot.before) else NOWHERE


def kind_strength(spot: Spot) -> float:
    """What an address weighs by its kind."""
    address = spot.address
    if address.kinds & {"building", "area"}:
        return HOUSE
    marks = {value.removeprefix("m:") for value in address.values("mark")}
    at_it = address.kinds & {"relation", "part"} or AT_OFFICE.match(spot.after)
    if marks and marks <= frozenset(OFFICES) and not at_it:
        return VAGUE if spot.place.known else NOWHERE
    if spot.place.known:
        return KNOWN
    return VAGUE if marks and marks <= OUTDOORS | AT_HOUSES | GATES else LANDMARK


def claims_home(text: str) -> bool:
    """Whether the speaker tells of his own flat or house: 我家, 我们单元."""
    return MINE.search(text) is not None


def gives_choice(text: str) -> bool:
    """Whether a question names several places to choose from."""
    return CHOICE.search(text) is not None


def of_house(part: Part) -> bool:
    """Whether a part tells something about a house that is known: its roof, its flower bed."""
    return part.value.partition(":")[2] in OF_HOUSE


def is_estate(part: Part) -> bool:
    """Whether a part is an estate or a stage of one, with houses in it."""
    return part.kind in {"mark", "area"} and ESTATE.search(part.text) is not None


def at_house(address: Address) -> bool:
    """Whether it tells a spot at a house that is not named: 楼下车库."""
    return len(address.parts) > 1 and address.parts[0].text in AT_HOUSE


def of_each_lot(part: Part) -> bool:
    """Whether every group of a village has such a thing, so that its number belongs to the place: 三组鱼塘."""
    return part.kind == "mark" and OF_LOT.search(part.text) is not None and part.text in OF_LOTS


def in_flat(part: Part) -> bool:
    """Whether it is a part of somebody's own rooms."""
    return part.kind == "relation" or part.value.removeprefix("p:") in OF_FLAT


def is_idle(part: Part) -> bool:
    """Whether a last word only says that it is at the house: 二栋下."""
    return part.kind == "relation" and part.text in IDLE
