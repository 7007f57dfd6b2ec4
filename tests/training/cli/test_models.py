import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

torch = pytest.importorskip("torch")

from click.testing import CliRunner  # noqa: E402

from attune.training.cli.models import models  # noqa: E402
from attune.training.errors import ExportError  # noqa: E402
from attune.training.models import build_model, find_architecture, model_names  # noqa: E402
from attune.training.models.catalogue import options_of  # noqa: E402
from attune.vision.models.bundle import load_bundle  # noqa: E402
from tests.training.bundle_files import write_bundle  # noqa: E402

pytestmark = pytest.mark.torch

ROOT = Path(__file__).parents[3]
SHIPPED = ROOT / "models"


def answer(*arguments: str, exit_code: int = 0) -> str:
    result = CliRunner().invoke(models, arguments)
    assert result.exit_code == exit_code, result.output
    return result.output


def test_the_list_has_every_architecture_small_and_grey_and_large_in_colour():
    entries = json.loads(answer("list", "--json"))
    assert {(entry["name"], entry["size"], entry["channels"]) for entry in entries} == {
        (name, size, channels) for name in model_names() for size, channels in ((48, 1), (224, 3))
    }
    assert all(entry["paper"] and entry["flops"] == 2 * entry["macs"] > 0 for entry in entries)


def test_what_is_listed_is_what_is_built():
    entry = next(entry for entry in json.loads(answer("show", "vgg-compact", "--json"))["inputs"])
    model = build_model(entry["name"], 8, entry["size"], entry["options"], entry["channels"])
    assert entry["parameters"] == sum(weights.numel() for weights in model.parameters()) == 1_166_344
    assert entry["megabytes"] == 4.67


def test_a_piped_list_has_one_line_for_each_input():
    lines = answer("list").splitlines()
    row = next(line for line in lines if "vgg16" in line and "224x224x3" in line)
    assert row.split() == [
        "vgg16",
        "VGG",
        "224x224x3",
        "134,301,768",
        "30.93",
        "G",
        "537.2",
        "Simonyan",
        "&",
        "Zisserman",
        "2015",
    ]
    assert "FLOPs: 2 per multiply-accumulate" in lines[-1]


def test_an_architecture_shows_its_options_with_defaults_and_meanings():
    shown = answer("show", "resnet18")
    assert "resnet18: ResNet, He et al. 2016" in shown
    assert "{stem: imagenet}" in shown
    row = next(line for line in shown.splitlines() if line.strip().startswith("attention"))
    assert row.strip().split(maxsplit=2)[1:] == ["none", "what every block ends with: none, se or cbam."]


@pytest.mark.parametrize("name", model_names())
def test_every_option_of_every_architecture_has_a_meaning(name: str):
    options = options_of(find_architecture(name))
    assert options
    assert [option.name for option in options if not option.meaning.endswith(".")] == []


def test_an_unknown_architecture_is_answered_with_the_nearest_one():
    assert "did you mean 'resnet50'?" in answer("show", "resnet5", exit_code=1)


def test_the_shipped_bundles_are_listed_with_their_figures():
    (listed,) = [b for b in json.loads(answer("bundles", str(SHIPPED), "--json")) if b["name"] == "custom-cnn-48"]
    manifest = json.loads((SHIPPED / "custom-cnn-48" / "model.json").read_text())
    assert (listed["dataset"], listed["protocol"], listed["split"]) == ("ferplus", "majority", "PublicTest")
    assert (listed["accuracy"], listed["n"]) == (manifest["metrics"]["accuracy"], manifest["metrics"]["n"])
    assert f"{listed['accuracy']:.2%} of {listed['n']:,} (PublicTest)" in answer("bundles", str(SHIPPED))


def test_a_bundle_that_does_not_verify_is_named_beside_the_good_ones(tmp_path: Path):
    for name in ("good", "bad"):
        shutil.copytree(SHIPPED / "custom-cnn-48", tmp_path / name)
    (tmp_path / "bad" / "model.onnx").write_bytes(b"nothing")
    listed = answer("bundles", str(tmp_path), exit_code=1)
    assert "87.59% of 3,199" in listed
    assert f"{tmp_path / 'bad' / 'model.onnx'} has sha256" in listed


