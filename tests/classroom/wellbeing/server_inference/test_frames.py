"""Server mode: a small JPEG is read in memory, for whom it may be, and everything else is refused."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from attune import DEFAULT_MODEL
from attune.classroom.institution.support_policy.schemas import InstitutionPolicy, Mode
from attune.classroom.institution.support_policy.service import write_policy
from attune.classroom.model_serving.wiring import served_model_of
from attune.classroom.wellbeing.server_inference.admission import AnalysisBusy
from attune.classroom.wellbeing.server_inference.api import READER
from attune.classroom.wellbeing.server_inference.service import LARGEST_FRAME
from attune.vision.jpeg import decode_jpeg
from attune.vision.pipeline import FrameAnalyzer
from tests.classroom.queries import counted

ROOT = Path(__file__).parents[4]
MODELS = ROOT / "models"


@pytest.fixture
def settings(settings):
    return settings.model_copy(update={"models_dir": MODELS})


@pytest.fixture
def learner(learner, database):
    """A student who has chosen that the server reads their camera, where that is allowed."""
    with database.transaction() as session:
        write_policy(session, InstitutionPolicy(allowed_modes=list(Mode)))
    learner.allow(mode="server")
    return learner


@pytest.fixture(scope="module")
def face():
    picture = cv2.imread(str(ROOT / "tests" / "contract" / "pictures" / "astronaut.png"))
    return cv2.imencode(".jpg", picture)[1].tobytes()


def send(learner, body, t=1_000.0, content_type="image/jpeg", last=None):
    place = "" if last is None else f"&last={last}"
    return learner.browser.post(f"/wellbeing/frames?t={t}{place}", data=body, headers={"Content-Type": content_type})


def code_of(answer):
    return answer.status_code, answer.json["error"]["code"]


def test_a_frame_is_read_as_the_browsers_own_model_would(learner, face):
    answer = send(learner, face, t=1234.5).json
    reading = answer["reading"]
    expected = FrameAnalyzer.load(DEFAULT_MODEL, variant="int8", models=MODELS).analyze(decode_jpeg(face), 1234.5)
    assert reading["p"] == pytest.approx(expected.p)
    assert (reading["t"], reading["face"], reading["model"]) == (1234.5, True, expected.model)
    assert reading["box"]["width"] == pytest.approx(expected.box.width)
    assert answer["next_in_ms"] == 80, "one student alone is asked for no less than anybody may send"


def test_the_face_that_was_read_before_is_read_again_also_beside_a_nearer_one(learner):
    picture = cv2.imread(str(ROOT / "tests" / "contract" / "pictures" / "astronaut.png"))
    both = np.full((480, 900, 3), 90, np.uint8)
    both[:, :480], both[:360, 520:880] = cv2.resize(picture, (480, 480)), cv2.resize(picture, (360, 360))
    analyzer = FrameAnalyzer.load(DEFAULT_MODEL, variant="int8", models=MODELS)
    near, far = (reading.box for reading in analyzer.analyze_faces(both))
    assert near.x < 480 < far.x
    assert analyzer.analyze(both).box == near

    jpeg = cv2.imencode(".jpg", both, [cv2.IMWRITE_JPEG_QUALITY, 60])[1].tobytes()
    reading = send(learner, jpeg, last=f"{far.x + 4:.1f},{far.y:.1f},{far.width:.1f},{far.height:.1f}").json["reading"]
    assert reading["box"]["x"] == pytest.approx(far.x, abs=4)


@pytest.mark.parametrize("last", ["", "1,2,3", "1,2,3,4,5", "1,2,3,nan", "1,2,-3,4", "12345,2,3,4", "1e3,2,3,4"])
def test_where_no_face_can_have_been_is_refused(learner, face, last):
    answer = send(learner, face, last=last)
    assert code_of(answer) == (422, "invalid_input")
    assert "last" in answer.text


@pytest.mark.in_process("counts the process's statements")
def test_a_frame_asks_the_database_twice_who_sends_it_and_what_they_allow(learner, face, database):
    with counted(database) as sent:
        assert send(learner, face).status_code == 200
    assert len(sent) == 2, sent


def test_a_frame_without_a_face_says_so(learner):
    empty = cv2.imencode(".jpg", np.full((240, 320, 3), 90, np.uint8))[1].tobytes()
    reading = send(learner, empty).json["reading"]
    assert (reading["face"], reading["box"], reading["abstain"]) == (False, None, "no_face")


@pytest.mark.parametrize("mode", ["off", "self_report", "on_device"])
def test_in_every_other_mode_nothing_is_read(learner, face, mode):
    learner.allow(mode=mode)
    assert code_of(send(learner, face)) == (409, "consent_required")


def test_once_the_permission_is_taken_back_the_next_frame_is_refused(learner, face, clock):
    assert send(learner, face).status_code == 200
    learner.browser.patch("/wellbeing/settings", {"consent": {"process_camera": False}})
    assert code_of(send(learner, face)) == (409, "consent_required")


def test_an_institution_that_forbids_the_mode_ends_it_for_everybody(learner, face, database):
    with database.transaction() as session:
        write_policy(session, InstitutionPolicy())
    assert code_of(send(learner, face)) == (409, "consent_required")


def test_a_new_institution_does_not_let_pictures_leave_a_device():
    assert Mode.SERVER not in InstitutionPolicy().allowed_modes


@pytest.mark.parametrize(
    ("body", "content_type", "refusal"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "image/png", (415, "frame_not_jpeg")),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "image/jpeg", (415, "frame_not_jpeg")),
        (b"", "image/jpeg", (415, "frame_not_jpeg")),
        (bytes(LARGEST_FRAME + 1), "image/jpeg", (413, "body_too_large")),
        (b"--x\r\n", "multipart/form-data; boundary=x", (415, "frame_not_jpeg")),
    ],
    ids=["png", "png as jpeg", "nothing", "too many bytes", "a form"],
)
def test_what_is_no_small_jpeg_is_refused(learner, body, content_type, refusal):
    assert code_of(send(learner, body, content_type=content_type)) == refusal


def test_a_picture_that_is_cut_off_or_enormous_is_refused(learner, face, monkeypatch):
    reader = learner.browser.client.application.extensions[READER]
    monkeypatch.setattr(type(reader.analysis), "read", lambda *_: pytest.fail("it was read"))
    with_size = face.index(b"\xff\xc0") + 5
    enormous = face[:with_size] + b"\x4e\x20\x4e\x20" + face[with_size + 4 :]
    assert code_of(send(learner, enormous)) == (422, "frame_size_refused")
    learner.browser.client.application.extensions[READER].admission._refused_before.clear()
    assert code_of(send(learner, face[:-100])) == (422, "frame_damaged")


@pytest.mark.in_process("changes the process's own admission")
def test_frames_in_a_hurry_are_told_when_to_come_back(learner, face, monkeypatch):
    reader = learner.browser.client.application.extensions[READER]
    monkeypatch.setattr(reader.admission, "_monotonic", lambda: 100.0)  # both at one instant, however slow the machine
    answers = [send(learner, face[:-2]) for _ in range(2)]
    assert code_of(answers[1]) == (429, "frame_too_soon")
    assert answers[1].headers["Retry-After"] == "1"


@pytest.mark.in_process("changes the process's own admission")
def test_a_frame_without_a_place_is_told_when_to_come_back_to_the_hundredth_and_in_whole_seconds(
    learner, face, monkeypatch
):
    reader = learner.browser.client.application.extensions[READER]

    def refuse(*_):
        raise AnalysisBusy("busy", retry_after=1.25)

    monkeypatch.setattr(type(reader.admission), "admit", refuse)
    answer = send(learner, face)
    assert code_of(answer) == (503, "analysis_busy")
    assert (answer.headers["Retry-After"], answer.json["error"]["data"]["retry_after"]) == ("2", 1.25)


@pytest.mark.in_process("changes the model that the process serves")
def test_without_a_sound_model_nothing_is_read(learner, face):
    served = served_model_of(learner.browser.client.application)
    served.choose("not-there")
    assert code_of(send(learner, face)) == (503, "model_not_served")


@pytest.mark.in_process("reads the process's own figures")
def test_frames_are_counted_by_what_became_of_them(learner, face, services):
    send(learner, b"no picture")
    exposition = services.observations.exposition().decode()
    assert 'attune_frames_total{outcome="frame_not_jpeg"} 1.0' in exposition
    assert "attune_frame_seconds_count 0.0" in exposition
