"""Windows on their way in: idempotent, bounded, and with no room for a picture."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from pydantic import BaseModel
from sqlalchemy import Boolean, DateTime, Enum, Float, Integer, SmallInteger, String, Uuid

from attune.classroom.platform.database.engine import UtcDateTime
from attune.classroom.platform.schemas import Incoming
from attune.classroom.wellbeing import models
from attune.classroom.wellbeing.consent import schemas as consent
from attune.classroom.wellbeing.ingestion import schemas as ingestion
from attune.classroom.wellbeing.models import CheckIn, StoredWindow
from attune.classroom.wellbeing.support import schemas as support
from attune.expressions import Expression
from tests.classroom.wellbeing.readings import check_in, window


def post(learner, *windows):
    return learner.browser.post("/wellbeing/windows", {"windows": list(windows)})


def test_a_window_sent_twice_is_stored_once(learner):
    learner.allow()
    first, second = window(learner.clock.now()), window(learner.clock.now() + timedelta(seconds=10))
    assert post(learner, first).json == {"accepted": 1, "stored": 1, "duplicates": 0, "refused": []}
    assert post(learner, first, second, second).json == {"accepted": 1, "stored": 1, "duplicates": 2, "refused": []}
    assert len(learner.own_data()["windows"]) == 2


def test_a_window_that_is_not_stored_is_still_counted_once(learner):
    learner.allow(save_summaries=False)
    body = window(learner.clock.now())
    assert post(learner, body).json == {"accepted": 1, "stored": 0, "duplicates": 0, "refused": []}
    assert post(learner, body).json == {"accepted": 0, "stored": 0, "duplicates": 1, "refused": []}
    assert learner.own_data()["windows"] == []


def test_two_students_may_use_the_same_id(learner, learner_in):
    other = learner_in(learner.course, "Noah")
    body = window(learner.clock.now())
    for each in (learner, other):
        each.allow()
        assert post(each, body).json["stored"] == 1


def test_a_stored_window_comes_back_as_it_was_sent(learner):
    learner.allow()
    lesson, block = learner.course.lessons[0], learner.course.text
    body = window(learner.clock.now(), Expression.SURPRISE, lesson_id=lesson, block_id=block)
    post(learner, body)
    (found,) = learner.own_data()["windows"]
    assert {key: found[key] for key in body if key != "started_at"} == {
        key: value for key, value in body.items() if key != "started_at"
    }
    assert found["started_at"] == "2026-03-02T09:00:00Z"
    assert (found["lesson_title"], found["corrected_to"]) == ("Lesson 1", None)
    assert (found["learning_state"], found["reasons"][0]["code"]) == ("unknown", "too_few_readings")


def test_the_place_of_a_window_is_a_lesson_of_ones_own_or_none(learner, make):
    learner.allow()
    foreign = make.course("Another")
    body = window(learner.clock.now(), lesson_id=foreign.lessons[0], block_id=foreign.text)
    assert post(learner, body).json["stored"] == 1
    found = learner.own_data()["windows"][0]
    assert (found["lesson_id"], found["block_id"]) == (None, None)


@pytest.mark.parametrize(
    "spoil",
    [
        {"p": [255] * 8},
        {"p": [255, 0, 0, 0, 0, 0, 0]},
        {"p": [-1, 256, 0, 0, 0, 0, 0, 0]},
        {"p": "AAAA"},
        {"coverage": 1.2},
        {"quality": -0.1},
        {"seconds": 0},
        {"seconds": 3600},
        {"state": "bored"},
        {"model": "x" * 81},
        {"model": "data:image/jpeg;base64,/9j/4AAQ"},
        {"source": "elsewhere"},
        {"id": "one"},
        {"started_at": "2026-03-02T09:00:00"},
        {"image": "AAAA"},
        {"landmarks": [1, 2]},
    ],
)
def test_what_is_not_in_the_contract_is_refused(learner, spoil):
    learner.allow()
    answer = post(learner, window(learner.clock.now()) | spoil)
    assert (answer.status_code, answer.json["error"]["code"]) == (422, "invalid_input")
    assert any(next(iter(spoil)) in path for path in answer.json["error"]["data"]["fields"])


def test_more_than_sixteen_kilobytes_are_refused(learner):
    learner.allow()
    body = window(learner.clock.now()) | {"model": "m" * 17_000}
    answer = post(learner, body)
    assert (answer.status_code, answer.json["error"]["code"]) == (413, "body_too_large")


def test_a_full_batch_fits(learner):
    learner.allow()
    at = learner.clock.now()
    lesson, block = learner.course.lessons[0], learner.course.text
    batch = [window(at - timedelta(seconds=10 * i), lesson_id=lesson, block_id=block) for i in range(40)]
    assert post(learner, *batch).json["stored"] == 40


def test_more_than_fifty_windows_are_refused(learner):
    learner.allow()
    answer = post(learner, *[{} for _ in range(51)])
    assert answer.json["error"]["data"]["fields"].keys() == {"windows"}


@pytest.mark.in_process("reads the process's own figures")
def test_the_lag_of_each_window_is_observed(learner, services):
    learner.allow()
    learner.show(Expression.NEUTRAL)
    learner.clock.advance(seconds=3)
    post(learner, window(learner.clock.now() - timedelta(seconds=13)))
    figures = services.observations.ingest()
    assert figures.received_total == 2
    assert (figures.lag_ms_p50, figures.lag_ms_p95) == (3000.0, 3000.0)


INCOMING = [
    model
    for schemas in (consent, ingestion, support)
    for model in vars(schemas).values()
    if isinstance(model, type) and issubclass(model, Incoming) and model is not Incoming
]


@pytest.mark.parametrize("model", INCOMING, ids=lambda model: model.__name__)
def test_no_incoming_field_could_hold_a_picture(model: type[BaseModel]):
    assert model.model_config["extra"] == "forbid"
    schema = model.model_json_schema()
    for part in [schema, *schema.get("$defs", {}).values()]:
        for name, field in part.get("properties", {}).items():
            for leaf in leaves(field):
                assert is_bounded(leaf), f"{model.__name__}.{name} could hold a picture: {leaf}"


def leaves(field: dict[str, Any]) -> list[dict[str, Any]]:
    if "anyOf" in field:
        return [leaf for option in field["anyOf"] for leaf in leaves(option)]
    if field.get("type") == "array":
        assert field["maxItems"] <= 50
        return leaves(field["items"])
    return [field]


def is_bounded(leaf: dict[str, Any]) -> bool:
    if leaf.get("type") != "string":
        return leaf.get("type") in ("integer", "number", "boolean", "null") or "$ref" in leaf or "const" in leaf
    closed = "enum" in leaf or "const" in leaf or leaf.get("format") in ("uuid", "date-time")
    return closed or leaf.get("pattern") == ingestion.ModelName.__metadata__[0].pattern


def test_the_check_for_pictures_would_find_one():
    assert not is_bounded({"type": "string"})
    assert not is_bounded({"type": "string", "format": "binary"})


@pytest.mark.parametrize("table", [StoredWindow, CheckIn], ids=lambda table: table.__tablename__)
def test_no_column_could_hold_a_picture(table):
    for column in table.__table__.columns:
        kind = column.type
        if isinstance(kind, (Enum, String)):
            assert kind.length is not None
            assert kind.length <= models.LONGEST_REASONS
        else:
            numbers = (Boolean, DateTime, Float, Integer, SmallInteger, Uuid, UtcDateTime)
            assert isinstance(kind, numbers), f"{table.__tablename__}.{column.name}: {kind!r}"


def test_a_window_that_is_not_ones_own_cannot_be_deleted(learner, learner_in):
    learner.allow()
    learner.show(Expression.NEUTRAL)
    mine = learner.own_data()["windows"][0]["id"]
    other = learner_in(learner.course, "Noah")
    assert other.browser.delete(f"/wellbeing/windows/{mine}").status_code == 404
    assert other.browser.delete(f"/wellbeing/windows/{uuid4()}").status_code == 404
    assert learner.browser.delete(f"/wellbeing/windows/{UUID(mine)}").status_code == 204


@pytest.mark.parametrize("kind", ["lost_here", "hand_raised"])
def test_a_call_for_somebody_carries_no_feeling(learner, kind):
    said = check_in(kind, learner.clock.now(), feeling="sadness", lesson_id=str(learner.course.lessons[0]))
    refused = learner.browser.post("/wellbeing/checkins", said)
    assert (refused.status_code, refused.json["error"]["code"]) == (422, "invalid_input")
    assert learner.browser.post("/wellbeing/checkins", {**said, "feeling": None}).status_code == 201


def test_a_check_in_is_at_a_block_of_its_lesson(learner, make):
    other = make.course("Python")
    make.enrol(learner.user, other)
    place = {"lesson_id": str(learner.course.lessons[0]), "block_id": str(other.text)}
    said = check_in("lost_here", learner.clock.now(), **place)
    assert learner.browser.post("/wellbeing/checkins", said).status_code == 404
    at_home = {**said, "block_id": str(learner.course.text)}
    assert learner.browser.post("/wellbeing/checkins", at_home).status_code == 201
