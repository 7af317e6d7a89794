"""One story for each kind of mistake: where it is, what is wrong, what helps."""

from __future__ import annotations

import pytest

from tests.config.helpers import GOOD, changed, line_of, problems

# what is written instead, the key it is reported at, a word of the explanation or the cure
SLIPS = [
    ("    grid: qinshi", "    grid: qinshy", "groups[0].grid", "'qinshi'"),
    ("quiet:", "web:\n  wecom: {people: {XiXiaoMei: xy}}\nquiet:", "web.wecom.people.XiXiaoMei", "chen, gu, li, xi"),
    ("quiet:", "web:\n  wecom: {corp_id: ww1}\nquiet:", "web.wecom", "LINLI_WEB__WECOM__SECRET"),
    ("quiet:", "web:\n  proxies: [nginx]\nquiet:", "web.proxies", "10.0.0.0/24"),
    ("    grids: [qinrun]", "    grids: [qinrun, nowhere]", "staff[1].grids[1]", "'nowhere'"),
    ("  - id: g2", "  - id: g1", "groups[1].id", "groups[0].id"),
    ("  - id: gu", "  - id: xi", "staff[1].id", "staff[0].id"),
    ("    - id: qinrun", "    - id: xinzhong", "grid.children[1].id", "grid.id"),
    ("  - id: water", "  - id: chengguan", "departments[1].id", "departments[0].id"),
    ("name: 勤润群", "name: 勤实一群", "groups[1].name", "groups[0].name"),
    ("name: 勤润群", "name: 勤润群\n    rooms: [r1, r1]", "groups[1].rooms[1]", "one group"),
    ("    role: leader\n    grids: [xinzhong]", "    role: leader", "staff[2].grids", "act for"),
    (
        "    department: chengguan\n    grids",
        "    department: chenguan\n    grids",
        "staff[3].department",
        "'chengguan'",
    ),
    ("    department: chengguan\n    grids", "    grids", "staff[3].department", "without one"),
    (
        "    label: 垃圾\n    department: chengguan",
        "    label: 垃圾\n    department: sky",
        "categories.waste.department",
        "'sky'",
    ),
    (
        "    name: 水务",
        "    name: 水务\n    categories: [watre_power_gas]",
        "departments[1].categories[0]",
        "'water_power_gas'",
    ),
    ("    name: 水务", "    name: 水务\n    aliases: [城管]", "departments[1].aliases[0]", "departments[0].aliases[0]"),
    ("  waste:", "  wast:", "categories.wast", "'waste'"),
    ("quiet:", "words:\n  wast: {objects: [a]}\nquiet:", "words.wast", "'waste'"),
    ("    private: true", "    private: false", "categories.welfare.private", "always private"),
    ("  normal:", "  norml:", "deadlines.norml", "'normal'"),
    (
        "    label: 垃圾",
        "    label: 垃圾\n    deadlines: {soon: {first: {hours: 1}, solve: {hours: 2}}}",
        "categories.waste.deadlines.soon",
        "'soon'",
    ),
    ("    grids: [qinrun]", "    grids: [xinzhong]", "grid.children[1]", "cadre"),
    ("    role: cadre\n    grids: [qinrun]", "    role: leader\n    grids: [qinrun]", "grid.children[1]", "cadre"),
    ("cron: 0 9 * * mon-fri", "cron: 0 25 * * *", "jobs.morning_list.cron", "five fields"),
    ("cron: 0 9 * * mon-fri", "cron: 0 9 * *", "jobs.morning_list.cron", "five fields"),
    ("cron: 0 9 * * mon-fri", "cron: 0 9 * * 1-5", "jobs.morning_list.cron", "weekday"),
    ("cron: 0 9 * * mon-fri", "cron: 0 9 * * *\n    every_seconds: 5", "jobs.morning_list", "not both"),
    ("  morning_list:", "  moring_list:", "jobs.moring_list", "'morning_list'"),
    ("  start: 22:00\n  end: 07:00", "  start: 07:00\n  end: 22:00", "quiet", "exchange"),
    ("  start: 22:00", "  start: 25:00", "quiet.start", "08:00"),
    ("  start: 22:00", "  start: 22:00+08:00", "quiet.start", "no zone"),
    ("aliases: [气象小区]", "aliases: [居委会]", "grid.children[0].places[0].aliases[0]", "grid.places[0].aliases[0]"),
    ("aliases: [气象小区]", "aliases: [气象局小区]", "grid.children[0].places[0].aliases[0]", "places[0].name"),
    ("media:", "database:\n  url: postgresql://linli:pw1234@host/linli\nmedia:", "database.url", "LINLI_DATABASE__URL"),
    ("media:", "database:\n  url: mysql://host/linli\nmedia:", "database.url", "sqlite"),
    ("media:", "wechaty:\n  token: pw1234\nmedia:", "wechaty.token", "LINLI_WECHATY__TOKEN"),
    ("media:", "wechaty:\n  endpoint: http://host\nmedia:", "wechaty.endpoint", "host:port"),
    ("  max_side: 1600", "  max_side: 100", "media.max_side", "200 or more"),
    ("  max_side: 1600", "  max_side: wide", "media.max_side", "whole number"),
    ("  max_side: 1600", "  max_bytes: 99999999999", "media.max_bytes", "or less"),
    ("  max_side: 1600", "  max_sides: 1600", "media.max_sides", "'max_side'"),
    ("media:", "meida:", "meida", "'media'"),
    ("    role: leader", "    role: chief", "staff[2].role", "leader"),
    ("    role: leader", "    role: leadr", "staff[2].role", "'leader'"),
    ("  - id: g2", "  - id: G 2", "groups[1].id", "small letters"),
    ("    name: 勤润群\n", "", "groups[1].name", "missing"),
    ("  id: xinzhong\n", "", "grid.id", "missing"),
    ("    private: true", "    private: perhaps", "categories.welfare.private", "true or false"),
    ("    grids: [qinrun]", "    grids: qinrun", "staff[1].grids", "dash"),
    ("  max_side: 1600", "  max_side：1600", "media", "full-width colon"),
    ("grid:", "timezone: Asia/Nantong\ngrid:", "timezone", "Asia/Shanghai"),
    (
        "first: {hours: 2, type: working_hours}",
        "first: {days: 2, type: working_hours}",
        "deadlines.normal.first",
        "hours",
    ),
    (
        "first: {hours: 2, type: working_hours}",
        "first: {hours: 2, type: workinghours}",
        "deadlines.normal.first.type",
        "'working_hours'",
    ),
    ("quiet:", "calendar:\n  holidays: [2026-13-01]\nquiet:", "calendar.holidays[0]", "2026-10-01"),
    ("quiet:", "calendar:\n  hours: [[08:00]]\nquiet:", "calendar.hours[0][1]", "add an entry"),
    ("quiet:", "budget:\n  gap_seconds: [5, 1]\nquiet:", "budget.gap_seconds", "shortest"),
    ("quiet:", "words:\n  waste: {patterns: ['(']}\nquiet:", "words.waste.patterns[0]", "regular expression"),
    ("quiet:", "words:\n  waste: {patterns: ['垃?圾?']}\nquiet:", "words.waste.patterns[0]", "every message"),
    ("quiet:", "words:\n  waste: {patterns: ['垃圾.*臭']}\nquiet:", "words.waste.patterns[0]", "{0,8}"),
    ("quiet:", "words:\n  waste: {patterns: ['垃圾(臭{1,9}){2,9}']}\nquiet:", "words.waste.patterns[0]", "{0,8}"),
    ("quiet:", "words:\n  dredging: {objects: [河]}\nquiet:", "words.dredging", "categories.dredging"),
    ("quiet:", "words_folder: nowhere\nquiet:", "words_folder", "no such folder"),
    ("  welfare:", "  dredging: {label: 清淤}\n  welfare:", "categories.dredging", "words.dredging"),
    ("quiet:", "deadlines: {}\nquiet:", "deadlines", "twice"),
]


