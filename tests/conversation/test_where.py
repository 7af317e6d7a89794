"""Where a case is: told in pieces, by several people, put right, or known only from a nickname."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.conversation.settle import settle
from handlers.conversation.state import Said
from handlers.reading.facts import Facts
from handlers.reading.place import PlaceReader
from handlers.wording.mask import leaks, mask
from models.messages import MessageKind
from models.settings import PlaceSettings
from tests.conversation.group import Group

START = datetime(2026, 4, 2, 1, 0, tzinfo=UTC)
STAFF = "社区小顾"
ESTATE = PlaceReader(
    [PlaceSettings(name=name) for name in ("3幢", "5幢", "8幢", "C2栋", "北门", "自行车棚", "地下车库")]
)
VILLAGE = PlaceReader([PlaceSettings(name=name) for name in ("一组", "四组", "排涝站", "东桥")])


def place(talk: str, category: str = "property_mgmt", reader: PlaceReader = ESTATE) -> str:
    """The place of a case that a talk is about: 'name: words' with | between the messages."""
    return settle(reader, [heard(number, line, reader) for number, line in enumerate(talk.split("|"))], category)


def heard(number: int, line: str, reader: PlaceReader) -> Said:
    name, _, words = (part.strip() for part in line.partition(":"))
    facts = Facts(words, places=reader.read(words), corrected=reader.corrected(words))
    at = START + timedelta(minutes=number)
    return Said(number, at, name, name, name == STAFF, MessageKind.TEXT, facts)


@pytest.mark.parametrize(
    ("talk", "where"),
    [
        ("张姐: 5幢的灯不亮 | 张姐: 二单元", "5幢2单元"),
        ("张姐: 电梯停了 | 社区小顾: 哪里? | 张姐: 八幢三单元", "8幢3单元"),
        ("5-1-302: 楼道灯不亮", "5幢1单元楼道"),
        ("5-1-302: 我家没水了 | 5-2-404: 我家也没", "5幢1单元"),
        ("5-1-302: 北门的道闸砸到人了", "北门道闸"),
        ("张姐: 8幢2单元门坏了 | 张姐: 打错了, 3幢", "3幢2单元"),
        ("张姐: 漏水了 | 社区小顾: 3幢的漏水下午去看", "3幢"),
        ("张姐: 我在8幢, 看见3幢楼顶有烟", "3幢楼顶"),
        ("张姐: C2二单元的门关不上", "C2栋2单元"),
        ("张姐: 后面那家修车铺喷漆味道大", "修车铺"),
        ("张姐: 3幢、5幢、8幢都停水了", "3幢、5幢、8幢"),
        ("张姐: 今天真热", ""),
        ("张姐: 车棚那头有人放炮 | 张姐: 我3幢9楼关着窗都听得见", "自行车棚"),
        ("张姐: 油烟直接对着3幢 | 张姐: 北门那家烧烤店的", "北门烧烤店"),
        ("张姐: 听说8幢也停了 | 李哥: 我们5幢从早上停到现在", "5幢"),
        ("张姐: 救护车到北门了 | 李哥: 3幢有人晕倒", "3幢"),
        ("张姐: 大家先走北门 | 李哥: 地下车库淹了", "地下车库"),
        ("张姐: 我在车棚摸了半天没摸着开关", "自行车棚"),
        ("张姐: 水管爆了 | 社区小顾: 是北门那边吧 | 张姐: 对的, 水冲到花坛里了", "北门"),
        ("5-302: 楼下棋牌室天天搓到半夜", "5幢楼下棋牌室"),
        ("5-302: 别走北门, 井盖翘起来了", "北门"),
        ("5-302: 我家没水 | 3-404: 我家也没有", "5幢"),
        ("张姐: 她不是5幢的吗, 我看着她进门的", "5幢"),
        ("张姐: 垃圾堆在北门, 不是3幢", "北门"),
    ],
)
def test_where_people_say_it_is(talk: str, where: str) -> None:
    assert place(talk) == where


def test_a_village_tells_its_lots_and_works() -> None:
    assert place("四组小凤: 我家堂屋进水了", reader=VILLAGE) == "四组"
    assert place("四组小凤: 排涝站的机子不转", reader=VILLAGE) == "排涝站"
    assert place("四组小凤: 大棚全趴下了", reader=VILLAGE) == "四组大棚"
    assert place("四组小凤: 东桥的栏杆断了", reader=VILLAGE) == "东桥"
    assert place("老耿: 王家湾的机耕路断了", reader=VILLAGE) == "王家湾"


@pytest.mark.parametrize(
    ("talk", "category", "where"),
    [
        ("5-1-302: 我家没水", "water_power_gas", "5幢1单元"),
        ("张姐: 5幢2单元302没水", "water_power_gas", "5幢2单元"),
        ("5-302: 402天天半夜敲地板", "neighbor_dispute", "5幢302与402"),
        ("5-302: 楼下102的老人三天没出门", "elderly_care", "5幢102"),
        ("5-302: 楼上402天天半夜拖椅子", "noise", "5幢402"),
        ("5-302: 你家又在放水了 | 5-402: 我家没用水", "neighbor_dispute", "5幢302与402"),
        ("5-302: 狗从早叫到晚 | 5-801: 我家也听见", "neighbor_dispute", "5幢302"),
        ("8-404: 求救, 我爸倒下了, 8幢404", "medical_emergency", "8幢404"),
        ("3-601: 天花板一直滴水 | 3-601: 三个盆都接不住", "property_mgmt", "3幢601"),
        ("3-601: 楼顶漏得天花板一直滴水", "property_mgmt", "3幢楼顶"),
        ("张姐: 8幢2单元住202的张爹爹不开门 | 5-101: 我敲了没人应", "elderly_care", "8幢2单元202"),
        ("张姐: 5幢三楼一直冒烟 | 李哥: 是302的 | 王哥: 901也闻到了", "fire_safety", "5幢302"),
        ("张姐: 5幢1单元电梯卡在9楼了", "elevator", "5幢1单元"),
    ],
)
def test_the_flat_is_told_where_the_trouble_is_in_a_flat(talk: str, category: str, where: str) -> None:
    assert place(talk, category) == where


def test_a_house_lies_in_the_estate_that_is_named_before() -> None:
    town = PlaceReader([PlaceSettings(name=name) for name in ("银杏小区", "文庙巷")])
    assert place("张姐: 银杏小区断网了 | 张姐: 6栋 光猫一直闪", reader=town) == "银杏小区6栋"
    assert place("张姐: 银杏小区断网了 | 张姐: 6栋不行 | 李哥: 7栋也不行", reader=town) == "银杏小区"


def test_what_staff_has_settled_stays_until_somebody_puts_it_right() -> None:
    def after(words: str) -> str:
        return settle(ESTATE, [heard(1, f"张姐: {words}", ESTATE)], "property_mgmt", "5幢")

    assert after("8幢也有一点") == "5幢"
    assert after("二单元") == "5幢2单元"


@pytest.mark.parametrize("category", ["neighbor_dispute", "elderly_care", "sewage"])
def test_no_flat_is_left_in_what_a_group_reads(category: str) -> None:
    for talk in ("5-302: 402天天敲", "张姐: 8幢2单元1103", "张姐: 哪家 | 社区小顾: 101还是102? | 5-3-101: 101"):
        assert not leaks(mask(place(talk, category)))


WORDS = st.lists(
    st.sampled_from(
        [
            *"五八幢栋号楼单元层室不是错了到和、与的,?0123456789-",
            "北门",
            "自行车棚",
            "说错了",
            "我家",
            "之间",
            "还是",
            "东头",
        ]
    ),
    max_size=14,
).map("".join)
TALKS = st.lists(st.tuples(st.sampled_from(["5-1-302", "8-404", "张姐", STAFF]), WORDS), max_size=6)


@given(TALKS, st.sampled_from(["property_mgmt", "neighbor_dispute", "fire_safety", "elevator"]))
def test_any_talk_has_one_place_that_is_read_again_as_itself(lines: list[tuple[str, str]], category: str) -> None:
    said = [heard(number, f"{name}: {words}", ESTATE) for number, (name, words) in enumerate(lines)]
    found = settle(ESTATE, said, category)
    assert len(found) < 80
    assert settle(ESTATE, said, category) == found
    assert not found or ESTATE.read(found)


def test_at_an_accident_one_shouts_where_and_the_next_what() -> None:
    group = Group()
    group.say("阿海", "快快快 北门这里")
    group.say("老吴", "有人晕过去了，叫不醒，快打120")
    assert group.case("medical_emergency").place == "北门"


def test_a_place_that_staff_asks_about_counts_as_told_once_a_resident_agrees() -> None:
    group = Group()
    group.say("社干小席", "是北门那边吧？")
    group.say("老吴", "是的，污水漫出来了，一直流到路上")
    assert group.case("sewage").place == "北门"
