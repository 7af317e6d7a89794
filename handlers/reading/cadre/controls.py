"""Words that steer the bot: 撤销, 帮助, 今天有什么, 查6号, 为什么, 恢复办理, 不是工单, 紧急."""

from __future__ import annotations

import re

from handlers.reading.cadre.asked import UNCLEAR, Verdict
from handlers.reading.cadre.reply import Verb

_WRONG = "搞错了?|弄错了?|点错了?|按错了?|打错了?|发错了?|说错了?|选错了?|回错了?|错了|手滑了?"
_JOBS = "事情?|活|工单|案子|案件|任务|待办|单子?|没办的?|要办的?|没处理的?|没办完的?|要处理的?|未办的?|未办结的?"
CONTROLS = (
    (
        Verb.UNDO,
        rf"(?:刚才|刚刚|我|不好意思|上一步|哎呀|帮我|请){{0,5}}(?:撤销|撤回|反悔|取消|undo|{_WRONG})(?:刚才|刚刚|上一步|上一条|上一个|上个|这个|那个|操作|的|了|吧"
        r"|一下){0,5}",
    ),
    (
        Verb.HELP,
        r"帮助|帮忙|help|怎么用|怎么回复?|怎么操作|如何使用|使用说明|说明|菜单|指令|命令|用法|有(?:什么|哪些)(?:指令|命令|功能)|你?会(?:什么|干什么|做什么)",
    ),
    (
        Verb.LIST,
        rf"(?:今天|今日|现在|目前|我|手上|手里|还|这里){{0,5}}(?:有|还有|还剩|剩)(?:什么|哪些|啥|几个|几件|多少)(?:{_JOBS}){{0,5}}(?:要办|没办|没处理|要处理|待处理)?的?",
    ),
    (
        Verb.LIST,
        rf"(?:我的|今天的?|看看?|查看?|列出?|所有|全部){{0,5}}(?:工单|待办|清单|列表|任务|案件|案子)(?:列表|清单)?|今天(?:的)?(?:{_JOBS})|list|列表|待办事项",
    ),
    (
        Verb.WHY,
        r"(?:这|这个|请问|它|是){0,5}(?:为什么|为啥|为何|凭什么|咋|怎么)(?:会|就|要|是|算|给|把|又){0,5}(?:这个|这样|立案|立的?|开单|建单|派给我|派我|发给我|算工单|算|是工单"
        r"|是这个类别|登记|记下?|判断|认定|识别|来)?(?:的|了|呢)?|(?:判断|立案)?(?:依据|理由)(?:是什么)?|why",
    ),
    (
        Verb.RESUME,
        r"(?:可以|请|现在)?(?:恢复|继续|重新)(?:办理|处理|计时|流转|受理)?(?:了|吧)?|(?:解除|取消|结束)挂[账起]了?|解挂|重启|重开|重新打开|再打开|不挂了|不挂账了",
    ),
    (
        Verb.REFUSE,
        r"(?:我|我们|领导){0,5}(?:不同意|不批准|不准许?|不能|不可以|驳回|拒绝)(?:再)?(?:延期|延长|延)(?:申请)?(?:了|吧|的){0,5}|不同意|不批准?",
    ),
    (
        Verb.GRANT,
        r"(?:我|我们|领导){0,5}(?:同意|批准|准许|准予|可以|准)(?:再)?(?:延期|延长|延)(?:申请)?(?:了|吧|的){0,5}|同意|批准",
    ),
    (
        Verb.NOT_A_CASE,
        r"(?:这个?|这条|那个|它)?(?:不是|不算|不属于|不构成)(?:个|一个|什么)?(?:工单|案件|诉求|事件|问题|案子|事情?|投诉|报修|情况)(?:的|啊|吧|来的)?|(?:是"
        r"|属于)?(?:误报|误判|误立|误会|乌龙)(?:的|了)?",
    ),
    (
        Verb.NOT_A_CASE,
        r"(?:这个?|这条)?(?:不用|不必|无需|不要|别)(?:立案?|登记|开单|建单|记录?|管)(?:了|它){0,5}|作废|无效(?:工单)?|不作数",
    ),
    (
        Verb.NOT_A_CASE,
        r"(?:这个?|这条|他们?|人家|就|只|是|在|随便|纯){0,5}(?:闲聊|聊天|开玩笑|说笑|唠嗑|广告|玩笑话?|测试|瞎聊|说着玩)(?:的|而已|呢|啦|罢了){0,5}",
    ),
)
_CONTROLS = tuple((verb, re.compile(pattern, re.IGNORECASE)) for verb, pattern in CONTROLS)
_SHOW = re.compile(
    r"(?:请|帮我)?(?:查询?|看|查看|看看|查查|显示|打开|调出?|查一下|看一下)?(?:一下)?"
    r"(?:的?(?:详情|详细|情况|内容|进度|状态|信息|怎么样|咋样|什么情况|啥情况|是什么|是啥|到哪一步|到哪|哪个|照片))?了?"
)
_NUMBER_WORD = r"(?:联系电话|电话号码|手机号码?|电话|联系方式|号码|身份证号?码?)"
_NUMBERS = re.compile(
    r"(?:请|帮我|我要)?(?:看看?|查看?|发)?(?:一下)?(?:居民|报事人|业主|对方|他|她|人家)?的?"
    rf"{_NUMBER_WORD}(?:是?多少|是什么|呢)?"
)
_NUMBERS_ASKED = re.compile(r"^(?:请|帮我|我要)?(?:看|查|发)|(?:多少|是什么)$|联系方式")  # "电话" alone may answer how
LOOK_UP = re.compile(r"(?:查询?|看|查看|查一下|看一下)\s?#?([0-9]{1,5})号?")
_URGENCIES = (
    ("emergency", "特急|紧急|十万火急|人命关天"),
    ("urgent", "较急|加急|急件|比较急|很急|急"),
    ("normal", "一般|普通|不急|不紧急|不着急|常规"),
)
_URGENCY = tuple(
    (
        code,
        re.compile(
            rf"(?:这个|是|改成|改为|标为?|定为|升为|降为|升级为|设为|算|按){{0,5}}(?:{words})(?:件|处理|的|级别?|工单|事){{0,5}}"
        ),
    )
    for code, words in _URGENCIES
)


def read_control(first: str, whole: str) -> Verdict:
    """A word that steers the bot: the whole text, or for an undo and "不是工单" its first clause."""
    for verb, pattern in _CONTROLS:
        if pattern.fullmatch(whole):
            return Verdict(verb)
        if verb in {Verb.UNDO, Verb.NOT_A_CASE} and pattern.fullmatch(first):
            return Verdict(verb, reason=whole.removeprefix(first).strip(" ,。、:;!") if verb is Verb.NOT_A_CASE else "")
    for code, pattern in _URGENCY:
        if pattern.fullmatch(whole):
            return Verdict(Verb.SET_URGENCY, urgency=code)
    return UNCLEAR


def asks_numbers(rest: str, *, names_case: bool) -> bool:
    """Whether the words ask for the numbers that residents left: 6号电话, or without a case 电话多少."""
    words = "".join(rest.split()).strip("?。,")
    return _NUMBERS.fullmatch(words) is not None and (names_case or _NUMBERS_ASKED.search(words) is not None)


def shows(rest: str) -> bool:
    """Whether what is left beside a case number only asks to see the case."""
    return _SHOW.fullmatch(rest.strip(" ?。")) is not None
