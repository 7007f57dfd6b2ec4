"""What goes out about the quality of readings."""

from __future__ import annotations

from datetime import date

from attune.affect.disclosure.figures import ShareWord
from attune.affect.disclosure.quality import Division
from attune.classroom.platform.schemas import Outgoing, UtcDatetime


class QualityShareOut(Outgoing):
    """A share in steps, or in a word for fewer than ten learners, with its 95 % interval or the word's range."""

    share: float | None
    word: ShareWord | None
    low: float
    high: float


class AgreementOut(Outgoing):
    """How often readings were what students said at a check-in right after; see `Agreement`."""

    learners: int
    moments: int
    share: QualityShareOut


class CorrectedOut(Outgoing):
    """How many have corrected a state, of those who were read so; see `Corrected`."""

    learners: int
    share: QualityShareOut


class ReadableOut(Outgoing):
    """How much of the time a face was readable, and how much nothing was stated; see `Readable`."""

    learners: int
    coverage: QualityShareOut
    abstained: QualityShareOut


class QualityCellOut(Outgoing):
    """What is shown of one part of the readings; each figure is None where it is hidden, or there is none.

    value: of the division; empty for all readings.
    """

    division: Division
    value: str
    agreement: AgreementOut | None
    corrected: CorrectedOut | None
    readable: ReadableOut | None


class QualityFiguresOut(Outgoing):
    """Everything that is shown of a period."""

    cells: list[QualityCellOut]


class QualityPeriodOut(Outgoing):
    """Four weeks, as they were decided on once. k: how many learners it took then."""

    began_on: date
    ends_on: date
    decided_at: UtcDatetime
    k: int
    cells: list[QualityCellOut]


class QualityOut(Outgoing):
    """Every period that has been decided on, oldest first.

    Attributes:
        k: How many learners it takes before a figure is shown.
        next_on: The day on which the present period is decided on.
        retention_days: For how long summaries are kept.
        kept_whole: Whether that is long enough for a whole period.
    """

    k: int
    next_on: date
    retention_days: int
    kept_whole: bool
    periods: list[QualityPeriodOut]
