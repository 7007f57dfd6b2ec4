import pytest

torch = pytest.importorskip("torch")

from attune.training.config import OptimizerConfig  # noqa: E402
from attune.training.models import build_model  # noqa: E402
from attune.training.schedule import build_optimizer, learning_rate  # noqa: E402

pytestmark = pytest.mark.torch

PLAN = OptimizerConfig(epochs=10, lr=0.1, warmup_epochs=2)


def test_the_rate_warms_up_to_its_peak_and_falls_to_zero():
    rates = [learning_rate(step, 5, PLAN) for step in range(50)]
    assert rates[0] == pytest.approx(0.01)
    assert rates[9] == rates[10] == max(rates) == pytest.approx(0.1)
    assert rates[30] == pytest.approx(0.05)
    assert rates[10:] == sorted(rates[10:], reverse=True)
    assert 0 < rates[-1] < 0.001


def test_biases_and_batch_normalisation_are_not_decayed():
    model = build_model("custom-cnn", 8, 48, {})
    decayed, free = build_optimizer(model, PLAN).param_groups
    assert (decayed["weight_decay"], free["weight_decay"]) == (PLAN.weight_decay, 0.0)
    assert all(weights.ndim > 1 for weights in decayed["params"])
    assert len(decayed["params"]) + len(free["params"]) == len(list(model.parameters()))
