"""Moves of a case: 转城管办, 退, 上报, 延期, 挂账, 无法解决, 不归我们."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from handlers.reading.cadre.asked import UNCLEAR, Asked, Verdict
from handlers.reading.cadre.reply import Verb
from handlers.reading.cadre.signals import asks
from handlers.reading.cadre.times import time_in
from handlers.reading.clauses import Clause

_PRE = (
    "(?:请|帮我|直接|我要|我想|要求?|需要?|应该|那就?|那|好|就|先|只能|只好|建议|申请|麻烦|想|把它|给我"
    "|已经?|都|再|这个|我|我们|还是|暂时){0,5}"
)
_NOT = r"(?<![不别没未勿莫])(?<!不用)(?<!不要)(?<!不能)(?<!不必)(?<!无需)(?<!没有)(?<!不会)(?<!不想)"
_ABOVE = "街道|上级|领导|镇[里上]?|区[里级]|书记|片长|乡里|主任|市里"
_ORG = (
    "办|局|所|站|中心|公司|物业|队|部门|处|科|派出所|城管|市政|供电|供水|环卫|民政|消防|交警|移动|电信|联通|铁塔|燃气"
    "|村里|街道|业委会|开发商|水务|园林|房管"
)
_US = "我们?|咱们?|社区|本社区|我们社区|我网格|我们网格|本网格|我这|村里|居委会?|我们这"
_ORDERS = (
    (
        Verb.TRANSFER,
        rf"^{_PRE}(?:转给|转到|转交|转办给?|转派|转至|转去|移交给?|派给|派到|派单给?|交给|分派给?|推给|流转到?|转一下|转)(?:了|到)?(?![告发账弯圈帐变身述达租让学院好移]"
        rf"|我)(?P<to>\S{{1,12}}).*",
    ),
    (Verb.RETURN, rf"^{_PRE}{_NOT}(?:退回去?|退单|打回去?|驳回|退件|回退)|^退$"),
    (
        Verb.EXTEND,
        rf"{_NOT}(?:延期|延长|推迟|宽限|展期|顺延)|^{_PRE}{_NOT}(?:延(?=[到至0-9一二两三四五六七八九十几半]|后|$)|缓(?=办|[几两一]|到))",
    ),
    (Verb.SUSPEND, rf"{_NOT}(?:挂账|先挂[起着账]?|暂挂|挂[起着到]|搁置|暂缓(?:办理|处理)?)|暂停(?:办理|处理|计时)"),
    (
        Verb.ESCALATE,
        rf"{_NOT}(?:(?<![网线晚早马])上报(?![纸名警修])|往上报|提级|呈报)|{_NOT}报(?:给|到)?(?:{_ABOVE})|(?:向"
        rf"|跟)(?:{_ABOVE})\S{{0,2}}(?:反映|汇报|报告)|(?:请|需要?|得)(?:{_ABOVE})\S{{0,4}}(?:协调|处理|出面|支持|介入|解决)"
        rf"|^{_PRE}升级$",
    ),
    (
        Verb.CANNOT,
        r"^(?!.*(?:一个人|暂时|目前|现在|今天|短期|社区|我们|物业|自己|不是|不能说))\S{0,8}?(?:(?:无法|没法|没办法|不能|无力)(?:彻底)?(?:解决|处理|办理"
        r"|办(?!结))|(?:解决|处理|办)不(?:了|下来)|无解)",
    ),
    (
        Verb.NOT_OURS,
        rf"不(?:归|属于?|由|该)(?:{_US})|不是(?:{_US})(?:的|管|范围|辖区|负责|网格|这边|职责|小区|地盘){{0,5}}(?:的|啊|吧|哦)?$"
        rf"|不在(?:{_US})?\S{{0,4}}(?:辖区|范围|网格|职责)|^(?:这个?|那个?)?(?:我们?|社区)管不[了到]",
    ),
    (
        Verb.NOT_OURS,
        rf"^(?:这个?|那个?|应该|要|该|得){{0,5}}(?:是|归|属于?|由)\S{{0,5}}(?:{_ORG})(?:的|管|负责|管理|处理)?(?:事|范围|活|地盘|职责|设施|管的)?(?:嘛|吧"
        r"|哦|啊|哈|的){0,5}$",
    ),
)
ORDERS = tuple((verb, re.compile(pattern)) for verb, pattern in _ORDERS)
# One of these beside a weaker one says how; two of them are two orders.
STRONG = (Verb.TRANSFER, Verb.ESCALATE, Verb.RETURN, Verb.SUSPEND, Verb.EXTEND)
_ENDS = re.compile(r"^[\s,。、:;!的了因为由于原因是到至]+|[\s,。、:;!]+$")
_FOR = re.compile(_ORG)


def read_order(text: str, clauses: Sequence[Clause], asked: Asked) -> Verdict:
    """The move that a text orders, with the reason; two moves that do not go together are unclear."""
    if any(map(asks, clauses)):
        return UNCLEAR
    found = list(filter(None, (_order_in(clause, asked) for clause in clauses)))
    if not found:
        return UNCLEAR
    verdict = _strongest(found)
    if verdict.verb is Verb.NOT_OURS:
        return replace(verdict, reason=text, department=asked.department_in(text))
    return replace(verdict, reason=_reason(text, verdict, asked))


def _order_in(clause: Clause, asked: Asked) -> Verdict | None:
    for verb, pattern in ORDERS:
        match = pattern.search(clause.text)
        if match is None:
            continue
        if verb is Verb.TRANSFER:
            to = match["to"]
            department = asked.department_in(to)
            if not department and not _FOR.search(to):
                continue
            return Verdict(verb, match.group(), department)
        return Verdict(verb, match.group())
    return None


def _strongest(found: list[Verdict]) -> Verdict:
    strong = [one for one in found if one.verb in STRONG]
    weak = [one for one in found if one.verb not in STRONG]
    if len({one.verb for one in strong}) > 1:
        return UNCLEAR
    return (strong or sorted(weak, key=lambda one: one.verb is not Verb.NOT_OURS))[0]


def _reason(text: str, verdict: Verdict, asked: Asked) -> str:
    """What is left of the text beside the order and, for an extension, its time."""
    if verdict.verb is Verb.TRANSFER:
        return text.replace(verdict.reason, "", 1).strip(" ,。、:;!") or ("" if verdict.department else verdict.reason)
    when = time_in(text, asked) if verdict.verb is Verb.EXTEND else None
    left = text.replace(when.words, " ", 1) if when else text
    return _ENDS.sub("", left.replace(verdict.reason, " ", 1))
