"""A model from elsewhere becomes one that can be served, or is refused with the reason, and then nothing is written."""

import hashlib
import json
import warnings
from pathlib import Path

import numpy as np
import onnx
import pytest
from click.testing import CliRunner
from onnx import TensorProto, helper, numpy_helper

from attune.expressions import EXPRESSIONS, Expression
from attune.training.bundles import external_onnx as external_onnx
from attune.training.bundles.importing import write_whole
from attune.training.cli.models import models
from attune.training.errors import ModelImportError
from attune.vision.errors import BundleCorrupt
from attune.vision.models.bundle import load_bundle
from attune.vision.models.classifier import ExpressionClassifier, softmax
from tests.training.bundle_files import write_bundle

ROOT = Path(__file__).parents[3]
SEVEN = ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")
SIZE = 16
ALL = ",".join(SEVEN)


def write_onnx(
    path,
    *,
    labels=7,
    channels=3,
    probabilities=False,
    channels_last=False,
    batch="N",
    constant=False,
    outputs=1,
    kind=TensorProto.FLOAT,
    old=False,
    flatten="free",
    beside=None,
):
    """A linear model: the mean of each quarter of the image, weighted.

    old: it lists its weights as inputs.  flatten: free of the number of images; "fixed" to it, as `view(1, -1)` is
    exported; or "mixed", which joins the images of a batch.  beside: the file in which its weights lie.
    """
    rng = np.random.default_rng(3)
    weights = rng.normal(size=(channels * 4, labels)).astype(np.float32) * (0 if constant else 1)
    shape = [batch, SIZE, SIZE, channels] if channels_last else [batch, channels, SIZE, SIZE]
    nodes, entry = [], "image"
    if channels_last:
        nodes.append(helper.make_node("Transpose", ["image"], ["first"], perm=[0, 3, 1, 2]))
        entry = "first"
    nodes += [
        helper.make_node("AveragePool", [entry], ["pooled"], kernel_shape=[8, 8], strides=[8, 8]),
        *flattening(flatten, channels * 4, batch),
        helper.make_node("MatMul", ["flat", "weights"], ["logits" if probabilities else "answer"]),
    ]
    if probabilities:
        nodes.append(helper.make_node("Softmax", ["logits"], ["answer"], axis=1))
    answers = [helper.make_tensor_value_info("answer", TensorProto.FLOAT, [batch, labels])]
    answers += [helper.make_tensor_value_info("flat", TensorProto.FLOAT, [batch, channels * 4])] * (outputs - 1)
    inputs = [helper.make_tensor_value_info("weights", TensorProto.FLOAT, weights.shape)] if old else []
    inputs.append(helper.make_tensor_value_info("image", kind, shape))
    graph = helper.make_graph(nodes, "foreign", inputs, answers, [numpy_helper.from_array(weights, "weights")])
    opset, version = (7, 3) if old else (17, 9)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=version)
    apart = {"save_as_external_data": True, "location": beside, "size_threshold": 0} if beside else {}
    onnx.save(model, path, **apart)
    return weights


def flattening(kind, length, batch):
    """(N, C, 2, 2) -> (N, length)."""
    if kind == "free":
        return [helper.make_node("Flatten", ["pooled"], ["flat"])]

    def reshape(given, name, sides):
        shape = numpy_helper.from_array(np.array(sides, np.int64), f"{name}_shape")
        return [
            helper.make_node("Constant", [], [f"{name}_shape"], value=shape),
            helper.make_node("Reshape", [given, f"{name}_shape"], [name]),
        ]

    if kind == "fixed":
        return reshape("pooled", "flat", [batch, length])
    return reshape("pooled", "line", [-1]) + reshape("line", "flat", [batch, length])


def run(*arguments):
    result = CliRunner().invoke(models, [str(each) for each in arguments])
    return result.exit_code, result.output


@pytest.fixture
def add(tmp_path):
    """Add a foreign model to a folder of its own; returns (exit code, output)."""

    def add(*options, source=None, labels=ALL):
        named = ("--labels", labels) if labels else ()
        return run(
            "add", source or tmp_path / "theirs.onnx", "--models", tmp_path / "models", "--size", SIZE, *named, *options
        )

    return add


