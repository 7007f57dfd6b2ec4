"""The rooms of administration, connected to the application."""

from __future__ import annotations

from apiflask import APIFlask

from attune.classroom.administration.audit import api as audit_api
from attune.classroom.administration.health_checks import api as health_checks_api
from attune.classroom.administration.messages import api as messages_api
from attune.classroom.administration.messages.course_messages import api as course_messages_api
from attune.classroom.administration.policy import api as policy_api
from attune.classroom.administration.setup import api as setup_api
from attune.classroom.administration.system import api as system_api
from attune.classroom.administration.users import api as users_api
from attune.classroom.platform.context import Services

BLUEPRINTS = (
    users_api.blueprint,
    setup_api.blueprint,
    system_api.blueprint,
    policy_api.blueprint,
    audit_api.blueprint,
    messages_api.blueprint,
    course_messages_api.blueprint,
    health_checks_api.blueprint,
)


def init_app(app: APIFlask, services: Services) -> None:
    """Register the routes and the jobs."""
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    audit_api.init_jobs(services)
    system_api.init_jobs(services)
