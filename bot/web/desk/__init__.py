"""The leader's desk: what waits, every figure with the cases behind it, and the ways to act on them."""

from bot.web.desk import area, cases, export, health, hot, look, overview, records

ROUTES = tuple(route for page in (overview, cases, area, hot, look, records, health, export) for route in page.ROUTES)
