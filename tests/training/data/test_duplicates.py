import numpy as np

from attune.training.data.duplicates import (
    ImageHashes,
    conflicting_labels,
    exact_duplicates,
    hash_image,
    near_duplicates,
)
from tests.training.faces import draw_face

SPLITS = ("train", "test")


def hashed(*images: tuple[str, str, np.ndarray]) -> list[ImageHashes]:
    return [hash_image(*image) for image in images]


def test_the_same_pixels_are_counted_within_and_between_splits():
    face, other = draw_face(1), draw_face(2)
    found = exact_duplicates(
        hashed(("train", "a", face), ("train", "a", face), ("train", "a", other), ("test", "a", face)), SPLITS
    )
    assert found.within == {"train": 1, "test": 0}
    assert found.between == {("train", "test"): 1}


def test_a_brighter_copy_is_nearly_the_same_and_not_the_same():
    face = draw_face(1)
    found = hashed(("train", "a", face), ("test", "a", face + 3), ("test", "a", face), ("test", "a", draw_face(2)))
    assert exact_duplicates(found, SPLITS).between == {("train", "test"): 1}
    assert near_duplicates(found, SPLITS).between == {("train", "test"): 1}
    assert near_duplicates(found, SPLITS).within == {"train": 0, "test": 1}


def test_images_of_other_shapes_are_never_the_same():
    flat = np.full((4, 9), 7, np.uint8)
    assert (
        exact_duplicates(hashed(("train", "a", flat), ("test", "a", flat.T.copy())), SPLITS).between["train", "test"]
        == 0
    )


def test_one_image_under_two_labels_is_a_conflict():
    face = draw_face(1)
    found = hashed(
        ("train", "sad", face), ("test", "happy", face), ("test", "sad", draw_face(2)), ("test", "sad", face)
    )
    assert conflicting_labels(found) == (1, 3)
