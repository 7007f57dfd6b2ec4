"""Routes of the institution's terms."""

from __future__ import annotations

from uuid import UUID

from apiflask import APIBlueprint

from attune.classroom.institution.calendar import service
from attune.classroom.institution.calendar.schemas import TermIn, TermOut, Terms
from attune.classroom.platform.context import current_actor, current_session, now
from attune.classroom.platform.permissions import Permission, requires

blueprint = APIBlueprint("terms", __name__, url_prefix="/api/v1/administration/terms")


@blueprint.get("")
@requires(Permission.SET_UP_INSTITUTION)
@blueprint.output(Terms)
def read_terms() -> Terms:
    """The terms, the latest first."""
    return service.manage_terms(current_session())


@blueprint.post("")
@requires(Permission.SET_UP_INSTITUTION)
@blueprint.input(TermIn, arg_name="term")
@blueprint.output(TermOut, status_code=201)
def add_term(term: TermIn) -> TermOut:
    """Add a term; no two share a day."""
    return service.add_term(current_session(), current_actor(), term, now())


@blueprint.put("/<uuid:term_id>")
@requires(Permission.SET_UP_INSTITUTION)
@blueprint.input(TermIn, arg_name="term")
@blueprint.output(TermOut)
def change_term(term_id: UUID, term: TermIn) -> TermOut:
    """Give a term another name or other days."""
    return service.change_term(current_session(), current_actor(), term_id, term, now())


@blueprint.delete("/<uuid:term_id>")
@requires(Permission.SET_UP_INSTITUTION)
@blueprint.doc(responses={204: "Removed"})
def remove_term(term_id: UUID) -> tuple[str, int]:
    """Remove a term; its days belong to none from now on."""
    service.remove_term(current_session(), current_actor(), term_id, now())
    return "", 204
