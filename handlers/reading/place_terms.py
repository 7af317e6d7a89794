"""The words that addresses inside a neighbourhood are made of: houses and their parts, sides and relations."""

from __future__ import annotations

from handlers.reading.place_lists import words

BUILDING = (
    "号楼(?![梯道底]|下(?![水雨雪]))|号(?=楼[梯道底]|楼下(?![水雨雪]))|号房(?!东)|幢|栋|憧|橦|#楼|"
    "[洞懂冻撞](?=[0-9一二三四五六七八九十]{1,2}(?:单元|[门楼梯]))"  # 三洞二单元: as a voice transcript has it
)
BLOCK = "座|#"  # only with one or two digits: 十九座 is a bus
UNIT = "单元|号门(?!口)|楼道|楼洞|门洞|门(?![口诊铃牌禁面框窗锁外])"
# Units without a number; 东门 and 西门 are gates.
SIDE_UNIT = "([东西中南北左右])(?:边|面|侧)?(?:单元|门洞|楼道)"
# Houses with a letter or a stem for a number: C5栋, A座, 丙楼.
LETTERED = "[A-Ha-h][0-9]{0,2}|[甲乙丙丁戊]"
FLOOR = "楼(?![道洞下上梯顶])|层"
# Lots of a neighbourhood or village: the number is part of the name.
AREA = "村民组|组团|街坊(?!邻)|组|社(?!区|会|保|群)|队(?!伍|长)|坊|排|巷|弄|期(?!间|待|望)|区|号院"

# "9号" without 楼 is a house where something of a house follows, or where nothing else is said.
INSIDE = (
    "底楼|[0-9一二三四五六七八九十]{1,2}[楼层]|[0-9]{3,4}(?![0-9])|门口|门前|天井|院|后院|前院|后门|前门|过道|楼梯|"
    "阁楼|亭子间|"
    "[前后]楼|[东西前后]厢|三层阁|灶|公用灶间|总?水表|墙根?|后墙|隔壁|对面|旁边|对过|的?(?:孤老|老太|老头|阿婆|阿公|老伯)"
)
# Things of which a neighbourhood counts several.
COUNTED_PARTS = "电梯|客梯|货梯|梯(?!队)|楼梯|出口|入口|出入口|通道|摊位|摊|档口|档|铺位|商铺|铺|柜|车间|厂房|教学楼"
COUNTED_MARKS = (
    "停?车位|车库|车棚|塔吊|机井|井|码头|泵站|泵房|泵|闸|水闸|桥|岗亭|岗|大棚|棚|鱼塘|塘|"
    "仓库|变压器|充电桩|桩|垃圾房|投放点"
)

# What is counted is no flat.
COUNTED = (
    "(?:[元块个度米斤路次年月日号点分秒平方万千名人户种条只辆台张本份天周岁两趟盏件瓶包箱袋吨公毫升里线期克股折页集话%]|"
    "多[块元个人])"
)

RELATIONS = words(
    # Which side, in one spelling at the end: 南边 and 南面 are 南侧.
    "东山头 西山头 南山头 北山头 山头 墙根下 墙根 "
    "东头 西头 南头 北头 后墙 前墙 "
    "东侧 西侧 南侧 北侧 东边 西边 南边 北边 东面 西面 南面 北面 东南角 西南角 东北角 西北角 "
    "门口 门前 门外 楼下 楼底下 楼上 楼前 楼后 后面 前面 后头 前头 后身儿 后身 后边 前边 背后 屋后 屋前 "
    "对过 对门 对面 跟前儿 跟前 旁边 隔壁 边上 边边 旁 "
    "里面 里头 外面 外头 外边 "
    "下面 下头 下边 底下 上面 上头 之间 中间 当中 "
    "拐角 拐弯 转角 把角儿 把角 尽头 附近 门头 入口 出口 出入口 "
    "东段 西段 中段 南段 北段 顶上 一侧 一带 往东 往西 往南 往北 进门 口子 内 口 上"
)

# Alone they find nothing; they count only after a number or a landmark.
WEAK_RELATIONS = frozenset(
    words("内 口 上 旁 里面 里头 上面 上头 下面 外面 外头 一侧 进门 隔壁 口子 边上 边边 旁边 附近 顶上")
)
OUTSIDE = frozenset(words("外面 外头 外边"))
BETWEEN = "之间|中间|当中"
AND = "[和跟与同到、]"
GLUE = r"(?:的|\s|那个|那边|那栋|那幢|那条|那座|那家|那棵|那排|那片|那块|那段|这边|这个|,|，)?"
SIDE = "([东南西北]{1,2})(?:边|面)"

# One layer of dust, a mountain, a block of flats in general.
NO_HOUSE = "(?!(?<=[这那哪每同整另])[一1])(?!一座|一栋楼|一幢楼|两栋楼|两幢楼|一层[灰油水皮霜雪冰土泥薄厚黑白]|一楼道)"
HOME = (
    "老(?![人大家公婆娘爷板师])[\u4e00-\u9fff]家|"
    "[\u4e00-\u9fff](?:爹爹|奶奶|爷爷|大爷|大妈|大娘|阿姨|阿婆|师傅|老师|叔|婶|伯|嫂|哥|姐)家"
)
