"""What the splits of a data set are called: FER2013 has names of its own, image folders have many for three things."""

from __future__ import annotations

TRAINING, VALIDATION, TEST = "train", "validation", "test"
PUBLIC_TEST, PRIVATE_TEST = "publictest", "privatetest"
HOLDOUT = "holdout"
"""The part of the training split that is kept from training, where no validation split came with the data."""
FOLD = "fold"
"""One of several equal parts of the training split; a model is trained on the others (cross-validation)."""

_SAME = {
    TRAINING: ("train", "training", "train_set"),
    VALIDATION: ("validation", "val", "valid", "val_set", "validation_set", "dev"),
    TEST: ("test", "testing", "test_set"),
    PUBLIC_TEST: ("publictest",),
    PRIVATE_TEST: ("privatetest",),
}
_MEANING = {name: meaning for meaning, names in _SAME.items() for name in names}


def split_meaning(name: str) -> str | None:
    """Say what a split or folder name means (`Training` and `train_set` are "train"); None where it names no split.

    PublicTest is not "validation" and PrivateTest not "test": image-folder copies cut those differently, and a figure
    must not carry the name of faces it was not measured on.
    """
    return _MEANING.get(name.strip().lower())


def same_split(one: str, other: str) -> bool:
    """Whether two names mean the same split."""
    return one == other or (split_meaning(one) or one) == (split_meaning(other) or other)


def is_test_split(name: str) -> bool:
    """Whether a name means a test set, which nobody may train or select on."""
    return split_meaning(name) in {TEST, PRIVATE_TEST}
