"""Insight, connected to the application: routes, subscriptions, the export of one's own data, jobs."""

from __future__ import annotations

from apiflask import APIFlask

from attune.classroom.insight.consent import api as consent_api
from attune.classroom.insight.consent.deciding import decide_consent
from attune.classroom.insight.facts import jobs, service
from attune.classroom.insight.facts.own_data import OWN_DAYS, OWN_FACTS
from attune.classroom.insight.person import api as person_api
from attune.classroom.insight.quality import api as quality_api
from attune.classroom.insight.quality.deciding import decide_quality
from attune.classroom.insight.review import notes
from attune.classroom.insight.review.api import blueprint as review_blueprint
from attune.classroom.insight.review.counting import count_reviews
from attune.classroom.insight.review.releases import COUNTED_EVERY
from attune.classroom.insight.student import api as student_api
from attune.classroom.insight.trends import api as trends_api
from attune.classroom.insight.trends.deciding import decide_weeks
from attune.classroom.platform.context import Services
from attune.classroom.wellbeing.learner_state.events import (
    KeptDataChanged,
    LessonVisibilityChanged,
    SummariesPermissionChanged,
)
from attune.classroom.wellbeing.my_data.api import add_to_export
from attune.classroom.wellbeing.my_data.events import OwnDataDeleted

DAY_SECONDS = 86_400.0
DECIDES_SECONDS = 3_600.0  # so that whoever withdraws consent is not counted in what is decided an hour later


def init_app(app: APIFlask, services: Services) -> None:
    """Register routes, listen to what changes of what is kept, export facts and end them, decide on what is shown."""
    app.register_blueprint(review_blueprint)
    app.register_blueprint(student_api.blueprint)
    listen = services.domain_events.subscribe
    listen(KeptDataChanged, service.on_kept_data_changed)
    listen(LessonVisibilityChanged, service.on_lesson_visibility_changed)
    listen(SummariesPermissionChanged, service.on_summaries_permission_changed)
    listen(OwnDataDeleted, service.on_own_data_deleted)
    add_to_export(app, OWN_FACTS, OWN_DAYS)
    app.register_blueprint(trends_api.blueprint)
    app.register_blueprint(person_api.blueprint)
    app.register_blueprint(quality_api.blueprint)
    app.register_blueprint(consent_api.blueprint)
    services.jobs.once_every(DAY_SECONDS, "facts_purge", lambda: jobs.purge(services.database, services.clock.now()))
    services.jobs.once_every(
        DECIDES_SECONDS, "trends_decide", lambda: decide_weeks(services.database, services.clock.now())
    )
    services.jobs.once_every(
        COUNTED_EVERY.total_seconds(),
        "reviews_count",
        lambda: count_reviews(services.database, services.clock.now()),
    )
    services.jobs.once_every(
        DECIDES_SECONDS, "quality_decide", lambda: decide_quality(services.database, services.clock.now())
    )
    services.jobs.once_every(
        DECIDES_SECONDS, "consent_decide", lambda: decide_consent(services.database, services.clock.now())
    )
    services.jobs.once_every(
        DAY_SECONDS, "lesson_notes_purge", lambda: notes.purge(services.database, services.clock.now())
    )
