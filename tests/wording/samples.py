"""Values that the wording tests share: a Tuesday noon in Nantong, a lane that is blocked, a lamp that is out."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from handlers.figures import CallBacks, Figures, Part, Tally
from handlers.reading.cadre_reply import CadreReply, Verb
from handlers.reading.facts import Urgency
from handlers.wording.times import Moment
from handlers.wording.values import CaseName, Change, Echo, HotSpot, LeaderDigest, Prompt, Said, Standing, WeeklyDigest
from models.status import Move, State

ZONE = ZoneInfo("Asia/Shanghai")


def at(text: str) -> dt.datetime:
    """ "2026-12-01 12:00" in Nantong."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZONE)


NOON = Moment(at("2026-12-01 12:00"), ZONE)  # a Tuesday
EVENING = at("2026-12-01 18:00")
TOMORROW = at("2026-12-02 09:00")

LANE = CaseName(6, "停车挡道", "3号楼东侧")
LAMP = CaseName(7, "路灯", "8号楼前")
AID = CaseName(9, "低保、困难补助", "5幢402", private=True)


def change(move: Move, case: CaseName = LANE, **more: object) -> Change:
    return Change(case, move, handler="社干小席", **more)  # type: ignore[arg-type]


def standing(case: CaseName = LANE, state: State = State.ACCEPTED, **more: object) -> Standing:
    return Standing(case, state, handler="社干小席", **more)  # type: ignore[arg-type]


def echo_of(verb: Verb, **reply: object) -> Echo:
    return Echo(CadreReply(verb, words="已联系", **reply), LANE)  # type: ignore[arg-type]


PROMPT = Prompt(
    LANE,
    Urgency.NORMAL,
    (Said("3-502 王建国", "3号楼东边又给堵了！"), Said("", "我家也是")),
    first_by=EVENING,
    solve_by=at("2026-12-08 18:00"),
    photos=2,
    supporters=1,
    why="照片后一分钟内由同一人补充文字",
)

FIGURES = Figures(
    tally=Tally(received=20, closed=14, open=4, cannot=1, transferred_out=1),
    due=16,
    closed_on_time=14,
    call_backs=CallBacks(valid=10, contacted=10, solved=8, content=6, fairly_content=2),
    ended=16,
    reopened=1,
    repeated=2,
    ended_in_grid=12,
    ended_in_community=16,
    first_response=dt.timedelta(minutes=35),
    solving=dt.timedelta(days=1, hours=4, minutes=20),
    by_category=(
        Part("停车挡道", Tally(received=12, closed=9, open=3)),
        Part("路灯", Tally(received=4, closed=3, cannot=1)),
        Part("低保、困难补助", Tally(received=3, closed=2, open=1), private=True),
        Part("家庭矛盾", Tally(received=1, transferred_out=1), private=True),
    ),
    by_child=(
        Part("勤实邻里", Tally(received=15, closed=11, open=3, transferred_out=1)),
        Part("勤润邻里", Tally(received=5, closed=3, open=1, cannot=1)),
    ),
)
WEEK = WeeklyDigest(
    dt.date(2026, 11, 23),
    dt.date(2026, 11, 29),
    FIGURES,
    still_open=(standing(next_at=TOMORROW), standing(AID, next_at=TOMORROW)),
    helpers=("物业", "365党员服务队", "孙爷爷谈心室"),
)
LEADER = LeaderDigest(
    "新中社区",
    dt.date(2026, 11, 23),
    dt.date(2026, 11, 29),
    FIGURES,
    overdue=(standing(next_at=at("2026-11-30 18:00"), overdue=True),),
    hot_spots=(HotSpot("3号楼东侧", "停车挡道", 5),),
)
