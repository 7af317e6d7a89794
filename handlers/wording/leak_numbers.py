"""Numbers that point at a person: rooms, phones, plates, identity numbers, cards, accounts. Read on folded digits."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

HIDDEN = "（号码已隐去）"
ACCOUNT = "（账号已隐去）"
HOUSEHOLD = "某户"
CAR = "某车"

# Numbers that everyone may read: emergency and service lines.
HOTLINES = frozenset(
    {"110", "119", "120", "122", "12110", "12315", "12333", "12337", "12345", "12348", "12350", "12355", "12369"}
    | {"12393", "12395", "95598"}
)
_UNITS = (
    r"(?:\s*[\-~—至到]\s*\d+)?\s*(?:元|块|件|条|个|人|位|名|次|年|月|日|天|周|点|时|小时|分|秒|米|公里|平|斤|公斤|吨|棵|盏|辆|张|份|起|宗|处|户次|"
    r"路(?!边|口|上|面)|号(?!房|门|室|家)|期|批|幢|栋|座|弄|排|网格|只|袋|桶|瓶|万|%|度|伏|千伏|瓦|毫|厘|热线|专线|党员|国道|省道|县道|高速)"
)
_QUANTITY = re.compile(_UNITS)
_MEASURE = re.compile(r"\d+(?:KV|V|KW|W|MM|CM|M|KM|KG|G|GB|MB|ML|L|A|KVA)")

_GAP = r"[\s,、\-—–−_~/·.的之]{0,3}"
_DASH = r"\s?[\-—–−_~/\\#.·|\s]\s?"
_N = r"[0-9十百]"
_BUILDING = rf"(?:[A-Z]?{_N}{{1,4}}|[A-Z甲乙丙丁])\s?(?:幢|栋|棟|座|号楼|号院|#楼|#|楼|号|弄)"
_UNIT = r"(?:[0-9十]{1,3}|[A-Z甲乙丙丁东西中])\s?(?:单元|号门|门|梯|楼道|号)"
_FLOOR = r"[0-9十]{1,3}\s?[楼层]"
_SEPARATORS = r"[\s\-—–−_.·•*/()+|~]{0,3}"
_PROVINCE = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"


@dataclass(frozen=True, slots=True)
class Finder:
    """One kind of leak: its name for the log, its pattern, and what stands in its place."""

    kind: str
    pattern: re.Pattern[str]
    instead: Callable[[re.Match[str]], str]
    innocent: Callable[[re.Match[str]], bool] = lambda found: False


def _always(text: str) -> Callable[[re.Match[str]], str]:
    return lambda found: text


def _harmless_number(found: re.Match[str]) -> bool:
    return found[0] in HOTLINES or _QUANTITY.match(found.string, found.end()) is not None


def _is_quantity(found: re.Match[str]) -> bool:
    return found["room"] in HOTLINES or _QUANTITY.match(found.string, found.end()) is not None


def _building(found: re.Match[str]) -> str:
    return found["building"].strip()


def _numbered_building(found: re.Match[str]) -> str:
    building = found["building"]
    return f"{building}幢" if building.isdigit() else building


def _bare(found: re.Match[str]) -> str:
    return HOUSEHOLD if len(found[0]) <= 4 else HIDDEN


def _finder(
    kind: str,
    pattern: str,
    instead: str | Callable[[re.Match[str]], str],
    innocent: Callable[[re.Match[str]], bool] = lambda found: False,
) -> Finder:
    return Finder(kind, re.compile(pattern), _always(instead) if isinstance(instead, str) else instead, innocent)


# In this order: what holds many digits first, so that no shorter pattern leaves half of it standing.
FINDERS = (
    _finder("email", r"[A-Z0-9_.+\-]+\s?(?:@|\(AT\)|#)\s?[A-Z0-9\-]+(?:\s?[.点]\s?[A-Z0-9]{2,})+", ACCOUNT),
    _finder("address", r"(?:HTTPS?:/?/?|WWW\.)[^\s\u4e00-\u9fff]*", ""),
    _finder("mention", r"@\S{1,32}", ""),
    _finder(
        "account",
        r"(?:微信|薇信|威信|V信|VX|WX|WEIXIN|QQ|扣扣|抖音)\s?(?:号|群号|ID)?\s?[:是为=]?\s?[A-Z0-9_\-]{4,}|WXID[A-Z0-9_]+",
        ACCOUNT,
    ),
    _finder(
        "plate",
        rf"[{_PROVINCE}]\s?[A-Z]\s?[·.\-•*\s]{{0,2}}(?:[A-Z0-9*][\s·.\-•]?){{3,6}}[学警挂港澳领使]?",
        CAR,
        lambda found: not any(char.isdigit() or char == "*" for char in found[0]),
    ),
    _finder("number", rf"\+?[0-9](?:{_SEPARATORS}[0-9]){{6,}}(?:{_SEPARATORS}X(?![A-Z]))?", HIDDEN),
    _finder("number", r"(?:尾号|车牌号?|牌照)\s?(?:是|为|:)?\s?(?=[A-Z]*[0-9])[A-Z0-9]{2,8}", HIDDEN),
    _finder("number", r"[0-9]{2,4}[*＊X]{3,}[0-9X]{0,4}", HIDDEN),
    _finder(
        "room",
        rf"(?P<building>{_BUILDING}){_GAP}(?:{_UNIT}{_GAP})?(?:{_FLOOR}{_GAP})?"
        rf"(?P<room>[0-9百]{{3,5}})(?![0-9:点时年月])(?:\s?(?:室|房间?|号房?|户|家))?",
        _building,
        _is_quantity,
    ),
    _finder(
        "room",
        rf"(?P<building>{_BUILDING}){_GAP}{_UNIT}{_GAP}(?:{_FLOOR}{_GAP})?(?P<room>{_N}{{1,4}})\s?(?:室|房|号|户|家)",
        _building,
    ),
    _finder(
        "room",
        rf"(?P<building>{_UNIT}){_GAP}(?:{_FLOOR}{_GAP})?(?P<room>[0-9]{{3,4}})(?![0-9:点时年月])(?:\s?(?:室|房|号|户|家))?",
        _building,
        _is_quantity,
    ),
    _finder(
        "room",
        rf"(?<![0-9:.])(?P<building>[A-Z]?[0-9]{{1,3}})(?:{_DASH}[0-9]{{1,2}})?{_DASH}(?P<room>[0-9]{{3,4}})(?![0-9:年月])"
        r"(?:\s?(?:室|房|号房|户|家))?",
        _numbered_building,
        _is_quantity,
    ),
    _finder(
        "room",
        r"(?<![0-9:.])(?P<building>[0-9]{1,3})[\-—–−][0-9]{1,2}[\-—–−](?P<room>[0-9]{1,4})(?![0-9:])\s?室?",
        _numbered_building,
    ),
    _finder(
        "room",
        rf"(?P<building>{_BUILDING}|{_UNIT}){_GAP}(?:{_UNIT}{_GAP})?[0-9]{{1,2}}[\-—–−][0-9]{{1,2}}(?![0-9幢栋号楼层天日月个件人:])",
        _building,
    ),
    _finder("room", r"第[0-9]\s?[家户]", HOUSEHOLD),
    _finder(
        "room", rf"(?:[0-9]{{3,5}}|{_N}{{0,3}}[百十]{_N}{{1,4}})\s?(?:室|号房|房间|号门(?!口)|号家|户室)", HOUSEHOLD
    ),
    _finder(
        "room",
        r"[0-9十]{1,3}\s?[楼层]\s?(?:靠?[东西中南北左右]|头上|楼上|楼下)?(?:边|面|侧|头)?的?[那这]?"
        r"(?:户|家|人家|住户|邻居|业主|租客|租户|房东)",
        HOUSEHOLD,
    ),
    _finder(
        "code",
        r"(?<![A-Z0-9])(?=[A-Z_\-]*[0-9])(?=[0-9_\-]*[A-Z])(?=(?:[^0-9]*[0-9]){2})[A-Z0-9][A-Z0-9_\-]{3,}",
        HIDDEN,
        lambda found: _MEASURE.fullmatch(found[0]) is not None,
    ),
    _finder("account", r"(?<![A-Z0-9_])[A-Z][A-Z0-9_\-.]{5,}", ACCOUNT),
    _finder("room", r"(?<![0-9A-Z:.\-])(?:[0-9]{3,6}|[1-9]百0[1-9])(?![0-9A-Z:])", _bare, _harmless_number),
)

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LONG = re.compile(r"[0-9]{15,}X?")
_PLATE = re.compile(rf"[{_PROVINCE}][A-Z](?=[A-Z]*[0-9])[A-Z0-9]{{5,6}}")
_JOINTS = re.compile(r"[^\w\u4e00-\u9fff]+|_")
_CLOCK = re.compile(r"\d{1,2}:\d{2}")


def joined(folded: str) -> str:
    """The text without marks and spaces between its characters: the last look, for digits held apart by anything."""
    return _JOINTS.sub("", _CLOCK.sub("时", folded))


def looks_personal(folded: str) -> str:
    """The kind of leak that only shows once everything between the characters is gone, or ""."""
    text = joined(folded)
    found = {"number": _MOBILE.search(text) or _LONG.search(text), "plate": _PLATE.search(text)}
    return next((kind for kind, hit in found.items() if hit), "")
