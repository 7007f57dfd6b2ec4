"""Routes of consent: how I am read, what I allow. There is no id of another person to give."""

from __future__ import annotations

from apiflask import APIBlueprint

from attune.classroom.model_serving.wiring import current_served_model
from attune.classroom.platform.context import current_actor, current_session, now
from attune.classroom.platform.permissions import Permission, body_limit, requires
from attune.classroom.wellbeing.consent import history, service
from attune.classroom.wellbeing.consent.schemas import ConsentHistoryOut, SettingsChange, WellbeingSettingsOut
from attune.classroom.wellbeing.learner_state.current import current_study_sessions
from attune.classroom.wellbeing.schemas import LARGEST_BODY

blueprint = APIBlueprint("consent", __name__, url_prefix="/api/v1/wellbeing")


@blueprint.get("/settings")
@requires(Permission.MANAGE_OWN_WELLBEING)
@blueprint.output(WellbeingSettingsOut)
def read_wellbeing_settings() -> WellbeingSettingsOut:
    """How I am read, what I allow, and what is possible here."""
    return service.read_settings(current_session(), current_actor().id, current_served_model())


@blueprint.patch("/settings")
@requires(Permission.MANAGE_OWN_WELLBEING)
@body_limit(LARGEST_BODY)
@blueprint.input(SettingsChange, arg_name="change")
@blueprint.output(WellbeingSettingsOut)
def change_wellbeing_settings(change: SettingsChange) -> WellbeingSettingsOut:
    """Change the mode, a consent switch, or when support may speak; effective at once."""
    return service.change_settings(
        current_session(), current_study_sessions(), current_actor(), change, current_served_model(), now()
    )


@blueprint.get("/me/consents")
@requires(Permission.MANAGE_OWN_WELLBEING)
@blueprint.output(ConsentHistoryOut)
def read_consent_history() -> ConsentHistoryOut:
    """Every time I set one of the switches, the latest first."""
    return ConsentHistoryOut(changes=history.read_consent_history(current_session(), current_actor().id))
