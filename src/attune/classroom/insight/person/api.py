"""Routes of a student's own weeks, for administrators."""

from __future__ import annotations

from uuid import UUID

from apiflask import APIBlueprint

from attune.classroom.insight.person import service
from attune.classroom.insight.person.schemas import PersonWeeksOut, PersonWeeksQuery, SharersOut, SharersQuery
from attune.classroom.platform.context import current_actor, current_session, now
from attune.classroom.platform.permissions import Permission, requires

blueprint = APIBlueprint("person_trends", __name__, url_prefix="/api/v1/insight/people")


@blueprint.get("")
@requires(Permission.READ_TRENDS)
@blueprint.input(SharersQuery, location="query", arg_name="query")
@blueprint.output(SharersOut)
def list_sharers(query: SharersQuery) -> SharersOut:
    """Students who share their own weeks with the administration now, by name."""
    return service.list_sharers(current_session(), query)


@blueprint.get("/<uuid:student_id>/trends")
@requires(Permission.READ_TRENDS, writes=True)
@blueprint.input(PersonWeeksQuery, location="query", arg_name="query")
@blueprint.output(PersonWeeksOut)
def read_person_trends(student_id: UUID, query: PersonWeeksQuery) -> PersonWeeksOut:
    """The weeks of a student who shares them; they can read that I have looked."""
    return service.read_person(current_session(), current_actor(), student_id, query, now())
