"""What the evidence says about a learner, as a table of statements."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.affect.baseline import (
    Baseline,
    BaselineRules,
    Signal,
    baseline_in_force,
    baseline_to_keep,
    establish_baseline,
    personal_threshold,
)
from attune.affect.behaviour import BehaviourRules, summarise_behaviour
from attune.affect.evidence import BehaviourKind, Evidence, LearningState, SelfReport, SelfReportKind
from attune.affect.reasons import Reason, ReasonCode
from attune.affect.states import StateRules, infer_state
from attune.affect.windows import quantise
from attune.expressions import Expression
from tests.affect.evidence import at, did, window, window_at, windows_of

RULES = StateRules()
N, H, S, D, A, G, F, C = (
    Expression.NEUTRAL,
    Expression.HAPPINESS,
    Expression.SURPRISE,
    Expression.SADNESS,
    Expression.ANGER,
    Expression.DISGUST,
    Expression.FEAR,
    Expression.CONTEMPT,
)


def infer(*, windows=(), behaviour=(), reports=(), baseline=None, now=None):
    evidence = Evidence(tuple(windows), tuple(behaviour), tuple(reports))
    return infer_state(evidence, baseline or Baseline(), RULES, now or at(len(windows) * 10))


@pytest.mark.parametrize(
    ("expressions", "state"),
    [
        ((N, N, N, N), LearningState.ENGAGED),
        ((H, H, H, H), LearningState.ENGAGED),
        ((A, A, N, A), LearningState.MAYBE_FRUSTRATED),
        ((A, G, C, N), LearningState.MAYBE_FRUSTRATED),
        ((A, N, N, N), LearningState.ENGAGED),
        ((A, A), LearningState.UNKNOWN),
        ((A, A, N, N), LearningState.UNKNOWN),
        ((S, F, S, N), LearningState.MAYBE_CONFUSED),
        ((D, D, D, N), LearningState.LOW_MOOD),
        ((D, D, S, S), LearningState.UNKNOWN),
        ((N, A, A, A, N, N, N), LearningState.ENGAGED),
        ((None, None, None, None), LearningState.UNKNOWN),
        ((None, None, None, N), LearningState.UNKNOWN),
        ((A, A, None, None), LearningState.UNKNOWN),
        ((A, None, A, A), LearningState.MAYBE_FRUSTRATED),
        ((), LearningState.UNKNOWN),
    ],
)
def test_three_of_the_last_four_windows_decide(expressions, state):
    assert infer(windows=windows_of(*expressions)).state is state


def test_signs_that_do_not_agree_are_called_mixed():
    found = infer(windows=windows_of(A, A, N, N))
    assert [(reason.code, reason.amount) for reason in found.reasons] == [(ReasonCode.MIXED_SIGNS, 2)]


def test_windows_of_poor_quality_say_nothing():
    poor = [window(i, A, quality=0.59) for i in range(4)]
    assert infer(windows=poor).state is LearningState.UNKNOWN


def test_stale_windows_say_nothing_about_now():
    assert infer(windows=windows_of(A, A, A, A), now=at(40 + 91)).state is LearningState.UNKNOWN


def test_a_long_break_ends_the_run_of_windows():
    windows = [window_at(0, A), window_at(10, A), window_at(400, A), window_at(410, N)]
    assert infer(windows=windows, now=at(420)).state is LearningState.ENGAGED


def test_since_is_the_start_of_the_whole_run_not_of_the_last_four():
    state = infer(windows=windows_of(N, N, A, A, A, N, A, A, A))
    assert state.state is LearningState.MAYBE_FRUSTRATED
    assert state.since == at(20)
    assert state.windows == 6


def test_a_fading_expression_is_not_current():
    assert infer(windows=windows_of(S, S, S, S)).current
    assert not infer(windows=windows_of(S, S, S, N)).current


REPORTS = [
    (SelfReportKind.CHECK_IN, H, LearningState.ENGAGED, ReasonCode.SAID_SO),
    (SelfReportKind.CHECK_IN, LearningState.MAYBE_DISENGAGED, LearningState.MAYBE_DISENGAGED, ReasonCode.SAID_SO),
    (SelfReportKind.CORRECTION, N, LearningState.ENGAGED, ReasonCode.CORRECTED),
    (SelfReportKind.CORRECTION, D, LearningState.LOW_MOOD, ReasonCode.CORRECTED),
    (SelfReportKind.LOST_HERE, None, LearningState.MAYBE_CONFUSED, ReasonCode.LOST_HERE),
]


@pytest.mark.parametrize(("kind", "feeling", "state", "code"), REPORTS)
def test_what_a_learner_says_outranks_face_and_behaviour(kind, feeling, state, code):
    report = SelfReport(kind, at(35), feeling)
    behaviour = [
        did(BehaviourKind.RAPID_RETRY, 30, count=5),
        did(BehaviourKind.WRONG_ANSWER, 30, count=5),
    ]
    found = infer(windows=windows_of(A, A, A, A), behaviour=behaviour, reports=[report])
    assert found.state is state
    assert found.confirmed
    assert [reason.code for reason in found.reasons] == [code]


def test_a_report_is_history_after_ten_minutes():
    report = SelfReport(SelfReportKind.CHECK_IN, at(0), D)
    assert infer(reports=[report], now=at(600)).state is LearningState.LOW_MOOD
    assert infer(reports=[report], now=at(601)).state is LearningState.UNKNOWN


def test_the_newest_report_holds():
    reports = [SelfReport(SelfReportKind.LOST_HERE, at(0)), SelfReport(SelfReportKind.CHECK_IN, at(5), H)]
    assert infer(reports=reports, now=at(10)).state is LearningState.ENGAGED


def test_a_raised_hand_says_nothing_about_a_feeling():
    hand = SelfReport(SelfReportKind.HAND_RAISED, at(5))
    assert infer(reports=[hand], now=at(10)).state is LearningState.UNKNOWN


BEHAVIOUR = [
    ([did(BehaviourKind.WRONG_ANSWER, 5, count=2)], LearningState.MAYBE_CONFUSED),
    ([did(BehaviourKind.WRONG_ANSWER, 5)], LearningState.UNKNOWN),
    (
        [did(BehaviourKind.REWIND, 5), did(BehaviourKind.REWIND, 8)],
        LearningState.MAYBE_CONFUSED,
    ),
    (
        [did(BehaviourKind.REWIND, 5), did(BehaviourKind.REWIND, 8, block="other")],
        LearningState.UNKNOWN,
    ),
    (
        [
            did(BehaviourKind.RAPID_RETRY, 5, count=2),
            did(BehaviourKind.WRONG_ANSWER, 5, count=2),
        ],
        LearningState.MAYBE_CONFUSED,
    ),
    ([did(BehaviourKind.IDLE, 5, lasted=120)], LearningState.MAYBE_DISENGAGED),
    ([did(BehaviourKind.IDLE, 5, lasted=119)], LearningState.UNKNOWN),
    ([did(BehaviourKind.TAB_HIDDEN, 5, lasted=300)], LearningState.MAYBE_DISENGAGED),
    ([did(BehaviourKind.BLOCK_DWELL, 5, lasted=900)], LearningState.UNKNOWN),
]


@pytest.mark.parametrize(("behaviour", "state"), BEHAVIOUR)
def test_behaviour_speaks_without_a_camera(behaviour, state):
    assert infer(behaviour=behaviour, now=at(10)).state is state


def stay(seconds, expected, at_second=20):
    return replace(did(BehaviourKind.BLOCK_DWELL, at_second, lasted=seconds), expected_seconds=expected)


STAYS = [
    ([stay(250, 100)], LearningState.UNKNOWN),
    ([stay(250, 100), did(BehaviourKind.WRONG_ANSWER, 5)], LearningState.MAYBE_CONFUSED),
    ([stay(250, 100), did(BehaviourKind.REWIND, 5)], LearningState.MAYBE_CONFUSED),
    ([stay(249, 100), did(BehaviourKind.REWIND, 5)], LearningState.UNKNOWN),
    ([stay(900, None), did(BehaviourKind.REWIND, 5)], LearningState.UNKNOWN),
    (
        [stay(250, 100), did(BehaviourKind.REWIND, 5), did(BehaviourKind.IDLE, 8, lasted=60)],
        LearningState.UNKNOWN,
    ),
    (
        [
            stay(250, 100),
            did(BehaviourKind.REWIND, 5),
            did(BehaviourKind.TAB_HIDDEN, 8, lasted=60),
        ],
        LearningState.UNKNOWN,
    ),
]


@pytest.mark.parametrize(("behaviour", "state"), STAYS)
def test_a_long_stay_counts_against_the_expected_time_and_never_alone(behaviour, state):
    assert infer(behaviour=behaviour, now=at(30)).state is state


def test_a_long_stay_confirms_a_puzzled_face_and_is_named_with_its_seconds():
    found = infer(windows=windows_of(S, S, S, S), behaviour=[stay(250, 100)])
    assert found.confirmed
    assert Reason(ReasonCode.LONG_DWELL, 250) in found.reasons


REASONS_FOR_BEHAVIOUR = [
    ([did(BehaviourKind.WRONG_ANSWER, 5, count=3)], [Reason(ReasonCode.WRONG_ANSWERS, 3)]),
    ([did(BehaviourKind.REWIND, 5, count=2)], [Reason(ReasonCode.REWINDS, 2)]),
    ([did(BehaviourKind.IDLE, 5, lasted=130)], [Reason(ReasonCode.IDLE, 130)]),
    ([did(BehaviourKind.TAB_HIDDEN, 5, lasted=140)], [Reason(ReasonCode.TAB_HIDDEN, 140)]),
    (
        [
            did(BehaviourKind.RAPID_RETRY, 5, count=2),
            did(BehaviourKind.WRONG_ANSWER, 5, count=2),
        ],
        [Reason(ReasonCode.WRONG_ANSWERS, 2)],
    ),
    (
        [stay(300, 100), did(BehaviourKind.WRONG_ANSWER, 5)],
        [Reason(ReasonCode.WRONG_ANSWERS, 1), Reason(ReasonCode.LONG_DWELL, 300)],
    ),
]


@pytest.mark.parametrize(("ended", "longest"), [((-95, -34, 26), 181), ((-240, -90, 20), 60), ((0,), 60)])
def test_idling_is_told_in_pieces_that_are_one_where_they_touch(ended, longest):
    pieces = [did(BehaviourKind.IDLE, second, lasted=60) for second in ended]
    assert summarise_behaviour(pieces, BehaviourRules(), at(30)).idle_seconds == longest


@pytest.mark.parametrize(("behaviour", "reasons"), REASONS_FOR_BEHAVIOUR)
def test_every_kind_of_behaviour_is_named_as_the_reason(behaviour, reasons):
    assert list(infer(behaviour=behaviour, now=at(30)).reasons) == reasons


UNKNOWN = [
    ((), (Reason(ReasonCode.TOO_FEW_READINGS),)),
    (windows_of(N), (Reason(ReasonCode.TOO_FEW_READINGS),)),
    (windows_of(None, None, None, None), (Reason(ReasonCode.LITTLE_READABLE, 4),)),
    ([window(i, A, quality=0.5) for i in range(4)], (Reason(ReasonCode.POOR_PICTURE, 4),)),
    (
        [replace(window(i, None), coverage=1.0, p=quantise([0.3, 0.3, 0.2, 0.2, 0, 0, 0, 0])) for i in range(4)],
        (Reason(ReasonCode.UNCLEAR_EXPRESSION, 4),),
    ),
]


@pytest.mark.parametrize(("windows", "reasons"), UNKNOWN)
def test_not_knowing_says_why(windows, reasons):
    found = infer(windows=windows)
    assert (found.state, found.reasons) == (LearningState.UNKNOWN, reasons)


def test_being_lost_is_said_of_a_place_and_holds_five_minutes():
    lost = SelfReport(SelfReportKind.LOST_HERE, at(0))
    assert infer(reports=[lost], now=at(300)).state is LearningState.MAYBE_CONFUSED
    assert infer(reports=[lost], now=at(301)).state is LearningState.UNKNOWN


def test_behaviour_of_long_ago_is_forgotten():
    assert infer(behaviour=[did(BehaviourKind.WRONG_ANSWER, 0, count=2)], now=at(301)).state is LearningState.UNKNOWN


@pytest.mark.parametrize(
    ("behaviour", "confirmed"),
    [
        ([], False),
        ([did(BehaviourKind.WRONG_ANSWER, 20, count=2)], True),
        ([did(BehaviourKind.REWIND, 20, count=2)], True),
        ([did(BehaviourKind.IDLE, 20, lasted=120)], True),
        ([did(BehaviourKind.PAUSE, 20)], False),
    ],
)
def test_behaviour_confirms_a_puzzled_face(behaviour, confirmed):
    found = infer(windows=windows_of(S, S, S, S), behaviour=behaviour)
    assert (found.state, found.confirmed) == (LearningState.MAYBE_CONFUSED, confirmed)


def test_a_stern_resting_face_is_not_frustration():
    stern = tuple(window(i, A, strength=0.5) for i in range(18))
    baseline = establish_baseline(stern, RULES.baseline)
    now = [window(i, A, strength=0.5) for i in range(18, 22)]
    assert infer(windows=now, now=at(220)).state is LearningState.MAYBE_FRUSTRATED
    assert infer(windows=now, baseline=baseline, now=at(220)).state is LearningState.ENGAGED


def test_a_finding_against_the_own_baseline_says_so():
    baseline = establish_baseline(windows_of(*[N] * 10), RULES.baseline)
    found = infer(windows=windows_of(A, A, A, A), baseline=baseline)
    assert [reason.code for reason in found.reasons] == [ReasonCode.TENSE_EXPRESSION, ReasonCode.OWN_BASELINE]


def test_too_few_usable_windows_make_no_baseline():
    assert not establish_baseline(windows_of(N, N, N, N, N, None, None), BaselineRules()).established
    assert establish_baseline(windows_of(N, N, N, N, N, None, N), BaselineRules()).windows == 6


def test_a_baseline_ends_after_three_minutes_of_usable_windows():
    assert establish_baseline(windows_of(*[N] * 40), BaselineRules()).windows == 18


def test_five_second_windows_take_as_many_seconds_for_a_baseline():
    short = [replace(each, seconds=5.0) for each in windows_of(*[N] * 12)]
    assert not establish_baseline(short[:11], BaselineRules()).established
    assert establish_baseline(short, BaselineRules()).windows == 12


STERN = establish_baseline([window(i, A, strength=0.5) for i in range(18)], RULES.baseline)
CALM = establish_baseline(windows_of(*[N] * 18), RULES.baseline)


def test_a_kept_baseline_counts_until_the_study_sessions_own_is_known():
    assert baseline_in_force(Baseline(), STERN, may_keep=True) is STERN
    assert baseline_in_force(CALM, STERN, may_keep=True) is CALM
    assert not baseline_in_force(Baseline(), None, may_keep=True).established


def test_without_permission_no_baseline_is_kept_or_used():
    assert not baseline_in_force(Baseline(), STERN, may_keep=False).established
    assert baseline_to_keep(CALM, STERN, may_keep=False, rules=RULES.baseline) is None


def test_a_kept_baseline_moves_with_every_study_session_but_not_far():
    assert baseline_to_keep(STERN, None, True, RULES.baseline) is STERN
    assert baseline_to_keep(Baseline(), STERN, True, RULES.baseline) is STERN
    kept = baseline_to_keep(CALM, STERN, True, RULES.baseline)
    assert kept.windows == 36
    assert kept.centre[Signal.DISPLEASURE] == pytest.approx(0.25, abs=0.01)
    for _ in range(20):
        kept = baseline_to_keep(STERN, kept, True, RULES.baseline)
    assert kept.windows == RULES.baseline.kept_windows + 18


@given(st.lists(st.tuples(st.sampled_from([*Expression, None]), st.floats(0.3, 1)), max_size=30))
def test_a_threshold_stays_between_floor_and_ceiling_and_never_under_what_is_usual_for_somebody(shown):
    rules = BaselineRules()
    windows = [window(index, expression, strength) for index, (expression, strength) in enumerate(shown)]
    baseline = establish_baseline(windows, rules)
    for signal in Signal:
        threshold, usual = personal_threshold(signal, baseline, rules), baseline.centre.get(signal, 0.0)
        assert rules.floor <= threshold <= rules.ceiling or threshold == math.inf
        assert threshold >= usual or not baseline.complete
        assert threshold < math.inf or usual + rules.mad_multiplier * baseline.spread[signal] > rules.ceiling


def test_nothing_is_called_more_than_usual_that_is_not():
    """A stern face in its second minute: the state may still be guessed, but not that it is more than usual."""
    stern = establish_baseline([window(i, A, strength=0.78) for i in range(8)], RULES.baseline)
    found = infer(windows=[window(i, A, strength=0.78) for i in range(12)], baseline=stern)
    assert found.state is LearningState.MAYBE_FRUSTRATED
    assert [reason.code for reason in found.reasons] == [ReasonCode.TENSE_EXPRESSION]


def test_a_face_beyond_the_ceiling_says_nothing_about_its_signal():
    stern = establish_baseline([window(i, A, strength=0.78) for i in range(18)], RULES.baseline)
    assert stern.complete
    assert personal_threshold(Signal.DISPLEASURE, stern, RULES.baseline) == math.inf
    assert personal_threshold(Signal.SADNESS, stern, RULES.baseline) == RULES.baseline.floor
    now = [window(i, A, strength=0.95) for i in range(18, 22)]
    assert infer(windows=now, baseline=stern, now=at(220)).state is LearningState.ENGAGED


@given(st.lists(st.sampled_from([*Expression, None]), min_size=4, max_size=20), st.integers(0, 19))
def test_an_unknown_window_never_makes_a_learner_calmer_or_more_troubled_than_no_window(expressions, place):
    """Replacing a window by an abstention may lose a finding, but never creates another difficulty."""
    windows = windows_of(*expressions)
    blinded = list(expressions)
    blinded[place % len(blinded)] = None
    before, after = infer(windows=windows).state, infer(windows=windows_of(*blinded)).state
    troubles = {LearningState.MAYBE_CONFUSED, LearningState.MAYBE_FRUSTRATED, LearningState.LOW_MOOD}
    assert after == before or after not in troubles or before in troubles


def test_a_raised_hand_says_nothing_about_a_feeling_whatever_came_with_it():
    report = SelfReport(SelfReportKind.HAND_RAISED, at(0), Expression.SADNESS)
    assert infer(reports=[report], now=at(1)).state is LearningState.UNKNOWN
