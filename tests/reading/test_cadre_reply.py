"""What cadres answer, sentence by sentence. Now is Tuesday 24 November 2026, ten in the morning."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reading.cadre_reply import CadreReply, Verb, parse_cadre_reply
from models.settings import DepartmentSettings

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
DEPARTMENTS = (
    DepartmentSettings(id="chengguan", name="城管办", aliases=("城管",)),
    DepartmentSettings(id="shizheng", name="市政养护公司", aliases=("市政", "养护公司")),
    DepartmentSettings(id="wuye", name="物业", aliases=()),
    DepartmentSettings(id="gongdian", name="供电公司", aliases=("供电",)),
)
CATEGORIES = {"停车挡道": "parking", "噪声扰民": "noise", "污水外溢": "sewage", "路灯": "street_light", "其他": "other"}


def parse(text: str, **more: Any) -> CadreReply:
    return parse_cadre_reply(text, now=NOW, departments=DEPARTMENTS, categories=CATEGORIES, **more)


def at(said: str) -> datetime:
    return datetime.fromisoformat(f"2026-{said}").replace(tzinfo=NOW.tzinfo)


BY_NUMBER = {
    "1": Verb.ACCEPT,
    "2": Verb.CONTACTED,
    "3": Verb.PROMISE,
    "4": Verb.NOT_OURS,
    "5": Verb.ESCALATE,
    "6": Verb.CLOSE,
    "２": Verb.CONTACTED,
    "②": Verb.CONTACTED,
    "2️⃣": Verb.CONTACTED,
    "6。": Verb.CLOSE,
    "二": Verb.CONTACTED,
    "选2": Verb.CONTACTED,
    "回复2": Verb.CONTACTED,
    "1收到": Verb.ACCEPT,
    "2 已联系物业": Verb.CONTACTED,
    "2,师傅明早来": Verb.CONTACTED,
    "2.师傅明早来": Verb.CONTACTED,
    "1 明天去看": Verb.PROMISE,
    "1,已联系物业": Verb.CONTACTED,
    "3 后天上午": Verb.PROMISE,
    "4 是市政的": Verb.NOT_OURS,
    "4 转城管办": Verb.TRANSFER,
    "5 社区没有执法权": Verb.ESCALATE,
    "6 修好了": Verb.CLOSE,
    "6办结": Verb.CLOSE,
    "6号 2": Verb.CONTACTED,
    "6号2": Verb.CONTACTED,
    "6号,6": Verb.CLOSE,
    # a number that its words gainsay, or that is none
    "6 还没修好": Verb.UNCLEAR,
    "6 明天修好": Verb.UNCLEAR,
    "6?": Verb.UNCLEAR,
    "6 修好了吗": Verb.UNCLEAR,
    "6 哪一幢": Verb.UNCLEAR,
    "2 修好了": Verb.UNCLEAR,
    "1 哪一幢?": Verb.UNCLEAR,
    "6幢": Verb.UNCLEAR,
    "6 幢": Verb.UNCLEAR,
    "6楼": Verb.UNCLEAR,
    "6个": Verb.UNCLEAR,
    "6-302": Verb.UNCLEAR,
    "7": Verb.UNCLEAR,
    "0": Verb.UNCLEAR,
    "12": Verb.UNCLEAR,
    "66": Verb.UNCLEAR,
    "1 2": Verb.UNCLEAR,
    "1 收到 2 已联系物业 3 明天处理 4 不归我们 5 上报 6 办结(请发图)": Verb.UNCLEAR,
}

ACCEPTED = ["收到", "收到收到", "收到!", "好", "好的", "好嘞", "行", "OK", "知道了", "晓得了", "明白", "嗯嗯", "要得", "收到,辛苦了",
            "好的 谢谢", "受到", "我去看看", "我来处理", "我问问", "我查一下", "收到。夜施有没有批我查一下", "[OK]", "👌"]  # fmt: skip

CONTACTED = [
    "联系过物业了,师傅明早来", "已联系物业", "己联系物业", "连系过物业了", "物业联系上了", "已通知值班民警", "报修了", "已报修", "打95598了",
    "110、120我打了", "打过电话了", "给物业打了电话", "跟养护公司说了", "已叫维保", "叫师傅了", "喊师傅来看了", "派人去了", "已安排师傅",
    "9幢的先别用水,我联系市政疏通", "看到了,我联系市政疏通,9幢的先别用水", "收到,我来联系", "我登记报白蚁所", "收到,已报路灯所",
    "已联系供电,你家有没有老人?", "已报110、119,保安上去了", "我给供热公司打电话了", "通知市政了,物业先去围一下", "师傅联系好了下午到",
    "上午联系过物业了", "已经联系郭物业了", "报城管了", "我哋联系咗市政",
]  # fmt: skip

PROMISED = {
    "明天处理": "11-25 10:00", "师傅明早来": "11-25 09:00", "下午我来看": "11-24 15:00", "明早六点来锯": "11-25 06:00",
    "明天修好": "11-25 10:00", "明天就修好了": "11-25 10:00", "后天上门": "11-26 10:00", "半小时后到": "11-24 10:30",
    "马上去看": "11-24 10:30", "好的,明天去": "11-25 10:00", "周五前弄好": "11-27 18:00", "今天修好": "11-24 18:00",
    "今天能修好": "11-24 18:00", "争取今晚修好": "11-24 19:30", "明天联系物业": "11-25 10:00", "等配件,后天到": "11-26 10:00",
    "明天": "11-25 10:00", "下周": "12-04 18:00", "30分钟": "11-24 10:30", "吃完饭去": "11-24 13:00", "名早来修": "11-25 09:00",
    "一会儿过去": "11-24 11:00", "3号前装好": "12-03 18:00", "听朝嚟修": "11-25 09:00", "改成三点": "11-24 15:00", "今天太晚了 明天再来看": "11-25 10:00",
}  # fmt: skip

CLOSED = [
    "修好了", "修好啦", "弄好了", "已修好", "以修好", "修号了", "处理好了", "已处理", "解决了", "搞定", "搞定了", "办结", "办接", "已办结",
    "6号办结", "可以结案了", "好了", "电梯好了", "路灯都修好了", "修好了明天再看看", "修好了,明天再看看", "去看过了 没事", "去看过没事",
    "去看了,一切正常", "联系物业了,修好了", "车已经挪走了", "车主把车开走了", "垃圾清掉了", "已清理", "已清运完毕", "疏通好了", "下水道通了",
    "来电了", "水通了", "已恢复供水", "不漏了", "不堵了", "没异味了", "灯亮了", "昨天就修好了", "今天下午修好了", "叫师傅修好了",
    "不到半小时就修好了", "没想到师傅来得快,修好了", "居委会修好了", "小区内路灯修好了", "8号楼前的路灯修好了", "修好了,大家再看看还有没有问题",
    "修好了,还有问题随时说", "修好了 已通知居民", "人找到了,平安", "火已扑灭", "搞好哒", "整好了", "修好咗", "6号和8号都修好了",
    "1号线那根灯杆修好了", "好了,那我结案了", "不好意思刚看到,修好了", "主要问题解决了", "广告牌拆掉了", "修好了跟居民说过了", "撤场了,垃圾清理干净了",
]  # fmt: skip

NOT_CLOSED = {
    "还没修好": Verb.PROGRESS,
    "没修好": Verb.PROGRESS,
    "修不好": Verb.PROGRESS,
    "快修好了": Verb.PROGRESS,
    "应该修好了": Verb.PROGRESS,
    "基本修好了": Verb.PROGRESS,
    "修好了一半": Verb.PROGRESS,
    "修好了两盏,还有一盏没换": Verb.PROGRESS,
    "路灯修好了,井盖明天换": Verb.PROGRESS,
    "物业说修好了": Verb.PROGRESS,
    "暂时修好了": Verb.PROGRESS,
    "修好了又坏了": Verb.PROGRESS,
    "昨天修好了,今天又漏了": Verb.PROGRESS,
    "修好了,但是还在漏": Verb.PROGRESS,
    "下午就修好了": Verb.PROGRESS,
    "大部分清理完了": Verb.PROGRESS,
    "没联系上": Verb.PROGRESS,
    "联系不上房东": Verb.PROGRESS,
    "打了电话没人接": Verb.PROGRESS,
    "物业电话打了,没人接": Verb.PROGRESS,
    "修好了吗": Verb.UNCLEAR,
    "修好了?": Verb.UNCLEAR,
    "修好了没": Verb.UNCLEAR,
    "修好了没有": Verb.UNCLEAR,
    "修好没": Verb.UNCLEAR,
    "是不是修好了": Verb.UNCLEAR,
    "修好了再通知": Verb.UNCLEAR,
    "修好了我告诉你": Verb.UNCLEAR,
    "等修好了再说": Verb.UNCLEAR,
    "如果修好了就不用管": Verb.UNCLEAR,
    "要是明天修好了": Verb.UNCLEAR,
    "谁修好了": Verb.UNCLEAR,
    "修好了是哪一盏": Verb.UNCLEAR,
    "处理": Verb.UNCLEAR,
    "没事": Verb.UNCLEAR,
    "约好了": Verb.CONTACTED,
    "好了好了别吵了": Verb.UNCLEAR,
    "请尽快处理好": Verb.UNCLEAR,
    "要求物业处理好": Verb.UNCLEAR,
    "不能办结": Verb.UNCLEAR,
    "别结案": Verb.UNCLEAR,
    "还没办结": Verb.PROGRESS,
    "6号修好了,8号明天修": Verb.UNCLEAR,
    "6号修好了 8号没修好": Verb.UNCLEAR,
    "已处理中": Verb.PROGRESS,
    "电话打通了": Verb.UNCLEAR,
    "未修好": Verb.PROGRESS,
    "冇修好": Verb.UNCLEAR,
    "修好了,转城管办备案": Verb.UNCLEAR,
    "去看过了": Verb.PROGRESS,
    "解决不了": Verb.CANNOT,
}

PROGRESSED = [
    "在修", "正在抢修", "师傅在路上", "路上了,前面还有一家", "来了,在开挖", "到现场了", "等配件", "配件在路上", "维修中", "还在等厂家",
    "已贴整改通知", "看过了,等鉴定", "排期中", "在走流程", "还没联系", "还没定",
]  # fmt: skip

ORDERS: dict[str, tuple[Verb, dict[str, Any]]] = {
    "不归我们": (Verb.NOT_OURS, {}),
    "不归我们 是市政的": (Verb.NOT_OURS, {"department": "shizheng"}),
    "这个不归我们管": (Verb.NOT_OURS, {}),
    "是市政的": (Verb.NOT_OURS, {"department": "shizheng"}),
    "归城管管": (Verb.NOT_OURS, {"department": "chengguan"}),
    "不在我们网格": (Verb.NOT_OURS, {}),
    "不是我们社区的": (Verb.NOT_OURS, {}),
    "灯是路灯所的,不归我管": (Verb.NOT_OURS, {}),
    "转城管办": (Verb.TRANSFER, {"department": "chengguan"}),
    "转给城管": (Verb.TRANSFER, {"department": "chengguan"}),
    "派给供电公司": (Verb.TRANSFER, {"department": "gongdian"}),
    "请转市政,窨井是他们的": (Verb.TRANSFER, {"department": "shizheng", "reason": "窨井是他们的"}),
    "好,转城管": (Verb.TRANSFER, {"department": "chengguan"}),
    "6号转城管办": (Verb.TRANSFER, {"department": "chengguan", "numbers": (6,)}),
    "不归我们,转城管办": (Verb.TRANSFER, {"department": "chengguan"}),
    "转民政局": (Verb.TRANSFER, {"department": "", "reason": "转民政局"}),
    "退 信息不全": (Verb.RETURN, {"reason": "信息不全"}),
    "退回,信息不全": (Verb.RETURN, {"reason": "信息不全"}),
    "退单 不归我们": (Verb.RETURN, {"reason": "不归我们"}),
    "退": (Verb.RETURN, {"reason": ""}),
    "上报": (Verb.ESCALATE, {}),
    "上抱": (Verb.ESCALATE, {}),
    "上报街道": (Verb.ESCALATE, {}),
    "报街道吧": (Verb.ESCALATE, {}),
    "需要街道协调": (Verb.ESCALATE, {}),
    "解决不了 上报": (Verb.ESCALATE, {}),
    "延期三天 等配件": (Verb.EXTEND, {"reason": "等配件", "when": at("11-27 18:00"), "when_words": "延期三天"}),
    "等配件,延期到周五": (Verb.EXTEND, {"when": at("11-27 10:00"), "when_words": "周五"}),
    "申请延期": (Verb.EXTEND, {"when": None}),
    "6号延期三天 等配件": (Verb.EXTEND, {"numbers": (6,), "reason": "等配件"}),
    "挂账 等拆迁": (Verb.SUSPEND, {"reason": "等拆迁"}),
    "挂帐,等拆迁": (Verb.SUSPEND, {"reason": "等拆迁"}),
    "先挂起 等维修基金": (Verb.SUSPEND, {"reason": "等维修基金"}),
    "恢复办理": (Verb.RESUME, {}),
    "取消挂账": (Verb.RESUME, {}),
    "无法解决 产权不清,已和居民说明": (Verb.CANNOT, {"reason": "产权不清,已和居民说明"}),
    "没法解决,产权不清": (Verb.CANNOT, {"reason": "产权不清"}),
    "不是工单": (Verb.NOT_A_CASE, {}),
    "这个不是工单": (Verb.NOT_A_CASE, {}),
    "误报": (Verb.NOT_A_CASE, {}),
    "他们开玩笑的": (Verb.NOT_A_CASE, {}),
    "6号不是工单": (Verb.NOT_A_CASE, {"numbers": (6,)}),
    "不是工单,他们聊天呢": (Verb.NOT_A_CASE, {"reason": "他们聊天呢"}),
    "改成噪音": (Verb.SET_CATEGORY, {"category": "noise"}),
    "改成噪声扰民": (Verb.SET_CATEGORY, {"category": "noise"}),
    "类别改为停车": (Verb.SET_CATEGORY, {"category": "parking"}),
    "6号改成路灯": (Verb.SET_CATEGORY, {"category": "street_light", "numbers": (6,)}),
    "应该算污水": (Verb.SET_CATEGORY, {"category": "sewage"}),
    "并到5号": (Verb.MERGE, {"target": 5, "numbers": ()}),
    "6号并到5号": (Verb.MERGE, {"target": 5, "numbers": (6,)}),
    "合并到 5": (Verb.MERGE, {"target": 5}),
    "6号跟5号是一回事": (Verb.MERGE, {"target": 5, "numbers": (6,)}),
    "地点5幢": (Verb.SET_PLACE, {"place": "5幢"}),
    "地点:5幢东头": (Verb.SET_PLACE, {"place": "5幢东头"}),
    "位置改成北门": (Verb.SET_PLACE, {"place": "北门"}),
    "改成5幢": (Verb.SET_PLACE, {"place": "5幢"}),
    "不是3幢是5幢": (Verb.SET_PLACE, {"place": "5幢"}),
    "6号地点5号楼": (Verb.SET_PLACE, {"place": "5号楼", "numbers": (6,)}),
    "紧急": (Verb.SET_URGENCY, {"urgency": "emergency"}),
    "6号加急": (Verb.SET_URGENCY, {"urgency": "urgent", "numbers": (6,)}),
    "改成一般": (Verb.SET_URGENCY, {"urgency": "normal"}),
    "为什么": (Verb.WHY, {}),
    "为啥立案": (Verb.WHY, {}),
    "6号为什么": (Verb.WHY, {"numbers": (6,)}),
    "撤销": (Verb.UNDO, {}),
    "撤消": (Verb.UNDO, {}),
    "撤回上一步": (Verb.UNDO, {}),
    "刚才点错了": (Verb.UNDO, {}),
    "今天有什么": (Verb.LIST, {}),
    "还有几个没办": (Verb.LIST, {}),
    "我的工单": (Verb.LIST, {}),
    "待办": (Verb.LIST, {}),
    "查6号": (Verb.SHOW, {"numbers": (6,)}),
    "查 6": (Verb.SHOW, {"numbers": (6,)}),
    "6号": (Verb.SHOW, {"numbers": (6,)}),
    "6号什么情况": (Verb.SHOW, {"numbers": (6,)}),
    "#6": (Verb.SHOW, {"numbers": (6,)}),
    "帮助": (Verb.HELP, {}),
    "怎么用": (Verb.HELP, {}),
}

UNCLEAR = [
    "哪一幢?", "几单元", "收到,哪一幢?", "好的 是几号楼?", "什么时候的事", "谁报的", "有照片吗", "是哪边", "您是哪位",
    "不上报", "不用上报", "别转城管", "要上报吗", "不延期", "不能挂账", "这个归城管吗", "转告大家一声", "转发了", "退休了", "退钱", "我转了一圈",
    "有困难联系网格员", "请联系物业", "联系我", "可以打12345", "有问题打110", "没有接到停水通知", "今天天气不错",
    "各位居民,今天上午北门有作业车,车辆请从南门进出。", "下周二晚七点社区开协调会", "各位业主,5幢2单元电梯暂停使用,待维保检测合格后恢复",
    "家务事不管", "看责任", "应该的", "哈哈", "", "。", "???", "[玫瑰]", "不要", "在吗", "你看着办", "为什么不修",
    "五一", "没什么", "谢谢夸奖", "手机上刷,不会的来窗口", "好不好", "取消停车费", "改一下", "收到照片了吗", "6号楼",
]  # fmt: skip


@pytest.mark.parametrize(("text", "verb"), BY_NUMBER.items(), ids=BY_NUMBER.keys())
def test_an_answer_by_number(text: str, verb: Verb) -> None:
    assert parse(text).verb is verb


@pytest.mark.parametrize("text", ACCEPTED)
def test_taken_on(text: str) -> None:
    assert parse(text).verb is Verb.ACCEPT


@pytest.mark.parametrize("text", CONTACTED)
def test_somebody_was_contacted(text: str) -> None:
    assert parse(text).verb is Verb.CONTACTED


@pytest.mark.parametrize(("text", "when"), PROMISED.items(), ids=PROMISED.keys())
def test_a_promise_carries_its_time(text: str, when: str) -> None:
    reply = parse(text)
    assert (reply.verb, reply.when) == (Verb.PROMISE, at(when))
    assert reply.when_words


@pytest.mark.parametrize("text", CLOSED)
def test_done_closes(text: str) -> None:
    assert parse(text).verb is Verb.CLOSE


@pytest.mark.parametrize(("text", "verb"), NOT_CLOSED.items(), ids=NOT_CLOSED.keys())
def test_what_only_sounds_like_done_does_not_close(text: str, verb: Verb) -> None:
    assert parse(text).verb is verb


@pytest.mark.parametrize("text", PROGRESSED)
def test_under_way(text: str) -> None:
    assert parse(text).verb is Verb.PROGRESS


@pytest.mark.parametrize(("text", "wanted"), ORDERS.items(), ids=ORDERS.keys())
def test_orders_and_questions_to_the_bot(text: str, wanted: tuple[Verb, dict[str, Any]]) -> None:
    reply = parse(text)
    verb, fields = wanted
    assert reply.verb is verb
    assert {name: getattr(reply, name) for name in fields} == fields


@pytest.mark.parametrize("text", UNCLEAR)
def test_anything_else_is_unclear(text: str) -> None:
    assert parse(text).verb is Verb.UNCLEAR


NUMBERS = {
    "6号修好了": (6,),
    "6号和8号都修好了": (6, 8),
    "6和8号修好了": (6, 8),
    "6号、8号修好了": (6, 8),
    "6号8号修好了": (6, 8),
    "六号修好了": (6,),
    "第6号修好了": (6,),
    "工单6 修好了": (6,),
    "106号明天来": (106,),
    "6号明天来修": (6,),
    "6号来过了": (6,),
    "6号楼修好了": (),
    "6号门口修好了": (),
    "幸福路6号修好了": (),
    "3幢6号修好了": (),
    "12月6号来修": (),
    "6号前修好": (),
    "延期到6号": (),
    "6号下午来修": (),
    "周五6号来修": (),
    "6号楼的8号修好了": (8,),
    "0号修好了": (),
}


@pytest.mark.parametrize(("text", "numbers"), NUMBERS.items(), ids=NUMBERS.keys())
def test_case_numbers_are_no_houses_and_no_dates(text: str, numbers: tuple[int, ...]) -> None:
    assert parse(text).numbers == numbers


def test_a_number_that_is_open_is_a_case_and_no_date() -> None:
    reply = parse("6号下午来修", open_numbers={6})
    assert (reply.numbers, reply.verb, reply.when) == ((6,), Verb.PROMISE, at("11-24 15:00"))


def test_the_number_three_alone_promises_tomorrow() -> None:
    reply = parse("3")
    assert (reply.digit, reply.when, reply.when_words) == (3, at("11-25 10:00"), "明天")


def test_words_after_a_number_give_time_and_department() -> None:
    reply = parse("2,师傅明早来")
    assert (reply.digit, reply.when, reply.when_words) == (2, at("11-25 09:00"), "明早")
    assert parse("2 已联系物业").department == "wuye"


def test_the_time_of_what_is_past_is_no_promise() -> None:
    assert parse("上午联系过物业了").when is None
    assert parse("上午联系过物业了,师傅明早来").when == at("11-25 09:00")


CHOICES = {"2": 2, "选2": 2, "第二个": 2, "②": 2, "二": 2, "2.": 2}


@pytest.mark.parametrize(("text", "digit"), CHOICES.items(), ids=CHOICES.keys())
def test_a_bare_number_answers_a_numbered_question(text: str, digit: int) -> None:
    reply = parse(text, choices=3)
    assert (reply.verb, reply.digit) == (Verb.PICK, digit)


def test_a_number_beyond_the_choices_is_no_close() -> None:
    assert parse("6", choices=3).verb is Verb.UNCLEAR


def test_words_still_count_while_a_question_is_open() -> None:
    assert parse("6号修好了", choices=3).verb is Verb.CLOSE
    assert parse("撤销", choices=3).verb is Verb.UNDO


def test_the_echo_repeats_the_words() -> None:
    assert parse("联系过物业了，师傅明早来\n").words == "联系过物业了,师傅明早来"


def test_without_departments_and_categories_nothing_is_invented() -> None:
    reply = parse_cadre_reply("转城管办", now=NOW)
    assert (reply.verb, reply.department) == (Verb.TRANSFER, "")
    assert parse_cadre_reply("改成噪音", now=NOW).verb is Verb.UNCLEAR


PIECES = st.one_of(
    st.sampled_from([*BY_NUMBER, *CLOSED, *NOT_CLOSED, *PROMISED, *ORDERS, *UNCLEAR]),
    st.sampled_from([",", "。", "?", " ", "\n", "6号", "不", "没", "明天", "吗", "了"]),
    st.text(max_size=8),
)


@given(st.lists(PIECES, max_size=6).map("".join), st.integers(0, 9))
def test_any_text_is_read_without_an_error(text: str, choices: int) -> None:
    reply = parse(text, choices=choices)
    assert len(reply.words) <= 120
    assert reply.when is None or reply.when > NOW


STATED = [text for text in CLOSED if "还有" not in text]  # a courtesy may end in a question


@given(
    st.sampled_from(STATED),
    st.sampled_from(["吗", "?", "吗?", "没有", "没", "又坏了", ",还没好", ",明天还要换", ",是哪一幢"]),
)
def test_a_close_with_a_doubt_behind_it_is_none(text: str, doubt: str) -> None:
    assert parse(text + doubt).verb is not Verb.CLOSE


@given(st.sampled_from(["没", "还没", "没有", "如果", "等", "要是", "是不是", "什么时候", "明天", "下周"]))
def test_a_close_with_a_doubt_before_it_is_none(doubt: str) -> None:
    assert parse(doubt + "修好了").verb is not Verb.CLOSE


@pytest.mark.parametrize(
    "text", ["修好了" * 40_000, "6号" * 50_000, "1" * 100_000, "," * 100_000, "明天" * 50_000, "不" * 100_000]
)
def test_a_hundred_thousand_characters_are_no_close(text: str) -> None:
    assert parse(text).verb is Verb.UNCLEAR
