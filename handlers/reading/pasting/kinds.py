"""What a copied message was, by the tag that stands for it: [图片], [语音], [文件] ..."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.messages import MessageKind

TAGS = {
    MessageKind.PHOTO: ("图片", "照片", "Photo", "Image"),
    MessageKind.VOICE: ("语音", "Voice", "语音消息"),
    MessageKind.VIDEO: ("视频", "Video", "短视频"),
    MessageKind.STICKER: ("动画表情", "表情", "Sticker", "动态表情"),
    MessageKind.LOCATION: ("位置", "Location", "实时位置"),
    MessageKind.LINK: ("链接", "小程序", "视频号", "Link", "音乐"),
    MessageKind.FILE: ("文件", "File"),
    MessageKind.HISTORY: ("聊天记录", "Chat History"),
    MessageKind.SYSTEM: ("红包", "转账", "拍一拍", "接龙"),
}
KINDS = {tag: kind for kind, tags in TAGS.items() for tag in tags}
_TAG = re.compile(r"\[(" + "|".join(KINDS) + r")\][ \t]*")
# A picture stands alone and the words after it are a message of their own; a link's title belongs to the link.
ALONE = frozenset({MessageKind.PHOTO, MessageKind.STICKER, MessageKind.VIDEO})


def split_kinds(words: str) -> Iterator[tuple[MessageKind, str]]:
    """The message as one or more of one kind each: "[图片]\\n又堵了" is a photo and a text; nothing for no words."""
    while words:
        tag = _TAG.match(words)
        if tag is None:
            yield from _text(words)
            return
        kind, rest = KINDS[tag[1]], words[tag.end() :].strip()
        if kind not in ALONE:
            yield kind, rest
            return
        yield kind, ""
        words = rest


def _text(words: str) -> Iterator[tuple[MessageKind, str]]:
    """Words, up to a picture that stands on a line of its own."""
    for part in re.split(r"\n(?=\[(?:图片|照片|Photo|Image)\])", words):
        if part.startswith("[") and part != words:
            yield from split_kinds(part)
        elif part.strip():
            yield MessageKind.TEXT, part.strip()
