"""The rooms of learning, connected to the application: routes and jobs."""

from __future__ import annotations

from apiflask import APIFlask

from attune.classroom.courses.people.events import GroupLeaves, GroupsChanged
from attune.classroom.learning import api
from attune.classroom.learning.assignments import api as assignments_api
from attune.classroom.learning.assignments.groups_kept import refuse_with_work
from attune.classroom.learning.at_risk import api as at_risk_api
from attune.classroom.learning.gradebook import api as gradebook_api
from attune.classroom.learning.gradebook.extensions import follow_groups
from attune.classroom.learning.grading import api as grading_api
from attune.classroom.learning.home import api as home_api
from attune.classroom.learning.polls import api as polls_api
from attune.classroom.learning.quiz.attempts.automatic import hand_in_every_past
from attune.classroom.learning.student_record import api as student_record_api
from attune.classroom.learning.uploads import api as uploads_api
from attune.classroom.learning.uploads import service as work_files
from attune.classroom.platform.context import Services

HOUR_SECONDS = 3_600.0
PAST_SECONDS = 30.0  # how long an attempt may lie there after its end before the server hands it in

BLUEPRINTS = (
    api.blueprint,
    uploads_api.blueprint,
    assignments_api.blueprint,
    grading_api.blueprint,
    gradebook_api.blueprint,
    home_api.blueprint,
    polls_api.blueprint,
    at_risk_api.blueprint,
    student_record_api.blueprint,
)


def init_app(app: APIFlask, services: Services) -> None:
    """Register the routes; hand in attempts whose time is over, also of students who are gone."""
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)

    def discard() -> int:
        with services.database.session(writes=False) as session:
            return work_files.discard_unnamed_files(session, services.media, services.clock.now())

    services.jobs.once_every(HOUR_SECONDS, "discard_work_files", discard)
    services.domain_events.subscribe(GroupLeaves, refuse_with_work)
    services.domain_events.subscribe(GroupsChanged, follow_groups)
    services.jobs.once_every(
        PAST_SECONDS, "hand_in", lambda: hand_in_every_past(services.database, services.clock.now())
    )
