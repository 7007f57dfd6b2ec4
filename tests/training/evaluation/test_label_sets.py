import numpy as np

from attune.expressions import EXPRESSIONS
from attune.training.evaluation.label_sets import disagreements, in_common, restrict
from attune.training.evaluation.report import measure

SEVEN = EXPRESSIONS[:7]


def test_restricted_answers_sum_to_one_and_name_nothing_else():
    probabilities = np.array([[0.2, 0, 0, 0, 0, 0.2, 0, 0.6], [0, 0, 0, 0, 0, 0, 0, 1.0]])
    restricted = restrict(probabilities, SEVEN)
    assert np.allclose(restricted.sum(axis=1), 1)
    assert np.allclose(restricted[0], [0.5, 0, 0, 0, 0, 0.5, 0, 0])
    assert np.allclose(restricted[1], [1 / 7] * 7 + [0])


def test_the_cost_of_an_expression_that_nobody_labels_is_counted():
    report = measure(np.eye(8)[[7, 7, 0]], np.array([0, 1, 0]), "PublicTest", "fer2013")
    (note,) = disagreements(report, EXPRESSIONS, SEVEN)
    assert note.startswith("fer2013 labels no face contempt: 2 such answers count as wrong")


def test_the_cost_of_an_expression_that_the_model_does_not_know_is_counted():
    report = measure(np.eye(8)[[0, 0, 0]], np.array([7, 7, 0]), "PublicTest", "majority")
    (note,) = disagreements(report, SEVEN, EXPRESSIONS)
    assert note.startswith("the model does not know contempt: 2 faces with that label count as wrong")


def test_nothing_is_said_where_both_have_the_same_expressions():
    report = measure(np.eye(8)[[0]], np.array([0]), "PublicTest", "majority")
    assert disagreements(report, EXPRESSIONS, EXPRESSIONS) == []
    assert in_common(EXPRESSIONS, SEVEN) == SEVEN
