"""The feed of changes, and the webhooks that carry it."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.access import needs
from api.dependencies import Id, Limit, Number, StoreOf, WebhooksOf, Words
from api.service_shapes import Changes, DeliveryRecord, NewWebhook, WebhookRecord, WebhookRequest
from corpus.store import changes as feed
from corpus.store.changes import Kind

router = APIRouter(tags=["changes"], dependencies=[needs("read")])
webhooks_router = APIRouter(tags=["webhooks"], dependencies=[needs("admin")])


@router.get("/changes")
def changes(store: StoreOf, after: Number = 0, kind: Annotated[list[Kind] | None, Query(max_length=10)] = None, document: Words = None, limit: Limit = 100) -> Changes:
    """Every change of documents, tasks and relations after a number, in order. Ask again with `next`."""
    found, following = feed.after(store, after, limit=limit, kinds=kind or (), document=document)
    return Changes.model_validate({"items": found, "next": following}, from_attributes=True)


@webhooks_router.get("/webhooks")
def webhook_list(webhooks: WebhooksOf) -> list[WebhookRecord]:
    """All subscriptions."""
    return [WebhookRecord.model_validate(w, from_attributes=True) for w in webhooks.all()]


@webhooks_router.post("/webhooks", status_code=201)
def add_webhook(store: StoreOf, webhooks: WebhooksOf, asked: WebhookRequest) -> NewWebhook:
    """Subscribe: each change is posted as a CloudEvent, signed as Standard Webhooks has it, in order, until it is taken."""
    cursor = feed.last_number(store) if asked.after is None else asked.after
    webhook, secret = webhooks.add(asked.url, asked.kinds, cursor)
    return NewWebhook(webhook=WebhookRecord.model_validate(webhook, from_attributes=True), secret=secret)


@webhooks_router.get("/webhooks/{webhook_id}")
def webhook(webhooks: WebhooksOf, webhook_id: Id) -> WebhookRecord:
    """One subscription."""
    return WebhookRecord.model_validate(webhooks.get(webhook_id), from_attributes=True)


@webhooks_router.delete("/webhooks/{webhook_id}", status_code=204)
def remove_webhook(webhooks: WebhooksOf, webhook_id: Id) -> Response:
    """End a subscription, with its log."""
    webhooks.remove(webhook_id)
    return Response(status_code=204)


@webhooks_router.post("/webhooks/{webhook_id}/replay")
def replay_webhook(webhooks: WebhooksOf, webhook_id: Id, after: Number = 0) -> WebhookRecord:
    """Deliver again what came after a change; also wakes a paused subscription."""
    return WebhookRecord.model_validate(webhooks.replay(webhook_id, after), from_attributes=True)


@webhooks_router.get("/webhooks/{webhook_id}/deliveries")
def deliveries(webhooks: WebhooksOf, webhook_id: Id, limit: Limit = 100) -> list[DeliveryRecord]:
    """What was tried, the newest first."""
    return [DeliveryRecord.model_validate(d, from_attributes=True) for d in webhooks.deliveries(webhook_id, limit)]
