"""What holds for the application as a whole."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from attune.classroom.platform.events.types import EventType
from attune.classroom.platform.permissions import UndeclaredRoute, access_of


def test_the_web_application_runs_without_torch():
    code = "import sys, attune.classroom.app; sys.exit('torch' in sys.modules or 'attune.training' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_route_that_declares_nothing_stops_the_start():
    def undeclared():
        return ""

    with pytest.raises(UndeclaredRoute, match="undeclared declares no permission"):
        access_of(undeclared)


@pytest.fixture
def document(app):
    return app.test_client().get("/api/openapi.json").json


def test_every_reference_of_the_openapi_document_leads_somewhere(document):
    schemas = document["components"]["schemas"]
    referenced = set(re.findall(r"#/components/schemas/([^\"']+)", str(document)))
    assert referenced <= schemas.keys()
    assert not [name for name in schemas if "__" in name or "-" in name], "two models share a name"


def test_every_operation_has_one_name_its_parameters_and_the_error_answer(document):
    operations = [(path, operation) for path, methods in document["paths"].items() for operation in methods.values()]
    names = [operation["operationId"] for _, operation in operations]
    assert len(names) == len(set(names)) > 25
    for path, operation in operations:
        in_path = {parameter["name"] for parameter in operation["parameters"] if parameter["in"] == "path"}
        assert in_path == set(re.findall(r"{(\w+)}", path))
        error = operation["responses"]["default"]["content"]["application/json"]["schema"]
        assert error == {"$ref": "#/components/schemas/ErrorAnswer"}


def test_every_api_route_is_in_the_document(app, document):
    routes = {re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule) for rule in app.url_map.iter_rules()}
    assert {route for route in routes if route.startswith("/api/v1")} == document["paths"].keys()


def test_what_goes_out_is_described_as_always_there(document):
    schemas = document["components"]["schemas"]
    assert set(schemas["BlockOut"]["required"]) == schemas["BlockOut"]["properties"].keys()
    assert schemas["PushedEvent"]["discriminator"]["propertyName"] == "type"
    assert schemas["PushedEvent"]["discriminator"]["mapping"].keys() == set(EventType)


def test_a_body_that_is_too_large_is_refused_before_it_is_read(visitor):
    answer = visitor.post("/session", {"email": "a@b.example", "password": "x" * 1_100_000})
    assert (answer.status_code, answer.json["error"]["code"]) == (413, "body_too_large")


def test_a_body_that_is_no_json_is_invalid_input(visitor):
    answer = visitor.client.post("/api/v1/session", data="{", headers={"X-CSRF-Token": visitor.token})
    assert (answer.status_code, answer.json["error"]["code"]) == (422, "invalid_input")


@pytest.mark.in_process("has the process fail")
def test_an_unexpected_failure_says_nothing_about_its_inside(app, visitor, monkeypatch):
    from attune.classroom.accounts import service

    def fail(*_args):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(service, "check_credentials", fail)
    answer = visitor.sign_in("a@b.example")
    assert (answer.status_code, answer.json["error"]["code"]) == (500, "internal_error")
    assert "secret" not in answer.text


def test_a_wrong_method_gets_the_same_shape_of_error(app):
    answer = app.test_client().delete("/api/v1/courses")
    assert (answer.status_code, answer.json["error"]["code"]) == (405, "method_not_allowed")
