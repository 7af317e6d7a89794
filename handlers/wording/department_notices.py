"""What goes to a department by WeCom, DingTalk or e-mail: through other companies' machines, so only what it needs."""

from __future__ import annotations

from handlers.reading.facts import Urgency
from handlers.wording.echoes import UNDO_HINT
from handlers.wording.labels import URGENCY, matter
from handlers.wording.mask import mask
from handlers.wording.times import Moment
from handlers.wording.values import Standing

TITLE = "社区转来的事"


def dispatched(grid: str, standing: Standing, moment: Moment) -> str:
    """Which matter, where, until when; not who reported it, and no room."""
    if standing.case.private:
        return f"{grid}有一件需要保密的事（{standing.case.number}号）转给您，请尽快与社区工作人员联系。"
    urgent = f"（{URGENCY[standing.urgency]}）" if standing.urgency is not Urgency.NORMAL else ""
    by = f"，请在{moment.say(standing.next_at)} 前办好" if standing.next_at else ""
    return f"{grid}转来：{_named(standing)}{urgent}{by}。"


def reminded(grid: str, standing: Standing, moment: Moment) -> str:
    if standing.case.private:
        return f"提醒：{grid}转给您的{standing.case.number}号还没有回音，请与社区工作人员联系。"
    by = f"，{moment.say(standing.next_at)} 到期" if standing.next_at else ""
    return f"提醒：{grid}转来的 {_named(standing)} 还没有办好{by}。"


def withdrawn(grid: str, standing: Standing) -> str:
    if standing.case.private:
        return f"{grid}转给您的{standing.case.number}号不用再办了。"
    return f"{grid}转来的 {_named(standing)} 不用再办了。"


def with_link(text: str, link: str) -> str:
    return f"{text}\n点开看详情、回复进展：{link}"


def on_a_page(echo: str) -> str:
    """An echo beside a button that takes the step back."""
    return echo.replace(UNDO_HINT, "")


def _named(standing: Standing) -> str:
    return f"{standing.case.number}号 {mask(matter(standing.case))}"