def test_a_bundle_whose_int8_file_is_damaged_is_no_good_one(tmp_path: Path):
    shutil.copytree(SHIPPED / "custom-cnn-48", tmp_path / "bad")
    (tmp_path / "bad" / "model.int8.onnx").write_bytes(b"nothing")
    assert f"{tmp_path / 'bad' / 'model.int8.onnx'} has sha256" in answer("bundles", str(tmp_path), exit_code=1)


@pytest.fixture
def checkpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A checkpoint of a run by the name of `run`, and an export that writes its bundle in no time, or half of it."""
    from attune.training.checkpoints import checkpoint
    from attune.training.export import export

    def make(run: str, *, breaks: bool = False) -> str:
        def export_bundle(_source: Path, models: Path, *_) -> Path:
            folder = write_bundle(models / run, run)
            (folder / "CARD.md").write_text(f"# {run}, version 1\n")
            if breaks:
                raise ExportError("int8 loses too much")
            return folder

        monkeypatch.setattr(checkpoint, "load_model", lambda _: (None, SimpleNamespace(name=run), {}))
        monkeypatch.setattr(export, "export_bundle", export_bundle)
        (tmp_path / "best.pt").touch()
        return str(tmp_path / "best.pt")

    return make


@pytest.mark.parametrize(("named", "name"), [((), "my-run"), (("--name", "theirs"), "theirs")])
def test_a_checkpoint_is_added_under_its_name_or_the_one_that_is_given(tmp_path: Path, checkpoint, named, name):
    folder = str(tmp_path / "models")
    assert f"ATTUNE_MODEL={name}" in answer("add", checkpoint("my-run"), "--models", folder, *named)
    assert [each.name for each in (tmp_path / "models").iterdir()] == [name]
    assert load_bundle(tmp_path / "models" / name).name == name
    assert (tmp_path / "models" / name / "CARD.md").read_text() == f"# {name}, version 1\n"
    assert "add --replace" in answer("add", checkpoint("my-run"), "--models", folder, *named, exit_code=1)


def test_a_checkpoint_whose_export_breaks_leaves_nothing_and_the_former_one_as_it_was(tmp_path: Path, checkpoint):
    folder = tmp_path / "models"
    broken = ("add", checkpoint("my-run", breaks=True), "--models", str(folder), "--replace")
    assert "loses too much" in answer(*broken, exit_code=1)
    assert not folder.exists()
    write_bundle(folder / "my-run", "my-run", version="former")
    answer(*broken, exit_code=1)
    assert [each.name for each in folder.iterdir()] == ["my-run"]
    assert load_bundle(folder / "my-run").version == "former"


def test_a_run_whose_name_is_a_path_is_not_exported_at_all(tmp_path: Path, checkpoint):
    for options in ((), ("--name", "fine")):
        said = answer("add", checkpoint("../escaped"), "--models", str(tmp_path / "models"), *options, exit_code=1)
        assert "'../escaped' is no name for a model" in said


@pytest.mark.parametrize("metrics", [{"accuracy": "good", "n": 9, "split": "x"}, {"accuracy": 0.9}])
def test_figures_that_cannot_be_meant_are_told(tmp_path: Path, metrics: dict):
    shutil.copytree(SHIPPED / "tiny", tmp_path / "odd")
    file = tmp_path / "odd" / "model.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"metrics": metrics}))
    assert "its metrics state accuracy" in answer("bundles", str(tmp_path), exit_code=1)


def test_a_folder_without_bundles_says_how_to_get_one(tmp_path: Path):
    assert "`attune export` writes one" in answer("bundles", str(tmp_path))


@pytest.mark.parametrize(
    ("arguments", "code", "expected"),
    [
        (["list"], 1, "'attune models list' needs the package 'torch' of the training extra"),
        (["bundles", str(SHIPPED)], 0, "custom-cnn-48"),
    ],
)
def test_bundles_are_listed_without_torch_and_architectures_are_not(arguments: list[str], code: int, expected: str):
    done = subprocess.run(
        [sys.executable, "-m", "attune", "models", *arguments],
        env={"PYTHONPATH": f"{ROOT / 'tests' / 'without_torch'}:{ROOT / 'src'}"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == code, done.stderr
    assert expected in done.stdout + done.stderr
