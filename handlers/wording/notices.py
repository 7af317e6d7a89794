"""Private notices to staff: reminders, escalations, dispatches, returns, and what concerns their own account."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.wording.labels import STATE, named
from handlers.wording.private import private
from handlers.wording.prompts import answers, quoted, shorten
from handlers.wording.times import Moment
from handlers.wording.values import CaseName, ForwardResult, Prompt, Standing
from models.messages import PrivateText


def deadline_reminder(standing: Standing, moment: Moment) -> PrivateText:
    """Before a limit passes: `next_at` is the limit."""
    due = f"{moment.say(standing.next_at)} 到期" if standing.next_at else "快到期"
    return private(
        f"提醒：{named(standing.case)}，{due}，现在是「{STATE[standing.state]}」。回复进展，来不及就回复「{standing.case.number}号延到周五」加原因。"
    )


def promise_reminder(case: CaseName, promised: str) -> PrivateText:
    """When the time of a promise has come. `promised`: the words of the promise."""
    return private(
        f"到时间了：{named(case)}，您说过「{shorten(promised, 40)}」。"
        f"办好了回复「{case.number}号办结」并发图，还没办说一下新的时间。"
    )


def escalated_to_you(asked: Prompt, holder: str, reason: str, moment: Moment) -> PrivateText:
    """To the level above. `holder` had the case until now; `reason` in his words, or that a limit passed."""
    head = f"上报给您：{named(asked.case)}，原来由{holder or '下一级'}办。"
    by = f"请您在{moment.say(asked.first_by)} 前回复。" if asked.first_by else ""
    return private(
        "\n".join(filter(None, [head, f"原因：{shorten(reason, 80)}", *quoted(asked.words), by, answers(asked)]))
    )


def escalated_from_you(case: CaseName, upper: str) -> PrivateText:
    """To the cadre whose limit passed: who has it now."""
    return private(f"{named(case)}到时限还没有回复，已请{upper or '上一级'}一起看。您有进展照常回复，两边都能看到。")


def dispatched_to_you(asked: Prompt, sender: str, moment: Moment) -> PrivateText:
    """To a person of a department."""
    head = f"{sender or '社区'}转来：{named(asked.case)}"
    photos = f"照片 {asked.photos} 张" if asked.photos else ""
    by = f"请在{moment.say(asked.solve_by)} 前办好并回复。" if asked.solve_by else "请办好后回复。"
    number = asked.case.number
    how = f"回复「{number}号收到」「{number}号已办好」（请发图），不归您办回复「{number}号退」和原因。"
    return private("\n".join(filter(None, [head, *quoted(asked.words), photos, by, how])))


def returned_to_you(case: CaseName, sender: str, reason: str) -> PrivateText:
    """To whoever dispatched it: it came back."""
    return private(
        f"{sender or '对方'}退回了 {named(case)}，原因：{shorten(reason, 80)}。"
        "请您重新安排：转别的部门、自己办，或上报。"
    )


def extension_asked(case: CaseName, sender: str, until: datetime, reason: str, moment: Moment) -> PrivateText:
    """To the level above, which has to agree."""
    return private(
        f"{sender or '下一级'}申请把 {named(case)}延期到{moment.say(until)}，原因：{shorten(reason, 80)}。"
        f"回复「{case.number}号同意延期」或「{case.number}号不同意延期」。"
    )


def extension_decided(case: CaseName, until: datetime | None, moment: Moment) -> PrivateText:
    """To the one who asked. `until` None: it was refused."""
    if until is None:
        return private(f"{named(case)}的延期没有同意，请按原时限办理，有困难可以上报。")
    return private(f"{named(case)}的延期已同意，新的时限是{moment.say(until)}。")


def reopened_for_you(case: CaseName, words: str) -> PrivateText:
    """To the holder: residents say that it is not solved."""
    return private(f"{named(case)}有居民说还没好：「{shorten(words)}」，已重新打开。请您再看看，回复进展。")


def new_evidence(case: CaseName, name: str, words: str) -> PrivateText:
    """To the holder: something new was said about an open case."""
    return private(f"{named(case)}有新情况：「{name or '居民'}：{shorten(words)}」。")


def asked_after(case: CaseName, words: str) -> PrivateText:
    """To the holder: residents wait for word of an open case."""
    return private(f"{named(case)}有居民在问进展：「{shorten(words)}」。您回复一句，我来告诉群里。")


def doubted(case: CaseName, words: str) -> PrivateText:
    """To the holder: it was said to be done, and a resident says that it is not."""
    return private(f"{named(case)}说是办好了，有居民说还没好：「{shorten(words)}」。请您再核实一下，回复进展。")


def withdrawn(case: CaseName, words: str) -> PrivateText:
    """To the holder: the reporter took it back."""
    return private(f"{named(case)}，反映的居民说不用办了：「{shorten(words)}」。没有别的情况就不用再去。")


def bound(name: str, grids: Sequence[str]) -> PrivateText:
    """A bind code was accepted. `grids`: names of the nodes that he acts for."""
    where = f"，负责{'、'.join(grids)}" if grids else ""
    return private(f"绑定成功，{name}{where}。以后有事我私聊告诉您，回复「帮助」看用法。")


def bind_refused() -> PrivateText:
    return private("绑定码不对或已经用过，没有绑定。请核对一遍，或向管理员要一个新的。")


def bind_expired() -> PrivateText:
    return private("绑定码已经过期，没有绑定。请向管理员要一个新的。")


def forwarded(result: ForwardResult) -> PrivateText:
    """What came of a forwarded record; nothing of it was said in the group."""
    opened = [f"新立案：{'、'.join(named(case) for case in result.opened)}"] if result.opened else []
    added = [f"补充到：{'、'.join(named(case) for case in result.added)}"] if result.added else []
    held = [f"拿不准 {result.held} 条，会列在早上的清单里"] if result.held else []
    found = [*opened, *added, *held] or ["没有看到要办的事"]
    return private(f"转发的 {result.lines} 条看过了。{'；'.join(found)}。群里没有发消息。")


def no_group_known() -> PrivateText:
    """To staff of several groups who forward a record that could be of any of them."""
    return private("这段记录是哪个群的没有认出来，请在最前面写上小区或群名，再发一次。")


def flooded(group: str, name: str, most: int) -> PrivateText:
    """To the cadre of a group in which somebody sends more than `most` messages in a minute; once a day."""
    return private(
        f"「{group}」里{name or '有人'}一分钟发了 {most} 条以上，多出来的已经存下，没有逐条看，别的居民不受影响。"
        "请您到群里看一眼；里面有要紧的事，转发给我就行。"
    )
