"""What there is to serve, as an administrator sees it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from attune.classroom.model_serving.served_model import ModelProblemCode
from attune.classroom.platform.events.types import EventType, PushedEvent
from attune.classroom.platform.schemas import Incoming, Outgoing, PlainText


class SystemModel(Outgoing):
    """The served model."""

    name: str
    version: str
    sha256: str
    parameters: int
    metrics: dict[str, Any]


class SystemModelProblem(Outgoing):
    """Why no model is served."""

    code: ModelProblemCode
    message: str


class ModelToServe(Incoming):
    """The name of a bundle."""

    name: Annotated[str, Field(min_length=1, max_length=64), PlainText(lines=False)]


class ListedModel(Outgoing):
    """A bundle: what its manifest says, or what is wrong with it."""

    name: str
    model: SystemModel | None
    problem: SystemModelProblem | None


class ModelsOut(Outgoing):
    """served: the name of the one that browsers are given.  default: of the one that the settings name."""

    served: str
    default: str
    models: list[ListedModel]


class ModelChanged(PushedEvent):
    """Another model is served from now on."""

    type: Literal[EventType.MODEL_CHANGED] = EventType.MODEL_CHANGED
    name: str
