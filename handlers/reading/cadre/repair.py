"""What voice input and hasty typing do to the words of an answer, put right."""

from __future__ import annotations

import re

# Homophones that make no other sense here. Nothing that would turn another statement into a close.
HEARD = {
    "连系": "联系", "联戏": "联系", "挂帐": "挂账", "办接": "办结", "办节": "办结", "修号了": "修好了",
    "弄号了": "弄好了", "搞腚": "搞定", "处里": "处理", "上抱": "上报", "以经": "已经", "以联系": "已联系",
    "以修好": "已修好", "以处理": "已处理", "己联系": "已联系", "己经": "已经", "己修": "已修", "己处理": "已处理",
    "己解决": "已解决", "己通知": "已通知", "己报": "已报", "己办结": "已办结", "名早": "明早", "联系郭": "联系过",
    "延其": "延期", "撤消": "撤销", "办解": "办结", "疏桶": "疏通", "勿业": "物业", "吾业": "物业",
}  # fmt: skip
WHOLE = {"受到": "收到", "收倒": "收到", "收道": "收到", "手到": "收到", "守到": "收到", "好滴": "好的", "好得": "好的"}
# Words of other regions that stand one to one for a common one.
DIALECT = {
    "我哋": "我们",
    "佢哋": "他们",
    "佢": "他",
    "咗": "了",
    "啱啱": "刚刚",
    "嘅": "的",
    "俺": "我",
    "晓得哒": "晓得了",
}

_HEARD = re.compile("|".join(map(re.escape, HEARD | DIALECT)))


def repair(text: str) -> str:
    """The text with known mishearings replaced; everything else as it was."""
    text = WHOLE.get(text.strip(" 。.!,"), text)
    return _HEARD.sub(lambda match: (HEARD | DIALECT)[match.group()], text)
