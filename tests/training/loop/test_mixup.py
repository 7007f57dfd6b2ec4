import pytest

torch = pytest.importorskip("torch")

from hypothesis import given  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

from attune.training.configuration.config import MixConfig  # noqa: E402
from attune.training.loop.mixup import mix_batch  # noqa: E402

pytestmark = pytest.mark.torch

FACES = torch.arange(6.0).view(6, 1, 1, 1).expand(6, 1, 8, 8).contiguous()  # each face is one grey, its own index
TARGETS = torch.eye(6)
GREYS = torch.arange(6.0)


def rng(seed: int) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def test_without_mixing_a_batch_stays_as_it_is():
    faces, targets = mix_batch(FACES, TARGETS, MixConfig(), rng(0))
    assert torch.equal(faces, FACES)
    assert torch.equal(targets, TARGETS)


@given(
    st.integers(0, 10_000), st.sampled_from([MixConfig(mixup=0.4, probability=1), MixConfig(cutmix=1.0, probability=1)])
)
def test_targets_follow_what_is_to_be_seen(seed: int, config: MixConfig):
    """Every face is one grey, so the mean grey of a mixture is the mean of its parents weighed by their targets."""
    faces, targets = mix_batch(FACES, TARGETS, config, rng(seed))
    assert torch.allclose(targets.sum(1), torch.ones(6), atol=1e-6)
    assert torch.allclose(faces.mean((1, 2, 3)), targets @ GREYS, atol=1e-5)


def test_mixup_blends_and_cutmix_pastes():
    seen = {name: set() for name in ("mixup", "cutmix")}
    for seed in range(20):
        for name in seen:
            faces, _ = mix_batch(FACES, TARGETS, MixConfig(**{name: 1.0}, probability=1), rng(seed))
            seen[name] |= {round(grey, 4) for grey in faces.unique().tolist()}
    assert seen["cutmix"] <= set(GREYS.tolist())
    assert not seen["mixup"] <= set(GREYS.tolist())


def test_batches_are_mixed_as_often_as_was_asked_for():
    changed = sum(
        not torch.equal(mix_batch(FACES, TARGETS, MixConfig(mixup=1.0, probability=0.25), rng(s))[0], FACES)
        for s in range(400)
    )
    assert 60 < changed < 140
