"""What a case worker would copy out of a message: who, when, how much, what harm. Pure, one pass of patterns."""

from __future__ import annotations

import enum
import re
from functools import lru_cache


class Particular(enum.StrEnum):
    """One kind of thing that a message tells."""

    SELF = "self"  # speaks of himself or his home: 我家, 俺们, 我刚看见
    OTHER = "other"  # speaks to a neighbour: 你, 您
    PERSON = "person"  # an old man, a child, somebody ill
    TIME = "time"  # a time of day, a date, a duration
    AMOUNT = "amount"  # money, people, metres
    HARM = "harm"  # injury, damage, fear for life
    STATE = "state"  # how it is now: still, already, again, not yet
    BECAUSE = "because"
    LAUGH = "laugh"
    ALSO = "also"  # joins in what was said: 我家也, 可不, 就是
    SHIFT = "shift"  # begins something else: 说个别的, 对了, 另外
    PLATE = "plate"  # a number plate or a pole's number
    TO_STAFF = "to_staff"  # addressed to a member of staff or an office


_PATTERNS = {
    Particular.SELF: "我|俺|阮|咱|本人|自己家",
    Particular.OTHER: "你|您|侬|恁",
    Particular.PERSON: (
        "老人|老头|老太|爷爷|奶奶|爹爹|大爷|大妈|婆婆|孩子|小孩|娃|宝宝|孙子|孙女|细路|孕妇|残疾|轮椅|独居|老婆|老公|"
        "爸|妈|儿子|女儿|女的|男的|业主|租户|师傅|工人|老板|病人"
    ),
    Particular.TIME: (
        "[0-9一二两三四五六七八九十半几]+ ?(?:点|分钟|小时|钟头|天|号|个?月|年|周|礼拜|星期)|今天|今早|"
        "今晚|昨[天晚夜儿]|昨日|前天|"
        "早上|上午|中午|下午|晚上|半夜|凌晨|夜里|刚才|刚刚|刚[^好]|现在|上周|上个?月|去年|每天|天天|经常|"
        "一直|长期|寻晚|而家|啱啱"
    ),
    Particular.AMOUNT: (
        "[0-9一二两三四五六七八九十百千万几]+ ?(?:元|块|万|千|米|公分|厘米|度|斤|辆|台|户|家|人|个|只|条|"
        "趟|次|盏|层|袋|桶|处|棵|根|公里|里)"
    ),
    Particular.HARM: (
        "摔|跌|伤|流血|出血|咬|烫|砸|撞|刮|蹭|晕|昏|倒了|疼|骨折|死|坏|烂|裂|塌|泡|淹|漏|堵|断|冒|烧|烟|臭|滑倒|危险|"
        "吓|哭|睡不着|没法|不能|不了|过不去|进不来|出不去|打不开|冇"
    ),
    Particular.STATE: "又|还在|还是|仍然|已经|到现在|越来越|没人|一直|都没|也没|快要|马上",
    Particular.BECAUSE: "因为|由于|所以|导致|害得|搞得|弄得",
    Particular.LAUGH: "哈哈|嘿嘿|嘻嘻|笑死|hhh|233",
    Particular.ALSO: "也|都是|同样|一样|^就是|可不|^是[的啊呀]|没错|^对[,，的啊 ]|不止|不光|^那个|^那",
    Particular.SHIFT: (
        "(?:说|讲|问)个?(?:别的|事|另外)|^对了|另外|顺便|顺带|换个话题|还有个?(?:事|件)|打断一下|插一?句|"
        "说到|提到|话说|话时话|(?:正好|刚好)您?在"
    ),
    Particular.PLATE: (
        r"[京沪苏浙粤川豫湘鲁皖陕吉黑辽冀晋闽赣鄂桂琼渝云贵甘青宁新藏蒙津][A-Za-z]?·?[A-Z0-9]{4,6}|"
        r"[A-Z]{1,2}[0-9]{3,6}|尾号|车牌|车号"
    ),
    Particular.TO_STAFF: (
        "物业|社区|网格|居委|村委|村部|城管|街道|书记|主任|经理|政府|部门|维修|保安|管管|管不管|有人管"
    ),
}
_COMPILED = {kind: re.compile(pattern) for kind, pattern in _PATTERNS.items()}
LONGEST = 500  # characters; the rest of a longer text adds nothing to these


@lru_cache(maxsize=4096)
def particulars(text: str) -> frozenset[Particular]:
    """Every kind of thing that the text tells."""
    return frozenset(kind for kind, pattern in _COMPILED.items() if pattern.search(text[:LONGEST]))
