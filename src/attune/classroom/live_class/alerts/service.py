"""What a tutor may want to act on: few alerts, each with its rule and its evidence, people who ask for help first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from attune.affect.disclosure.figures import Category, ShareFigure
from attune.affect.disclosure.publisher import Publication
from attune.classroom.live_class.alerts.hysteresis import (
    BLOCK_CONFUSED,
    CONFUSED,
    IDLE,
    RuleInput,
    RuleStates,
    Span,
    Thresholds,
)
from attune.classroom.live_class.alerts.texts import share_texts, text_of
from attune.classroom.live_class.models import AlertResolution
from attune.classroom.live_class.schemas import Alert, AlertKind
from attune.classroom.live_class.view.live_view import LiveCourse
from attune.classroom.live_class.view.snapshots import StudentSnapshot

MOST_SHOWN = 3
QUIET_AFTER_RESOLUTION = timedelta(minutes=15)
_THRESHOLDS: Mapping[str, Thresholds] = {
    AlertKind.CLASS_CONFUSED: CONFUSED,
    AlertKind.BLOCK_CONFUSED: BLOCK_CONFUSED,
    AlertKind.MANY_IDLE: IDLE,
}

# Whoever asks for help comes first; within a kind, whoever has waited longest.
_ORDER = (
    AlertKind.HAND_RAISED,
    AlertKind.LOST_HERE,
    AlertKind.CLASS_CONFUSED,
    AlertKind.BLOCK_CONFUSED,
    AlertKind.STUDENT_STUCK,
    AlertKind.MANY_IDLE,
)
_ASKED_FOR = frozenset({AlertKind.HAND_RAISED, AlertKind.LOST_HERE})


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that holds. subject: what tells it from others of its kind.  last_at: its newest evidence.

    count: of those it is about by name; None where it is about the class, whose numbers are published in bands.
    """

    kind: AlertKind
    subject: str
    since: datetime
    last_at: datetime
    count: int | None = 1
    student_id: UUID | None = None
    block_id: UUID | None = None
    facts: Mapping[str, object] = field(default_factory=dict)

    def alert_id(self, course_id: UUID) -> UUID:
        """The same for the same rule and subject in a course, so that a resolution finds it again."""
        return uuid5(course_id, f"{self.kind}:{self.subject}")

    def reads_any_of(self, student_ids: Collection[UUID]) -> bool:
        """Whether it says how one of some students is doing, other than what they said themselves."""
        return self.kind is AlertKind.STUDENT_STUCK and self.student_id in student_ids


def find_alerts(
    course: LiveCourse,
    snapshots: Sequence[StudentSnapshot],
    class_alerts: Sequence[Finding],
    resolutions: Mapping[UUID, AlertResolution],
    places: Mapping[UUID, str],
    now: datetime,
) -> list[Finding]:
    """The rules that hold and that no tutor has put aside, the most urgent first.

    class_alerts: as from `find_class_alerts`.  places: titles of lessons and blocks by id.
    """
    findings = [
        *_hands(course, snapshots, places),
        *_lost(course, snapshots, places),
        *class_alerts,
        *_stuck(course, snapshots, places, now),
    ]
    unresolved = [
        finding for finding in findings if not _is_quiet(finding, resolutions.get(finding.alert_id(course.id)), now)
    ]
    return sorted(unresolved, key=lambda finding: (_ORDER.index(finding.kind), finding.since, finding.subject))


def find_class_alerts(
    course: LiveCourse, published: Publication, rule_states: RuleStates, places: Mapping[UUID, str], now: datetime
) -> list[Finding]:
    """The rules about the class and its places, by what disclosure control has published and by nothing else.

    Args:
        course: the course, with the blocks of its heat strip.
        published: the figures on the page.
        rule_states: how long each rule has held or not; kept up to date.
        places: titles of blocks by id.
        now: the present.

    Returns:
        A finding for each rule that holds and whose figures are shown, since it began to hold.
    """
    shares = _class_shares(course, published)
    inputs = {rule: RuleInput(_span(share), _THRESHOLDS[rule[0]]) for rule, share in shares.items()}
    findings: list[Finding] = []
    for (kind, subject), since in rule_states.settle(inputs, now).items():
        share = shares[kind, subject]
        if share is None:
            continue
        at_block = UUID(subject) if kind == AlertKind.BLOCK_CONFUSED else None
        block_id = at_block or (_hardest_block(course, published) if kind == AlertKind.CLASS_CONFUSED else None)
        shown = published.place(at_block) if at_block is not None else published.picture
        facts = {"share": share, "n": shown.n, "kind": shown.kind, "title": _title(course, block_id)}
        if at_block is not None:
            facts["place"] = _place(course, places, at_block)
        findings.append(Finding(AlertKind(kind), subject, since, published.at, None, block_id=block_id, facts=facts))
    named = {finding.block_id for finding in findings if finding.kind is AlertKind.CLASS_CONFUSED}
    return [each for each in findings if each.kind is not AlertKind.BLOCK_CONFUSED or each.block_id not in named]


def _span(share: ShareFigure | None) -> Span | None:
    if share is None:
        return None
    return Span(share.at_least, share.share if share.share is not None else share.high)


def class_rule(kind: str, block_id: UUID | None) -> tuple[str, str] | None:
    """Return the rule that an alert of a kind at a block comes from; None for alerts about students."""
    if kind == AlertKind.BLOCK_CONFUSED:
        return (kind, str(block_id))
    return (kind, "class") if kind in _THRESHOLDS else None


