import pytest

torch = pytest.importorskip("torch")

from torch import nn  # noqa: E402

from attune.training.loop.model_ema import ModelEma  # noqa: E402

pytestmark = pytest.mark.torch


def constant(value: float) -> nn.Module:
    model = nn.Sequential(nn.Linear(1, 1, bias=False), nn.BatchNorm1d(1))
    nn.init.constant_(model[0].weight, value)
    return model


def test_the_average_follows_by_its_rate():
    average = ModelEma(constant(0.0), rate=0.9)
    average.update(constant(1.0), step=10_000)
    assert average.model[0].weight.item() == pytest.approx(0.1)


def test_the_first_steps_count_for_more():
    average = ModelEma(constant(0.0), rate=0.999)
    average.update(constant(1.0), step=0)
    assert average.model[0].weight.item() == pytest.approx(0.9)


def test_counters_are_copied_and_the_trained_model_is_left_alone():
    model, average = constant(1.0), ModelEma(constant(0.0), rate=0.9)
    model[1].num_batches_tracked += 7
    average.update(model, step=10_000)
    assert average.model[1].num_batches_tracked == 7
    assert model[0].weight.item() == 1.0
