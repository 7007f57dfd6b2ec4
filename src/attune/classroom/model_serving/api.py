"""The model that browsers are given, for everybody: whoever tries it without an account, too."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint

from attune.classroom.model_serving.served_model import ModelProblem
from attune.classroom.model_serving.wiring import current_served_model
from attune.classroom.platform.permissions import public
from attune.classroom.platform.schemas import Outgoing

blueprint = APIBlueprint("served_model", __name__, url_prefix="/api/v1")


class ServedModelOut(Outgoing):
    """What the bundle's manifest says; metrics are those of the file that browsers load."""

    name: str
    version: str
    url: str
    sha256: str
    parameters: int
    metrics: dict[str, Any]


class ServedModelProblemOut(Outgoing):
    """Why there is none."""

    code: str
    message: str


class ServedModelAnswer(Outgoing):
    """Either the model, or the problem with it."""

    model: ServedModelOut | None
    problem: ServedModelProblemOut | None


@blueprint.get("/model")
@public
@blueprint.output(ServedModelAnswer)
def read_served_model() -> ServedModelAnswer:
    """Which model reads expressions here, and what was measured of it."""
    found = current_served_model().look()
    if isinstance(found, ModelProblem):
        return ServedModelAnswer(model=None, problem=ServedModelProblemOut.model_validate(found))
    return ServedModelAnswer(model=ServedModelOut.model_validate(found), problem=None)
