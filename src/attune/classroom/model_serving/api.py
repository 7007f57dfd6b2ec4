"""Which model reads expressions: for everybody, also without an account; and for administrators, who choose it."""

from __future__ import annotations

from typing import cast

from apiflask import APIBlueprint, APIFlask
from flask import current_app

from attune.classroom.model_serving import service
from attune.classroom.model_serving.models import read_choice
from attune.classroom.model_serving.schemas import ModelsOut, ModelToServe, ServedModelAnswer
from attune.classroom.model_serving.served_model import ServedModel
from attune.classroom.model_serving.service import TryModel
from attune.classroom.model_serving.wiring import current_served_model, served_model_of
from attune.classroom.platform.context import Services, current_actor, current_session, now
from attune.classroom.platform.permissions import Permission, public, requires

blueprint = APIBlueprint("models", __name__, url_prefix="/api/v1")

TRY_MODEL = "attune.try_model"
LOOKED_UP_SECONDS = 5.0  # how long another process serves the former model after a choice


def init_app(app: APIFlask, services: Services, try_model: TryModel) -> None:
    """Register the routes, and follow the choice that is in the database."""
    app.extensions[TRY_MODEL] = try_model
    app.register_blueprint(blueprint)
    services.jobs.every(LOOKED_UP_SECONDS, "model choice", lambda: follow_choice(services, served_model_of(app)))


def follow_choice(services: Services, served_model: ServedModel) -> None:
    """Serve what was chosen, here or in another process, or before a restart."""
    with services.database.session(writes=False) as session:
        served_model.choose(read_choice(session))


@blueprint.get("/model")
@public
@blueprint.output(ServedModelAnswer)
def read_served_model() -> ServedModelAnswer:
    """Which model reads expressions here, and what was measured of it."""
    return service.describe_served(current_served_model())


@blueprint.get("/administration/models")
@requires(Permission.READ_SYSTEM)
@blueprint.output(ModelsOut)
def list_models() -> ModelsOut:
    """Every model on this server, and which one is served."""
    return service.list_models(current_served_model())


@blueprint.put("/administration/models/served")
@requires(Permission.CHOOSE_MODEL)
@blueprint.input(ModelToServe, arg_name="chosen")
@blueprint.output(ModelsOut)
def serve_model(chosen: ModelToServe) -> ModelsOut:
    """Serve another model; the one before stays until the new one has answered."""
    try_model = cast(TryModel, current_app.extensions[TRY_MODEL])
    return service.serve_model(
        current_session(), current_served_model(), try_model, current_actor(), chosen.name, now()
    )
