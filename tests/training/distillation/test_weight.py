import numpy as np

from attune.training.distillation.weight import GRID, best_weight, held_out_likelihoods


def draw_votes(shares: np.ndarray, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).multinomial(10, shares)


def test_predictions_that_know_the_shares_get_nearly_all_the_weight():
    shares = np.random.default_rng(1).dirichlet(np.full(8, 0.3), 2000)
    assert best_weight(draw_votes(shares), shares.astype(np.float32)) > 0.9


def test_predictions_that_know_nothing_get_little():
    shares = np.random.default_rng(2).dirichlet(np.full(8, 0.3), 2000)
    guesses = np.random.default_rng(3).dirichlet(np.full(8, 0.3), 2000)
    assert best_weight(draw_votes(shares), guesses.astype(np.float32)) < 0.2


def test_the_likelihood_of_a_single_image_is_what_can_be_counted_by_hand():
    votes = np.array([[2, 1, 0, 0, 0, 0, 0, 0]])
    predictions = np.full((1, 8), 1 / 8, dtype=np.float32)
    half = held_out_likelihoods(votes, predictions)[50]
    # either vote for the first class is left out with one of its two others left; the third with none
    assert np.isclose(half, (2 * np.log(0.5 * 1 / 2 + 0.5 / 8) + np.log(0.5 / 8)) / 3)
    assert held_out_likelihoods(votes, predictions)[0] == -np.inf
    assert GRID[50] == 0.5
