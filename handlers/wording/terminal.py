"""What the terminal says by itself, in the demo and in the console. These words go to nobody's phone."""

BOT = "邻里"
PICTURE = "[照片]"
SAME = "（同上）"
SILENT = "邻里没有说话"
LEDGER = "台账"
LEDGER_HEADINGS = ("号", "类别", "地点", "状态", "经办", "为什么立案")
HELP = """现在您来说。例如：
  张阿姨: 3号楼东侧又被车堵了     在群里说（换人就换名字）
  @xi: 联系过物业了,师傅明早来     社干小席私聊回复（secretary 是社区书记）
  /图 照片.jpg                    发一张照片
  /等 2h                          过两个小时（也可以 30m、1d、到周日）
  /账本   /帮助   /退出"""
CONSOLE_HELP = """张阿姨: 3号楼又堵了 是在群里说；@xi: 2 是社干私聊回复；/图 照片.jpg 发照片；/退出 结束。"""
SAY_A_SPAN = "「/等」后面写时间，最多一个月，例如 /等 2h"
_WEEKDAYS = "一二三四五六日"


def private_to(name: str) -> str:
    """The head of a private chat's line: the bot to somebody."""
    return f"私聊 {BOT} → {name}"


def private_by(name: str) -> str:
    """The head of a private chat's line: somebody to the bot."""
    return f"私聊 {name}"


def photo_not_read(why: str) -> str:
    return f"照片打不开：{why}"


def it_is(month: int, day: int, clock: str) -> str:
    return f"现在是 {month}月{day}日 {clock}"


def day(month: int, day_of_month: int, weekday: int) -> str:
    """Stands wherever a new day begins; weekday 0 is Monday."""
    return f"—— {month}月{day_of_month}日 周{_WEEKDAYS[weekday]} ——"


def page_at(address: str, *, opened: bool) -> str:
    """Where the page of the simulated group is."""
    how = "已在浏览器里打开" if opened else "请用浏览器打开"
    return f"邻里 演示：{how} {address}\n只在本机，没有连微信。按 Ctrl-C 结束；想在终端里看：linli demo --terminal"
