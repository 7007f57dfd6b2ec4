"""Routes for administrators: the audit log."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import Response

from attune.classroom.administration.audit import export, service, verification
from attune.classroom.administration.audit.schemas import (
    AuditExportQuery,
    AuditPage,
    AuditQuery,
    AuditVerificationOut,
)
from attune.classroom.platform.context import Services, current_actor, current_session, now, services
from attune.classroom.platform.permissions import Permission, requires

blueprint = APIBlueprint("audit", __name__, url_prefix="/api/v1/administration/audit")

VERIFIES_SECONDS = 5.0  # how long somebody who asks for a verification waits for it to begin
MEDIA_TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl; charset=utf-8"}


def init_jobs(services: Services) -> None:
    """Verify what is appended, and everything once a day."""
    services.jobs.once_every(
        VERIFIES_SECONDS, "audit_verify", lambda: verification.work(services.database, services.clock)
    )


@blueprint.get("")
@requires(Permission.READ_AUDIT)
@blueprint.input(AuditQuery, location="query", arg_name="query")
@blueprint.output(AuditPage)
def read_audit(query: AuditQuery) -> AuditPage:
    """The audit log by filter, newest first, 50 a page."""
    return service.read_audit(current_session(), query)


@blueprint.get("/export")
@requires(Permission.READ_AUDIT, writes=True)
@blueprint.input(AuditExportQuery, location="query", arg_name="query")
def export_audit(query: AuditExportQuery) -> Response:
    """The entries that a filter lets through as a file, oldest first; the export is itself an entry."""
    through = export.record_export(current_session(), current_actor(), query, now())
    answer = Response(export.stream(services().database, query, through), content_type=MEDIA_TYPES[query.format])
    answer.headers["Content-Disposition"] = f'attachment; filename="audit-log.{query.format}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@blueprint.get("/verification")
@requires(Permission.READ_AUDIT)
@blueprint.output(AuditVerificationOut)
def read_audit_verification() -> AuditVerificationOut:
    """Whether the chain holds, and how far a verification of everything is."""
    return verification.read_verification(current_session())


@blueprint.post("/verification")
@requires(Permission.READ_AUDIT)
@blueprint.output(AuditVerificationOut, status_code=202)
def verify_audit() -> AuditVerificationOut:
    """Have every entry verified, from the first one on."""
    return verification.request_full(current_session(), now())
