"""The rooms of wellbeing, connected to the application: routes, memory of this process, subscriptions, jobs."""

from __future__ import annotations

from apiflask import APIFlask

from attune.classroom.platform.context import Services
from attune.classroom.platform.events.types import QuizSubmitted
from attune.classroom.wellbeing.consent import api as consent_api
from attune.classroom.wellbeing.experiment import api as experiment_api
from attune.classroom.wellbeing.experiment import plans
from attune.classroom.wellbeing.ingestion import api as ingestion_api
from attune.classroom.wellbeing.ingestion import behaviour
from attune.classroom.wellbeing.learner_state import reasons
from attune.classroom.wellbeing.learner_state.current import STUDY_SESSIONS
from attune.classroom.wellbeing.learner_state.study_sessions import StudySessions
from attune.classroom.wellbeing.my_data import api as own_data_api
from attune.classroom.wellbeing.my_data import retention
from attune.classroom.wellbeing.my_data.notes import api as notes_api
from attune.classroom.wellbeing.my_data.reflection import api as reflection_api
from attune.classroom.wellbeing.my_data.timeline import api as timeline_api
from attune.classroom.wellbeing.my_data.weeks import api as weeks_api
from attune.classroom.wellbeing.support import api as support_api

DAY_SECONDS = 86_400.0

BLUEPRINTS = (
    consent_api.blueprint,
    ingestion_api.blueprint,
    support_api.blueprint,
    own_data_api.blueprint,
    timeline_api.blueprint,
    weeks_api.blueprint,
    reflection_api.blueprint,
    notes_api.blueprint,
    experiment_api.blueprint,
)


def init_app(app: APIFlask, services: Services) -> None:
    """Register the routes, make the memory of this process, check the library, listen to quizzes."""
    reasons.reviewed_library()
    study_sessions = StudySessions(services.live)
    app.extensions[STUDY_SESSIONS] = study_sessions
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    services.domain_events.subscribe(
        QuizSubmitted, lambda session, event: behaviour.on_quiz_submitted(session, study_sessions, event)
    )
    services.jobs.once_every(DAY_SECONDS, "purge", lambda: _purge(services))


def _purge(services: Services) -> None:
    plans.advance_daily(services.database, services.clock.now())  # before anything that it counts is deleted
    retention.purge(services.database, services.clock.now())
