import pytest

torch = pytest.importorskip("torch")

from attune.training.configuration.config import OptimizerConfig  # noqa: E402
from attune.training.loop.schedule import Plateau, build_optimizer, learning_rate  # noqa: E402
from attune.training.models import build_model  # noqa: E402

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


@pytest.mark.parametrize("warmup_epochs", [0, 1])
def test_one_cycle_climbs_for_a_third_of_the_run_and_falls_to_zero(warmup_epochs: int):
    plan = OptimizerConfig(schedule="one-cycle", lr=0.3, epochs=30, warmup_epochs=warmup_epochs)
    rates = [learning_rate(step, 10, plan) for step in range(300)]
    assert rates[0] == pytest.approx(0.3 / 25)
    assert max(rates) == pytest.approx(0.3)
    assert rates.index(max(rates)) == 100
    assert rates[:101] == sorted(rates[:101])
    assert rates[100:] == sorted(rates[100:], reverse=True)
    assert rates[-1] < 0.001


def test_a_constant_rate_stays_after_warm_up():
    plan = OptimizerConfig(schedule="constant", lr=0.2, epochs=4, warmup_epochs=1)
    assert [learning_rate(step, 2, plan) for step in (0, 1, 2, 7)] == [0.1, 0.2, 0.2, 0.2]


def test_a_plateau_lowers_the_rate_only_after_its_patience():
    plateau = Plateau(OptimizerConfig(schedule="plateau", plateau_patience=1, plateau_factor=0.5))
    scales = []
    for score in (0.5, 0.6, 0.6, 0.6, 0.7, 0.7, 0.7):
        plateau.observe(score)
        scales.append(plateau.scale)
    assert scales == [1, 1, 1, 0.5, 0.5, 0.5, 0.25]


def test_a_plateau_goes_on_where_it_was():
    plan = OptimizerConfig(schedule="plateau", plateau_patience=1, plateau_factor=0.5)
    scores = [0.5, 0.4, 0.4, 0.4, 0.4, 0.6, 0.1, 0.1]
    whole, first, second = Plateau(plan), Plateau(plan), Plateau(plan)
    for score in scores:
        whole.observe(score)
    for score in scores[:3]:
        first.observe(score)
    second.restore(first.state())
    for score in scores[3:]:
        second.observe(score)
    assert second.state() == whole.state()


def test_other_schedules_know_no_plateau():
    plateau = Plateau(OptimizerConfig(schedule="cosine", plateau_patience=0))
    for _ in range(5):
        plateau.observe(0.5)
    assert plateau.scale == 1


@pytest.mark.parametrize("name", ["sgd", "adamw", "nadam"])
def test_every_optimizer_decays_kernels_only_and_goes_downhill(name: str):
    torch.manual_seed(0)
    model = torch.nn.Sequential(torch.nn.Linear(4, 4), torch.nn.BatchNorm1d(4), torch.nn.Linear(4, 1))
    optimizer = build_optimizer(model, OptimizerConfig(name=name, lr=0.01, weight_decay=0.1))
    assert [group["weight_decay"] for group in optimizer.param_groups] == [0.1, 0]
    inputs, wanted = torch.randn(64, 4), torch.randn(64, 1)
    losses = []
    for _ in range(50):
        loss = torch.nn.functional.mse_loss(model(inputs), wanted)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < losses[0] * 0.9
