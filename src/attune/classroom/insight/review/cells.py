"""The cells of a review's table, and of whom each may be made: a block, for the whole course or for one of its groups.

There is no figure of the lesson as a whole: where few learners miss a block, it would give that block away. The sum
over the blocks counts as known nevertheless, because other pages tell of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeAlias

from attune.affect.disclosure.rows import Candidate
from attune.affect.disclosure.stored_figures import may_mix
from attune.affect.disclosure.tables import Contribution, Sum, must_hide, suppress
from attune.classroom.insight.review.friction import LearnerAtBlock
from attune.classroom.insight.review.learners import Counted

COURSE = "course"

OfLearners: TypeAlias = Mapping[str, LearnerAtBlock]
"""What is known of each learner of one cell."""

Inferable: TypeAlias = Callable[[LearnerAtBlock], bool]
"""Whether a learner's outcome follows from what tutors see of everybody by name."""


@dataclass(frozen=True, slots=True)
class Cells:
    """A table before disclosure control.

    rows: by block, what each cell may be made of; the course before its groups, larger groups before smaller ones.
    behind: what is known of the learners at each block.  possible: how many are in each cell, shown or not.
    """

    rows: Mapping[str, Mapping[str, Sequence[Candidate]]]
    behind: Mapping[str, OfLearners]
    possible: Mapping[str, int]


def key_of(scope: str, block: str) -> str:
    """What a cell is called. scope: COURSE or a group's id."""
    return f"{scope}|{block}"


def block_of(key: str) -> str:
    """The id of the block that a cell is about."""
    return key.partition("|")[2]


def cells_of(
    counted: Counted, contribution: Callable[[str, LearnerAtBlock], Contribution | None], inferable: Inferable, k: int
) -> Cells:
    """Make the cells of one table.

    Args:
        counted: The learners, with the blocks they have been at.
        contribution: What a learner adds to a cell; None where there is nothing.
        inferable: What is known of learners anyway.
        k: The smallest group.
    """
    scopes = _scopes(counted)
    blocks = {str(block): {str(each): at for each, at in here.items()} for block, here in counted.at_blocks.items()}
    rows: dict[str, dict[str, Sequence[Candidate]]] = {block: {} for block in blocks}
    possible: dict[str, int] = {}
    named = {str(learner) for learner in counted.sharing}
    for scope, members in scopes.items():
        made = {
            key_of(scope, block): [
                one for learner in sorted(here) if learner in members and (one := contribution(learner, here[learner]))
            ]
            for block, here in blocks.items()
        }
        possible |= {key: len(all_) for key, all_ in made.items()}
        candidates = {key: _candidates(all_, named, blocks[block_of(key)], inferable, k) for key, all_ in made.items()}
        for key in made.keys() & _alone(made, candidates, k):
            candidates[key] = []
        for key, them in candidates.items():
            rows[block_of(key)][key] = them
    return Cells(rows, blocks, possible)


def _scopes(counted: Counted) -> dict[str, AbstractSet[str]]:
    """The learners of the course, and of each of its groups, the largest first."""
    groups: dict[str, set[str]] = defaultdict(set)
    learners = {learner for here in counted.at_blocks.values() for learner in here}
    for learner in learners:
        for group in counted.groups.get(learner, ()):
            groups[str(group)].add(str(learner))
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return {COURSE: {str(learner) for learner in learners}, **dict(ordered)}


def _candidates(
    made: Sequence[Contribution], named: AbstractSet[str], behind: OfLearners, inferable: Inferable, k: int
) -> list[Candidate]:
    """All contributions, where those of learners who are not seen by name may be in it; else those who are."""
    others = [each for each in made if each.learner not in named]
    known = frozenset(each.learner for each in others if inferable(behind[each.learner]))
    possible = []
    if not others or may_mix([each for each in others if each.learner not in known], k):
        possible.append(Candidate(made, others, known))
    if others:
        possible.append(Candidate([each for each in made if each.learner in named]))
    return [each for each in possible if not must_hide(each.made, k)]


def _alone(
    made: Mapping[str, Sequence[Contribution]], candidates: Mapping[str, Sequence[Candidate]], k: int
) -> AbstractSet[str]:
    """The cells of a scope to hide: a lone hidden block, and the smallest other one with it."""
    fullest = {key: candidates[key][0].made if candidates[key] else all_ for key, all_ in made.items()}
    return suppress(fullest, [Sum(tuple(made))], k, [key for key in made if not candidates[key]])
