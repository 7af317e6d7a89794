"""Every address of Open311."""

from __future__ import annotations

from bot.web.api.open311.reading import list_requests, show_request, show_token
from bot.web.api.open311.reporting import report
from bot.web.api.open311.services import discover, list_services, show_service
from bot.web.route import Access, Handler, Route

HERE = "/open311/v2"
FORMAT = "{format:xml|json}"


def _route(method: str, path: str, handler: Handler) -> Route:
    return Route(method, f"{HERE}/{path}.{FORMAT}", handler, Access.TOKEN)


ROUTES = (
    _route("GET", "discovery", discover),
    _route("GET", "services", list_services),
    _route("GET", "services/{code}", show_service),
    _route("GET", "requests", list_requests),
    _route("POST", "requests", report),
    _route("GET", "requests/{id}", show_request),
    _route("GET", "tokens/{id}", show_token),
)
