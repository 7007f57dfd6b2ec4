import pytest

torch = pytest.importorskip("torch")

from torch.nn import functional  # noqa: E402

from attune.training.configuration.config import LossConfig  # noqa: E402
from attune.training.loop.losses import loss_of  # noqa: E402

pytestmark = pytest.mark.torch

LOGITS = torch.randn(16, 8, generator=torch.Generator().manual_seed(1))
VOTES = torch.softmax(torch.randn(16, 8, generator=torch.Generator().manual_seed(2)), 1)
ONE_HOT = torch.eye(8)[torch.arange(16) % 8]


def test_cross_entropy_is_that_of_torch():
    assert loss_of(LOGITS, VOTES, LossConfig()) == pytest.approx(float(functional.cross_entropy(LOGITS, VOTES)))


def test_smoothing_is_that_of_torch():
    ours = loss_of(LOGITS, ONE_HOT, LossConfig(smoothing=0.1))
    assert ours == pytest.approx(float(functional.cross_entropy(LOGITS, ONE_HOT, label_smoothing=0.1)))


def test_focal_loss_without_gamma_is_cross_entropy():
    assert loss_of(LOGITS, VOTES, LossConfig("focal", gamma=0)) == pytest.approx(
        float(loss_of(LOGITS, VOTES, LossConfig()))
    )


def test_focal_loss_weighs_what_is_known_less_than_what_is_not():
    target = torch.tensor([[1.0, 0.0]])
    known, unknown = torch.tensor([[4.0, 0.0]]), torch.tensor([[-1.0, 0.0]])
    focal, plain = LossConfig("focal", gamma=2), LossConfig()
    kept_known = loss_of(known, target, focal) / loss_of(known, target, plain)
    kept_unknown = loss_of(unknown, target, focal) / loss_of(unknown, target, plain)
    assert kept_known < 0.01 < 0.4 < kept_unknown
