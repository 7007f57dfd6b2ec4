"""Which model is served: what there is to choose from, and a choice that holds only once the new one has answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from attune.classroom.model_serving.events import ModelChanged
from attune.classroom.model_serving.models import write_choice
from attune.classroom.model_serving.schemas import ListedModel, ModelProblem, ModelsOut, ServedModelAnswer
from attune.classroom.model_serving.served_model import ServedModel
from attune.classroom.platform import audit
from attune.classroom.platform.errors import Conflict, NotFound
from attune.classroom.platform.events.types import push, role_channel
from attune.classroom.platform.permissions import Actor, Role

TryModel = Callable[[str], None]
"""Load a model by its name and have it answer; raises ModelNotServed, with the reason, when it does not."""


class ModelRefused(Conflict):
    """The model is not sound, or does not answer; the one before goes on serving."""

    code = "model_refused"


def describe_served(served: ServedModel) -> ServedModelAnswer:
    """The served model, or the problem with it."""
    found = served.look()
    if isinstance(found, ModelProblem):
        return ServedModelAnswer(model=None, problem=found)
    return ServedModelAnswer(model=found, problem=None)


def list_models(served: ServedModel) -> ModelsOut:
    """Every bundle there is, sound or not, and which one is served."""
    return ModelsOut(
        served=served.name, default=served.default, models=[_describe(served, name) for name in served.names()]
    )


def serve_model(
    session: Session, served: ServedModel, try_model: TryModel, actor: Actor, name: str, now: datetime
) -> ModelsOut:
    """Serve another model, once it is verified and has answered; until then the old one stays.

    Raises:
        NotFound: there is no model of this name.
        ModelRefused: its bundle is not sound.
        ModelNotServed: it does not answer.
    """
    if name not in served.names():
        raise NotFound(f"There is no model '{name}' on this server; `attune models add` brings one.", name=name)
    found = served.look_at(name)
    if isinstance(found, ModelProblem):
        raise ModelRefused(found.message, reason=found.code)
    try_model(name)
    former = served.name
    if former != name:
        write_choice(session, name, now)
        detail = {"from": former, "to": name, "sha256": found.sha256}
        audit.append(
            session, audit.AuditAction.MODEL_CHANGED, actor_id=actor.id, subject_id=None, at=now, detail=detail
        )
        push(session, role_channel(Role.STUDENT), ModelChanged(name=name))
        served.choose(name)
    return list_models(served)


def _describe(served: ServedModel, name: str) -> ListedModel:
    found = served.look_at(name)
    if isinstance(found, ModelProblem):
        return ListedModel(name=name, model=None, problem=found)
    return ListedModel(name=name, model=found, problem=None)
