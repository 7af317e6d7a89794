"""Names of residents: those that are known in the group, and people called by surname and title."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from handlers.wording.fold import plain
from handlers.wording.leak_numbers import Finder

SOMEONE = "一位居民"

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊"
    "金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易武乔贺赖龚文庞樊兰殷施陶洪翟颜倪严季俞鲁葛韦毕聂焦向柳邢岳齐梅莫庄辛管祝左涂谷祁舒耿"
    "牟卜詹关苗凌费纪靳盛童欧甄项曲裴席卫缪瞿冒茅钮束羌仇储桑葛宗宣冷芮嵇邰蔚喻"
)
_SURNAME = rf"(?:欧阳|司马|上官|诸葛|尉迟|皇甫|夏侯|令狐|端木|[{SURNAMES}])"
_KIN = (
    "(?:阿姨|阿婆|阿公|叔叔|大叔|伯伯|大伯|大爷|大妈|大娘|大姐|大哥|大嫂|爷爷|奶奶|爹爹|婆婆|公公|老太太?|老头|老爹|老伯|老人|嫂子|师母|婶婶|妈妈|爸爸|"
    "先生|女士|小姐|太太|夫人|同学|小朋友|宝宝)"
)
_SHORT_KIN = "(?:某某?|[姨叔伯姐哥嫂婶爹妈]|总(?![共计体数是有])|家(?=的|里|儿|女|老|小孩))"
_WORK = "师傅|老师|医生|大夫|老板|经理|校长|教练"
_AS_PLACE = r"(?!谈心|工作室|驿站|服务队|调解|志愿|面馆|饭店|饺子|早餐|烧饼|超市|水果|理发|[\u4e00-\u9fff]?[店馆铺])"
_NO_NICKNAME = (
    "(?!小高层|[老小]马路|小马[达扎]|小白[菜狗猫板]|小黄[车狗猫鱼]|[老小]毛病|小程序|小金[库鱼属]|老金属|小石[子头块板]|老石[桥板头]|"
    "小方[块桌法]|老方[法式案]|小龙[虾头]|老龙头|小康社|小苗圃|小孔洞|[老小]管[道子网]|小段路|[老小]项目|小关系|老江[堤边]|小雷雨|小洪水)"
)

# Words that some people are called by in a group and that the bot needs for itself.
ORDINARY = frozenset(
    re.findall(
        r"\S+",
        """大家 今天 明天 后天 昨天 明早 周一 周二 周三 周四 周五 周六 周日 本周 一周 一起 一位 感谢 谢谢 公共 事项 其中
        社区 小区 邻里 网格 网格员 社干 书记 主任 楼长 楼栋 物业 工作 人员 工作人员 志愿者 居民 业主 邻居 住户
        专人 上一级 现场 回复 没好 记下 已经 收到 办好 处理 还有 问题 情况 联系 直接 路上 进展 结果 办理 办结
        满意 基本满意 不满意 妈妈 爸爸 爷爷 奶奶 阿姨 叔叔 师傅 老师 先生 女士 急救 消防 报警 电梯 路灯 垃圾 停车 某户
        某车 号码 账号 隐去""",
    )
)
_WORDS = re.compile(r"[\u4e00-\u9fff]+|[A-Z]+(?:[_\-]?[A-Z0-9]+)*")
_ADDRESS = re.compile(r"^(?:幢|栋|座|号楼|号院|单元|室|楼|号|户|家)+")
_PLACE_WORD = re.compile(
    "(?:路|街|巷|弄|桥|村|驿站|店|馆|铺|超市|小区|公园|广场|大厦|学校|幼儿园|宿舍|东门|西门|南门|北门)$"
)
_STREET = r"(?!路|街|巷|桥|小区|新村|公园|广场|大厦|花园|苑|社区)"
_TITLED = (
    Finder("name", re.compile(rf"(?<!保){_SURNAME}[\u4e00-\u9fff]{{0,2}}{_KIN}{_AS_PLACE}"), lambda found: SOMEONE),
    Finder("name", re.compile(rf"(?<!保){_SURNAME}{_SHORT_KIN}{_AS_PLACE}"), lambda found: SOMEONE),
    Finder("name", re.compile(rf"(?<!保){_SURNAME}(?P<title>{_WORK}){_AS_PLACE}"), lambda found: found["title"]),
    Finder("name", re.compile(rf"(?<![一从大]){_NO_NICKNAME}[老小阿]{_SURNAME}{_AS_PLACE}"), lambda found: SOMEONE),
    Finder("name", re.compile(rf"姓{_SURNAME}的?"), lambda found: SOMEONE),
)


def name_finders(names: Collection[str]) -> tuple[Finder, ...]:
    """Finders for these names and their parts, longest first, then for everyone who is called by a title."""
    known = {part for name in names for part in _parts(plain(name))}
    if not known:
        return _TITLED
    patterns = "|".join(_spaced(part) for part in sorted(known, key=lambda part: (-len(part), part)))
    return (Finder("name", re.compile(patterns), lambda found: SOMEONE), *_TITLED)


def _parts(name: str) -> Iterator[str]:
    """The words of a nickname that tell who it is; room numbers and ordinary words do not."""
    for word in _WORDS.findall(name):
        part = _ADDRESS.sub("", word)
        if len(part) < 2 or part in ORDINARY or _is_place(part):
            continue
        yield part
        if len(part) == 3 and part[0] in SURNAMES and part[1:] not in ORDINARY:
            yield part[1:]


def _is_place(part: str) -> bool:
    """Shops and people who are called after a street stand in the group under its name, and streets may be named."""
    return part[0] not in SURNAMES and _PLACE_WORD.search(part) is not None


def _spaced(part: str) -> str:
    letters = r"[\s·.*]?".join(map(re.escape, part))
    return f"{letters}{_STREET}" if len(part) == 2 else letters
