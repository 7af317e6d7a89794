"""What a clause says about work: contacted, promised, under way, looked at, taken on."""

from __future__ import annotations

import enum
import re

from handlers.reading.cadre.asked import Asked
from handlers.reading.cadre.done import Done, read_done
from handlers.reading.cadre.signals import AHEAD, asks, is_past
from handlers.reading.clauses import Clause
from handlers.reading.when import read_when


class Work(enum.Enum):
    """What one clause comes to."""

    DONE = "done"
    PARTLY = "partly"
    FAILED = "failed"  # tried to reach somebody in vain
    CONTACTED = "contacted"
    PROMISE = "promise"
    FOLLOW_UP = "follow_up"  # will look again, after the work
    PROGRESS = "progress"
    LOOKED = "looked"  # went there; says nothing about the outcome
    FINE = "fine"  # nothing wrong there
    TAKE = "take"  # will see to it, no time named
    ACCEPT = "accept"
    QUESTION = "question"
    NOTHING = "nothing"


_FAILED = re.compile(
    r"联系不[上到]|没联系[上到]|打不通|没打通|没人接|不接(?:电话)?|没接|没回|关机|停机|电话没|找不到人|没找到人|敲门没人|没人开"
)
_ASKED_OF_OTHERS = re.compile(
    r"(?:请(?!了|示)|麻烦|可以|建议|如有|如果|需要|不要|别|及时|自行|自己|你们?|您|大家|各位|谁|有\S{0,4}(?:问题|困难|情况|需要|事)\S{0,2})"
    r"\S{0,8}(?:联系|打|报|通知|反映|拨|叫|喊)"
)
_NOT_YET = re.compile(r"[没未别不勿莫](?:有|去|能|想|要|用|必)?\S{0,2}(?:联系|通知|报|打|叫|安排|反映|派)")
_BODY = "局|所|站|公司|办|部门|抢修|物业|城管|供电|供水|市政|环卫|燃气|维保|消杀|消防|街道|社区|中心|队|镇|派出所|热线"
_CONTACTED = re.compile(
    r"联系(?!方式|电话|人(?!员)|我|卡|单|不)|(?:^|已经?|我们?|都|也|刚|先|去|来|再|电话|这边)通知(?!单|书|栏|上)|报修|已报(?!名)|报了警|报警了?"
    rf"|(?:^|已经?|我们?|先|都|刚|给|登记|马上)报(?:给|了|过|到)?\S{{0,6}}(?:{_BODY}|95598|1[12][0-9]|12345)|报(?:给|过|到)\S"
    r"|(?:打|拨)(?:过|了)\S{0,4}电话|电话\S{0,3}打(?:过|了|给)|给\S{1,8}打(?:过|了)?(?:个)?电话|打(?:过|了)?[0-9]{3,}\S{0,4}[了过]"
    r"|[0-9]{3,}\S{0,3}我?打[了过]|我打[0-9]{3,}"
    rf"|反映(?:给|过|了|到)|向\S{{1,8}}反映|沟通(?:过|好|了)|对接(?:过|好|了|上)|派单|下单|发函|(?:已|都|我)\S{{0,3}}(?:告知|转告)"
    r"|我(?:已经?|马上|先|来)?(?:叫|喊|让|请|派)\S{1,8}[来去]|派(?:了|人|师傅|保安|保洁)|安排(?:了|好|人|师傅|保洁|保安|维修|工人|物业|\S{1,6}(?:去"
    r"|来|过去|过来|处理|维修|清))|已经?安排|约(?:了|好)"
    rf"|(?:已经?|我|刚)?(?:叫|喊|催)(?:了|过)?\S{{0,3}}(?:{_BODY}|师傅|保安|保洁|工人|人)\S{{0,2}}(?:了|来|去|过来|过去|看|修)?"
    r"|[跟和与同给]\S{1,8}(?:说|讲|反映|沟通|联系|打招呼)(?:了|过|好)"
)
_ACTS = (
    "处理|修|弄|搞|解决|疏通|清|换|安排|联系|上门|量|谈|来|去|到(?!期)|办(?!公)|查|施工|调解|拖|拆|送(?!餐)|装|看|巡|找|约|派|带|锯|砍|剪|补"
    "|检测|检查|催|问|回复|答复|开挖|抽|消杀|打|报(?!名)|做|干(?!净)|继续|再说|过去|动工|开工|好(?!吗)|通|完"
)
_PROMISED = re.compile(_ACTS)
_TO_OTHERS = re.compile(
    r"你|您|请(?!了|师傅|人|物业|市政)|大家|各位|业主|居民(?!说|解释|沟通|家)|带(?:齐|好|身份证|户口)|停[水电气](?!处理)|开会|召开|体检|报名|登记|办公室|窗口"
    r"|[来到]社区|[来到]居委|来拿|来领|领取|值班|天气|气温|[下有]雨|放假|休息|聚餐|活动"
)
_NOT_COMING = re.compile(r"[来去修弄搞到]不[了到成及好]|不[来去修弄处能行会到]|没法|没空|没人")
_LOOKS_AGAIN = re.compile(r"再?(?:看看|看一?下|去看|来看|复查|回访|观察|检查|巡|回头看|核实|验收)")
_BARE_TIME = re.compile(r"\S{0,2}")
_UNDER_WAY = re.compile(
    r"正在|(?:人|师傅)在\S|在(?:修|处理|办|弄|清|疏通|抢修|协调|查|沟通|现场|路上|等|排队|催|开?挖|换|抽|联系|跟进|施工|维修|看|走流程)"
    r"|路上了|^(?:我们?|已经?)?到(?:了|现场|场)|到(?:了|达)?现场|(?:人|车|师傅|公司|泵|物业|消防|民警|工人|站|0)到了|^来了|人?过去了$|出发了|(?:跟进|处理"
    r"|维修|抢修|施工|疏通|办理|协调|核实|开锁|开门|检修)中"
    r"|等(?:配件|厂家|材料|货|通知|批|审批|鉴定|结果|资金|他们|师傅|回复|消息|市政|物业|天晴|雨停)|配件|一半|排期|排队|走流程|申请了|催[了过]|开工|进场|围起来|围挡"
    r"|警戒|贴(?:了|好)|整改通知|立案|[还仍尚][没未在](?!有?人)|[没未](?:修|弄|处理|解决|疏通|清|换|装)(?:好|完|通|理)?|[修弄搞]不[好了]|(?:修|换|清|拆"
    r"|处理|劝停|砍|锯|剪|补|弄)了$|差不多|快(?:好|完|弄|修)|好[多些]了|[没未]好(?!意)|动工"
)
_LOOKED = re.compile(
    r"(?:看|查|测|量|检查|核实|了解|走访|去|来|敲|巡|问|核对)过(?!来|去)了?|(?:处理|维修|修|弄|劝|说|抽|罚|整改|调解|协调|清理|疏通)过了|去[看查]了|看了|查了|到过|上门了"
)
_FINE = re.compile(
    r"(?:没|没有|无|冇|没什么|没啥|未发现)(?:大|什么|啥)?(?:事|问题|异常|情况|毛病|隐患)[了儿的]?$|(?:一切|都|很|是)?(?:正常|安全)的?$"
)
_ACCEPT = re.compile(
    r"(?:收到|好的?|好嘞|好滴|好哒|行|行的|ok|okk+|oK|知道了?|晓得了?|明白了?|了解|已阅|嗯+|要得|遵命|没问题|可以的?|成|中|妥|收悉|已收到|受理|接单|接了|已接单|已受理|这就办|马上办)"
    r"[,\s]*(?:收到|好的?|明白|知道了|ok){0,5}(?:哈|啊|呀|哦|噢|嘞|吧|滴)?",
    re.IGNORECASE,
)
_TAKE = re.compile(
    r"(?=.*(?:我|俺|这就|现在|立刻|去|来|下|看看|问问|查查|我核实))(?:这个|那|好)?(?:我们?|俺)?(?:这就|现在|立刻|先|再|来|去|过去|过来|也|会){0,5}(?:看|看看"
    r"|瞧瞧|处理|跟进|核实|了解|问|问问|查|查查|协调|办|弄|关注|落实|现场|到现场|过去|去)"
    r"(?:一?下|看|一?看|现场)?(?:情况|看看|再说|处理)?(?:吧|哈|的|了|啊)?"
)