def _class_shares(course: LiveCourse, published: Publication) -> dict[tuple[str, str], ShareFigure | None]:
    """What each rule about the class or a place goes by, by kind and subject."""
    picture = published.picture
    return {
        (AlertKind.CLASS_CONFUSED, "class"): picture.struggling,
        (AlertKind.MANY_IDLE, "class"): picture.share_of(Category.MAYBE_DISENGAGED),
        **{
            (AlertKind.BLOCK_CONFUSED, str(block.block_id)): published.place(block.block_id).struggling
            for block in course.strip
        },
    }


def describe_alerts(findings: Sequence[Finding], course_id: UUID, language: str) -> list[Alert]:
    """The alerts to show, at most three, in a tutor's language."""
    return [_describe(finding, course_id, language) for finding in findings[:MOST_SHOWN]]


def hand_alert_id(course_id: UUID, student_id: UUID) -> UUID:
    """The id of the alert for a student's raised hand."""
    return uuid5(course_id, f"{AlertKind.HAND_RAISED}:{student_id}")


def lost_alert_id(course_id: UUID, block_id: UUID | None) -> UUID:
    """The id of the alert for "I'm lost here" at a place."""
    return uuid5(course_id, f"{AlertKind.LOST_HERE}:{block_id}")


def _is_quiet(finding: Finding, resolution: AlertResolution | None, now: datetime) -> bool:
    """Whether a tutor has dealt with it; a rule that goes on holding comes back later.

    A call that was answered is gone by itself (`calls`), so one that is here was made since.
    """
    if resolution is None or finding.kind in _ASKED_FOR:
        return False
    return now - resolution.resolved_at < QUIET_AFTER_RESOLUTION


def _hands(course: LiveCourse, snapshots: Sequence[StudentSnapshot], places: Mapping[UUID, str]) -> Iterator[Finding]:
    for snapshot in snapshots:
        if snapshot.hand is not None:
            at, lesson_id, block_id = snapshot.hand.at, snapshot.hand.lesson_id, snapshot.hand.block_id
            facts = {"name": snapshot.name, "place": _place(course, places, block_id, lesson_id)}
            yield Finding(AlertKind.HAND_RAISED, str(snapshot.user_id), at, at, 1, snapshot.user_id, block_id, facts)


def _lost(course: LiveCourse, snapshots: Sequence[StudentSnapshot], places: Mapping[UUID, str]) -> Iterator[Finding]:
    by_block: dict[UUID | None, list[StudentSnapshot]] = {}
    for snapshot in snapshots:
        if snapshot.lost is not None:
            by_block.setdefault(snapshot.lost.block_id, []).append(snapshot)
    for block_id, lost in by_block.items():
        calls = [snapshot.lost.at for snapshot in lost if snapshot.lost is not None]
        names = ", ".join(_who_is_lost(snapshot) for snapshot in lost)
        facts = {
            "place": _place(course, places, block_id, lost[0].lost.lesson_id if lost[0].lost else None),
            "names": names,
        }
        student_id = lost[0].user_id if len(lost) == 1 else None
        yield Finding(
            AlertKind.LOST_HERE, str(block_id), min(calls), max(calls), len(lost), student_id, block_id, facts
        )


def _who_is_lost(snapshot: StudentSnapshot) -> str:
    """A student's name, with how often they said so there: several taps are one call that grows more urgent."""
    times = snapshot.lost.times if snapshot.lost is not None else 1
    return snapshot.name if times == 1 else f"{snapshot.name} ({times}×)"


def _stuck(
    course: LiveCourse, snapshots: Sequence[StudentSnapshot], places: Mapping[UUID, str], now: datetime
) -> Iterator[Finding]:
    for snapshot in snapshots:
        if snapshot.state is not None and snapshot.is_stuck(now):
            since, subject = snapshot.state.since, str(snapshot.user_id)
            facts = {
                "name": snapshot.name,
                "minutes": int((now - since).total_seconds() // 60),
                "place": _place(course, places, snapshot.block_id, snapshot.lesson_id),
            }
            yield Finding(AlertKind.STUDENT_STUCK, subject, since, now, 1, snapshot.user_id, snapshot.block_id, facts)


def _hardest_block(course: LiveCourse, published: Publication) -> UUID | None:
    """The block with the largest published share of those who may struggle; None where none is shown."""
    shares = {block.block_id: published.place(block.block_id).struggling for block in course.strip}
    known = {block_id: share.at_least for block_id, share in shares.items() if share is not None}
    hardest = max(known, key=lambda block_id: known[block_id], default=None)
    return hardest if hardest is not None and known[hardest] > 0 else None


def _title(course: LiveCourse, block_id: UUID | None) -> str | None:
    return next((block.title for block in course.strip if block.block_id == block_id), None)


def _place(course: LiveCourse, places: Mapping[UUID, str], *known: UUID | None) -> str:
    """The title of the first of some lessons and blocks that the course has, or of the course."""
    titles = [places[place_id] for place_id in known if place_id is not None and place_id in places]
    return [*titles, course.title][0]


def _describe(finding: Finding, course_id: UUID, language: str) -> Alert:
    text = text_of(finding.kind, language)
    facts = {"count": finding.count, **finding.facts}
    share = finding.facts.get("share")
    if isinstance(share, ShareFigure):
        facts |= share_texts(share, finding.facts, language)
    return Alert(
        id=finding.alert_id(course_id),
        kind=finding.kind,
        title=text.title.format_map(facts),
        what=text.what.format_map(facts),
        rule=text.rule,
        since=finding.since,
        count=finding.count,
        suggestion=text.suggestion,
        student_id=finding.student_id,
        block_id=finding.block_id,
    )
