"""A small valid configuration to break, and a short way to ask what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bot.config.load import settings_of
from models.errors import ConfigError, Problem
from models.settings import Settings

GOOD = """
grid:
  id: xinzhong
  name: 新中社区
  places:
    - name: 服务中心
      aliases: [居委会]
  children:
    - id: qinshi
      name: 勤实邻里
      places:
        - name: 气象局小区
          aliases: [气象小区]
    - id: qinrun
      name: 勤润邻里
      places:
        - name: 花苑
groups:
  - id: g1
    grid: qinshi
    name: 勤实一群
  - id: g2
    grid: qinrun
    name: 勤润群
staff:
  - id: xi
    name: 席晓梅
    role: cadre
    grids: [qinshi]
  - id: gu
    name: 顾建明
    role: cadre
    grids: [qinrun]
  - id: chen
    name: 陈丽华
    role: leader
    grids: [xinzhong]
    sees_private: true
  - id: li
    name: 李国平
    role: department
    department: chengguan
    grids: [xinzhong]
departments:
  - id: chengguan
    name: 城管办
    aliases: [城管]
  - id: water
    name: 水务
categories:
  waste:
    label: 垃圾
    department: chengguan
  welfare:
    label: 帮扶
    private: true
deadlines:
  normal:
    first: {hours: 2, type: working_hours}
    solve: {days: 5, type: working_days}
quiet:
  start: 22:00
  end: 07:00
jobs:
  morning_list:
    cron: 0 9 * * mon-fri
media:
  max_side: 1600
"""


def changed(*changes: tuple[str, str]) -> str:
    """The good configuration with the first occurrence of each text replaced."""
    text = GOOD
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def load(text: str, env: Mapping[str, str] | None = None) -> Settings:
    return settings_of(text, "config.yaml", env or {})


def problems(text: str, env: Mapping[str, str] | None = None) -> list[Problem]:
    with pytest.raises(ConfigError) as caught:
        load(text, env)
    return caught.value.problems


def line_of(text: str, words: str) -> int:
    return 1 + next(number for number, line in enumerate(text.splitlines()) if words in line)
