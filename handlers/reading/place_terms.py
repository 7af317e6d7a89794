"""The words that addresses inside a neighbourhood are made of."""

from __future__ import annotations


def words(listed: str) -> tuple[str, ...]:
    """A list of words written with spaces between them."""
    return tuple(listed.split())


BUILDING = "号楼(?![梯道])|号房|幢|栋|憧|橦|#楼"
BLOCK = "座|#"  # only with one or two digits: 十九座 is a bus
UNIT = "单元|号门(?!口)|楼道|楼洞|门洞|门(?![口诊铃牌禁面框窗锁外])"
FLOOR = "楼(?![道洞下上梯顶])|层"
# Lots of a neighbourhood or village: the number is part of the name.
AREA = "村民组|组团|组|社(?!区|会|保|群)|队(?!伍|长)|坊|排|巷|弄|期(?!间|待|望)|区|号院"

# What is counted is no flat.
COUNTED = (
    "(?:[元块个度米斤路次年月日号点分秒平方万千名人户种条只辆台张本份天周岁两趟盏件瓶包箱袋吨公毫升里线期克股折页集话%]|"
    "多[块元个人])"
)

# Parts that every house has: they find a spot only together with the house.
PARTS = words(
    "地下室 储藏室 架空层 设备层 楼顶 顶楼 屋面 屋顶 天台 外墙 大堂 大厅 楼道 楼梯间 楼梯口 楼梯 "
    "走廊 过道 阳台 消防栓 消火栓 电梯厅 前室 露台 晒台 平台 弱电间 强电间 管道井 水表间 电表箱 连廊"
)

# Fixtures that a neighbourhood has one or few of, longest first at the place of use.
LANDMARKS = words(
    "地下车库 地下停车场 停车场 停车位 停车棚 自行车棚 电动车棚 车棚 车库 地库 "
    "垃圾房 垃圾站 垃圾亭 垃圾屋 垃圾中转站 垃圾投放点 菜鸟驿站 驿站 快递柜 快递站 丰巢 充电桩 充电棚 充电区 "
    "物业办公室 物业前台 物业中心 服务中心 服务站 居委会 社区办公室 党群服务中心 活动室 活动中心 棋牌室 老年食堂 "
    "篮球场 足球场 羽毛球场 健身房 健身区 健身广场 广场 中心花园 花园 花坛 花圃 草坪 绿化带 绿化地 凉亭 亭子 "
    "喷泉 水池 池塘 鱼塘 人工湖 儿童乐园 游乐场 滑梯 沙坑 游泳池 泳池 会所 商业街 底商 门面房 "
    "幼儿园 小学 中学 学校 卫生室 卫生站 卫生所 医院 药店 超市 菜场 菜市场 市场 小卖部 小卖店 便利店 公交站 公厕 "
    "配电房 配电室 水泵房 泵房 锅炉房 换热站 消防通道 消防登高面 岗亭 门岗 保安亭 监控室 "
    "围墙 围栏 弄堂 "
    "十字路口 丁字路口 三岔路口 路口 巷口 弄口 村口 桥头 桥洞 河边 河道 塘边 码头 渡口 机井 老井 祠堂 村部 村委会 "
    "门卫室 保安室 传达室 变电站 泵站 排涝站 水闸 涵洞 公告栏 宣传栏 健身器材 长廊 假山 猪场 鸡场 养殖场 粮站 加油站 "
    "卫生院 派出所 邮局 银行 浴室 澡堂 网吧 食堂 老街 步行街 天桥 地下通道 隧道 大堤 "
    "河堤 晒场 土地庙 教堂 坟地 水库 水塔 水井 "
    "大队部 晒谷场 打谷场 麦场 宿舍 工地 斑马线 人行道 马路 "
)

# Names that are in no list: two characters before what it is (印染厂, 烤鱼店, 跃进桥, 青年路口).
NAMED = (
    "[^\\W\\d_这那个家一两几三四五开上下里外的了在到从往去我你他她它们是有不没过和跟与把被给让又就都还也很太来说看见找关整每各某同什么哪多少好"
    "进出回搞弄吧啊呢吗呀嘛想要会能可以为对着打叫请问]{2}"
    "(?:店|厂|馆|铺|庙|祠|桥|塘|沟|渠|坝|站(?![着在起点长])|河(?![南北])|大道|大街|"
    "路(?=[口上边旁东西南北中和与跟交段]))"
)
GATE = "[东南西北正后前侧大小边]{1,2}门(?!面)(?:口|外|岗亭|岗)?"

RELATIONS = words(
    # Which side, in one spelling at the end: 南边 and 南面 are 南侧.
    "东头 西头 南头 北头 东侧 西侧 南侧 北侧 东边 西边 南边 北边 东面 西面 南面 北面 东南角 西南角 东北角 西北角 "
    "门口 门前 门外 楼下 楼底下 楼上 楼前 楼后 后面 前面 后头 前头 背后 屋后 屋前 对过 对面 旁边 隔壁 边上 边边 旁 "
    "里面 里头 外面 外头 下面 底下 上面 上头 之间 中间 当中 拐角 拐弯 转角 把角儿 把角 尽头 附近 门头 入口 出口 出入口 "
    "东段 西段 中段 南段 北段 顶上 一侧 一带 往东 往西 往南 往北 单元门 门厅 进门 口子 内 口 上"
)

# Alone they find nothing; they count only after a number or a landmark.
WEAK_RELATIONS = frozenset(
    words("内 口 上 旁 里面 里头 上面 上头 下面 外面 外头 一侧 进门 隔壁 口子 边上 边边 旁边 附近 顶上")
)
BETWEEN = "之间|中间|当中"
AND = "[和跟与同到、]"
GLUE = r"(?:的|\s|那个|那边|那栋|那幢|那条|那座|这边|这个|,|，)?"
SIDE = "([东南西北]{1,2})(?:边|面)"

# One layer of dust, a mountain, a block of flats in general.
NO_HOUSE = "(?!一座|一栋楼|一幢楼|两栋楼|两幢楼|一层[灰油水皮霜雪冰土泥薄厚黑白]|一楼道)"
HOME = "老[\u4e00-\u9fff]家|[\u4e00-\u9fff](?:爹爹|奶奶|爷爷|大爷|大妈|大娘|阿姨|阿婆|师傅|老师|叔|婶|伯|嫂|哥|姐)家"
