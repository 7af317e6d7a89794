"""Whether a clause says that the matter is done. What is in doubt is never a close."""

from __future__ import annotations

import enum
import re
from re import Match

from handlers.reading.cadre.signals import AHEAD, SAME_DAY

LE = "[了啦咯喽嘞哒哉啰唻]"
_WORK = (
    "修|弄|搞|处理|解决|疏通|清理|清运|清洗|清|通|更换|换|安装|装|修补|补|拉|拖|挪|移|拆除|拆|搬|办|调解|协调|打扫|扫|消杀|抢修|维修|整改"
    "|焊|填|盖|锯|砍|修剪|剪|擦|刷|抽|接|扶|固定|加固|铺|捞|捉|抓|赶|关|整|收拾|劝|浇|打捞|冲|洗|收|驱|摘|运|牵|带|铲|撤"
)
_RESULT = "好返|返好|好|完毕|完|妥当|妥|掉|走|干净|到位|通|齐|清爽|下来|下架|开"
_FORMAL = (
    "修好|修复|处理|解决|办结|办好|办妥|办完|完成|清理|清运|清除|疏通|更换|恢复|挪走|移走|挪车|移车|拆除|拆掉|整改|拖走|修缮|补好|调解|安装|打扫|清洗|排除"
    "|搞定|换好|弄好|处置|平息|扑灭|补齐|清走|搬走|关闭|救出|找到|修补|抢修|维修|加固|消杀|修剪"
)
_STATE = "恢复正常|恢复供水|恢复供电|恢复供气|恢复通行|恢复|正常|没问题"
_THING = (
    "灯|梯|水|电|门|闸|井盖?|路|管道?|网|泵|锁|空调|顶|墙|杆|监控|信号|味道?|问题|楼道|厕所|外机|消防栓|护栏|栏杆|坑|窗"
)
_PERSON = "^人|孩子|小孩|娃|老人|老太|老头|奶奶|爷爷|大爷|大妈|伢|细路|宝宝|学生"

DONE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:{_WORK})(?:{_RESULT}){LE}(?<!接走了)",
        rf"[装盖换补安接焊合供][上回]{LE}",
        rf"(?:疏通|修复|恢复|平整|通上?[水电气网]){LE}$|换(?:成|了)?新\S{{0,3}}{LE}$",
        rf"(?:{_WORK})(?:完毕|完成|到位|成功)(?:{LE}|$)|(?:和解|达成协议|达成一致|言和){LE}$",
        rf"(?:已经?|均已|都已|全已)(?:全部|都|平安|全)?(?:{_FORMAL})(?:好|完毕|完成|到位|掉|干净|走|结束|问题|正常|供[水电气暖]|通行){{0,5}}{LE}?$",
        rf"(?:搞定|办结|解决|完工|竣工|修复|完成|销号|结案|收工){LE}",
        rf"^(?:可以|申请|请|予以|帮我|麻烦|已经?|该|那就?|那我|我){{0,5}}(?:办结|结案|销号|销案|关单|完毕){LE}?吧?$",
        r"^(?:修好|搞定|已完成|完成|处理好|弄好|解决)$",
        rf"(?:不|没再|没有再|不再)(?:漏|堵|响|臭|冒|吵|闪|滴|渗|晃|反水|积水)[水电味]?{LE}$",
        rf"没(?:有)?(?:异味|味道?|积水|声音|噪音){LE}$",
        rf"^(?:\S{{0,8}}(?:{_STATE}){LE}|\S{{0,8}}(?:水|下水道?|管道?|电|灯|网|路)(?:都|也|已经|全){{0,5}}(?:通|亮|来|有)[水电]?{LE}"
        rf"|来[水电]{LE}|通了)$",
        rf"^(?:\S{{0,4}}(?:{_THING}))?(?:都|也|已经?|现在|全){{0,5}}好{LE}$",
        rf"^(?:\S{{0,4}}(?:那|这|的|辆|违停))?车(?:子|辆)?(?:都|也|已经?|现在){{0,5}}(?:挪|移|走|开走|让开){LE}$|[挪移]车{LE}$"
        rf"|(?<![防护])车\S{{0,3}}开走{LE}",
        rf"(?:{_PERSON})\S{{0,6}}(?:找到|救出|救下|送到家|送回)[来去家]*{LE}",
        rf"火\S{{0,3}}(?:扑灭|灭){LE}?$",
    )
)

