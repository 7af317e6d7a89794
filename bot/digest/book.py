"""The week of a node as a workbook."""

from __future__ import annotations

from bot.export.book import workbook
from handlers.wording.card_values import LeaderReport
from handlers.wording.leader_report import report_of
from handlers.wording.leader_table import sheets_of
from handlers.wording.times import Moment


def leader_workbook(report: LeaderReport, moment: Moment) -> bytes:
    """An .xlsx file: summary, child nodes, categories, weeks, hours, overdue, escalated, hot spots."""
    return workbook(sheets_of(report, report_of(report, moment)))
