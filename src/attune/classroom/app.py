"""Connect the application: `create_app(settings)` is the one place that knows every feature and service."""

from __future__ import annotations

from apiflask import APIFlask

import attune
from attune.classroom import client_files, event_stream
from attune.classroom.accounts import api as accounts_api
from attune.classroom.accounts import identity
from attune.classroom.administration import wiring as administration
from attune.classroom.backup import wiring as backup
from attune.classroom.courses import api as courses_api
from attune.classroom.courses.access import taught_course_ids
from attune.classroom.courses.authoring.lessons import api as lesson_authoring_api
from attune.classroom.courses.authoring.outline import api as course_authoring_api
from attune.classroom.courses.joining import api as joining_api
from attune.classroom.courses.packages import api as packages_api
from attune.classroom.courses.people import api as people_api
from attune.classroom.courses.uploads import api as uploads_api
from attune.classroom.help import api as help_api
from attune.classroom.help.urgent import api as urgent_api
from attune.classroom.insight import wiring as insight
from attune.classroom.institution.calendar import api as terms_api
from attune.classroom.institution.resources import api as resource_api
from attune.classroom.institution.tutor_words import api as tutor_words_api
from attune.classroom.learning import wiring as learning
from attune.classroom.learning.preview import api as preview_api
from attune.classroom.live_class import api as teaching_api
from attune.classroom.model_serving import api as models_api
from attune.classroom.model_serving import wiring
from attune.classroom.model_serving.frame_analysis import FrameAnalysis
from attune.classroom.model_serving.served_model import ServedModel
from attune.classroom.model_serving.verification import verify_bundle
from attune.classroom.platform import context, errors, observability, openapi
from attune.classroom.platform.clock import Clock, SystemClock
from attune.classroom.platform.context import Services
from attune.classroom.platform.database.engine import Database
from attune.classroom.platform.database.leader import DatabaseLeader
from attune.classroom.platform.events.redis_bus import open_bus
from attune.classroom.platform.events.types import DomainEvents, check_every_event_is_declared
from attune.classroom.platform.inbound import security
from attune.classroom.platform.inbound.address import check_address_and_headers
from attune.classroom.platform.inbound.body import receive_body
from attune.classroom.platform.inbound.json_body import IncomingRequest
from attune.classroom.platform.jobs import Jobs
from attune.classroom.platform.live_store.opening import open_live_store
from attune.classroom.platform.media.folder import FolderStore
from attune.classroom.platform.observability import Observations
from attune.classroom.platform.permissions import check_every_route_declares
from attune.classroom.platform.settings import Settings, read_settings, refuse_unsafe
from attune.classroom.wellbeing import wiring as wellbeing
from attune.classroom.wellbeing.server_inference import api as frame_api
from attune.classroom.wellbeing.server_inference.admission import AdmissionLimits

BLUEPRINTS = (
    help_api.blueprint,
    urgent_api.blueprint,
    courses_api.blueprint,
    course_authoring_api.blueprint,
    packages_api.blueprint,
    lesson_authoring_api.blueprint,
    preview_api.blueprint,
    people_api.blueprint,
    joining_api.blueprint,
    resource_api.blueprint,
    tutor_words_api.blueprint,
    terms_api.blueprint,
    client_files.blueprint,
)


def create_app(settings: Settings | None = None, clock: Clock | None = None) -> APIFlask:
    """Build the application.

    Args:
        settings: read from the environment if not given.
        clock: the machine's if not given.

    Raises:
        UnsafeSettings: the settings would put people at risk.
        UndeclaredRoute: a route does not say who may use it.
    """
    settings = read_settings() if settings is None else settings
    refuse_unsafe(settings)
    observability.configure_logging(as_json=settings.log_json)
    app = _bare_app()
    services = _build_services(settings, clock or SystemClock())
    context.init_app(app, services)
    served_model = ServedModel(settings.models_dir, settings.model, verify_bundle)
    wiring.init_app(app, served_model)
    observability.init_app(app, services.observations)
    errors.init_app(app)
    app.request_class = IncomingRequest
    app.before_request(check_address_and_headers)
    app.before_request(receive_body)
    identity.init_app(app, settings)
    security.init_app(app, settings, identity.identify, taught_course_ids)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    accounts_api.init_app(app, services)
    event_stream.init_app(app, services)
    learning.init_app(app, services)
    uploads_api.init_app(app, services)
    wellbeing.init_app(app, services)
    administration.init_app(app, services)
    analysis = FrameAnalysis(served_model, settings.models_dir)
    frame_api.init_app(app, analysis, AdmissionLimits(places=settings.frame_places))
    models_api.init_app(app, services, analysis.try_model)
    teaching_api.init_app(app, services)
    insight.init_app(app, services)
    backup.init_services(services)
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


def _build_services(settings: Settings, clock: Clock) -> Services:
    bus, domain_events = open_bus(settings, clock), DomainEvents()
    observations = Observations(settings.workers, clock)
    observations.streams.set_function(bus.count_open)
    database = Database(
        settings.database_address,
        info={"bus": bus, "domain_events": domain_events},
        connections=settings.database_connections,
    )
    return Services(
        settings=settings,
        clock=clock,
        database=database,
        bus=bus,
        live=open_live_store(settings),
        media=FolderStore(settings.state_dir),
        domain_events=domain_events,
        observations=observations,
        jobs=Jobs(DatabaseLeader(database), observations.minutes.job),
    )
