"""What a spot is called: fixtures, shops and works, names made of a word and what it is."""

from __future__ import annotations


def words(listed: str) -> tuple[str, ...]:
    """A list of words written with spaces between them."""
    return tuple(listed.split())


# Parts that every house has: they find a spot only together with the house.
PARTS = words(
    "地下室 储藏室 架空层 设备层 楼顶 顶楼 顶层 屋面 屋顶 天台 外墙 大堂 大厅 楼道 楼梯间 楼梯口 楼梯底 楼梯 "
    "走廊 过道 阳台 消防栓 消火栓 电梯厅 前室 露台 晒台 平台 弱电间 强电间 管道井 水表间 电表箱 连廊 门厅 单元门 "
    "东梯 西梯 左梯 右梯 南梯 北梯 缓台 房檐 屋檐 檐口"
)

# Fixtures that a neighbourhood has one or few of; the longest word of several counts.
FIXTURES = words(
    "地下车库 地下停车场 停车场 停车位 停车棚 自行车棚 电动车棚 电瓶车棚 车棚 车库 地库 下沉广场 下沉车道 坡道 道闸 "
    "垃圾房 垃圾站 垃圾亭 垃圾屋 垃圾中转站 垃圾转运站 垃圾投放点 垃圾池 菜鸟驿站 驿站 快递柜 快递站 丰巢 "
    "充电桩 充电棚 充电区 换电柜 活动室 活动中心 活动站 棋牌室 棋牌亭 阅览室 老年食堂 大礼堂 礼堂 俱乐部 戏台 "
    "篮球场 足球场 羽毛球场 乒乓球台 健身房 健身区 健身广场 健身角 健身点 单杠 广场 中心花园 花园 花坛 花圃 "
    "草坪 绿化带 绿化地 凉亭 亭子 喷泉 水池 池塘 鱼塘 人工湖 儿童乐园 游乐场 滑梯 滑滑梯 沙坑 秋千 游泳池 泳池 会所 "
    "商业街 底商 门面房 幼儿园 小学 中学 学校 市场 菜场 菜市场 公交站 公交站台 公厕 厕所 旱厕 "
    "配电房 配电室 配电箱 变压器 变电箱 变电站 水泵房 泵房 泵站 锅炉房 换热站 调压箱 煤气站 "
    "消防通道 消防登高面 岗亭 门岗 保安亭 监控室 门卫室 保安室 传达室 消控室 化粪池 信报箱 公告栏 宣传栏 "
    "围墙 围栏 弄堂 十字路口 丁字路口 三岔路口 岔路口 路口 巷口 弄口 村口 桥头 桥洞 桥堍 河边 河道 塘边 码头 渡口 "
    "机井 老井 水井 井台 祠堂 排涝站 排灌站 扬水站 水闸 涵洞 健身器材 长廊 假山 猪场 鸡场 养鸭棚 养鸡场 养猪场 养殖场 "
    "大棚 粮站 加油站 浴室 浴池 澡堂 食堂 老街 步行街 天桥 地下通道 隧道 大堤 河堤 晒场 土地庙 教堂 坟地 水库 水塔 "
    "大队部 供销社 晒谷场 打谷场 麦场 宿舍 安置房工地 安置房 建筑工地 工地 斑马线 人行道 马路 拆迁地 售楼处 "
    "苞米地 玉米地 菜地 麦地 稻田 秧田 代销店 排污口 排水口 排口 趸船"
)
SHOPS = words(
    "烧烤店 烧烤摊 烤鱼店 烤肉店 火锅店 串串店 "
    "饭店 饭馆 餐馆 小饭店 面馆 早餐店 早点铺 早点摊 包子铺 馒头店 鸡柳店 炸鸡店 "
    "奶茶店 水果店 水果摊 理发店 美发店 美容院 修车铺 修车店 修车摊 修车点 汽修店 修理厂 洗车店 洗车场 洗车点 麻将馆 "
    "网吧 歌厅 酒吧 洗浴中心 足疗店 足浴店 小卖部 小卖店 小店 士多 便利店 超市 药店 药房 五金店 宠物店 服装店 童装店 "
    "干洗店 彩票店 建材店 家具厂 板材厂 五金厂 印染厂 豆腐坊 废品站 废品收购站 收废品点 裁缝铺 门市部"
)
# Where people go or send others; only with a side or a part of it does something happen there: 医院门口.
OFFICES = words(
    "医院 卫生院 卫生室 卫生站 卫生所 诊所 派出所 消防站 邮局 银行 居委会 村委会 村部 社区办公室 社区站 党群服务中心 "
    "服务中心 服务站 物业办公室 物业前台 物业中心"
)
LANDMARKS = FIXTURES + SHOPS + OFFICES
# They find a spot only where nothing better is named: out of doors, or at any house.
OUTDOORS = frozenset(
    words(
        "马路 人行道 路口 河边 河道 水井 斑马线 学校 变压器 大棚 公告栏 宣传栏 充电桩 停车位 超市 单杠 "
        "健身器材 配电箱 厕所 水池 小店 换电柜"
    )
)
AT_HOUSES = frozenset(words("围墙 围栏 花坛 花圃 草坪 绿化带 绿化地 宿舍 化粪池 消防通道"))

GATES = frozenset(words("大门 后门 前门 小门 边门"))  # every house has one

SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严金魏陶姜谢邹章苏潘葛范彭鲁韦马方任袁柳鲍史唐薛雷贺倪汤罗郝毛顾孟黄萧尹姚邵汪祁伍余卜陆徐"
    "邱骆高夏蔡田胡凌霍虞万管卢莫"
)

# Names that are in no list: one or two characters before what it is (印染厂, 烤鱼店, 跃进桥, 青年路口).
_NAME = (
    "[^\\W\\d_这那个家一两几三四五开上下里外的了在到从往去我你他她它们是有不没过和跟与把被给让又就都还也很太来说看见找关整每各某同什么哪多少好"
    "进出回搞弄吧啊呢吗呀嘛想要会能可以为对着打叫请问午晚早夜昨今明天时点挖掏修填清通堵走跑路子只条座道全搭架拆脏人接扔放丢取拿送]"
)
NAMED = (
    f"(?!头){_NAME}{{2}}(?:店|厂|馆|铺(?![上着在满垫设平])|庙|祠|桥|塘|沟|渠|坝|站(?![着在起点长岗])|河(?![南北])|大道|大街|"
    "路(?=[口上边旁东西南北中和与跟交段]))"
    # A hamlet called after a family: 王家湾; 老桥, 东埭.
    f"|[大小前后东西南北]?[{SURNAMES}][庄屯湾墩圩埭岗垛]"
    "|[\u4e00-\u9fff]家[湾墩弄舍桥巷塘庄村屯宅院坟岗坝圩埭浜渡嘴沟坳冲垭畈店]"
    "|[老新东西南北中大小石木](?:桥(?![头])|塘|埭|埂|坝|圩|浜|涌|坡(?![度道])|墩|沟|渠)"
)
# A road with a house number, before 水塔 is found in 水塔巷7号.
LANE = f"{_NAME}{{2}}[路街巷弄](?=[0-9一二两三四五六七八九十百]{{1,4}}号)"
GATE = "[东南西北正后前侧大小边]{1,2}门(?!面)(?:口|外|岗亭|岗)?"
# A tree that people know: 大槐树, 老樟树.
TREE = "[大老古][\u4e00-\u9fff]{0,2}(?:桂花|[槐柳杨桑樟榕桃枣柿杉松柏桐枫榆杏梨果])树"
