"""What the bot says in private about the pages."""

from __future__ import annotations

from handlers.wording.private import private
from models.messages import PrivateText


def way_in(link: str, minutes: int) -> PrivateText:
    """The one-time link, on a line of its own so that WeChat makes it one to tap."""
    return private(f"登录网页请点：\n{link}\n{minutes} 分钟内有效，只能用一次，是您本人的，请不要转发。")


def no_address() -> PrivateText:
    """Nobody has told the bot under which address the pages are reached."""
    return private(
        "网页还没有开通，请管理员在配置里写上 web.address。在这里直接回复我，事情一样能办，回复「帮助」看用法。"
    )


def enough_links(most: int) -> PrivateText:
    return private(f"这一小时里已经发过 {most} 个登录链接，请用最近的一个，或过一会儿再发「网页」。")
