import json
import re
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from click.testing import CliRunner  # noqa: E402

from attune.expressions import EXPRESSIONS  # noqa: E402
from attune.training.cli.evaluate import command  # noqa: E402
from attune.training.configuration.data_config import DataConfig  # noqa: E402
from attune.training.evaluation import predictors  # noqa: E402
from attune.training.evaluation.evaluate import evaluate  # noqa: E402
from attune.training.evaluation.predictors import Predictor  # noqa: E402
from tests.training.faces import (  # noqa: E402
    CLASSES,
    draw_face,
    encode,
    expected_label,
    split_of,
    write_affectnet,
    write_data,
    write_votes,
)

pytestmark = pytest.mark.torch

LABELS = {
    view.tobytes(): expected_label(row)
    for row in range(40)
    for view in (draw_face(row), np.ascontiguousarray(draw_face(row)[:, ::-1]))
}


def knows_all(pixels: np.ndarray) -> np.ndarray:
    """Answer every drawn 48 px face correctly, with 0.9125."""
    return 0.9 * np.eye(8)[[LABELS[face.tobytes()] for face in pixels]] + 0.1 / 8


def sees_contempt(pixels: np.ndarray) -> np.ndarray:
    """Answer contempt, and after it what is right."""
    return 0.4 * knows_all(pixels) + 0.6 * np.eye(8)[7]


def says_neutral(pixels: np.ndarray) -> np.ndarray:
    return np.tile(np.eye(8)[0], (len(pixels), 1))


def source(data: Path) -> DataConfig:
    return DataConfig(root=str(data), protocol="majority")


@pytest.fixture
def run(data: Path, monkeypatch: pytest.MonkeyPatch):
    """Run the command with models that are opened by name.  Returns what it prints."""
    models = {
        "perfect": Predictor("perfect", 48, 1.0, knows_all),
        "contemptuous": Predictor("contemptuous", 48, 1.0, sees_contempt),
        "neutral": Predictor("neutral", 48, 1.0, says_neutral),
    }
    monkeypatch.setattr(predictors, "open_predictor", lambda path, variant, head: models[str(path)])

    def invoke(*arguments: str, exit_code: int = 0) -> str:
        options = [] if "--data" in arguments else ["--data", str(data)]
        result = CliRunner().invoke(command, [*arguments, *options])
        assert result.exit_code == exit_code, result.output
        return result.output

    return invoke


def test_contempt_is_a_wrong_answer_where_nobody_labels_it(run):
    output = run("contemptuous", "--protocol", "fer2013")
    assert "accuracy 0.00%" in output
    assert "fer2013 labels no face contempt: 8 such answers count as wrong" in output


def test_known_only_takes_the_answer_away_and_says_so(run):
    output = run("contemptuous", "--protocol", "fer2013", "--known-only")
    assert "contemptuous, over the 7 expressions that model and fer2013 share" in output
    assert "accuracy 100.00%" in output
    assert "count as wrong" not in output


def test_a_face_that_the_model_has_no_word_for_counts_as_wrong_or_is_left_out(data: Path):
    def without_neutral(pixels: np.ndarray) -> np.ndarray:
        answers = knows_all(pixels)
        answers[:, 0] = 0
        return answers

    member = Predictor("six", 48, 1.0, without_neutral, EXPRESSIONS[1:7])
    honest = evaluate([member], source(data), "PublicTest")
    neutral = honest.report.classes[0].n
    assert neutral > 0
    assert any(f"does not know neutral or contempt: {neutral} faces" in note for note in honest.notes)
    assert honest.report.accuracy == 1 - neutral / 8
    shared = evaluate([member], source(data), "PublicTest", known_only=True)
    assert (shared.report.n, shared.report.accuracy) == (8 - neutral, 1.0)


def test_several_models_are_averaged_into_one_answer_and_it_is_said(run):
    output = run("perfect", "contemptuous", "--flip")
    mirrored = "averaged with the mirrored face"
    assert f"average of 2 models: perfect, {mirrored}; contemptuous, {mirrored}" in output
    # half of 0.9125, and half of 0.4 of it, is more than half of 0.6 and some
    assert "accuracy 100.00%" in output


def test_images_that_training_has_pixel_for_pixel_are_also_left_out(tmp_path: Path):
    """Two of the faces that are validated on were trained on, under another row."""
    copied = {7: 0, 8: 1}
    for row in range(20):
        label = CLASSES[copied.get(row, row) % 7]
        file = tmp_path / split_of(row) / label / f"{row:05d}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(encode(draw_face(copied.get(row, row))))
    write_votes(tmp_path, 20)
    evaluation = evaluate([Predictor("perfect", 48, 1.0, knows_all)], source(tmp_path), "PublicTest")
    assert evaluation.report.n == 4
    assert evaluation.unseen is not None
    assert evaluation.unseen.n == 2
    assert evaluation.as_data()["without_duplicates_of_training"] == {"n": 2, "accuracy": 1.0}
    quick = evaluate(
        [Predictor("perfect", 48, 1.0, knows_all)], source(tmp_path), "PublicTest", search_duplicates=False
    )
    assert (quick.report.n, quick.unseen) == (4, None)


