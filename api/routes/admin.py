"""Keys and the audit log; health for whoever watches the service."""

from fastapi import APIRouter, Request, Response

from api.access import needs
from api.dependencies import AccessOf, DeskOf, Id, JobsOf, Limit, Number
from api.service_shapes import AuditRecord, KeyRecord, KeyRequest, NewKey, Readiness
from parser.version import PARSER_VERSION

router = APIRouter(tags=["admin"], dependencies=[needs("admin")])
service_router = APIRouter(tags=["service"])


@router.get("/keys")
def key_list(access: AccessOf) -> list[KeyRecord]:
    """Every key there ever was, without secrets."""
    return [KeyRecord.model_validate(key, from_attributes=True) for key in access.keys.all()]


@router.post("/keys", status_code=201)
def add_key(access: AccessOf, asked: KeyRequest, response: Response) -> NewKey:
    """A new key. The first one ends the open mode: from then on a key is asked for."""
    key, secret = access.keys.add(asked.name, tuple(asked.scopes), days=asked.days)
    response.headers["Cache-Control"] = "no-store"
    return NewKey(key=KeyRecord.model_validate(key, from_attributes=True), secret=secret)


@router.delete("/keys/{key_id}")
def revoke_key(access: AccessOf, key_id: Id) -> KeyRecord:
    """End a key and its sessions at once."""
    return KeyRecord.model_validate(access.keys.revoke(key_id), from_attributes=True)


@router.get("/audit")
def audit(request: Request, after: Number = 0, limit: Limit = 100) -> list[AuditRecord]:
    """Who did what, the oldest first."""
    return [AuditRecord.model_validate(entry, from_attributes=True) for entry in request.app.state.audit.after(after, limit)]


@service_router.get("/health")
def health() -> dict[str, str]:
    """Is the service there?"""
    return {"status": "ok", "version": PARSER_VERSION}


@service_router.get("/ready")
def ready(jobs: JobsOf, desk: DeskOf, response: Response) -> Readiness:
    """Can it work? 503 while the queue or the disk is away."""
    fault = desk.fault if desk.is_alive() else "stopped"
    if fault is not None:
        response.status_code = 503
    return Readiness(status="ready" if fault is None else "not_ready", fault=fault, jobs=jobs.counts())


@service_router.get("/metrics", dependencies=[needs("read")], response_class=Response, responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}, "description": "Prometheus' text format"}})
def metrics(request: Request, jobs: JobsOf, desk: DeskOf) -> Response:
    """Numbers for Prometheus."""
    return Response(request.app.state.metrics.text(jobs, desk), media_type="text/plain; version=0.0.4; charset=utf-8")
