"""How often readings agree with what students say, how often they are corrected, and how often there is none.

Each table is decided on once, when its weeks are over, and then stays. So what a reader can combine is one table: a
cell is shown only if its learners are k and differ, and if the same holds for everything that is left of the total
when the shown cells of a division are subtracted from it. Cells of several divisions are audited together
(`rows.release_row`): no combination of them is about fewer than k learners. Whoever the reader sees by name hides
nobody: their part is subtracted, so that k others are asked for each time, who differ.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeVar

from attune.affect.disclosure.figures import learners_band
from attune.affect.disclosure.release import Released, Seal
from attune.affect.disclosure.rows import Candidate, ShownRow, release_row
from attune.affect.disclosure.stored_figures import RoundedShare, counted_share, mean_share, moment_share
from attune.affect.disclosure.tables import Contribution, must_hide
from attune.affect.evidence import LearningState, Probability

GOOD_FROM = 0.8  # of the quality of an image; by default a window under 0.6 is no evidence, so there is no third band
POINTS = 100  # learners whose shares of time without a statement are all the same, in whole points, are too alike
LEAST_READ_SECONDS = 60.0  # of a learner in a state: somebody read so for less has hardly had the chance to object

Figures = TypeVar("Figures", bound=Released)


class Division(StrEnum):
    """What figures are divided by. READ_AS: the state that was read; IMAGE: the quality of the image."""

    ALL = "all"
    READ_AS = "read_as"
    MODEL = "model"
    SOURCE = "source"
    IMAGE = "image"


class ImageQuality(StrEnum):
    """How good the image of the face was: light, sharpness and size together."""

    WEAK = "weak"
    GOOD = "good"


class Cell(NamedTuple):
    """A cell of a table. value: of the division; empty for ALL."""

    division: Division
    value: str


EVERYTHING = Cell(Division.ALL, "")


@dataclass(frozen=True, slots=True)
class AnsweredReading:
    """A check-in, with the reading of the moment before it.

    Attributes:
        learner: Whose.
        moment: What tells the check-in from others.
        read: The learning state that was read.
        said: The one that the student spoke of.
        model, source: What read it, and where.
        quality: Of the image, in [0, 1].
    """

    learner: str
    moment: str
    read: LearningState
    said: LearningState
    model: str
    source: str
    quality: Probability

    def cells(self) -> tuple[Cell, ...]:
        """The cells that it is counted in, but for EVERYTHING."""
        return (
            Cell(Division.READ_AS, self.read.value),
            Cell(Division.MODEL, self.model),
            Cell(Division.SOURCE, self.source),
            Cell(Division.IMAGE, image_quality(self.quality).value),
        )


@dataclass(frozen=True, slots=True)
class ReadTime:
    """The time of one learner that one model read at one place: all of it, the readable and the abstained seconds."""

    learner: str
    model: str
    source: str
    seconds: float
    readable_seconds: float
    abstained_seconds: float


@dataclass(frozen=True, slots=True)
class ReadState:
    """For how long a learner was read as being in a state, and whether they once said that it was another one."""

    learner: str
    state: LearningState
    seconds: float
    corrected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Released):
    """How often the reading was what the student said. learners, moments: rounded down to a multiple of five."""

    learners: int
    moments: int
    share: RoundedShare


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected(Released):
    """The share of those learners who have corrected a state of those who were read so."""

    learners: int
    share: RoundedShare


@dataclass(frozen=True, slots=True, kw_only=True)
class Readable(Released):
    """The mean share of the time with a readable face, and of the time without a statement, over learners."""

    learners: int
    coverage: RoundedShare
    abstained: RoundedShare


def image_quality(quality: Probability) -> ImageQuality:
    """The band of an image's quality."""
    return ImageQuality.WEAK if quality < GOOD_FROM else ImageQuality.GOOD


def release_agreement(
    answered: Sequence[AnsweredReading], k: int, named: Collection[str] = ()
) -> Mapping[Cell, Agreement]:
    """How often readings agree with check-ins, as far as it may be shown.

    Args:
        answered: One of each check-in.
        k: The smallest group.
        named: Learners whose own weeks the reader sees.
    """
    cells: dict[Cell, list[Contribution]] = defaultdict(list)
    for each in answered:
        made = Contribution(each.learner, each.moment, str(each.read is each.said))
        for cell in (EVERYTHING, *each.cells()):
            cells[cell].append(made)

    def describe(_cell: Cell, shown: Sequence[Contribution]) -> Agreement:
        return Agreement(
            seal=Seal,
            learners=_learners(shown),
            moments=learners_band(len(shown)),
            share=moment_share([(each.learner, each.outcome == str(True)) for each in shown]),
        )

    return _release(cells, k, frozenset(named), describe)