def classify(folder, crops):
    return ExpressionClassifier(load_bundle(folder)).classify(crops)


@pytest.fixture
def crops():
    return np.random.default_rng(5).integers(0, 256, (1, SIZE, SIZE), dtype=np.uint8)


def expected(weights, crops, mean=0.0, std=1.0):
    """The probabilities of the linear model, by hand, in the order of its own labels."""
    pixels = (np.repeat(crops[:, None] / 255, weights.shape[0] // 4, axis=1) - mean) / std
    pooled = pixels.reshape(len(crops), -1, 2, 8, 2, 8).mean((3, 5)).reshape(len(crops), -1)
    return softmax(pooled @ weights)


@pytest.mark.parametrize("probabilities", [False, True])
@pytest.mark.parametrize("channels_last", [False, True])
@pytest.mark.parametrize(("batch", "old"), [("N", False), (1, False), ("N", True), (1, True)])
def test_an_external_model_is_served_as_it_reads(tmp_path, add, crops, probabilities, channels_last, batch, old):
    weights = write_onnx(
        tmp_path / "theirs.onnx", probabilities=probabilities, channels_last=channels_last, batch=batch, old=old
    )
    code, output = add("--mean", "0.485,0.456,0.406", "--std", "0.229,0.224,0.225")
    assert code == 0, output
    assert ("turned to logits" in output) == probabilities
    bundle = load_bundle(tmp_path / "models" / "theirs")
    assert bundle.labels[0] is Expression.ANGER
    mean, std = np.array([0.485, 0.456, 0.406]).reshape(3, 1, 1), np.array([0.229, 0.224, 0.225]).reshape(3, 1, 1)
    (theirs,) = expected(weights, crops, mean, std)
    (ours,) = classify(tmp_path / "models" / "theirs", crops)
    assert ours[[EXPRESSIONS.index(label) for label in bundle.labels]] == pytest.approx(theirs, abs=1e-4)
    assert ours[EXPRESSIONS.index(Expression.CONTEMPT)] == 0


def test_weights_beside_a_model_are_brought_into_its_bundle(tmp_path, add, crops, monkeypatch):
    weights = write_onnx(tmp_path / "theirs.onnx", channels=1, beside="theirs.onnx.data")
    code, output = add("--grey")
    assert code == 0, output
    (tmp_path / "theirs.onnx.data").unlink()
    monkeypatch.chdir(tmp_path)
    (ours,) = classify(tmp_path / "models" / "theirs", crops)
    bundle = load_bundle(tmp_path / "models" / "theirs")
    assert ours[[EXPRESSIONS.index(label) for label in bundle.labels]] == pytest.approx(
        expected(weights, crops)[0], abs=1e-4
    )
    assert bundle.parameters == weights.size


def test_weights_that_are_not_beside_a_model_are_missed(tmp_path, add, monkeypatch):
    (tmp_path / "elsewhere").mkdir()
    write_onnx(tmp_path / "elsewhere" / "theirs.onnx", channels=1, beside="weights.bin")
    (tmp_path / "elsewhere" / "theirs.onnx").rename(tmp_path / "theirs.onnx")
    monkeypatch.chdir(tmp_path / "elsewhere")  # where onnxruntime alone would find them
    code, output = add("--grey")
    assert (code, "has its weights in weights.bin" in output) == (1, True)
    assert not (tmp_path / "models").exists()


def test_a_bundle_whose_weights_lie_beside_it_is_no_bundle(tmp_path, monkeypatch):
    folder = write_bundle(tmp_path / "theirs")
    onnx.save(
        onnx.load(folder / "model.onnx"),
        folder / "model.onnx",
        save_as_external_data=True,
        location="model.onnx.data",
        size_threshold=0,
    )
    manifest = json.loads((folder / "model.json").read_text())
    digest = hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()
    (folder / "model.json").write_text(json.dumps(manifest | {"sha256": digest}))
    monkeypatch.chdir(folder)
    with pytest.raises(BundleCorrupt, match="cannot be opened as a model"):
        load_bundle(folder)


@pytest.mark.parametrize("channels_last", [False, True])
@pytest.mark.parametrize(
    ("batch", "flatten", "taken"), [(1, "free", "N"), (1, "fixed", "N"), (8, "fixed", "N"), (1, "mixed", 1)]
)
def test_a_model_for_a_fixed_number_of_images_reads_any_number(tmp_path, add, batch, flatten, taken, channels_last):
    weights = write_onnx(
        tmp_path / "theirs.onnx", channels=1, batch=batch, flatten=flatten, channels_last=channels_last
    )
    code, output = add("--grey")
    assert code == 0, output
    folder = tmp_path / "models" / "theirs"
    (image,) = onnx.load(folder / "model.onnx").graph.input
    first = image.type.tensor_type.shape.dim[0]
    assert (first.dim_value or first.dim_param) == taken
    crops = np.random.default_rng(6).integers(0, 256, (5, SIZE, SIZE), dtype=np.uint8)
    columns = [EXPRESSIONS.index(label) for label in load_bundle(folder).labels]
    np.testing.assert_allclose(classify(folder, crops)[:, columns], expected(weights, crops), atol=1e-4)


def test_a_model_that_takes_eight_images_together_is_refused_with_a_way_out(tmp_path, add):
    write_onnx(tmp_path / "theirs.onnx", channels=1, batch=8, flatten="mixed")
    code, output = add("--grey")
    assert (code, "takes exactly 8 images at a time" in output) == (1, True)
    assert not (tmp_path / "models").exists()


def test_pixels_from_0_to_255_are_no_other_contract(tmp_path, add, crops):
    weights = write_onnx(tmp_path / "theirs.onnx", channels=1) / 1000
    code, output = add("--grey", "--scale", "0-255", "--mean", "127.5", "--std", "127.5", "--name", "other")
    assert code == 0, output
    (ours,) = classify(tmp_path / "models" / "other", crops)
    bundle = load_bundle(tmp_path / "models" / "other")
    (theirs,) = expected(weights * 1000, crops, 0.5, 0.5)
    assert ours[[EXPRESSIONS.index(label) for label in bundle.labels]] == pytest.approx(theirs, abs=1e-4)
    card = (tmp_path / "models" / "other" / "CARD.md").read_text()
    assert "It has no class for contempt." in card


@pytest.mark.parametrize(
    ("made", "options", "labels", "said"),
    [
        ({}, [], "", "name its --labels, in their order"),
        ({}, [], "happy,sad", "--labels names 2"),
        ({}, [], ",".join((*SEVEN[:6], "hapy")), "did you mean"),
        ({}, [], ",".join((*SEVEN[:6], "angry")), "different expressions"),
        ({}, ["--size", "32"], ALL, "which is not 32 x 32 with 3 channels"),
        ({}, ["--grey"], ALL, "which is not 16 x 16 with 1 channel"),
        ({}, ["--std", "0"], ALL, "--std is 0, but must be positive"),
        ({}, ["--std", "a"], ALL, "is not a number"),
        ({}, ["--std", "inf"], ALL, "not finite"),
        ({}, ["--mean", "0,nan,0"], ALL, "not finite"),
        ({}, ["--crop-scale", "nan"], ALL, "--crop-scale is nan, but must be a positive number"),
        ({}, ["--crop-scale", "0"], ALL, "--crop-scale is 0.0, but must be a positive number"),
        ({}, ["--crop-scale", "-1"], ALL, "--crop-scale is -1.0, but must be a positive number"),
        ({}, ["--crop-shift", "inf"], ALL, "--crop-shift is inf"),
        ({}, ["--name", "../escaped"], ALL, "'../escaped' is no name for a model"),
        ({}, ["--name", "a" * 65], ALL, "up to 64 letters"),
        ({}, ["--name", ".hidden"], ALL, "begins with a letter or a digit"),
        ({}, ["--mean", "1,2"], ALL, "has 2 numbers for 3 channels"),
        ({}, ["--output", "probabilities"], ALL, "are no probabilities"),
        ({"constant": True}, [], ALL, "the same to every image"),
        ({"outputs": 2}, [], ALL, "has 2 outputs"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(tmp_path, add, made, options, labels, said):
    write_onnx(tmp_path / "theirs.onnx", **made)
    code, output = add(*options, labels=labels)
    assert code == 1
    assert said in output
    assert not (tmp_path / "models").exists() or list((tmp_path / "models").iterdir()) == []


def test_a_model_that_answers_differently_once_it_is_fitted_is_refused(tmp_path, add, monkeypatch):
    write_onnx(tmp_path / "theirs.onnx", channels_last=True)
    monkeypatch.setattr(external_onnx, "TRANSPOSED", [0, 3, 2, 1])
    code, output = add()
    assert (code, "answers differently once its graph is fitted" in output) == (1, True)
    assert not (tmp_path / "models").exists()


def test_a_file_that_is_no_model_is_refused(tmp_path, add):
    (tmp_path / "theirs.onnx").write_bytes(b"no model")
    code, output = add()
    assert (code, "cannot be opened as ONNX" in output) == (1, True)


@pytest.mark.parametrize("detector", ["blazeface", "occlusion", "covers"])
def test_a_detectors_folder_is_never_replaced(tmp_path, add, detector):
    write_onnx(tmp_path / "theirs.onnx")
    code, output = add("--name", detector, "--replace")
    assert (code, "give another --name" in output) == (1, True)
    assert not (tmp_path / "models" / detector).exists()


def test_a_name_that_is_taken_is_replaced_only_when_that_is_meant(tmp_path, add):
    write_onnx(tmp_path / "theirs.onnx")
    assert add()[0] == 0
    first = json.loads((tmp_path / "models" / "theirs" / "model.json").read_text())
    code, output = add("--version", "2")
    assert (code, "add --replace" in output) == (1, True)
    assert add("--version", "2", "--replace")[0] == 0
    second = json.loads((tmp_path / "models" / "theirs" / "model.json").read_text())
    assert (first["version"], second["version"]) == ("1", "2")
    assert [path.name for path in (tmp_path / "models").iterdir()] == ["theirs"]


def test_the_default_model_is_replaced_only_when_that_is_meant_twice(tmp_path, add):
    write_onnx(tmp_path / "theirs.onnx")
    assert add("--name", "base")[0] == 0
    before = (tmp_path / "models" / "base" / "model.json").read_bytes()
    code, output = add("--name", "base", "--version", "2", "--replace")
    assert (code, "add --force if that is meant" in output) == (1, True)
    assert (tmp_path / "models" / "base" / "model.json").read_bytes() == before
    assert add("--name", "base", "--version", "2", "--replace", "--force")[0] == 0


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("wrapped", "holds weights by name and not the network"),
        ("parallel", "holds weights by name and not the network"),
        ("network", "holds more than weights: an object of torch.nn.modules.linear.Linear"),
        ("torchscript", "is TorchScript"),
    ],
)
def test_a_checkpoint_of_another_program_is_told_what_would_work(tmp_path, written, said):
    torch = pytest.importorskip("torch")
    network, file = torch.nn.Linear(2, 2), tmp_path / "theirs.pt"
    if written == "torchscript":
        with warnings.catch_warnings(action="ignore"):  # torch would rather see it gone; people have such files
            torch.jit.save(torch.jit.trace(network, torch.zeros(1, 2)), file)
    else:
        weights = {f"module.{name}" if written == "parallel" else name: v for name, v in network.state_dict().items()}
        torch.save(
            {"wrapped": {"state_dict": weights, "epoch": 3}, "parallel": weights, "network": network}[written], file
        )
    code, output = run("add", file, "--models", tmp_path / "models")
    assert (code, said in output) == (1, True), output
    assert "torch.onnx.export(" in output
    assert "weights_only" not in output


def test_a_bundle_is_copied_whole_and_a_broken_one_is_not(tmp_path):
    code, output = run("add", ROOT / "models" / "tiny", "--models", tmp_path / "models")
    assert code == 0, output
    assert load_bundle(tmp_path / "models" / "tiny", "int8").name == "tiny"
    broken = tmp_path / "models" / "tiny"
    (broken / "model.int8.onnx").write_bytes(b"broken")
    code, output = run("add", broken, "--models", tmp_path / "elsewhere")
    assert (code, "has sha256" in output) == (1, True)
    assert not (tmp_path / "elsewhere").exists()


def test_a_bundle_is_called_what_it_is_said_to_be_called(tmp_path):
    code, output = run("add", ROOT / "models" / "tiny", "--models", tmp_path / "models", "--name", "small")
    assert (code, "ATTUNE_MODEL=small" in output) == (0, True), output
    assert [path.name for path in (tmp_path / "models").iterdir()] == ["small"]
    assert load_bundle(tmp_path / "models" / "small", "int8").identity == load_bundle(
        ROOT / "models" / "tiny"
    ).identity.replace("tiny", "small")
    card = (tmp_path / "models" / "small" / "CARD.md").read_text()
    assert card.startswith("# small, version")
    assert "models/tiny" not in card


@pytest.mark.parametrize("options", [(), ("--replace",)])
def test_a_strangers_bundle_does_not_choose_a_place_outside(tmp_path, options):
    bystander = tmp_path / "elsewhere" / "theirs"
    bystander.mkdir(parents=True)
    stranger = write_bundle(tmp_path / "stranger", name="../elsewhere/theirs")
    code, output = run("add", stranger, "--models", tmp_path / "models", *options)
    assert (code, "is no name for a model" in output) == (1, True)
    assert bystander.is_dir()
    assert run("add", stranger, "--models", tmp_path / "models", "--name", "theirs")[0] == 0
    with pytest.raises(ModelImportError, match="no name for a model"):
        write_whole(tmp_path / "models", "..", {}, {})


def test_a_bundle_that_could_not_be_served_is_not_added(tmp_path):
    haar = write_bundle(tmp_path / "haar", crop={"detector": "haar", "scale": 1.0, "shift_y": 0.0})
    code, output = run("add", haar, "--models", tmp_path / "models")
    assert (code, "stated for the detector 'haar'" in output) == (1, True)
    assert not (tmp_path / "models").exists()


def test_the_default_model_is_not_removed_by_a_path_to_it(tmp_path):
    run("add", ROOT / "models" / "base", "--models", tmp_path / "models")
    for path in ("base/", "./base", "../models/base"):
        code, output = run("remove", path, "--models", tmp_path / "models")
        assert (code, "did you mean 'base'" in output) == (1, True)
    assert load_bundle(tmp_path / "models" / "base").name == "base"


def test_a_model_is_removed_by_its_name_but_not_the_default_one_by_mistake(tmp_path):
    for name in ("tiny", "base"):
        run("add", ROOT / "models" / name, "--models", tmp_path / "models")
    assert "did you mean 'tiny'" in run("remove", "tinny", "--models", tmp_path / "models")[1]
    assert run("remove", "base", "--models", tmp_path / "models")[0] == 1
    assert run("remove", "tiny", "--models", tmp_path / "models")[0] == 0
    assert run("remove", "base", "--models", tmp_path / "models", "--force")[0] == 0
    assert list((tmp_path / "models").iterdir()) == []


def test_an_image_can_be_tried_on_the_spot(tmp_path):
    (tmp_path / "models").mkdir()
    for detector in ("blazeface", "occlusion"):
        (tmp_path / "models" / detector).symlink_to(ROOT / "models" / detector)
    portrait = ROOT / "tests" / "contract" / "pictures" / "astronaut.png"
    code, output = run("add", ROOT / "models" / "tiny", "--models", tmp_path / "models", "--try", portrait)
    assert code == 0, output
    assert "astronaut.png: happiness" in output
