import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra.numpy import arrays

from attune.expressions import EXPRESSIONS
from attune.training.data.votes import COLUMNS, DROPPED, read_votes, vote_labels, vote_targets
from attune.training.errors import DatasetError
from tests.training.faces import write_votes

REAL = Path(os.environ.get("ATTUNE_DATA", "../shared/data/fer2013")) / "fer2013new.csv"


def votes(**counts: int) -> np.ndarray:
    return np.array([[counts.get(name, 0) for name in COLUMNS]])


def label(protocol: str, **counts: int) -> str | None:
    index = int(vote_labels(votes(**counts), protocol)[0])
    return None if index == DROPPED else str(EXPRESSIONS[index])


def test_majority_needs_more_than_half_of_the_votes():
    assert label("majority", happiness=6, neutral=4) == "happiness"
    assert label("majority", happiness=5, neutral=5) is None
    assert label("majority", happiness=4, neutral=3, surprise=3) is None


def test_majority_counts_single_votes_as_none():
    assert label("majority", sadness=5, neutral=1, fear=1, anger=1, disgust=1, contempt=1) == "sadness"
    assert label("majority", sadness=4, neutral=4, fear=1, anger=1) is None


def test_faces_that_taggers_do_not_know_are_dropped():
    assert label("majority", unknown=6, neutral=4) is None
    assert label("argmax", NF=4, neutral=3, fear=3) is None


def test_argmax_takes_the_largest_column_however_small():
    assert label("argmax", happiness=4, neutral=3, surprise=3) == "happiness"


def test_soft_is_scored_by_majority_and_learns_from_ambiguous_faces_too():
    ambiguous = {"happiness": 5, "neutral": 5}
    assert label("soft", **ambiguous) is None
    target = vote_targets(votes(**ambiguous), "soft")[0]
    assert target[EXPRESSIONS.index("happiness")] == target[EXPRESSIONS.index("neutral")] == 0.5


def test_soft_shares_leave_unknown_out():
    target = vote_targets(votes(anger=6, disgust=2, unknown=2), "soft")[0]
    assert target[EXPRESSIONS.index("anger")] == 0.75


def test_hard_protocols_learn_from_one_class():
    target = vote_targets(votes(fear=7, surprise=3), "majority")[0]
    assert target.tolist() == [float(name == "fear") for name in EXPRESSIONS]


@given(arrays(np.int64, (20, 10), elements={"min_value": 0, "max_value": 10}))
def test_targets_are_distributions_or_nothing(counts: np.ndarray):
    for protocol in ("majority", "argmax", "soft"):
        targets = vote_targets(counts, protocol)
        sums = targets.sum(axis=1)
        assert (targets >= 0).all()
        assert np.all(np.isclose(sums, 1, atol=1e-6) | (sums == 0))


@given(arrays(np.int64, (20, 10), elements={"min_value": 0, "max_value": 10}))
def test_where_majority_finds_a_label_argmax_finds_the_same(counts: np.ndarray):
    majority, argmax = vote_labels(counts, "majority"), vote_labels(counts, "argmax")
    assert (majority[majority != DROPPED] == argmax[majority != DROPPED]).all()


def test_votes_are_read_with_their_split(tmp_path: Path):
    counts, splits = read_votes(write_votes(tmp_path, 10))
    assert counts.shape == (10, 10)
    assert (counts.sum(axis=1) == 10).all()
    assert splits.count("PublicTest") == 2


@pytest.mark.parametrize("vote", ["nine", "-1", "11", "9.5", "", "\xff"])
def test_a_damaged_vote_names_file_and_row(tmp_path: Path, vote: str):
    path = write_votes(tmp_path, 3)
    lines = path.read_text().splitlines()
    lines[2] = lines[2].replace("9", vote)
    path.write_bytes("\n".join(lines).encode("latin-1"))
    with pytest.raises(DatasetError, match=r"fer2013new\.csv, row 1: votes must be whole numbers"):
        read_votes(path)


@given(arrays(np.int64, (5, 10), elements={"min_value": 0, "max_value": 10}))
def test_votes_are_read_as_they_were_written(tmp_path_factory: pytest.TempPathFactory, counts: np.ndarray):
    path = tmp_path_factory.mktemp("votes") / "fer2013new.csv"
    lines = [f"Training,face.png,{','.join(map(str, row))}" for row in counts.tolist()]
    path.write_text("\n".join([f"Usage,Image name,{','.join(COLUMNS)}", *lines]))
    found, splits = read_votes(path)
    assert np.array_equal(found, counts)
    assert splits == ["Training"] * 5


def test_files_that_hold_no_votes_are_refused(tmp_path: Path):
    with pytest.raises(DatasetError, match="no FER\\+ votes at"):
        read_votes(tmp_path / "none.csv")
    (tmp_path / "other.csv").write_text("Usage,neutral\nTraining,3\n")
    with pytest.raises(DatasetError, match="the header lacks happiness"):
        read_votes(tmp_path / "other.csv")


@pytest.mark.skipif(not REAL.is_file(), reason="the FER+ votes are not on this machine (ATTUNE_DATA)")
@pytest.mark.parametrize(("split", "n"), [("Training", 25_060), ("PublicTest", 3_199)])
def test_majority_keeps_the_published_number_of_faces(split: str, n: int):
    counts, splits = read_votes(REAL)
    labels = vote_labels(counts, "majority")
    assert int((labels[np.array(splits) == split] != DROPPED).sum()) == n