def release_corrected(read: Sequence[ReadState], k: int, named: Collection[str] = ()) -> Mapping[Cell, Corrected]:
    """How many have corrected each state, of those who were read so for a minute or more.

    The states have no total: a learner is in several of them, each time with something else.

    Args:
        read: One of each learner and state.
        k: The smallest group.
        named: Learners whose own weeks the reader sees.
    """
    cells: dict[Cell, list[Contribution]] = defaultdict(list)
    for each in read:
        if each.seconds >= LEAST_READ_SECONDS:
            made = Contribution(each.learner, f"{each.learner}:{each.state}", str(each.corrected))
            cells[Cell(Division.READ_AS, each.state.value)].append(made)

    def describe(_cell: Cell, shown: Sequence[Contribution]) -> Corrected:
        corrected = sum(each.outcome == str(True) for each in shown)
        return Corrected(seal=Seal, learners=_learners(shown), share=counted_share(corrected, len(shown)))

    return {cell: describe(cell, made) for cell, made in cells.items() if _is_fit(made, k, named)}


def release_readable(times: Sequence[ReadTime], k: int, named: Collection[str] = ()) -> Mapping[Cell, Readable]:
    """How much of the time there was a readable face, and how much the model abstained, as far as it may be shown.

    Args:
        times: One of each learner, model and source.
        k: The smallest group.
        named: Learners whose own weeks the reader sees.
    """
    cells: dict[Cell, list[Contribution]] = defaultdict(list)
    behind: dict[str, ReadTime] = {}
    for each in times:
        if each.seconds <= 0:
            continue
        item = f"{each.learner}:{each.model}:{each.source}"
        points = round(POINTS * each.abstained_seconds / each.seconds)
        made, behind[item] = Contribution(each.learner, item, str(points), each.seconds), each
        for cell in (EVERYTHING, Cell(Division.MODEL, each.model), Cell(Division.SOURCE, each.source)):
            cells[cell].append(made)

    def describe(_cell: Cell, shown: Sequence[Contribution]) -> Readable:
        of_learners: dict[str, list[ReadTime]] = defaultdict(list)
        for each in shown:
            of_learners[each.learner].append(behind[each.item])
        shares = [
            [sum(each.readable_seconds for each in own), sum(each.abstained_seconds for each in own)]
            for own in of_learners.values()
        ]
        seconds = [sum(each.seconds for each in own) for own in of_learners.values()]
        coverage, abstained = (
            mean_share([min(1.0, own[place] / whole) for own, whole in zip(shares, seconds, strict=True)])
            for place in (0, 1)
        )
        return Readable(seal=Seal, learners=_learners(shown), coverage=coverage, abstained=abstained)

    return _release(cells, k, frozenset(named), describe)


def _release(
    cells: Mapping[Cell, Sequence[Contribution]],
    k: int,
    named: Collection[str],
    describe: Callable[[Cell, Sequence[Contribution]], Figures],
) -> Mapping[Cell, Figures]:
    """The cells that may be shown beside the total; none where the total may not."""
    total = cells.get(EVERYTHING, ())
    if not _is_fit(total, k, named):
        return {}
    candidates = {EVERYTHING: [Candidate(total, _others(total, named))]}
    for division in Division:
        parts = {cell: made for cell, made in cells.items() if cell.division is division and cell != EVERYTHING}
        shown = _beside_total(parts, k, named)
        for cell in sorted(shown, key=lambda cell: (-len(parts[cell]), cell)):
            candidates[cell] = [Candidate(parts[cell], _others(parts[cell], named))]
    released = release_row(candidates, k, describe, str, {}, ShownRow())
    return {cell: shown.figures for cell, shown in released.cells.items() if shown.figures is not None}


def _beside_total(parts: Mapping[Cell, Sequence[Contribution]], k: int, named: Collection[str]) -> Collection[Cell]:
    """The parts of a total that can be shown: what the total has more than they is fit to be shown, or nothing."""
    shown = {cell for cell, made in parts.items() if _is_fit(made, k, named)}
    while shown:
        rest = [each for cell, made in parts.items() if cell not in shown for each in made]
        if not rest or _is_fit(rest, k, named):
            break
        shown.remove(min(shown, key=lambda cell: (len(parts[cell]), cell)))
    return shown


def _is_fit(made: Sequence[Contribution], k: int, named: Collection[str]) -> bool:
    """Whether there are k learners who are not seen by name, none dominates, and not all but one have one outcome."""
    outcomes: dict[str, set[str]] = defaultdict(set)
    others = _others(made, named)
    for each in others:
        outcomes[each.learner].add(each.outcome)
    alike = Counter(next(iter(each)) for each in outcomes.values() if len(each) == 1)
    return not must_hide(others, k) and max(alike.values(), default=0) <= len(outcomes) - 2


def _others(made: Sequence[Contribution], named: Collection[str]) -> Sequence[Contribution]:
    """What is made by those who are not seen by name."""
    return [each for each in made if each.learner not in named]


def _learners(made: Sequence[Contribution]) -> int:
    return learners_band(len({each.learner for each in made}))
