"""Spots of all kinds of neighbourhoods, from one message and a nickname, as a cadre would write them down."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from handlers.conversation.settle import settle
from handlers.conversation.state import Said
from handlers.reading.facts import Facts
from handlers.reading.place import PlaceReader
from handlers.reading.place_key import Relation, compare
from models.messages import MessageKind
from models.settings import PlaceSettings

NOON = datetime(2026, 4, 2, 4, 0, tzinfo=UTC)


def reader(names: str) -> PlaceReader:
    return PlaceReader([PlaceSettings(name=name) for name in names.split()])


ESTATE = reader("1号楼 2号楼 3号楼 5号楼 6号楼 8号楼 东门 西门 中心广场 地下车库")
VILLAGE = reader("一组 二组 三组 五组 八组 村委会 大桥头 老学校 王家塘")
LANES = reader("槐树巷 解放路 建设里 人民公园 第三小学")
TOWERS = reader("1栋 2栋 3栋 A座 B座 C座 地下停车场 美食街")
NOTHING = reader("")


def place(places: PlaceReader, line: str, category: str = "waste") -> str:
    name, _, words = (part.strip() for part in line.partition(":"))
    facts = Facts(words, places=places.read(words), corrected=places.corrected(words))
    return settle(places, [Said(1, NOON, name, name, False, MessageKind.TEXT, facts)], category)


@pytest.mark.parametrize(
    ("places", "line", "where"),
    [
        (ESTATE, "李姐: 3号楼东边的车棚顶塌了一块", "3号楼东侧车棚"),
        (ESTATE, "青青: 文化墙上瓷砖一块一块往下掉", "文化墙"),
        (ESTATE, "红姐: 垃圾分类亭那里味道太冲了", "垃圾分类亭"),
        (ESTATE, "小满: 装修垃圾堆在8号楼和围墙中间", "8号楼和围墙之间"),
        (ESTATE, "小霍: 门卫室后头的栏杆缺了两根", "门卫室后"),
        (ESTATE, "7-1102: 隔壁小学操场的喇叭六点就响", "小学操场"),
        (ESTATE, "莉莉: 大件垃圾堆放点堆到马路上来了", "大件垃圾堆放点"),
        (ESTATE, "张弛: 小河浜里漂了一层死鱼", "小河浜"),
        (ESTATE, "大宝: 26一单元四楼的灯坏了", "26幢1单元4楼"),
        (ESTATE, "大宝: 车库变游泳池了", "地下车库"),
        (ESTATE, "大宝: 楼道成了仓库", ""),
        (ESTATE, "3-1-502: 3号楼这边像菜市场一样", "3号楼"),
        (ESTATE, "张工: 北出口的道闸不抬", "北出口道闸"),
        (VILLAGE, "三组老陈: 王家塘的水绿油油的", "王家塘"),
        (VILLAGE, "五组杏花: 大桥头栏杆断了一截", "大桥头"),
        (VILLAGE, "一组小马: 上游的砖厂往河里排污水", "砖厂"),
        (VILLAGE, "八组建华: 鱼塘的坝要垮了", "八组鱼塘"),
        (VILLAGE, "二组阿英: 二组到八组那条机耕路中间断了", "二组到八组机耕路"),
        (LANES, "老宁波: 27号底楼过道里停了七八部电瓶车", "27号底楼过道"),
        (LANES, "老宁波: 阿拉27号总水表漏水", "27号总水表"),
        (LANES, "妞妞妈: 三小门口放学堵成一锅粥", "第三小学门口"),
        (LANES, "阿良: 建设里12号天井里搭了个阁楼", "建设里12号天井"),
        (LANES, "18号二楼: 门口电线杆上的光缆断了", "18号"),
        (LANES, "老宁波: 18号开会", ""),
        (LANES, "文具店辉: 62号门口 三张床垫", "62号门口"),
        (TOWERS, "大王: B座3号梯门关不上", "B座3号梯"),
        (TOWERS, "C1603: 楼上装修周末也钻", "C座"),
        (TOWERS, "2栋Amy: 干洗店的味道飘上来头疼", "干洗店"),
        (NOTHING, "王: 地铁口二号出口全是黑摩的", "地铁口二号出口"),
        (NOTHING, "王: 三街坊全停电了", "三街坊"),
        (NOTHING, "王: 高架桥下面成了垃圾场", "高架桥"),
        (NOTHING, "王: 物流园大货车天天超速", "物流园"),
        (NOTHING, "王: 菜场17号摊位把秤动了手脚", "菜场17号摊位"),
        (NOTHING, "王: 龙山脚下采石场放炮", "山脚"),
        (NOTHING, "王: 金色港湾项目部欠我半年工钱", "项目部"),
    ],
)
def test_where_one_message_tells_it_is(places: PlaceReader, line: str, where: str) -> None:
    assert place(places, line) == where


@pytest.mark.parametrize(
    ("line", "category", "where"),
    [
        ("1-2-101: 卫生间往上冒粪水", "sewage", "1号楼2单元101"),
        ("3-2-901: 我家厨房煤气味好大", "water_power_gas", "3号楼2单元901"),
        ("3-2-901: 我家没水了", "water_power_gas", "3号楼2单元"),
        ("3-1-603: 我爸突然胸口疼喘不上气", "medical_emergency", "3号楼1单元603"),
        ("3-1-603: 有人在东门晕倒了", "medical_emergency", "东门"),
        ("小罗: 6号楼二楼那家天天半夜唱歌", "noise", "6号楼"),
        ("小罗: 6号楼负一楼全是蟑螂", "pest", "6号楼负一楼"),
        ("3-2-701: 楼下在冒烟, 好像是5楼", "fire_safety", "3号楼2单元5楼"),
        ("3-2-701: 5楼堆满了纸箱", "fire_safety", "3号楼2单元"),
        ("小罗: 15号502的押金不退", "other", "15号502"),
    ],
)
def test_how_closely_it_is_told_depends_on_the_trouble(line: str, category: str, where: str) -> None:
    assert place(ESTATE, line, category) == where


def test_a_place_that_something_goes_to_is_where_rubbish_lies_and_not_where_a_smell_comes_from() -> None:
    assert place(VILLAGE, "老支: 有人往大桥头倒建筑垃圾") == "大桥头"
    assert place(VILLAGE, "老支: 砖厂的烟飘到老学校来了", "environment") == "砖厂"
    assert place(VILLAGE, "老支: 老人早上往大桥头走了", "public_security") == "大桥头"
    assert place(VILLAGE, "老支: 我往大桥头走了") == ""


def test_a_thing_that_stands_anywhere_is_no_other_place_than_a_name() -> None:
    assert compare("m:县二小", "m:斑马线") is Relation.UNKNOWN
    assert compare("m:县二小", "m:北门") is Relation.DIFFERENT
    assert compare("m:斑马线", "m:斑马线") is Relation.SAME
