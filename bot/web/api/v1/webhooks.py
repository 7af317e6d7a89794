"""Subscriptions: each key has its own and sees no others."""

from __future__ import annotations

from bot.delivering.addresses import trouble_with
from bot.delivering.webhooks import locked, new_secret
from bot.web.api.refusal import Refusal
from bot.web.api.v1.endpoint import Call, nothing
from bot.web.api.v1.shapes import (
    DeliveriesTold,
    DeliveryTold,
    WebhookAsked,
    WebhookMade,
    WebhooksTold,
    WebhookTold,
)
from bot.web.context import app_of, change, look, settings_of
from handlers.actions.audit import audit
from handlers.scene import Scene
from models.queries.deliveries import WEBHOOK, newest_deliveries
from models.queries.webhooks import Webhook, add_webhook, end_webhook, webhooks_of

MOST = 20  # of one key
SHOWN = 100  # deliveries


async def list_webhooks(call: Call) -> WebhooksTold:
    found = await look(call.request, lambda scene: webhooks_of(scene.connection, call.key.id))
    return WebhooksTold(webhooks=[_told(hook) for hook in found])


async def make_webhook(call: Call) -> WebhookMade:
    """The secret is shown this once; it lies in the database under the operator's key only."""
    asked: WebhookAsked = call.body
    own = settings_of(call.request).api.webhook_hosts
    if trouble := trouble_with(asked.url, own):
        raise Refusal(403, f"url: {trouble}", "take a public https address, or ask for api.webhook_hosts", where="url")
    secret = new_secret()
    sealed = locked(app_of(call.request).house.keys, secret)
    if sealed is None:
        raise Refusal(409, "secrets cannot be kept here", "the operator has to set LINLI_PRIVACY__KEY")

    def make(scene: Scene) -> Webhook:
        wanted = Webhook(0, call.key.id, asked.url, sorted(set(asked.events)), sealed, scene.now)
        return _make(scene, call, wanted)

    made = await change(call.request, make)
    return WebhookMade(**_told(made).model_dump(), secret=secret)


def _make(scene: Scene, call: Call, wanted: Webhook) -> Webhook:
    if len(webhooks_of(scene.connection, call.key.id)) >= MOST:
        raise Refusal(409, f"this key has {MOST} webhooks", "end one of them first")
    number = add_webhook(scene.connection, wanted)
    audit(scene, "webhook made", call.key.who, str(number))
    return next(hook for hook in webhooks_of(scene.connection, call.key.id) if hook.id == number)


async def remove_webhook(call: Call) -> None:
    def end(scene: Scene) -> None:
        hook = _mine(scene, call)
        end_webhook(scene.connection, hook.id, scene.now)
        audit(scene, "webhook ended", call.key.who, str(hook.id))

    await change(call.request, end)


async def list_deliveries(call: Call) -> DeliveriesTold:
    def ask(scene: Scene) -> DeliveriesTold:
        rows = newest_deliveries(scene.connection, WEBHOOK, str(_mine(scene, call).id), SHOWN)
        names = [name for name in DeliveryTold.model_fields if name != "type"]
        told = [DeliveryTold(type=row.kind, **{name: getattr(row, name) for name in names}) for row in rows]
        return DeliveriesTold(deliveries=told)

    return await look(call.request, ask)


def _mine(scene: Scene, call: Call) -> Webhook:
    """Raises Refusal 404 for one of another key."""
    found = next((hook for hook in webhooks_of(scene.connection, call.key.id) if hook.id == call.id), None)
    if found is None:
        raise nothing()
    return found


def _told(hook: Webhook) -> WebhookTold:
    return WebhookTold(id=hook.id, url=hook.url, events=hook.events, made_at=hook.made_at)
