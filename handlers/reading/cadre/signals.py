"""What turns a statement into something else: questions, negations, regress, doubt, times past."""

from __future__ import annotations

import re

from handlers.reading.clauses import Clause

_ASKING = re.compile(
    r"(?:吗|么|没有?|不|否)$(?<!什么)(?<!那么)(?<!怎么)|[是好行有能要会对可][不没](?=[是好行有能要会对可])"
    r"|哪(?!怕|来得及|都)|(?<![过好])几(?:幢|号|楼|单元|栋|层|户|点|家|室|组|棟|门)|谁"
    r"|(?<!没)(?<!没有)(?<!不是)(?<!冇)(?:什么|啥)(?!的)|怎么(?!都)|咋(?!都)|多少|为何|何时|多久|多大|多长|边度|边条|边个"
)
_STATED = re.compile(r"^(?:还|也|都)?(?:没有?|不|不是)$")  # a bare "没有" answers; it asks nothing
# Asking people whether they are content is how a close is told, not a question about the case.
_COURTESY = re.compile(
    r"(?:大家|各位|您|你们?|居民)\S{0,4}看|还有(?:没有)?(?:什么|啥)?(?:问题|情况)"
    r"|(?:大家|各位|您|你们?)\S{0,6}满意"  # "居民满意吗" asks somebody else
)

_WILL_FIND_OUT = re.compile(r"我们?(?:先|去|来|再|马上){0,5}(?:查|问|核实|了解|打听)(?:一?下|查|问|清)")


def asks(clause: Clause) -> bool:
    """Whether the clause is a question back; a courtesy after work done is none."""
    text = clause.text
    if _COURTESY.search(text) or (_WILL_FIND_OUT.search(text) and clause.mark != "?"):
        return False
    return clause.mark == "?" or (_ASKING.search(text) is not None and not _STATED.match(text))


# Not done yet, or broken again: no close may come out of a text that holds one of these.
OPEN_STILL = re.compile(
    r"(?:还|仍|尚|暂|都|也)[没未](?!有?(?:问题|异味|人))|(?<!从)[没未](?:有)?(?:修|弄|搞|处理|解决|疏通|清|换|好(?!意)|通|完|彻底|恢复|办)"
    r"|还在|还差|还剩|还得|还要|还需|还有(?!问题|什么|啥|没有问题|情况|事)|正在|不彻底|没彻底|不行|不好(?!意思)|不通|不亮"
    r"|[修弄搞通]不[好了通]|(?<![来得])等(?:配件|厂家|材料|货|师傅|通知|批|审批|鉴定|结果|资金|天晴|雨停|他们|人来|施工|开工|安装|进场)"
    r"|又(?:坏|堵|漏|停|冒|响|反|来了|不|开始|倒|没|积|被|跳闸|臭|满)|还是(?:不|坏|堵|漏|没|老样)|仍(?:然|旧)|复发|反弹|治标|老样子|不满意|不认可|不同意|有意见"
    r"|[唔冇弗勿]"
)

# Times that lie ahead whatever tense follows.
AHEAD = re.compile(
    r"明[天日早晚朝儿个年]|后[天日](?!来)|听[日朝晚]|下个?[周月]|下星期|下礼拜|马上|一会儿?|等会|等下|等一下|待会|过会|稍后|晚点|回头"
    r"|改天|过[几两]天|(?:小时|钟头|分钟|天|周|月)[之以]?[后内]|年[前后]|节[前后]|月底|年底|这[两几]天|到时候?"
)
# Times that may lie on either side: 今天修好了 is done, 下午就修好了 is open to doubt.
SAME_DAY = re.compile(
    r"今[天晚日朝早]|上午|中午|下午|傍晚|晚上|周[一二三四五六日天]|星期|礼拜|[0-9一二三四五六七八九十]点"
)
PAST = re.compile(r"昨|前天|刚|上[周次个]|早就|已经?|以前|之前(?!必)|去年|前几天")
DONE_MARK = re.compile(r"了|过(?![来去两几一二三半会])|完")


def is_past(text: str) -> bool:
    """Whether a clause tells of what has happened, so that a time in it is no time to come."""
    if AHEAD.search(text):
        return False
    times = list(SAME_DAY.finditer(text))
    after = text[times[0].end() :] if times else text
    return PAST.search(text) is not None or (bool(times) and DONE_MARK.search(after) is not None)
