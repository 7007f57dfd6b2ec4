import pytest

torch = pytest.importorskip("torch")

from torch import nn  # noqa: E402

from attune.training.errors import ModelError  # noqa: E402
from attune.training.models import build_model, model_names, register, registry  # noqa: E402

pytestmark = pytest.mark.torch


def test_a_model_maps_faces_to_logits_and_is_small():
    model = build_model("custom-cnn", 8, 48, {}).eval()
    assert model(torch.zeros(2, 1, 48, 48)).shape == (2, 8)
    assert sum(weights.numel() for weights in model.parameters()) < 1_500_000


def test_a_name_can_be_registered_only_once():
    with pytest.raises(ModelError, match="'custom-cnn' is used twice: by build_custom_cnn and another"):

        @register("custom-cnn", family="other", paper="none")
        def another(classes: int, size: int, channels: int) -> nn.Module:
            return nn.Identity()


def test_a_registered_model_is_found_by_its_name(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(registry, "_ARCHITECTURES", registry._ARCHITECTURES.copy())

    @register("linear", family="linear", paper="none")
    def build_linear(classes: int, size: int, channels: int) -> nn.Module:
        return nn.Sequential(nn.Flatten(), nn.Linear(channels * size * size, classes))

    assert "linear" in model_names()
    assert build_model("linear", 3, 8, {})(torch.zeros(1, 1, 8, 8)).shape == (1, 3)


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("custom-cn", {}, "no model is called 'custom-cn'; did you mean 'custom-cnn'?"),
        ("custom-cnn", {"width": [8]}, "no option 'width'; did you mean 'widths'?"),
        ("custom-cnn", {"widths": [8, 8]}, "2 widths but 3 depths"),
        (
            "custom-cnn",
            {"widths": [8] * 5, "depths": [1] * 5},
            "its stride of 32 does not divide 48 px",
        ),
    ],
)
def test_a_model_that_cannot_be_built_says_why(name: str, options: dict, message: str):
    with pytest.raises(ModelError) as error:
        build_model(name, 8, 48, options)
    assert message in str(error.value)
