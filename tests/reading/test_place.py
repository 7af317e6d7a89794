"""Where a message speaks of: what residents write, and what the reader makes of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reading.place import PlaceReader, same_place
from handlers.reading.place_key import Relation, compare
from models.settings import PlaceSettings


def reader(*names: str) -> PlaceReader:
    return PlaceReader([PlaceSettings(name=name) for name in names])


ESTATE = reader("3幢", "9幢", "12幢", "车棚", "北门", "儿童沙坑", "濠西路")


@pytest.mark.parametrize(
    ("said", "text", "key"),
    [
        ("9幢东头那个井又堵了", "9幢东头", "9幢"),
        ("六幢没水", "六幢", "6幢"),
        ("6号楼没水", "6号楼", "6幢"),
        ("6座冇水", "6座", "6幢"),
        ("6#楼没水", "6#楼", "6幢"),
        ("十二栋三单元 电梯停了", "十二栋三单元", "12幢/3单元"),
        ("3号楼2门的灯", "3号楼2门", "3幢/2单元"),
        ("车棚那个灯不亮", "车棚", "m:车棚"),
        ("沙坑那边有狗", "儿童沙坑", "m:儿童沙坑"),
        ("濠西路上堵死了", "濠西路", "m:濠西路"),
        ("21幢负一楼蟑螂", "21幢负一楼", "21幢/-1层"),
        ("是12幢跟车棚当中那根灯杆", "12幢和车棚之间", "12幢/m:车棚"),
        ("六幢和7幢之间", "六幢和7幢之间", "6幢/7幢"),
        ("地库B2 217车位被占", "地库B2 217车位", "m:217车位/m:地库/-2层"),
        ("33幢南边种菜", "33幢南侧", "33幢"),
        ("商业街二楼那个棋牌室", "商业街二楼棋牌室", "m:商业街/m:棋牌室/2层"),
        ("C5栋2单元的门坏了", "C5栋2单元", "C5幢/2单元"),
        ("丙楼东单元漏水", "丙楼东单元", "丙幢/东单元"),
        ("地库B区117车位滴水", "地库B区117车位", "m:B区117车位/m:地库"),
        ("三组到五组的路烂了", "三组到五组", "a:3组/a:5组"),
        ("3幢 4幢之间的井盖", "3幢和4幢之间", "3幢/4幢"),
        ("12幢、13幢都黑着", "12幢、13幢", "12幢/13幢"),
        ("李家湾那边没信号", "李家湾", "m:李家湾"),
        ("槐花巷12号墙要倒", "槐花巷12号", "a:12号/m:槐花巷"),
        ("三组门口的路断了", "三组门口", "a:3组"),
        ("水塔巷7号加了一层", "水塔巷7号", "a:7号/m:水塔巷"),
    ],
)
def test_the_least_words_that_find_the_spot(said: str, text: str, key: str) -> None:
    assert [(place.text, place.key) for place in ESTATE.read(said)][:1] == [(text, key)]


@pytest.mark.parametrize(
    "said",
    [
        "今天6号",
        "走路上班",
        "停了一排车",
        "衣服上一层灰",
        "一座山",
        "10:30到18:00停水",
        "打12345了",
        "里面太闷",
        "",
        "😀",
        "@9幢老王 在吗",
    ],
)
def test_what_is_no_place(said: str) -> None:
    assert ESTATE.read(said) == ()


def test_a_number_alone_is_a_house_only_where_houses_are_called_so() -> None:
    lane = reader("6号", "9号")
    assert [place.key for place in lane.read("6号嗰边漏水")] == ["6幢"]
    assert ESTATE.read("6号嗰边漏水") == ()
    assert [place.key for place in ESTATE.read("3号门口漏水")] == ["3幢"]
    assert ESTATE.read("3号上午停水") == ()


def test_a_configured_alias_counts_as_the_place() -> None:
    estate = PlaceReader([PlaceSettings(name="陈氏宗祠", aliases=("祠堂",))])
    place = estate.read("祠堂门口停满了")[0]
    assert (place.text, place.known) == ("陈氏宗祠门口", "陈氏宗祠")
    assert same_place(place.key, estate.read("陈氏宗祠")[0].key)


def test_a_room_is_private() -> None:
    place = ESTATE.read("八幢幺零三那户")[0]
    assert (place.key, place.private) == ("8幢/103室", True)
    assert ESTATE.read("隔壁李爹爹家")[0].private


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("7-302", "7幢302"),
        ("4-2-601 老崔", "4幢2单元601"),
        ("18-101黄生", "18幢101"),
        ("赵工25-703", "25幢703"),
        ("3单元2楼涂姐", "3单元2楼"),
        ("9号五楼细强", "9幢五楼"),
        ("901小汤", "901"),
        ("C5-3-602", "C5幢3单元602"),
        ("阿芬12-4", "12幢"),
        ("阿芬77-4", None),
        ("张阿姨", None),
        ("2024-05-01", None),
        ("", None),
    ],
)
def test_a_nickname_may_hold_the_house(name: str, text: str | None) -> None:
    place = ESTATE.from_name(name)
    assert (place.text if place else None) == text


def test_where_there_is_one_house_the_first_number_counts_its_entrances() -> None:
    tower = reader("6号楼1单元", "6号楼2单元")
    assert tower.from_name("2-302") == tower.read("6号楼2单元302")[0]


@pytest.mark.parametrize(
    ("said", "wrong", "right"),
    [
        ("不是3幢是5幢", "3幢", "5幢"),
        ("不是车棚里头的，是12幢跟车棚当中那根灯杆，我讲岔了", "车棚", "12幢和车棚之间"),
        ("说错了 是5幢", "", "5幢"),
        ("2单元2单元 我急糊涂了", "", "2单元"),
        ("104 104 我老是记错", "", "104"),
        ("桥北……不对说错了,是北门", "", "北门"),
    ],
)
def test_corrections(said: str, wrong: str, right: str) -> None:
    pair = ESTATE.corrected(said)
    assert pair is not None
    assert (pair[0].text, pair[1].text) == (wrong, right)


@pytest.mark.parametrize("said", ["3幢的人不是说要来吗", "是5幢", "不是我", "记错时间了"])
def test_what_is_no_correction(said: str) -> None:
    assert ESTATE.corrected(said) is None


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("六幢", "6号楼", Relation.SAME),
        ("6幢东头", "6幢2单元", Relation.NEAR),
        ("6幢楼顶", "6幢车库", Relation.NEAR),
        ("6幢", "7幢", Relation.DIFFERENT),
        ("6幢1单元", "6幢2单元", Relation.DIFFERENT),
        ("车棚", "北门", Relation.DIFFERENT),
        ("6幢", "北门", Relation.UNKNOWN),
        ("二楼", "三楼", Relation.UNKNOWN),
        ("门口", "门口", Relation.UNKNOWN),
    ],
)
def test_how_two_places_lie_to_each_other(one: str, other: str, relation: Relation) -> None:
    assert compare(ESTATE.read(one)[0].key, ESTATE.read(other)[0].key) is relation


PIECES = st.sampled_from(
    [*"六十二两幢栋号楼座#单元室门口的和跟、，不是错0123456789-@B ", "车棚", "说错了", "东头", "之间", "𠮷", "\u2005"]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_anything_can_be_read(text: str) -> None:
    for place in (*ESTATE.read(text), *filter(None, ESTATE.corrected(text) or ()), ESTATE.from_name(text)):
        if place is not None:
            compare(place.key, "6幢/2单元")


def test_a_hundred_thousand_characters_are_cut_short() -> None:
    assert ESTATE.read("9幢" + "哈" * 100_000)[0].key == "9幢"
    assert ESTATE.read("哈" * 100_000 + "9幢") == ()