def test_without_a_training_split_it_is_said_that_duplicates_were_not_searched(tmp_path: Path):
    for row in (9, 19):
        file = tmp_path / "PrivateTest" / CLASSES[row % 7] / f"{row:05d}.png"
        file.parent.mkdir(parents=True)
        file.write_bytes(encode(draw_face(row)))
    write_votes(tmp_path, 20)
    evaluation = evaluate([Predictor("perfect", 48, 1.0, knows_all)], source(tmp_path), "PrivateTest")
    assert (evaluation.report.n, evaluation.report.accuracy, evaluation.unseen) == (2, 1.0, None)
    assert any("not searched for duplicates of training images" in note for note in evaluation.notes)


@pytest.mark.parametrize(
    ("split", "note"),
    [
        ("Training", "these faces were trained on"),
        ("PublicTest", "a validation metric"),
        ("holdout", "a validation metric"),
        ("PrivateTest", "measured, not chosen by"),
    ],
)
def test_every_metric_says_what_its_split_is_worth(run, split: str, note: str):
    output = run("perfect", "--split", split)
    assert f"split {split}, protocol majority" in output
    assert note in output


def test_what_was_held_out_in_training_can_be_measured_in_any_data_set(run, tmp_path: Path):
    data = write_affectnet(tmp_path / "data", 80)
    arguments = ["neutral", "--data", str(data), "--protocol", "labels", "--training-split", "train_set"]
    arguments += ["--split", "holdout", "--format", "affectnet"]
    fifth, half = (run(*arguments, "--holdout", share) for share in ("0.2", "0.5"))
    assert "split holdout, protocol labels" in fifth
    held_out = [int(re.search(r"n = ([\d,]+)", output)[1].replace(",", "")) for output in (fifth, half)]
    assert held_out == [16, 40]


def test_a_share_that_is_none_is_refused_with_what_to_write(run):
    output = run("perfect", "--split", "holdout", "--holdout", "1.5", exit_code=1)
    assert "data.holdout is 1.5; write a fraction between 0 and 1" in output


def test_a_test_split_that_was_left_out_is_said_to_be_missing(run, tmp_path: Path):
    output = run("perfect", "--data", str(write_data(tmp_path, 9)), "--split", "PrivateTest", exit_code=1)
    assert "holds no PrivateTest image. It is the test set and is often left out on purpose" in output


def test_every_metric_can_be_written_as_json(run, tmp_path: Path):
    run("perfect", "--json", str(tmp_path / "new" / "metrics.json"))
    metrics = json.loads((tmp_path / "new" / "metrics.json").read_text())
    assert (metrics["model"], metrics["split"], metrics["protocol"], metrics["n"]) == (
        "perfect",
        "PublicTest",
        "majority",
        8,
    )
    assert np.trace(metrics["confusion"]["counts"]) == 8
    # 0.9125 against certainty, and 0.0125 in seven other columns
    assert metrics["brier"] == pytest.approx(0.0875**2 + 7 * 0.0125**2, abs=1e-4)


def test_robustness_is_measured_on_the_same_faces_and_written_too(run, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(
        predictors, "open_predictor", lambda path, variant, head: Predictor("neutral", 48, 1.0, says_neutral)
    )
    output = run("neutral", "--robustness", "--json", str(tmp_path / "metrics.json"))
    assert "accuracy on corrupted images, n = 8 each" in output
    metrics = json.loads((tmp_path / "metrics.json").read_text())
    assert metrics["robustness"]["mean_accuracy"] == pytest.approx(metrics["accuracy"])


def test_plots_are_drawn_only_into_the_folder_that_was_asked_for(run, tmp_path: Path):
    output = run("contemptuous", "--protocol", "fer2013", "--plots", str(tmp_path / "drawn"))
    written = sorted(path.name for path in (tmp_path / "drawn").iterdir())
    assert written == [".gitignore", "confusion.png", "most-confident-errors.png", "reliability.png"]
    assert f"drew {tmp_path / 'drawn' / 'confusion.png'}" in output


def test_options_of_the_release_before_are_read_with_a_note(run, tmp_path: Path):
    output = run("contemptuous", "--protocol", "fer2013", f"--pictures={tmp_path / 'drawn'}", "--no-copies")
    assert (tmp_path / "drawn" / "confusion.png").is_file()
    assert "--pictures is called --plots now" in output
    assert "--no-copies is called --no-duplicates now" in output
