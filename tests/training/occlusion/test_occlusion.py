import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

torch = pytest.importorskip("torch")

from click.testing import CliRunner  # noqa: E402

from attune.training.cli.train_occlusion import command  # noqa: E402
from attune.training.occlusion.drawing import (  # noqa: E402
    CORE,
    LEAST,
    MOST,
    SURFACES,
    draw_occlusion,
    draw_shape,
    put_before_background,
)
from attune.training.occlusion.network import logits_of  # noqa: E402
from attune.training.occlusion.training import (  # noqa: E402
    CLEAN_LOST,
    as_seen,
    fractions_told,
    settle_threshold,
    train_occlusion_network,
)
from attune.vision.onnx_session import open_session  # noqa: E402
from tests.training.faces import draw_face  # noqa: E402

pytestmark = pytest.mark.torch


@pytest.fixture(scope="module")
def faces():
    return np.stack([draw_face(row) for row in range(64)])


@pytest.fixture(scope="module")
def network(faces):
    return train_occlusion_network(faces, epochs=40, seed=0)


@given(st.integers(0, 10_000))
def test_a_shape_hides_enough_of_a_face_and_not_all(seed):
    assert LEAST < draw_shape(np.random.default_rng(seed))[CORE].mean() < MOST


@given(st.integers(0, 10_000))
def test_an_occlusion_changes_a_part_of_the_image_and_only_a_copy(seed):
    face = draw_face(3)
    before, others = face.copy(), np.stack([draw_face(row) for row in range(4)])
    under = draw_occlusion(face, others, np.random.default_rng(seed))
    assert (under.shape, under.dtype) == (face.shape, np.uint8)
    assert (face == before).all()
    assert 0.02 < (under != face).mean() < 1
    assert (under == draw_occlusion(face, others, np.random.default_rng(seed))).all(), "the seed decides"


@given(st.integers(0, 10_000))
def test_before_a_background_the_whole_image_is_still_there(seed):
    white, black = np.full((48, 48), 255, np.uint8), np.zeros((1, 48, 48), np.uint8)
    before = put_before_background(white, black, np.random.default_rng(seed))
    assert (before == 255).sum() >= 38**2


@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.__name__)
def test_a_surface_fills_the_image_and_differs_from_draw_to_draw(surface, faces):
    rng = np.random.default_rng(0)
    first, second = surface(faces, rng), surface(faces, rng)
    assert first.shape == second.shape == (48, 48)
    assert np.isfinite(first).all()
    assert (first != second).any()


def test_about_half_of_the_faces_in_full_view_have_something_around_them(faces):
    rng = np.random.default_rng(0)
    changed = np.mean([(as_seen(face, False, faces, rng) != face).any() for face in faces])
    assert 0.3 < changed < 0.7
    assert all((as_seen(face, True, faces, rng) != face).any() for face in faces)


def test_occlusions_are_learnt(network, faces):
    rng = np.random.default_rng(7)
    under = np.stack([draw_occlusion(face, faces, rng) for face in faces])
    bare, occluded = logits_of(network, faces), logits_of(network, under)
    assert (occluded[:, None] > bare[None]).mean() > 0.9, "a covered face nearly always has the greater logit"


def test_the_same_seed_learns_the_same(faces):
    first, second = (logits_of(train_occlusion_network(faces, epochs=1, seed=5), faces) for _ in range(2))
    assert (first == second).all()
    assert (first != logits_of(train_occlusion_network(faces, epochs=1, seed=6), faces)).any()


def test_the_threshold_loses_the_share_of_clean_faces_that_it_may(network, faces):
    settle_threshold(network, faces, seed=0)
    lost, _ = fractions_told(network, faces, seed=0)
    assert lost == pytest.approx(CLEAN_LOST, abs=1 / len(faces))


def test_the_command_writes_a_model_that_answers_and_its_card(data, tmp_path):
    ran = CliRunner().invoke(command, ["--data", str(data), "--models", str(tmp_path), "--epochs", "1"])
    assert ran.exit_code == 0, ran.output
    model = (tmp_path / "occlusion" / "model.onnx").read_bytes()
    (logits,) = open_session(model).run(["logits"], {"image": np.full((3, 1, 48, 48), 0.5, np.float32)})
    assert logits.shape == (3, 1)
    assert "--epochs 1 --seed 0" in (tmp_path / "occlusion" / "CARD.md").read_text()
    assert "write it into attune/vision/models/occlusion.py" in ran.output


def test_without_data_the_command_says_what_is_missing(tmp_path):
    ran = CliRunner().invoke(command, ["--data", str(tmp_path), "--models", str(tmp_path)])
    assert ran.exit_code == 1
    assert "Traceback" not in ran.output
    assert not (tmp_path / "occlusion").exists()
