"""Every field of the OpenAPI document: where it is, what it takes, and a request in which all of them are right."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

Document = dict[str, Any]
Known = Mapping[str, Any]
METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Operation:
    """One method of one path. known: values by the name of a field or parameter."""

    method: str
    path: str
    described: Document
    schemas: Document
    known: Known

    @property
    def name(self) -> str:
        return f"{self.method.upper()} {self.path}"

    @property
    def permission(self) -> str | None:
        return self.described["x-permission"]

    def parameters(self, place: str) -> dict[str, Document]:
        return {each["name"]: each["schema"] for each in self.described["parameters"] if each["in"] == place}

    def address(self, **replaced: str) -> str:
        path = self.path
        for name, schema in self.parameters("path").items():
            path = path.replace(f"{{{name}}}", replaced.get(name) or str(self.example(schema, name)))
        return path

    def query(self) -> dict[str, Any]:
        given = {name: self.example(schema, name) for name, schema in self.parameters("query").items()}
        return {name: value for name, value in given.items() if value is not None}

    def body_schema(self) -> Document | None:
        content = self.described.get("requestBody", {}).get("content", {})
        return content.get("application/json", {}).get("schema")

    def body(self) -> Any:
        schema = self.body_schema()
        return None if schema is None else self.example(schema, "")

    def resolve(self, schema: Document) -> Document:
        while "$ref" in schema:
            schema = self.schemas[schema["$ref"].rsplit("/", 1)[-1]]
        return schema

    def example(self, schema: Document, name: str) -> Any:
        """A right value for a field of that name."""
        if name in self.known:
            value = self.known[name]
            return value() if callable(value) else copy.deepcopy(value)
        schema = self.resolve(schema)
        if "anyOf" in schema:
            choices = [self.resolve(choice) for choice in schema["anyOf"]]
            return self.example(choices[0], name)
        for exact in ("const", "default"):
            if exact in schema and schema[exact] is not None:
                return copy.deepcopy(schema[exact])
        if "enum" in schema:
            return schema["enum"][0]
        return _BY_TYPE[schema["type"]](self, schema, name)

    def leaves(self) -> Iterator[tuple[tuple[str | int, ...], set[str]]]:
        """The place of every single value in the body, and what it takes: string, number, date-time, uuid …"""
        schema = self.body_schema()
        if schema is not None:
            yield from self._leaves(schema, (), self.body())

    def _leaves(self, schema: Document, place: tuple[str | int, ...], value: Any) -> Iterator[Any]:
        schema = self.resolve(schema)
        if isinstance(value, dict) and schema.get("type") == "object":
            for name, inner in value.items():
                described = schema.get("properties", {}).get(name) or schema.get("additionalProperties") or {}
                yield from self._leaves(described, (*place, name), inner)
        elif isinstance(value, list) and schema.get("type") == "array":
            items = schema.get("items") or (schema.get("prefixItems") or [{}])[0]
            for index, inner in enumerate(value[:1]):
                yield from self._leaves(items, (*place, index), inner)
        else:
            yield place, set(self.kinds(schema))

    def kinds(self, schema: Document) -> Iterator[str]:
        schema = self.resolve(schema)
        for choice in schema.get("anyOf", [schema]):
            choice = self.resolve(choice)
            yield choice.get("format") or choice.get("type") or "string"


def _object(operation: Operation, schema: Document, _name: str) -> Any:
    properties = schema.get("properties", {})
    return {name: operation.example(inner, name) for name, inner in properties.items()}


def _array(operation: Operation, schema: Document, name: str) -> Any:
    return [operation.example(schema["items"], name)]


def _string(_operation: Operation, schema: Document, _name: str) -> Any:
    formats = {
        "uuid": str(uuid4()),
        "email": f"{uuid4().hex}@school.example",
        "password": "correct horse 2",
        "date-time": "2026-03-02T09:00:00Z",
    }
    return formats.get(schema.get("format", ""), "A text")


def _number(_operation: Operation, schema: Document, _name: str) -> Any:
    return schema.get("minimum", 1)


_BY_TYPE: dict[str, Callable[[Operation, Document, str], Any]] = {
    "object": _object,
    "array": _array,
    "string": _string,
    "number": _number,
    "integer": _number,
    "boolean": lambda *_: True,
}


def operations(document: Document, known: Mapping[str, Known]) -> list[Operation]:
    """Every operation. known: values by operationId; those under "" are for all."""
    return [
        Operation(
            method,
            path,
            described,
            document["components"]["schemas"],
            {**known[""], **known.get(described["operationId"], {})},
        )
        for path, methods in document["paths"].items()
        for method, described in methods.items()
        if method in METHODS
    ]


def put(body: Any, place: tuple[str | int, ...], value: Any) -> Any:
    """A copy of `body` with `value` at `place`."""
    if not place:
        return value
    changed = copy.deepcopy(body)
    inner = changed
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    return changed
