"""Released figures as they go out. Nothing else constructs these bodies (see tests/classroom/live_class)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from attune.affect.disclosure.figures import ShareFigure
from attune.affect.disclosure.live import ClassPicture, PictureKind, PlacePicture
from attune.classroom.live_class.schemas import ClassStates, LiveBlock, StateShare, TrendPoint
from attune.classroom.live_class.view.snapshots import StripBlock, StudentSnapshot


def describe_picture(picture: ClassPicture) -> ClassStates:
    """The picture of a class as it goes out."""
    return ClassStates(
        kind=picture.kind,
        minimum=picture.minimum,
        n=picture.n,
        shares=[_describe_share(figure) for figure in picture.shares],
        struggling=_describe_share(picture.struggling) if picture.struggling is not None else None,
        coverage=picture.coverage,
    )


def describe_block(block: StripBlock, place: PlacePicture, snapshots: Sequence[StudentSnapshot]) -> LiveBlock:
    """A block of the heat strip: its released figure, and who is there, which is no secret."""
    return LiveBlock(
        block_id=block.block_id,
        lesson_id=block.lesson_id,
        title=block.title,
        present=sum(snapshot.present and snapshot.block_id == block.block_id for snapshot in snapshots),
        lost_here=sum(snapshot.lost is not None and snapshot.lost.block_id == block.block_id for snapshot in snapshots),
        kind=place.kind,
        n=place.n,
        struggling=_describe_share(place.struggling) if place.struggling is not None else None,
    )


def trend_point(at: datetime, states: ClassStates) -> TrendPoint:
    """One point of the trend; a share that is said in a word stands in the middle of its range."""
    if states.kind is PictureKind.HIDDEN or states.struggling is None:
        return TrendPoint(at=at, shares=None, coverage=None)
    drawn = {share.category: _drawn(share) for share in (*states.shares, states.struggling)}
    return TrendPoint(at=at, shares=drawn, coverage=states.coverage)


def _describe_share(figure: ShareFigure) -> StateShare:
    return StateShare(category=figure.category, share=figure.share, word=figure.word, low=figure.low, high=figure.high)


def _drawn(share: StateShare) -> float:
    return share.share if share.share is not None else round((share.low + share.high) / 2, 2)