@pytest.mark.parametrize(("old", "new", "key", "words"), SLIPS, ids=[f"{new.strip()[:40]!r}" for _, new, _, _ in SLIPS])
def test_a_slip_is_reported_at_its_key_with_its_cure(old: str, new: str, key: str, words: str) -> None:
    found = problems(changed((old, new)))
    at = [problem for problem in found if problem.key == key or problem.key.startswith(f"{key}.")]
    assert at, f"reported at {[problem.key for problem in found]}"
    assert any(words in str(problem) for problem in at), at
    assert all(problem.what and problem.cure for problem in found)


def test_a_slip_brings_no_other_problems_with_it() -> None:
    """An entry that cannot be read is no reason to complain of what it would have provided."""
    assert [problem.key for problem in problems(changed(("  - id: gu", "  - id: G U")))] == ["staff[1].id"]
    assert [problem.key for problem in problems(changed(("    sees_private: true", "    sees_private: hm")))] == [
        "staff[2].sees_private"
    ]
    assert [
        problem.key for problem in problems(changed(("  - id: chengguan\n    name: 城管办", "  - id: chengguan")))
    ] == ["departments[0].name"]


def test_private_matters_need_somebody_who_may_see_them() -> None:
    found = problems(changed(("    sees_private: true\n", "")))
    assert [problem.key for problem in found] == ["grid.children[0]", "grid.children[1]"]
    assert all("sees_private: true" in problem.cure for problem in found)


def test_each_problem_names_its_line() -> None:
    text = changed(("  max_side: 1600", "  max_side: 100"))
    assert f"line {line_of(text, 'max_side')}" in problems(text)[0].what


def test_several_problems_come_at_once_in_the_order_of_the_file() -> None:
    text = changed(
        ("    grid: qinshi", "    grid: nowhere"),
        ("  - id: gu", "  - id: xi"),
        ("    label: 垃圾", "    labl: 垃圾"),
        ("cron: 0 9 * * mon-fri", "cron: often"),
        ("  max_side: 1600", "  max_side: 1"),
    )
    keys = [problem.key for problem in problems(text)]
    assert keys == [
        "groups[0].grid",
        "staff[1].id",
        "categories.waste.label",
        "categories.waste.labl",
        "jobs.morning_list.cron",
        "media.max_side",
    ]


def test_a_variable_is_named_where_it_is_the_cause() -> None:
    found = problems(GOOD, {"LINLI_MEDIA__MAX_SIDE": "1", "LINLI_MEDIA__FOLDR": "x", "LINLI_GROUPS__0__NAME": "x"})
    assert {problem.key for problem in found} == {"media.max_side", "media.foldr", "groups.0.name"}
    for name in ("LINLI_MEDIA__MAX_SIDE", "LINLI_MEDIA__FOLDR", "LINLI_GROUPS__0__NAME"):
        assert any(name in problem.what for problem in found)


def test_no_secret_is_repeated_in_an_error() -> None:
    url = "mysql://linli:pw1234@host/linli"
    assert "pw1234" not in str(problems(GOOD, {"LINLI_DATABASE__URL": url}))
    assert "pw1234" not in str(problems(changed(("media:", f"database:\n  url: {url}\nmedia:"))))
    assert "pw1234" not in str(problems(changed(("media:", "wechaty:\n  token: [pw1234]\nmedia:"))))
