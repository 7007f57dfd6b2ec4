import hashlib
import io
from pathlib import Path
from urllib.error import URLError

import pytest

torch = pytest.importorskip("torch")

from torch import nn  # noqa: E402

from attune.training.errors import PretrainedError  # noqa: E402
from attune.training.models import build_model, pretrained  # noqa: E402
from attune.training.models.pretrained import fetch, load_pretrained  # noqa: E402

pytestmark = pytest.mark.torch

OPTIONS = {"stem": 4, "widths": [8, 8], "depths": [1, 1]}


def small_model(classes: int = 8, channels: int = 1) -> nn.Module:
    return build_model("custom-cnn", classes, 48, OPTIONS, channels)


@pytest.fixture
def colour(tmp_path: Path) -> Path:
    """Weights of a colour model of 1000 classes, as ImageNet's are, without the counters that old files lack."""
    torch.manual_seed(3)
    weights = small_model(1000, 3).state_dict()
    path = tmp_path / "colour.pth"
    torch.save({name: value for name, value in weights.items() if not name.endswith("num_batches_tracked")}, path)
    return path


def test_weights_of_the_same_model_are_all_taken(tmp_path: Path):
    published, model = small_model(), small_model()
    torch.save(published.state_dict(), tmp_path / "same.pth")
    load_pretrained(model, str(tmp_path / "same.pth"))
    for name, weights in published.state_dict().items():
        assert torch.equal(model.state_dict()[name], weights), name


@pytest.mark.parametrize("wrapped", ["state_dict", "model", None])
@pytest.mark.parametrize("prefix", ["", "module."])
def test_weights_are_found_as_other_programs_wrap_and_prefix_them(tmp_path: Path, wrapped: str | None, prefix: str):
    published, model = small_model(), small_model()
    weights = {prefix + name: value for name, value in published.state_dict().items()}
    torch.save({wrapped: weights, "epoch": 3} if wrapped else weights, tmp_path / "theirs.pth")
    load_pretrained(model, str(tmp_path / "theirs.pth"))
    for name, value in published.state_dict().items():
        assert torch.equal(model.state_dict()[name], value), name


def test_a_classifier_of_other_classes_stays_random_and_all_else_is_taken(colour: Path):
    model, weights = small_model(8, 3), torch.load(colour, weights_only=True)
    before = model.classifier.weight.detach().clone()
    load_pretrained(model, str(colour))
    assert torch.equal(model.classifier.weight, before)
    assert torch.equal(model.features[0].weight, weights["features.0.weight"])


def test_a_grey_model_sees_in_colour_weights_what_the_colour_model_sees_in_repeated_grey(colour: Path):
    grey, rgb = small_model(1000).eval(), small_model(1000, 3).eval()
    load_pretrained(grey, str(colour))
    load_pretrained(rgb, str(colour))
    faces = torch.randn(2, 1, 48, 48)
    assert torch.allclose(grey(faces), rgb(faces.expand(2, 3, 48, 48)), atol=1e-5)


def change(weights: dict, name: str, value: object) -> dict:
    return {key: old for key, old in weights.items() if key != name} | ({} if value is None else {name: value})


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("features.3.body.0.weight", None, r"it has no features\.3\.body\.0\.weight"),
        ("features.9.weight", torch.zeros(1), r"its features\.9\.weight has no place"),
        ("features.3.body.0.weight", torch.zeros(8, 4, 5, 5), r"body\.0\.weight is \(8, 4, 5, 5\), the model's \(8, 4"),
        ("features.0.weight", torch.zeros(4, 2, 3, 3), r"features\.0\.weight is \(4, 2, 3, 3\)"),
        ("classifier.weight", torch.zeros(8, 9), r"classifier\.weight is \(8, 9\), the model's \(8, 8\)"),
        ("classifier.weight", torch.zeros(9, 9), r"classifier\.weight is \(9, 9\)"),
        ("epoch", 3, "holds no weights by name: neither bare, nor under state_dict"),
        ("ema", {}, "a checkpoint of this program, which belongs in model.start"),
    ],
)
def test_a_weight_that_does_not_fit_is_named(tmp_path: Path, name: str, value: object, message: str):
    torch.save(change(small_model().state_dict(), name, value), tmp_path / "other.pth")
    with pytest.raises(PretrainedError, match=message):
        load_pretrained(small_model(), str(tmp_path / "other.pth"))


def test_a_refused_file_leaves_the_model_as_it_was(tmp_path: Path):
    weights = change(small_model().state_dict(), "features.9.weight", torch.zeros(1))
    torch.save(weights, tmp_path / "other.pth")
    model = small_model()
    before = {name: value.clone() for name, value in model.state_dict().items()}
    with pytest.raises(PretrainedError):
        load_pretrained(model, str(tmp_path / "other.pth"))
    assert all(torch.equal(value, before[name]) for name, value in model.state_dict().items())


def test_files_that_hold_no_weights_are_refused(tmp_path: Path):
    with pytest.raises(PretrainedError, match=r"no file of weights at nowhere\.pth; write a path, or a hub name"):
        load_pretrained(small_model(), "nowhere.pth")
    (tmp_path / "page.pth").write_text("<html>")
    with pytest.raises(PretrainedError, match=r"is damaged, or is no file that torch\.save wrote"):
        load_pretrained(small_model(), str(tmp_path / "page.pth"))


def test_an_unknown_hub_name_is_answered_with_the_nearest_one():
    message = r"no weights 'torchvision:resnet18\.V1'; did you mean 'torchvision:resnet18\.IMAGENET1K_V1'"
    with pytest.raises(PretrainedError, match=message):
        load_pretrained(small_model(), "torchvision:resnet18.V1")


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A hub that publishes one file under the name of its hash, and torch's hub folder, empty."""
    data = io.BytesIO()
    torch.save(small_model().state_dict(), data)
    name = f"tiny-{hashlib.sha256(data.getvalue()).hexdigest()[:8]}.pth"
    (tmp_path / "hub").mkdir()
    (tmp_path / "hub" / name).write_bytes(data.getvalue())
    monkeypatch.setattr(pretrained, "HUB", (tmp_path / "hub").as_uri() + "/")
    monkeypatch.setitem(pretrained.HUB_FILES, "tiny.V1", name)
    monkeypatch.setattr(torch.hub, "get_dir", lambda: str(tmp_path / "cache"))
    return tmp_path / "hub" / name


def test_a_hub_file_is_downloaded_once(hub: Path):
    load_pretrained(small_model(), "torchvision:tiny.V1")
    published = hub.read_bytes()
    hub.unlink()
    assert fetch("tiny.V1").read_bytes() == published


def test_a_damaged_download_is_not_kept(hub: Path, tmp_path: Path):
    hub.write_bytes(b"half of it")
    with pytest.raises(PretrainedError, match="not the published file"):
        fetch("tiny.V1")
    assert list((tmp_path / "cache" / "checkpoints").iterdir()) == []


def test_without_a_network_the_message_says_to_bring_the_file(hub: Path, monkeypatch: pytest.MonkeyPatch):
    def unreachable(url: str, timeout: float) -> None:
        assert timeout <= 10
        raise URLError("Name or service not known")

    monkeypatch.setattr(pretrained, "urlopen", unreachable)
    with pytest.raises(PretrainedError, match=r"Name or service not known.*write the path of the file in model\.pretr"):
        fetch("tiny.V1")
