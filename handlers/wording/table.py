"""Cases as lines of a table, for a spreadsheet: columns in the words of the office, times local."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from handlers.reading.facts import Urgency
from handlers.wording.labels import STATE, URGENCY
from handlers.wording.mask import mask
from models.case import Case

Cell = str | int | datetime | None

COLUMNS = (
    "编号",
    "网格",
    "群",
    "类别",
    "地点",
    "紧急程度",
    "状态",
    "承办",
    "转办部门",
    "来源",
    "登记时间",
    "应答复时间",
    "首次答复时间",
    "应办结时间",
    "办结时间",
    "按时办结",
    "反映人数",
    "重新打开次数",
    "满意度",
    "并入编号",
)
WORDS = "居民原话"
SOURCE = {"group": "群里", "forward": "转发", "web": "网页", "api": "接口"}
SCORE = {1: "不满意", 2: "基本满意", 3: "满意"}


@dataclass(frozen=True, slots=True)
class Line:
    """A case with the names of what it points at. `words`: what residents said, with their names; None: not shown."""

    case: Case
    grid: str
    group: str
    category: str
    holder: str
    department: str
    voices: int
    merged_into: int | None
    words: Sequence[str] | None = None


def cells(line: Line, zone: tzinfo, now: datetime) -> list[Cell]:
    """One cell for each column. Without words the place is told as a group would hear it: no room, no name."""
    case = line.case
    shown: list[Cell] = [
        case.number,
        line.grid,
        line.group,
        line.category,
        mask(case.place) if line.words is None else case.place,
        URGENCY[Urgency(case.urgency)],
        STATE[case.state],
        line.holder,
        line.department,
        SOURCE.get(case.source, case.source),
        _local(case.opened_at, zone),
        _local(case.first_due, zone),
        _local(case.first_word_at, zone),
        _local(case.solve_due, zone),
        _local(case.closed_at, zone),
        _in_time(case, now),
        line.voices,
        case.reopened,
        SCORE.get(case.score or 0, ""),
        line.merged_into,
    ]
    return shown if line.words is None else [*shown, "\n".join(line.words)]


def _in_time(case: Case, now: datetime) -> str:
    ended = case.closed_at or now
    if ended > case.solve_due:
        return "否"
    return "是" if case.closed_at else ""


def _local(moment: datetime | None, zone: tzinfo) -> datetime | None:
    """As a spreadsheet wants it: the time on the wall, without a zone."""
    return moment.astimezone(zone).replace(tzinfo=None) if moment else None