def read_work(clause: Clause, asked: Asked) -> Work:
    """What one clause comes to; a question comes to nothing else."""
    text = clause.text
    if asks(clause):
        return Work.QUESTION
    if _ACCEPT.fullmatch(text):
        return Work.ACCEPT
    done = read_done(text)
    if done in {Done.YES, Done.PARTLY}:
        return Work.DONE if done is Done.YES else Work.PARTLY
    if _FAILED.search(text):
        return Work.FAILED
    if done is Done.DENIED:
        return Work.PROGRESS if _UNDER_WAY.search(text) else Work.NOTHING
    return _contacted(text) or _promised(text, asked) or _going_on(text)


def _contacted(text: str) -> Work | None:
    contacted = _CONTACTED.search(text)
    if contacted is None or _ASKED_OF_OTHERS.search(text) or _NOT_YET.search(text):
        return None
    return None if AHEAD.search(text[: contacted.start()]) else Work.CONTACTED


def _promised(text: str, asked: Asked) -> Work | None:
    if is_past(text) or _TO_OTHERS.search(text) or _NOT_COMING.search(text):
        return None
    when = read_when(text, asked.now, asked.calendar)
    if when is None:
        return None
    left = text.replace(when.words, "", 1)
    if _LOOKS_AGAIN.search(left):
        return Work.FOLLOW_UP
    return Work.PROMISE if _PROMISED.search(left) or len(left) < 3 else None


def _going_on(text: str) -> Work:
    if _LOOKED.search(text):
        return Work.FINE if _FINE.search(text) else Work.LOOKED
    if _UNDER_WAY.search(text):
        return Work.PROGRESS
    if _FINE.search(text):
        return Work.FINE
    return Work.TAKE if _TAKE.fullmatch(text) else Work.NOTHING
