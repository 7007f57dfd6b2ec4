"""What to do when a model and a data set do not name the same expressions, as eight of FER+ and seven of FER2013."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from attune.expressions import EXPRESSIONS, Expression
from attune.training.evaluation.report import Report
from attune.vision.models.classifier import Probabilities


def columns_of(expressions: Sequence[Expression]) -> list[int]:
    """Return indices into EXPRESSIONS."""
    return [EXPRESSIONS.index(expression) for expression in expressions]


def in_common(model: Sequence[Expression], labels: Sequence[Expression]) -> tuple[Expression, ...]:
    """Return the expressions that the model names and the data set labels, in the order of EXPRESSIONS."""
    return tuple(expression for expression in EXPRESSIONS if expression in model and expression in labels)


def restrict(probabilities: Probabilities, expressions: Sequence[Expression]) -> Probabilities:
    """Let a model answer with these expressions only, its probabilities made to sum to 1 again; (N, 8) -> (N, 8)."""
    columns = columns_of(expressions)
    kept = np.zeros_like(probabilities)
    # a floor, so that a face on which nothing is left gets equal shares instead of a division by zero
    kept[:, columns] = np.maximum(probabilities[:, columns], np.finfo(np.float64).tiny)
    return np.asarray(kept / kept.sum(axis=1, keepdims=True))


def disagreements(report: Report, model: Sequence[Expression], labels: Sequence[Expression]) -> list[str]:
    """Say, with counts, what the honest score of a model costs it where the data set has other expressions."""
    unlabelled = [expression for expression in model if expression not in labels]
    unknown = [expression for expression in labels if expression not in model]
    notes = []
    if unlabelled:
        count = int(report.confusion[:, columns_of(unlabelled)].sum())
        notes.append(
            f"{report.protocol} labels no face {' or '.join(unlabelled)}: {count:,} such answers count as wrong "
            "(--known-only takes that answer away)"
        )
    if unknown:
        count = int(report.confusion[columns_of(unknown)].sum())
        notes.append(
            f"the model does not know {' or '.join(unknown)}: {count:,} faces with that label count as wrong, and "
            "cost 27.6 nats each in NLL (--known-only leaves them out)"
        )
    return notes
