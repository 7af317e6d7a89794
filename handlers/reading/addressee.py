"""Whom a message turns to: staff by @, by office, or by the name that the neighbours call them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from handlers.reading.normalise import Normalised

_OFFICE = re.compile(
    r"主任|书记|支书|社区|社干|居委会?|村委会?|物业|网格[员长]?|民政|民警|警官|片儿?警|片长|队长|所长|站长|村长|组长|经理|客服|管家|委员|城管"
    r"|街道|妇联|会计|文书|干部|村医|河长|圩长|楼长|派出所|保卫科|门卫|前台|工程部|镇"
)
# What may stand with the name of a person one knows: 小童, 童姐, 老段, 曲儿啊.
_FAMILIAR = re.compile(r"[老小阿大]|姐|哥|叔|姨|婶|伯|爷|嫂|妹|儿|啊|呀|总|工|队|师傅|老师|医生|大夫|同志|他|们")
_CALL = re.compile(r"^@?([^\s,:!?。、]{1,7})(?:[\s,:!?。]|$)")
_AFTER_NAME = frozenset(",: !?你您啊呀")
_OF_NAME = frozenset("找给跟和叫让问请谢是有")  # "谢小缪" speaks of her, not to her
_PLACE_OF_WORK = re.compile(r"^(?:物业|社区|社工|居委|村委|网格员?|民警|管家|片警|客服|街道|村医|工程|维修|派出所)")
_TOO_COMMON = frozenset({"师傅", "老师", "阿姨", "大姐", "大哥", "医生", "大夫", "同志", "助理"})
_TITLE = (
    r"(?:主任|书记|支书|村长|片长|队长|所长|站长|经理|警官|会计|物业|社区|居委会?|村委会?|网格[员长]|管家|民政|城管)"
)
_TITLED = re.compile(
    rf"(?:^|[\s,])[^\s,]{{0,3}}{_TITLE}(?:[那这]?边|同志|的?(?:老师|领导|同志|人|各位))?[你您们]{{0,2}}[,:\s]"
    rf"|[\s,?吗呢没][^\s,在去找给跟和叫让]{{0,2}}{_TITLE}[啊呀~?!。]?$"  # "那棵树还躺着，马经理"
)


class Staff:
    """The staff of a community by the names that the group knows them by; nobody where no names are given."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names = frozenset(names)
        self._cores = frozenset(core for name in self._names if (core := _core(name)))
        self._short = tuple({short for name in self._names for short in _short(name)})

    def is_asked(self, plain: Normalised) -> bool:
        """Whether a message turns to somebody in office."""
        if any(name in self._names or _OFFICE.search(name) for name in plain.mentions):
            return True
        return _TITLED.search(plain.text) is not None or self._is_called(plain.text)

    def _is_called(self, text: str) -> bool:
        if any(text.startswith(name) and (len(name) > 2 or text[2:3] in _AFTER_NAME) for name in self._short):
            return True
        if any(len(text) > 2 * len(name) and text.rstrip("?!。 ").endswith(name) for name in self._short):
            return text.rstrip("?!。 ")[-3:-2] not in _OF_NAME
        called = _CALL.match(text)
        return called is not None and _core(called.group(1)) in self._cores


def _short(name: str) -> tuple[str, ...]:
    """What the group calls somebody: the end of a nickname, and all of it without the office (物业曹师傅: 曹师傅)."""
    called = {name[-2:], _PLACE_OF_WORK.sub("", name)}
    return tuple(
        each for each in called if 1 < len(each) < len(name) and not _OFFICE.fullmatch(each) and each not in _TOO_COMMON
    )


def _core(name: str) -> str:
    """What is left of a nickname without office and familiar words: 物业黎姐 and 黎姐 are both 黎."""
    return _FAMILIAR.sub("", _OFFICE.sub("", name))[:2]
