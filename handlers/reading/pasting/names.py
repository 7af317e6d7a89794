"""Nicknames before a colon, told from labels ("地点:"), clock times and sentences."""

from __future__ import annotations

import re

LONGEST = 24
# Words that stand before a colon in forms, notices and notes.
_LABELS = """
师傅 居民 业主 房东 地点 位置 地址 时间 日期 电话 手机 联系人 联系电话 联系方式 姓名 内容 原因 备注 说明 理由 结果
进展 情况 问题 事项 诉求 建议 类别 类型 编号 单号 工单 楼栋 楼号 房号 门牌 小区 单位 部门 标题
主题 附件 链接 注意 提示 温馨提示 通知 公告 提醒 各位 各位居民 各位业主 大家 居民朋友 业主朋友
如下 以下 另外 例如 比如 总之 首先 其次 最后 第一 第二 第三 第四 一 二 三 四 五 答 问 注 即
地点是 时间是 原文 转发 转 来自 回复 收到 办结 已联系 处理 上报 反映人 反映 责任人 处理人
处理结果 办理结果 办理情况 处理情况 户主 身份证 性别 年龄 车牌 车牌号 金额 费用 数量 价格 规格
对象 范围 要求 材料 流程 步骤 方法 条件 标准 依据 来源 来电 来访 今天 明天 昨天 现在 上午 下午
晚上 我说 他说 她说 我
路灯 井盖 电梯 下水道 污水 垃圾 杂物 停车 车位 违停 噪音 违建 消防 通道 绿化 树木 漏水 停水 停电 燃气
"""
LABELS = frozenset(_LABELS.split())
_LABEL_END = re.compile(
    r"(?:时间|地点|范围|原因|电话|对象|要求|内容|方式|事项|通知|公告|名单|说明|材料|流程|价格|地址|日期|人员|部门|单位|情况|问题|结果|编号|居民|业主|朋友们?|如下|以下"
    r"|是|为|说|有|的|了|吗|呢|吧|[今明后昨]天|[上下中]午|早上|晚上|周[一二三四五六日天]|[0-9]日)$"
    r"|^[0-9一二三四五六七八九十]+(?:号楼?|幢|栋|座|单元|组)$"
)
_NO_NAME = re.compile(
    r"[,，。！!？?；;、…《》「」『』“”\"<>|]|https?$|^\d{1,2}$|^\d{1,2}[.、)）]|^[-—–=*#\s.]+$|^[#＃]|^\d+年|^\d+月"
)


def is_name(text: str) -> bool:
    """Whether what stands before a colon can be somebody's nickname."""
    if not 0 < len(text) <= LONGEST or _NO_NAME.search(text):
        return False
    return text not in LABELS and _LABEL_END.search(text) is None
