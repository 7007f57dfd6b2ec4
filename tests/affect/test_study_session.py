"""A study session is a value: what is added makes another one, and a long break begins a new one."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from attune.affect.baseline import Baseline, Signal
from attune.affect.evidence import BehaviourKind, LearningState, SelfReport, SelfReportKind, ended_at
from attune.affect.states import StateRules
from attune.affect.study_session import (
    KEPT_FOR,
    NEW_SESSION_AFTER,
    RECENT_WINDOWS,
    REMEMBERED_IDS,
    StudySession,
    kept_baseline,
    split_sessions,
    split_spans,
)
from attune.expressions import Expression
from tests.affect.evidence import at, did, window, window_at, windows_of

RULES = StateRules()
N, A = Expression.NEUTRAL, Expression.ANGER
STERN = Baseline(18, dict.fromkeys(Signal, 0.6), dict.fromkeys(Signal, 0.02))


def nothing_kept(_before):
    return None


def studied(*windows, kept_before=nothing_kept, start=None):
    session = start or StudySession()
    for each in windows:
        session, _ = session.add_window(each, RULES, kept_before)
    return session


def test_adding_leaves_the_value_before_as_it_was():
    before = studied(*windows_of(N, N))
    after = studied(window(2, A), start=before)
    assert (len(before.recent), len(after.recent)) == (2, 3)


def test_a_long_break_begins_a_session_with_a_baseline_of_its_own():
    first = studied(*windows_of(*[N] * 18))
    assert first.baseline(RULES).windows == 18
    after = ended_at(first.recent[-1]) + NEW_SESSION_AFTER + timedelta(seconds=1)
    second = studied(window_at((after - at(0)).total_seconds(), N), start=first)
    assert (len(second.recent), second.baseline(RULES).established) == (1, False)
    assert second.began_at == after


def test_a_break_of_just_half_an_hour_is_a_break_of_the_same_session():
    first = studied(window(0, N))
    assert len(studied(window_at(10 + 1800, N), start=first).recent) == 2


def test_earlier_sessions_are_looked_up_once_a_session_and_hold_from_its_first_window():
    asked = []

    def kept_before(before):
        asked.append(before)
        return STERN

    session = studied(*windows_of(N, N), kept_before=kept_before)
    assert session.baseline(RULES) == STERN
    session, state = session.add_window(window_at(7200, A, strength=0.55), RULES, kept_before)
    assert asked == [at(0), at(7200)]
    assert session.baseline(RULES) == STERN
    assert state.state is not LearningState.MAYBE_FRUSTRATED


def test_a_window_sent_late_finds_its_place_and_does_not_undo_the_state_at_its_block():
    session = studied(*windows_of(A, A, A, A))
    late = studied(window_at(-5, N), start=session)
    assert late.recent[0].started_at == at(-5)
    assert late.block_states == session.block_states
    assert session.block_states["block"].state is LearningState.MAYBE_FRUSTRATED


def test_a_window_with_a_known_id_replaces_it():
    session = studied(window(0, N), window(0, N))
    assert len(session.recent) == len(session.first) == 1


def test_only_the_newest_windows_are_kept_and_the_first_for_the_baseline():
    session = studied(*windows_of(*[N] * (RECENT_WINDOWS + 10)))
    assert len(session.recent) == RECENT_WINDOWS
    assert sum(each.seconds for each in session.first) == 2 * RULES.baseline.seconds


def test_what_is_too_old_to_matter_is_discarded():
    session = StudySession().add_behaviour(did(BehaviourKind.REWIND, 0))
    assert len(session.add_behaviour(did(BehaviourKind.REWIND, 1800)).behaviour) == 2
    assert len(session.add_behaviour(did(BehaviourKind.REWIND, 1801)).behaviour) == 1
    said = StudySession().add_report("a", SelfReport(SelfReportKind.LOST_HERE, at(0), None, "block"), RULES)
    later = said.add_report("b", SelfReport(SelfReportKind.CHECK_IN, at(3601), Expression.SADNESS), RULES)
    assert list(later.reports) == ["b"]
    assert said.block_states["block"].state is LearningState.MAYBE_CONFUSED
    assert not later.remove_reports({"b"}).reports


def test_ids_are_recognised_up_to_a_number_and_survive_a_deletion():
    session = studied(window(0, N)).remember(str(number) for number in range(REMEMBERED_IDS + 5))
    assert len(session.seen_ids) == REMEMBERED_IDS
    assert session.seen_ids[0] == "5"
    assert session.remember(["7", "7"]).seen_ids == session.seen_ids
    assert session.discard_everything() == StudySession(seen_ids=session.seen_ids)


def test_without_windows_nothing_that_a_camera_saw_is_left():
    session = studied(*windows_of(A, A, A, A), kept_before=lambda _before: STERN)
    session = session.add_behaviour(did(BehaviourKind.REWIND, 5))
    blind = session.discard_windows()
    assert not blind.recent
    assert not blind.first
    assert not blind.block_states
    assert (blind.kept, blind.kept_known, blind.baseline(RULES).established) == (None, False, False)
    assert blind.behaviour == session.behaviour


def test_spans_join_what_overlaps_and_part_at_a_break():
    minute = timedelta(minutes=1)
    spans = [(at(0), at(300)), (at(60), at(120)), (at(36 * 60),) * 2]
    assert split_spans(spans, longest_break=30 * minute) == [(at(0), at(300)), (at(36 * 60),) * 2]
    assert split_spans(spans, longest_break=31 * minute) == [(at(0), at(36 * 60))]


GAPS = st.lists(st.sampled_from([10.0, 600.0, 1810.0, 1811.0, 7200.0]), max_size=12)


@given(GAPS)
def test_sessions_are_split_alike_by_windows_by_spans_and_while_they_come(gaps):
    seconds = 0.0
    windows = [window_at(0.0, N)]
    for gap in gaps:
        seconds += gap
        windows.append(window_at(seconds, N))
    spans = split_spans((each.started_at, ended_at(each)) for each in windows)
    by_windows = list(split_sessions(windows))
    assert [each[0].started_at for each in by_windows] == [begin for begin, _ in spans]
    session, began = StudySession(), []
    for each in windows:
        session, _ = session.add_window(each, RULES, nothing_kept)
        began.append(session.began_at)
    assert list(dict.fromkeys(began)) == [begin for begin, _ in spans]


def test_no_windows_are_no_session():
    assert list(split_sessions([])) == []
    assert split_spans([]) == []


def test_what_is_kept_comes_from_sessions_before_not_older_than_two_weeks():
    windows = windows_of(*[N] * 18)
    rules = RULES.baseline
    assert kept_baseline(windows, at(7200), rules).windows == 18
    assert kept_baseline(windows, at(0), rules) is None
    assert kept_baseline(windows, at(180) + KEPT_FOR, rules) is None
