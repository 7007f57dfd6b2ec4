"""The rooms of administration, connected to the application."""

from __future__ import annotations

from apiflask import APIFlask

from attune.classroom.administration.audit import api as audit_api
from attune.classroom.administration.health_checks import api as health_checks_api
from attune.classroom.administration.messages import api as messages_api
from attune.classroom.administration.policy import api as policy_api
from attune.classroom.administration.system import api as system_api
from attune.classroom.administration.users import api as users_api

BLUEPRINTS = (
    users_api.blueprint,
    system_api.blueprint,
    policy_api.blueprint,
    audit_api.blueprint,
    messages_api.blueprint,
    health_checks_api.blueprint,
)


def init_app(app: APIFlask) -> None:
    """Register the routes."""
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
