"""Every address of /api/v1, and the two that describe them."""

from __future__ import annotations

import json

from aiohttp import web

from bot.web.api.v1.cases import list_cases, list_events, show_case
from bot.web.api.v1.endpoint import Endpoint
from bot.web.api.v1.figures import show_figures
from bot.web.api.v1.openapi import document
from bot.web.api.v1.shapes import (
    CasesAsked,
    CasesTold,
    CaseTold,
    DeliveriesTold,
    EventsTold,
    FiguresAsked,
    FiguresTold,
    WebhookAsked,
    WebhookMade,
    WebhooksTold,
    WithWords,
)
from bot.web.api.v1.webhooks import list_deliveries, list_webhooks, make_webhook, remove_webhook
from bot.web.context import settings_of
from bot.web.render import page
from bot.web.route import Access, Route

HERE = "/api/v1"
HOOKS = f"{HERE}/webhooks"

ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint("GET", f"{HERE}/cases", "listCases", "Cases, the newest first.", list_cases, CasesTold, CasesAsked),
    Endpoint("GET", f"{HERE}/cases/{{id}}", "showCase", "One case.", show_case, CaseTold, WithWords),
    Endpoint("GET", f"{HERE}/cases/{{id}}/events", "listEvents", "Its timeline.", list_events, EventsTold, WithWords),
    Endpoint("GET", f"{HERE}/figures", "showFigures", "Figures of a node.", show_figures, FiguresTold, FiguresAsked),
    Endpoint("GET", HOOKS, "listWebhooks", "Subscriptions of this key.", list_webhooks, WebhooksTold),
    Endpoint(
        "POST", HOOKS, "makeWebhook", "Subscribe.", make_webhook, WebhookMade, None, WebhookAsked, 201, writes=True
    ),
    Endpoint("DELETE", f"{HOOKS}/{{id}}", "endWebhook", "End a subscription.", remove_webhook, None, writes=True),
    Endpoint(
        "GET",
        f"{HOOKS}/{{id}}/deliveries",
        "listDeliveries",
        "What was sent, and what not and why.",
        list_deliveries,
        DeliveriesTold,
    ),
)


async def describe(request: web.Request) -> web.Response:
    told = json.dumps(document(ENDPOINTS, settings_of(request).web.address), ensure_ascii=False)
    return web.Response(text=told, content_type="application/json", charset="utf-8")


async def explain(request: web.Request) -> web.Response:
    """The same for people."""
    return page(request, "api.html", endpoints=ENDPOINTS)


ROUTES = (
    Route("GET", f"{HERE}/", explain, Access.EVERYBODY),
    Route("GET", f"{HERE}/openapi.json", describe, Access.TOKEN),
    *(endpoint.route() for endpoint in ENDPOINTS),
)
