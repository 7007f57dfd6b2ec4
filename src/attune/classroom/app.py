"""Where everything is wired: `create_app(settings)` is the one place that knows all the parts."""

from __future__ import annotations

from apiflask import APIFlask

import attune
from attune.classroom import (
    client_files,
    context,
    errors,
    observability,
    openapi,
    probes,
    security,
    served_model_api,
    stream,
)
from attune.classroom.accounts import api as accounts_api
from attune.classroom.accounts import identity
from attune.classroom.administration import api as administration_api
from attune.classroom.administration import effect_api, message_api, resource_api, served_api
from attune.classroom.bus import open_bus
from attune.classroom.clock import Clock, SystemClock
from attune.classroom.context import Parts
from attune.classroom.courses import api as courses_api
from attune.classroom.database import Database
from attune.classroom.events import DomainEvents, check_every_event_is_declared
from attune.classroom.frame_analysis import FrameAnalysis
from attune.classroom.inbound.address import check_address_and_headers
from attune.classroom.inbound.body import receive_body
from attune.classroom.inbound.json_body import IncomingRequest
from attune.classroom.jobs import Jobs
from attune.classroom.learning import api as learning_api
from attune.classroom.model_verification import verify_bundle
from attune.classroom.observability import Observations
from attune.classroom.permissions import check_every_route_declares
from attune.classroom.served_model import ServedModel
from attune.classroom.settings import Settings, read_settings, refuse_unsafe
from attune.classroom.teaching import api as teaching_api
from attune.classroom.wellbeing import api as wellbeing_api
from attune.classroom.wellbeing import frame_api
from attune.classroom.wellbeing.admission import AdmissionLimits

BLUEPRINTS = (
    courses_api.blueprint,
    learning_api.blueprint,
    administration_api.blueprint,
    message_api.blueprint,
    resource_api.blueprint,
    effect_api.blueprint,
    stream.blueprint,
    probes.blueprint,
    served_model_api.blueprint,
    client_files.blueprint,
)


def create_app(settings: Settings | None = None, clock: Clock | None = None) -> APIFlask:
    """Build the application.

    settings: as read from the environment if not given.  clock: the machine's if not given.
    Raises UnsafeSettings, and UndeclaredRoute when a route does not say who may use it.
    """
    settings = read_settings() if settings is None else settings
    refuse_unsafe(settings)
    observability.configure_logging(as_json=settings.log_json)
    app = _bare_app()
    parts = _build_parts(settings, clock or SystemClock())
    context.init_app(app, parts)
    observability.init_app(app, parts.observations)
    errors.init_app(app)
    app.request_class = IncomingRequest
    app.before_request(check_address_and_headers)
    app.before_request(receive_body)
    identity.init_app(app, settings)
    security.init_app(app, settings, identity.identify)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    accounts_api.init_app(app, parts)
    wellbeing_api.init_app(app, parts)
    analysis = FrameAnalysis(parts.served_model, settings.models_dir)
    frame_api.init_app(app, analysis, AdmissionLimits(places=settings.frame_places))
    served_api.init_app(app, parts, analysis.try_model)
    teaching_api.init_app(app, parts)
    check_every_route_declares(app)
    check_every_event_is_declared()
    return app


def _bare_app() -> APIFlask:
    app = APIFlask(
        "attune",
        title="Attune",
        version=attune.__version__,
        spec_path="/api/openapi.json",
        docs_path=None,
        json_errors=False,
        static_folder=None,  # type: ignore[arg-type]
    )
    openapi.configure(app)
    return app


def _build_parts(settings: Settings, clock: Clock) -> Parts:
    bus, domain_events, observations = open_bus(settings.redis_url, clock), DomainEvents(), Observations()
    observations.streams.set_function(bus.count_open)
    return Parts(
        settings=settings,
        clock=clock,
        database=Database(
            settings.database_address,
            info={"bus": bus, "domain_events": domain_events},
            connections=settings.database_connections,
        ),
        bus=bus,
        domain_events=domain_events,
        observations=observations,
        jobs=Jobs(),
        served_model=ServedModel(settings.models_dir, settings.model, verify_bundle),
    )
