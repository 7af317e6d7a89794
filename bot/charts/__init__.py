"""Charts as SVG: pure functions from values to markup, for the web desk, the digest picture and the leader's report.

The markup is safe to put into a page: every label is escaped, and colours are presentation attributes, which a strict
Content-Security-Policy allows and a style sheet may still overrule by class.
"""

from bot.charts.bars import bars, columns
from bot.charts.heat import heat
from bot.charts.lines import lines
from bot.charts.values import Point, Series

__all__ = ["Point", "Series", "bars", "columns", "heat", "lines"]
