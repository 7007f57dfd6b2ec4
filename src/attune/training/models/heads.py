"""Two heads on one trunk: the classifier of a model has one output more for every class of the second head.

FER2013's hard labels and FER+'s ten votes describe the same images, so one trunk learns from both (Caruana 1997).
The classes of the first head come first. What is exported is one head, as a model of its own.
"""

from __future__ import annotations

from torch import nn

from attune.expressions import EXPRESSIONS, Expression

AUXILIARY_CLASSES: tuple[Expression, ...] = tuple(each for each in EXPRESSIONS if each is not Expression.CONTEMPT)
"""The classes of the second head: FER2013 labels no contempt."""


def keep_outputs(model: nn.Module, start: int, stop: int) -> nn.Module:
    """Cut the last linear layer down to some of its outputs, in place.

    Args:
        model: a registered architecture, whose last module is its classifier.
        start: the first output that is kept.
        stop: the first one after it that is not.

    Returns:
        The same model, which now gives (N, stop - start) logits.

    Raises:
        TypeError: the last module is no linear layer, so which weights make an output is not known.
    """
    name, classifier = list(model.named_modules())[-1]
    if not isinstance(classifier, nn.Linear):
        raise TypeError(f"the last layer, {name}, is a {type(classifier).__name__} and not a linear classifier")
    classifier.weight = nn.Parameter(classifier.weight.detach()[start:stop].clone())
    if classifier.bias is not None:
        classifier.bias = nn.Parameter(classifier.bias.detach()[start:stop].clone())
    classifier.out_features = stop - start
    return model
