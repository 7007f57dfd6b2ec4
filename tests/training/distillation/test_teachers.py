from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from attune.expressions import EXPRESSIONS, Expression  # noqa: E402
from attune.training.checkpoints.checkpoint import load_checkpoint  # noqa: E402
from attune.training.configuration.config import DistillationConfig  # noqa: E402
from attune.training.data.dataset import load_training  # noqa: E402
from attune.training.distillation.teachers import Teachers, blend_teacher_predictions, teacher_predictions  # noqa: E402
from attune.training.errors import CheckpointError  # noqa: E402
from attune.training.evaluation.predictors import open_predictor  # noqa: E402
from attune.training.export.export import export_bundle  # noqa: E402
from attune.training.loop.train import train  # noqa: E402
from tests.training.smoke import smoke_config  # noqa: E402

pytestmark = pytest.mark.torch


@pytest.fixture(scope="module")
def teachers(data: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("teachers")
    return [train(smoke_config(data, folder / name, epochs=epochs)) for name, epochs in (("a", 4), ("b", 50))]


def test_predictions_are_distributions_and_the_mean_of_the_teachers(data: Path, tmp_path: Path, teachers: list[Path]):
    config = smoke_config(data, tmp_path)
    faces = load_training(config.data, 48)
    each = [teacher_predictions([teacher], faces, config.data) for teacher in teachers]
    together = teacher_predictions(teachers, faces, config.data)
    assert np.allclose(together, sum(each) / 2)
    assert np.allclose(together.sum(axis=1), 1)
    assert not np.allclose(*each)


def test_a_bundle_predicts_as_the_checkpoint_it_was_made_of(data: Path, tmp_path: Path, teachers: list[Path]):
    """The temperature of a bundle sharpens it; as a teacher it speaks as it was trained."""
    config = smoke_config(data, tmp_path)
    faces = load_training(config.data, 48)
    bundle = export_bundle(teachers[1], tmp_path / "models")
    from_bundle, from_checkpoint = (teacher_predictions([path], faces, config.data) for path in (bundle, teachers[1]))
    assert np.allclose(from_bundle, from_checkpoint, atol=1e-4)


def test_the_weight_blends_votes_and_predictions(data: Path, tmp_path: Path, teachers: list[Path]):
    config = smoke_config(data, tmp_path)
    faces = load_training(config.data, 48)
    predictions = teacher_predictions(teachers, faces, config.data)
    plan = DistillationConfig(tuple(map(str, teachers)), 0.25)
    blended = blend_teacher_predictions(faces, plan, config.data)
    assert np.allclose(blended.targets, 0.75 * faces.targets + 0.25 * predictions, atol=1e-6)
    assert blend_teacher_predictions(faces, replace(plan, weight=0.0), config.data) is faces
    assert blend_teacher_predictions(faces, DistillationConfig(), config.data) is faces
    assert blend_teacher_predictions(faces, replace(plan, mode="online"), config.data) is faces


@pytest.mark.parametrize("mode", ["precomputed", "online"])
def test_a_student_learns_from_predictions_alone(data: Path, tmp_path: Path, teachers: list[Path], mode: str):
    """The teacher is half-trained and knows little, so whoever says the same has it from there, not from the votes."""
    config = smoke_config(data, tmp_path / "alone", epochs=40)
    taught = smoke_config(data, tmp_path / "taught", epochs=40)
    taught = replace(taught, distillation=DistillationConfig((str(teachers[0]),), 1.0, mode))
    faces = load_training(config.data, 48)
    wanted, alone, said = (
        teacher_predictions([path], faces, config.data) for path in (teachers[0], train(config), train(taught))
    )
    assert np.abs(said - wanted).mean() < 0.3 * np.abs(alone - wanted).mean()


def test_a_teacher_that_is_not_there_is_named(data: Path, tmp_path: Path):
    config = smoke_config(data, tmp_path)
    with pytest.raises(CheckpointError, match=r"there is no checkpoint at nowhere\.pt"):
        train(replace(config, distillation=DistillationConfig(("nowhere.pt",), 0.5)))


def open_teachers(paths: list[Path], weight: float, size: int = 48, drop: int = 0) -> Teachers:
    plan = DistillationConfig(tuple(map(str, paths)), weight, "online")
    labels = load_checkpoint(paths[0])["labels"] if paths[0].is_file() else ["neutral"]
    return Teachers(plan, size, labels[drop:], torch.device("cpu"))


def test_online_predictions_are_those_of_the_batch(data: Path, tmp_path: Path, teachers: list[Path]):
    faces = load_training(smoke_config(data, tmp_path).data, 48)
    batch = torch.from_numpy(faces.pixels[:7])[:, None].float() / 255
    targets = torch.from_numpy(faces.targets[:7])
    said = np.mean([open_predictor(path).probabilities(faces.pixels[:7]) for path in teachers], axis=0)
    blended = open_teachers(teachers, 0.25).blend(batch, targets, torch.float32)
    assert np.allclose(blended.numpy(), 0.75 * faces.targets[:7] + 0.25 * said, atol=1e-5)
    darker = open_teachers(teachers, 0.25).blend(batch / 4, targets, torch.float32)
    assert not torch.allclose(blended, darker, atol=1e-3)


def test_without_teachers_at_every_step_targets_stay(teachers: list[Path]):
    targets = torch.rand(3, 8)
    for plan in (DistillationConfig(), DistillationConfig((str(teachers[0]),), 0.5)):
        none_of_them = Teachers(plan, 48, [], torch.device("cpu"))
        assert none_of_them.blend(torch.rand(3, 1, 48, 48), targets, torch.float32) is targets


def test_a_teacher_of_another_kind_is_refused_at_every_step(data: Path, tmp_path: Path, teachers: list[Path]):
    with pytest.raises(CheckpointError, match="takes teachers of its own kind"):
        open_teachers(teachers, 0.5, size=64)
    with pytest.raises(CheckpointError, match="takes teachers of its own kind"):
        open_teachers(teachers, 0.5, drop=1)
    with pytest.raises(CheckpointError, match="is a bundle"):
        open_teachers([tmp_path], 0.5)


def test_predictions_stay_within_the_classes_of_the_data_set(data: Path, tmp_path: Path, teachers: list[Path]):
    """FER2013 has no contempt: what a teacher of FER+ holds for it goes to the other expressions, in proportion."""
    config = smoke_config(data, tmp_path)
    of_all = load_training(config.data, 48)
    faces = load_training(replace(config.data, votes=None, protocol="fer2013"), 48)
    known = [EXPRESSIONS.index(expression) for expression in faces.expressions]
    said = teacher_predictions(teachers[:1], faces, config.data)
    everything = teacher_predictions(teachers[:1], replace(faces, expressions=of_all.expressions), config.data)
    assert said[:, EXPRESSIONS.index(Expression.CONTEMPT)].max() == 0
    assert np.allclose(said.sum(axis=1), 1)
    ratio = said[:, known] / everything[:, known]
    assert np.allclose(ratio, ratio[:, :1], rtol=0.05)
