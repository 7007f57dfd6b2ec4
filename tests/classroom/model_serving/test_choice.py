"""An administrator chooses the model that reads; the one before serves until the new one has answered."""

import json
import shutil
from pathlib import Path

import pytest

from attune.classroom.model_serving.api import follow_choice
from attune.classroom.model_serving.models import read_choice
from attune.classroom.model_serving.wiring import served_model_of
from attune.classroom.platform.events.types import role_channel
from attune.classroom.platform.permissions import Role
from tests.vision.bundles import linear_model, manifest, write_bundle

MODELS = Path(__file__).parents[3] / "models"


@pytest.fixture
def settings(settings, tmp_path):
    """A folder with base and tiny, and bundles that cannot be served: broken, renamed, malformed, unable to answer."""
    folder = tmp_path / "models"
    for name in ("base", "tiny", "blazeface", "occlusion"):
        shutil.copytree(MODELS / name, folder / name)
    shutil.copytree(MODELS / "tiny", folder / "broken")
    (folder / "broken" / "model.onnx").write_bytes(b"broken")
    shutil.copytree(MODELS / "tiny", folder / "renamed")
    write_bundle(folder / "endless", name="endless", input=manifest(b"")["input"] | {"width": float("inf")})
    write_bundle(folder / "flat", name="flat", output="logits")
    write_bundle(folder / "haar", name="haar", crop={"detector": "haar", "scale": 1.0, "shift_y": 0.0})
    write_bundle(folder / "four", linear_model(8, inside=4), name="four")
    return settings.model_copy(update={"models_dir": folder})


@pytest.fixture
def administrator(make, sign_in):
    return sign_in(make.administrator())


def choose(browser, name):
    return browser.put("/administration/models/served", {"name": name})


def served(browser):
    return browser.get("/administration/models").json["served"]


def test_every_model_is_listed_with_its_figures_or_with_what_is_wrong(administrator):
    answer = administrator.get("/administration/models").json
    assert (answer["served"], answer["default"]) == ("base", "base")
    listed = {each["name"]: each for each in answer["models"]}
    assert listed.keys() == {"base", "tiny", "broken", "renamed", "endless", "flat", "haar", "four"}
    assert listed["tiny"]["model"]["parameters"] == 1_087_832
    assert listed["broken"]["problem"]["code"] == "bundle_corrupt"
    for name in ("renamed", "endless", "flat", "haar"):
        assert listed[name]["problem"]["code"] == "bundle_invalid"


@pytest.mark.in_process("looks at the model that the process serves")
def test_another_model_is_served_at_once_and_it_is_written_down(administrator, make, sign_in, visitor, services):
    subscription = services.bus.subscribe([role_channel(Role.STUDENT)])
    assert choose(administrator, "tiny").json["served"] == "tiny"
    assert visitor.get("/model").json["model"]["name"] == "tiny"
    assert sign_in(make.student()).get("/wellbeing/settings").json["model"]["name"] == "tiny"
    assert json.loads(subscription.waiting.get(timeout=120).data) == {"type": "model.changed", "name": "tiny"}
    (entry,) = administrator.get("/administration/audit").json["entries"]
    assert (entry["action"], entry["detail"]["from"], entry["detail"]["to"]) == ("model_changed", "base", "tiny")


@pytest.mark.in_process("looks at the model that the process serves")
@pytest.mark.parametrize(
    ("name", "status", "code"),
    [
        ("broken", 409, "model_refused"),
        ("renamed", 409, "model_refused"),
        ("endless", 409, "model_refused"),
        ("haar", 409, "model_refused"),
        ("four", 503, "model_not_served"),
        ("nowhere", 404, "not_found"),
        ("../models/tiny", 404, "not_found"),
        ("", 422, "invalid_input"),
    ],
)
def test_what_is_not_sound_is_refused_and_the_old_one_goes_on(administrator, visitor, name, status, code):
    answer = choose(administrator, name)
    assert (answer.status_code, answer.json["error"]["code"]) == (status, code)
    assert served(administrator) == "base"
    assert visitor.get("/model").json["model"]["name"] == "base"


@pytest.mark.in_process("looks at the model that the process serves")
def test_a_model_that_verifies_but_does_not_answer_is_refused(administrator, settings, monkeypatch):
    from attune.vision.models.classifier import ExpressionClassifier

    def fail(*_):
        return [[float("nan")] * 8]

    monkeypatch.setattr(ExpressionClassifier, "classify", fail)
    answer = choose(administrator, "tiny")
    assert (answer.status_code, answer.json["error"]["code"]) == (503, "model_not_served")
    assert "not finite" in answer.json["error"]["message"]
    assert served(administrator) == "base"


@pytest.mark.in_process("looks at the model that the process serves")
def test_a_choice_outlives_a_restart_and_reaches_other_processes(administrator, app, services, database):
    choose(administrator, "tiny")
    served_model_of(app).choose(None)  # what a process knows that has just started
    follow_choice(services, served_model_of(app))
    assert served(administrator) == "tiny"
    choose(administrator, "base")
    with database.session(writes=False) as session:
        assert read_choice(session) == "base"


def test_a_chosen_model_that_is_damaged_later_serves_nothing_and_says_why(administrator, visitor, settings):
    choose(administrator, "tiny")
    (settings.models_dir / "tiny" / "model.int8.onnx").write_bytes(b"damaged")
    answer = visitor.get("/model").json
    assert answer["model"] is None
    assert answer["problem"]["code"] == "bundle_corrupt"


@pytest.mark.in_process("looks at the model that the process serves")
def test_choosing_the_served_one_again_changes_nothing(administrator):
    choose(administrator, "base")
    assert administrator.get("/administration/audit").json["entries"] == []
