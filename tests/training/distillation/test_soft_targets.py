import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from attune.expressions import EXPRESSIONS, Expression  # noqa: E402
from attune.training.configuration.data_config import DataConfig  # noqa: E402
from attune.training.data.dataset import Faces, load_training  # noqa: E402
from attune.training.distillation.soft_targets import SoftTargets, blend_soft_targets, read_targets, write_targets  # noqa: E402
from attune.training.errors import DatasetError  # noqa: E402

pytestmark = pytest.mark.torch


def predictions(rows: np.ndarray, classes: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).dirichlet(np.ones(classes), len(rows)).astype(np.float32)


def soft_targets(rows: np.ndarray, seed: int = 0, second: bool = True) -> SoftTargets:
    return SoftTargets(rows, predictions(rows, 8, seed), predictions(rows, 7, seed + 1) if second else None)


@pytest.fixture
def faces(data: Path) -> Faces:
    return load_training(DataConfig(root=str(data), auxiliary="fer2013"), 48)


def test_what_is_written_is_read_again_to_half_precision(tmp_path: Path):
    written = soft_targets(np.arange(0, 60, 3))
    write_targets(tmp_path / "a.npz", written, {"recipe": {}})
    found = read_targets(tmp_path / "a.npz")
    assert np.array_equal(found.rows, written.rows)
    assert np.abs(found.votes - written.votes).max() < 1e-3
    assert np.allclose(found.votes.sum(axis=1), 1)
    assert np.allclose(found.fer2013.sum(axis=1), 1)
    assert json.loads((tmp_path / "a.json").read_text())["n"] == 20


def test_a_changed_file_is_refused(tmp_path: Path):
    rows = np.arange(20)
    write_targets(tmp_path / "a.npz", soft_targets(rows), {})
    write_targets(tmp_path / "b.npz", soft_targets(rows, seed=5), {})
    (tmp_path / "b.npz").replace(tmp_path / "a.npz")
    with pytest.raises(DatasetError, match="was changed"):
        read_targets(tmp_path / "a.npz")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no archive", None])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None):
    if content is not None:
        (tmp_path / "a.npz").write_bytes(content)
    with pytest.raises(DatasetError, match=r"a\.npz is not a file of predictions"):
        read_targets(tmp_path / "a.npz")


def test_labels_and_predictions_are_blended_for_both_heads(tmp_path: Path, faces: Faces):
    files = [tmp_path / "a.npz", tmp_path / "b.npz"]
    for seed, file in enumerate(files):
        write_targets(file, soft_targets(np.arange(40), seed * 10), {})
    each = [read_targets(file) for file in files]
    blended = blend_soft_targets(files, faces, 0.25)
    mean = sum(targets.votes[faces.rows] for targets in each) / 2
    assert np.allclose(blended.targets, 0.75 * faces.targets + 0.25 * mean, atol=1e-6)
    second = sum(targets.fer2013[faces.rows] for targets in each) / 2
    contempt = EXPRESSIONS.index(Expression.CONTEMPT)
    expected = 0.75 * np.delete(faces.auxiliary, contempt, axis=1) + 0.25 * second
    assert np.allclose(np.delete(blended.auxiliary, contempt, axis=1), expected, atol=1e-6)
    assert not blended.auxiliary[:, contempt].any()


def test_a_face_without_a_prediction_is_named_by_its_row(tmp_path: Path, faces: Faces):
    known = np.setdiff1d(np.arange(40), faces.rows[5])
    write_targets(tmp_path / "a.npz", soft_targets(known), {})
    with pytest.raises(DatasetError, match=f"row {faces.rows[5]}, nor for 0 more"):
        blend_soft_targets([tmp_path / "a.npz"], faces, 0.5)


def test_two_heads_need_predictions_for_both(tmp_path: Path, faces: Faces):
    write_targets(tmp_path / "a.npz", soft_targets(np.arange(40), second=False), {})
    with pytest.raises(DatasetError, match="no predictions for the second head"):
        blend_soft_targets([tmp_path / "a.npz"], faces, 0.5)
    alone = blend_soft_targets([tmp_path / "a.npz"], replace(faces, auxiliary=None), 0.5)
    assert alone.auxiliary is None
