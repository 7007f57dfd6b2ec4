import pytest

torch = pytest.importorskip("torch")

from attune.training.configuration.config import AugmentConfig  # noqa: E402
from attune.training.loop.augment import augment  # noqa: E402
from tests.training.faces import draw_face  # noqa: E402
from tests.training.smoke import STILL  # noqa: E402

pytestmark = pytest.mark.torch


@pytest.fixture
def faces() -> "torch.Tensor":
    return torch.stack([torch.from_numpy(draw_face(row))[None].float() / 255 for row in range(32)])


def rng(seed: int = 0) -> "torch.Generator":
    return torch.Generator().manual_seed(seed)


def test_without_any_change_a_face_stays_as_it_is(faces):
    assert torch.allclose(augment(faces, AugmentConfig(**STILL), rng()), faces, atol=1e-5)


def test_faces_keep_their_shape_and_range_and_differ_from_each_other(faces):
    changed = augment(faces[:1].repeat(32, 1, 1, 1), AugmentConfig(), rng())
    assert changed.shape == faces.shape
    assert changed.min() >= 0
    assert changed.max() <= 1
    assert (changed[0] - changed[1]).abs().mean() > 0.01


def test_one_seed_gives_one_result(faces):
    first, second = (augment(faces, AugmentConfig(), rng(3)) for _ in range(2))
    assert torch.equal(first, second)


def test_a_flip_mirrors_the_face(faces):
    flipped = augment(faces, AugmentConfig(**{**STILL, "flip": 1}), rng())
    assert torch.allclose(flipped, faces.flip(3), atol=1e-5)


def test_a_face_does_not_move_farther_than_the_configuration_says(faces):
    dot = torch.zeros(64, 1, 48, 48)
    dot[:, :, 24, 24] = 1
    moved = augment(dot, AugmentConfig(**{**STILL, "translate": 0.1}), rng())
    place = torch.tensor([divmod(int(index), 48) for index in moved.flatten(1).argmax(1)])
    assert 1 < (place - 24).abs().max() <= 0.1 * 48 + 1


def test_erasing_covers_about_the_share_that_was_asked_for():
    faces = torch.full((256, 1, 48, 48), 0.5)
    erased = augment(faces, AugmentConfig(**{**STILL, "erase": 1, "erase_area": (0.1, 0.1)}), rng())
    erased_area = (erased != 0.5).float().mean((1, 2, 3))
    assert 0.05 < erased_area.mean() < 0.11  # rectangles may reach over the border
