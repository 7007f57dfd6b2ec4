"""The OpenAPI document: complete and exact, because the client's types are generated from it.

APIFlask collects the routes; the schemas are written here in one go from the Pydantic models, so that a model has one
name wherever it is used, and response fields with defaults are required.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Literal, TypeGuard, cast

from apiflask import APIFlask
from flask import Flask
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from werkzeug.routing import Rule, UUIDConverter

from attune.classroom.platform.events.types import PushedEvent
from attune.classroom.platform.permissions import access_of, public
from attune.classroom.platform.schemas import Incoming, Outgoing

Mode = Literal["validation", "serialization"]
Document = dict[str, Any]
View = Callable[..., Any]
ModelUse = tuple[type[BaseModel], Mode]

RAW_BODY = "x-raw-body"  # said by a route whose body is no JSON: its media type
REF = "#/components/schemas/{model}"


class ErrorBody(Outgoing):
    """What went wrong: switch on `code`, show `message`."""

    code: str
    message: str
    data: dict[str, Any]


class ErrorAnswer(Outgoing):
    """The one shape of every answer that is not a success."""

    error: ErrorBody


def configure(app: APIFlask) -> None:
    """Publish the document at /api/openapi.json."""
    app.config.update(
        AUTO_404_RESPONSE=False,
        AUTO_AUTH_ERROR_RESPONSE=False,
        AUTO_VALIDATION_ERROR_RESPONSE=False,
        AUTO_SERVERS=False,
        INFO={"description": "Attune: a learning platform that reads expressions on the student's own device."},
    )
    public(app.view_functions["openapi.spec"])
    app.spec_processor(lambda document: _complete(app, cast(Document, document)))


def _complete(app: Flask, document: Document) -> Document:
    operations = list(_operations(app, document))
    uses: list[ModelUse] = [(ErrorAnswer, "serialization")]
    uses += [(model, "serialization") for model in PushedEvent.registry.values()]
    for _, rule in operations:
        view = app.view_functions[rule.endpoint]
        uses += [found for found in (_body(view), _query(view), _answer(view)) if found is not None]
    refs, definitions = models_json_schema(list(dict.fromkeys(uses)), ref_template=REF)
    schemas = definitions["$defs"]
    document["components"] = {"schemas": schemas | {"PushedEvent": _any_event()}}
    for operation, rule in operations:
        _describe(operation, rule, app.view_functions[rule.endpoint], refs, schemas)
    return document


def _operations(app: Flask, document: Document) -> Iterator[tuple[Document, Rule]]:
    """Every operation of the document with its rule."""
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<(?:[^:<>]+:)?([^<>]+)>", r"{\1}", rule.rule)
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            operation = document["paths"].get(path, {}).get(method.lower())
            if operation is not None:
                yield operation, rule


def _describe(operation: Document, rule: Rule, view: View, refs: dict[Any, Any], schemas: Document) -> None:
    operation["operationId"] = rule.endpoint.rsplit(".", 1)[-1]
    permission = access_of(view).permission
    operation["x-permission"] = permission.value if permission else None
    body, query, answer = _body(view), _query(view), _answer(view)
    operation["parameters"] = [_path_parameter(rule, name) for name in sorted(rule.arguments)]
    if query is not None:
        operation["parameters"] += _query_parameters(schemas[query[0].__name__])
    if body is not None:
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": refs[body]}}}
    if raw := operation.pop(RAW_BODY, None):
        binary = {"schema": {"type": "string", "format": "binary"}}
        operation["requestBody"] = {"required": True, "content": {raw: binary}}
    if answer is not None:
        status = str(view._spec["response"]["status_code"])  # type: ignore[attr-defined]
        operation["responses"][status]["content"] = {"application/json": {"schema": refs[answer]}}
    error = {"schema": refs[(ErrorAnswer, "serialization")]}
    operation["responses"]["default"] = {"description": "An error", "content": {"application/json": error}}


def _path_parameter(rule: Rule, name: str) -> Document:
    schema = {"type": "string"}
    if isinstance(rule._converters[name], UUIDConverter):
        schema["format"] = "uuid"
    return {"in": "path", "name": name, "required": True, "schema": schema}


def _query_parameters(model: Document) -> list[Document]:
    required = model.get("required", [])
    return [
        {"in": "query", "name": name, "required": name in required, "schema": schema}
        for name, schema in model["properties"].items()
    ]


def _body(view: View) -> ModelUse | None:
    """The request's model; one that also goes out is described once, as it goes out: complete."""
    model = getattr(view, "_spec", {}).get("body")
    if not _is_model(model):
        return None
    return (model, "validation" if issubclass(model, Incoming) else "serialization")


def _query(view: View) -> ModelUse | None:
    given = [model for model, location in getattr(view, "_spec", {}).get("args", []) if location == "query"]
    return (given[0], "validation") if given else None


def _answer(view: View) -> ModelUse | None:
    model = (getattr(view, "_spec", {}).get("response") or {}).get("schema")
    return (model, "serialization") if _is_model(model) else None


def _is_model(candidate: object) -> TypeGuard[type[BaseModel]]:
    return isinstance(candidate, type) and issubclass(candidate, BaseModel)


def _any_event() -> Document:
    """The union of all pushed events, told apart by `type`."""
    names = {kind.value: REF.format(model=model.__name__) for kind, model in PushedEvent.registry.items()}
    return {
        "title": "PushedEvent",
        "oneOf": [{"$ref": ref} for ref in names.values()],
        "discriminator": {"propertyName": "type", "mapping": names},
    }
