"""The leader's desk: what waits, every figure with the cases behind it, and the ways to act on them."""

from bot.web.desk import area, cases, hot, look, overview

ROUTES = (*overview.ROUTES, *cases.ROUTES, *area.ROUTES, *hot.ROUTES, *look.ROUTES)
