"""Route for administrators: the audit log."""

from __future__ import annotations

from apiflask import APIBlueprint

from attune.classroom.administration.audit import service
from attune.classroom.administration.audit.schemas import AuditPage, PageQuery
from attune.classroom.platform.context import current_session
from attune.classroom.platform.permissions import Permission, requires

blueprint = APIBlueprint("audit", __name__, url_prefix="/api/v1/administration/audit")


@blueprint.get("")
@requires(Permission.READ_AUDIT)
@blueprint.input(PageQuery, location="query", arg_name="query")
@blueprint.output(AuditPage)
def read_audit(query: PageQuery) -> AuditPage:
    """The audit log, newest first, 50 a page."""
    return service.read_audit(current_session(), query.page)
