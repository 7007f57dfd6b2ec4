"""What a model bundle is to the rest of the classroom, and what there is to serve."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field

from attune.classroom.platform.schemas import Incoming, Outgoing, PlainText


class ModelProblemCode(StrEnum):
    """Why no model can be served."""

    MISSING = "bundle_missing"
    CORRUPT = "bundle_corrupt"
    INVALID = "bundle_invalid"


class ModelProblem(Outgoing):
    """Why a model cannot be served, and the camera has to stay off; the message is shown."""

    code: ModelProblemCode
    message: str


class ModelInfo(Outgoing):
    """What the manifest of a verified bundle says; sha256 and metrics are those of the file that browsers load.

    url: where the client finds the bundle's files.
    precision: of the numbers in that file; int8 where the bundle has such a file, for a device loads it faster.
    float_accuracy: of the bundle's float32 file by the same protocol, where its manifest says it.
    """

    name: str
    version: str
    url: str
    sha256: str
    parameters: int
    precision: Literal["float32", "int8"]
    float_accuracy: float | None
    metrics: dict[str, Any]


class ServedModelAnswer(Outgoing):
    """Either the served model, or the problem with it."""

    model: ModelInfo | None
    problem: ModelProblem | None


class ModelToServe(Incoming):
    """The name of a bundle."""

    name: Annotated[str, Field(min_length=1, max_length=64), PlainText(lines=False)]


class ListedModel(ServedModelAnswer):
    """A bundle of this server: what its manifest says, or what is wrong with it."""

    name: str


class ModelsOut(Outgoing):
    """served: the name of the one that browsers are given.  default: of the one that the settings name."""

    served: str
    default: str
    models: list[ListedModel]