_DOUBT = re.compile(
    r"快(?![递速餐])|差不多|差点|基本|大部分|大半|部分|一半|临时|暂时|先(?!生)|初步|应该|估计|可能|大概|恐怕|好像|似乎|其中|有的"
    r"|就要|即将|将要|就快|争取|尽量|尽快|计划|预计|准备|打算|希望|保证|(?<![主重需按])要(?!不是)|(?<![委社协商])会(?!所)"
    r"|(?<![功智节性])能|可以|听说|听讲|据|(?<!听)[说讲]|回复|反馈|答应|承诺"
)
_DENIED = re.compile(
    r"没|未|不(?!到|多|好意思|久|过是|仅|光|锈)|别(?!墅|的)|莫|勿|唔|冇|弗|无法|难|如果|要是|只要|一旦|假如|等(?!级)|待(?!遇)|什么时候|何时|需要?|催|以为|假装|巴不得|哪怕"
)
_HARMLESS = re.compile(r"没多久|没一会儿?|没想到|没几分钟|不好意思|不锈钢|没收|未成年")
_TURNED = re.compile(
    r"^(?:再|才|就|后|[以之]后|的话|没有?$|没[,?]|吗|么|嘛$|吧|呢|否|时|会|才怪|个屁|个鬼|[,，]?我?(?:再|会|就)?(?:告诉|通知|跟|给|回复|和您|和你|说一声|报))"
)
_STOPGAP = re.compile(r"警戒|锥桶|围挡|围栏|警示|告示|拍照|照片|材料|资料|手续")  # done, but not the matter itself
_TOLD_TO = re.compile(r"要求|责令|督促|通知|请|让|叫|安排|联系|责成|提醒|告知")  # "责令整改到位" is an order, no report
_TOLD = re.compile(r"(?:过|了)$")
_PARTLY = re.compile(
    r"^(?:一半|一部分|部分|大半|(?:[一二两三几0-9]+)(?:个|盏|处|根|台|户|半|段|层|次|回)|\S{0,2}(?:还|剩|差))"
)
_NOT_SURE_WHEN = re.compile(r"就|能|会|可以|应该")


class Done(enum.Enum):
    """How far a clause speaks of an end."""

    NO = "no"
    YES = "yes"
    AHEAD = "ahead"  # it will be: "明天就修好了"
    PARTLY = "partly"  # half of it, provisionally, by hearsay, almost
    DENIED = "denied"  # not done, or only if; nothing follows from it


def read_done(text: str) -> Done:
    """How far a clause (normalised, without marks) says that the matter is done."""
    match = next(filter(None, (pattern.search(text) for pattern in DONE)), None)
    if match is None:
        return Done.NO
    before, after = _HARMLESS.sub("", text[: match.start()]), text[match.end() :]
    if _DENIED.search(before) or (_TURNED.match(after) and not _TOLD.search(after)):
        return Done.DENIED
    if AHEAD.search(before):
        return Done.AHEAD
    return Done.PARTLY if _is_partly(match, before, after) else Done.YES


def _is_partly(match: Match[str], before: str, after: str) -> bool:
    if _PARTLY.match(after) or _STOPGAP.search(match.string):
        return True
    if _TOLD_TO.search(before) and match.group()[-1] not in LE:
        return True
    if "结案" in match.group() or "办结" in match.group():
        return False  # "可以结案了": the modal is part of the order
    if SAME_DAY.search(before) and _NOT_SURE_WHEN.search(before):
        return True
    return _DOUBT.search(before) is not None
