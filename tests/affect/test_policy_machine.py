"""Any sequence of events against the policy's promises, stated a second time and independently of the code.

Hypothesis plays a learner's days: wrong answers, check-ins, faces, pauses, responses, snoozes, quizzes, leaps of time,
in either arm and under any policy that an institution may set. At every pause the decision has to be what the promises
allow: no more, and no less. What makes a moment and what only stops a delivery are promised apart.
"""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from attune.affect.causes import Cause, EvidenceKind
from attune.affect.decisions import decide as decide_module
from attune.affect.decisions import pauses as pauses_module
from attune.affect.decisions.decide import decide
from attune.affect.decisions.moments import PastSupport, SupportHistory
from attune.affect.evidence import Behaviour, BehaviourKind, SelfReport, SelfReportKind
from attune.affect.experiment.assignment import assign
from attune.affect.findings import expression as expression_module
from attune.affect.findings import find as find_module
from attune.affect.findings.circumstances import Circumstances, Situation
from attune.affect.limits import Limits, MessageResponse
from attune.affect.policy import InterruptionPoint, SupportPolicy
from attune.affect.study_session import StudySession
from attune.expressions import Expression
from tests.affect.evidence import at, window_at

WAVED_AWAY = {MessageResponse.DISMISSED, MessageResponse.NOT_HELPFUL}

# What is drawn most of the time lets a pause through, so that the rules asked later are reached, too.
MOSTLY = [True, True, True, False]
POINTS = [InterruptionPoint.VIDEO_PAUSE] * 4 + [*InterruptionPoint, None]
RESPONSES = [MessageResponse.DISMISSED] * 4 + [MessageResponse.IGNORED] * 6 + list(MessageResponse)
FEELINGS = [Expression.SADNESS, Expression.ANGER, Expression.NEUTRAL]
NUMBERS = {
    "pause_seconds": [60, 300],
    "pause_of_a_kind_seconds": [300, 720, 3600],
    "per_hour": [12, 4, 2, 1, 0],
    "per_day": [12, 4, 2, 1, 0],
    "dismissals_double": [1, 2, 3],
    "longest_pause_seconds": [300, 3600],
}
OPEN = [frozenset(InterruptionPoint), frozenset({InterruptionPoint.VIDEO_PAUSE})]
SHARES = [0.0, 0.0, 0.5]

policies = st.builds(
    SupportPolicy,
    control_arm_share=st.sampled_from(SHARES),
    limits=st.builds(Limits, **{name: st.sampled_from(values) for name, values in NUMBERS.items()}),
    interruption_points=st.sampled_from(OPEN),
)


class Days(RuleBasedStateMachine):
    """A learner's days under a policy, at two blocks. `moments` is what was decided, with what came of it."""

    @initialize(policy=policies, has_baseline=st.booleans(), hours=st.sampled_from([None, 0, 9]))
    def begin(self, policy, has_baseline, hours):
        self.policy, self.hours = policy, hours
        self.now, self.moments, self.asked = at(0), [], 0
        self.enabled, self.snoozed_until, self.in_quiz = True, None, False
        self.wrong, self.rewinds, self.reports = [], [], []
        self.face_since = None
        self.began_at, self.has_baseline = at(0), has_baseline
        self.retry_at = None

    @rule(seconds=st.one_of(st.integers(1, 900), st.integers(900, 40_000)))
    def time_passes(self, seconds):
        self.now += timedelta(seconds=seconds)
        self.face_since = None

    @precondition(lambda self: self.retry_at is not None)
    @rule(early=st.sampled_from([0, 1]))
    def time_passes_to_the_very_instant(self, early):
        self.now = max(self.now, self.retry_at - timedelta(seconds=early))

    @rule(minutes=st.integers(1, 60))
    def snooze(self, minutes):
        self.snoozed_until = self.now + timedelta(minutes=minutes)

    @rule(enabled=st.sampled_from(MOSTLY))
    def switch_support(self, enabled):
        self.enabled = enabled

    @rule(outside=st.sampled_from(MOSTLY))
    def enter_or_leave_a_graded_quiz(self, outside):
        self.in_quiz = not outside

    @rule(block=st.sampled_from(["here", "here", "there"]))
    def answer_wrongly(self, block):
        self.wrong.append((self.now, block))

    @rule(block=st.sampled_from(["here", "here", "there"]))
    def rewind(self, block):
        self.rewinds.append((self.now, block))

    @rule(feeling=st.sampled_from(FEELINGS))
    def say(self, feeling):
        self.reports.append((self.now, feeling))

    @rule(seconds=st.sampled_from([20, 59, 60, 80]))
    def show_a_face_that_lasts(self, seconds):
        """It began that long ago, and nothing else is shown since."""
        self.face_since = self.now
        self.now += timedelta(seconds=seconds)
        self.face_until = self.now

    @precondition(lambda self: any(each.delivered for each in self.moments))
    @rule(response=st.sampled_from(RESPONSES))
    def respond(self, response):
        index = max(i for i, each in enumerate(self.moments) if each.delivered)
        self.moments[index] = replace(self.moments[index], response=response)

    @rule(point=st.sampled_from(POINTS))
    def pause(self, point):
        self.asked += 1
        key = f"learner:{self.asked}"
        history = SupportHistory(tuple(self.moments), self.enabled, self.snoozed_until)
        situation = Situation(point, "here", "there", self.in_quiz)
        decision = decide(history, self._known(), self.policy, situation, key, self.now)
        cause = promised_cause(self, point)
        broken = [] if cause is None else [each.__name__ for each in MOMENT_PROMISES if not each(self, point, cause)]
        is_moment = cause is not None and not broken
        assert decision.moment == is_moment, f"{decision.rule}, although {broken or cause} speaks against it"
        stopped = [each.__name__ for each in DELIVERY_PROMISES if is_moment and not each(self, point, cause, key)]
        assert decision.speak == (is_moment and not stopped), f"{decision.rule}, although {stopped} speaks against it"
        if is_moment:
            assert decision.finding.cause is cause, f"{decision.finding.cause}, although {cause} is the cause"
            said = decision.finding.evidence
            self.moments.append(PastSupport(self.now, cause, said, decision.speak, point, decision.finding.block_id))
        if decision.retry_at is not None:
            assert decision.retry_at > self.now
        self.retry_at = decision.retry_at

    def _known(self):
        behaviour = [Behaviour(BehaviourKind.WRONG_ANSWER, when, block) for when, block in self.wrong]
        behaviour += [Behaviour(BehaviourKind.REWIND, when, block) for when, block in self.rewinds]
        reports = tuple(SelfReport(SelfReportKind.CHECK_IN, when, feeling, "here") for when, feeling in self.reports)
        session = self._session(tuple(behaviour))
        offset = None if self.hours is None else timedelta(hours=self.hours)
        state = session.state(self.policy.triggers, self.now)
        return Circumstances(session, state, reports=reports, utc_offset=offset)

    def _session(self, behaviour):
        """A calm face of long ago, which the baseline is of, and the one that is shown now."""
        calm = [calm_window(i * 10.0, "here") for i in range(18 if self.has_baseline else 2)]
        shown = []
        if self.face_since is not None:
            begin = (self.face_since - at(0)).total_seconds()
            count = int((self.face_until - self.face_since).total_seconds() // 10)
            shown = [tense_window(begin + i * 10.0, "here") for i in range(count)]
        recent = tuple(sorted([*calm, *shown], key=lambda each: each.started_at))
        return StudySession(first=tuple(calm), recent=recent, behaviour=behaviour, kept_known=True)


def calm_window(seconds, block):
    return replace(window_at(seconds, Expression.NEUTRAL, 0.9), block_id=block)


def tense_window(seconds, block):
    return replace(window_at(seconds, Expression.ANGER, 0.8), block_id=block)


def about(point):
    return "there" if point is InterruptionPoint.BLOCK_CHANGE else "here"


def lately(days, seconds):
    return days.now - timedelta(seconds=seconds)


def said(days):
    """The newest feeling of the last ten minutes, and whether a moment has answered it."""
    known = [(when, feeling) for when, feeling in days.reports if when >= lately(days, 600)]
    if not known:
        return None, True
    when, feeling = known[-1]
    answered = any(each.evidence is EvidenceKind.SAID and each.at >= when for each in days.moments)
    return feeling, answered


def low_days(days):
    """How many days of the last seven the learner was low, since they last saw a person proposed."""
    hours = timedelta(hours=days.hours or 0)
    talked = max((each.at for each in days.moments if each.cause is Cause.TALK and each.delivered), default=None)
    today = (days.now + hours).date()
    dates = {
        (when + hours).date()
        for when, feeling in days.reports
        if feeling is Expression.SADNESS and (talked is None or when > talked)
    }
    return sum((today - date).days < 7 for date in dates)


def promised_cause(days, point):
    """What is to be spoken of, by what was said, by the clock, by what was done at the block, by the face."""
    feeling, answered = said(days)
    if not answered and feeling is Expression.SADNESS:
        return Cause.TALK if low_days(days) >= 3 else Cause.LOW_MOOD
    if not answered and feeling is Expression.ANGER:
        return Cause.FRUSTRATED
    if point is None or point not in days.policy.interruption_points:
        return None
    at_end = point is InterruptionPoint.LESSON_END  # which only a look back or a fact fits
    if days.hours is not None:
        local = days.now + timedelta(hours=days.hours)
        if local.hour >= 23 or local.hour < 5:
            evening = local.replace(hour=23, minute=0, second=0, microsecond=0)
            began = (evening if local.hour >= 23 else evening - timedelta(days=1)) - timedelta(hours=days.hours)
            once = any(each.cause is Cause.NIGHT and each.at >= began for each in days.moments)
            return None if once or at_end else Cause.NIGHT
    if sum(when >= lately(days, 300) for when, block in days.wrong if block == about(point)) >= 2:
        return Cause.WRONG_ANSWERS
    if sum(when >= lately(days, 300) for when, block in days.rewinds if block == about(point)) >= 2:
        return Cause.CONFUSED
    return Cause.ASKS if not at_end and face_may_ask(days, point) else None


def face_may_ask(days, point):
    """At the block that it was shown at, over the baseline, once a session, and with nothing said beside it."""
    if days.face_since is None or not days.has_baseline or about(point) != "here" or said(days)[0] is not None:
        return False
    if any(each.cause is Cause.ASKS and each.at >= days.began_at for each in days.moments):
        return False
    shown = int((days.face_until - days.face_since).total_seconds() // 10)
    return shown >= 3 and (days.now - days.face_since).total_seconds() - 10 * shown <= 90


def never_in_a_graded_quiz(days, point, cause):
    return not days.in_quiz


def confusion_has_its_time(days, point, cause):
    """One more try or 45 seconds after two wrong answers, a minute for a face; whoever has left tries no more."""
    if cause is Cause.WRONG_ANSWERS and point is not InterruptionPoint.BLOCK_CHANGE:
        tries = [when for when, block in days.wrong if block == "here" and when >= lately(days, 300)]
        return len(tries) > 2 or (days.now - tries[-1]).total_seconds() >= 45
    if cause is Cause.ASKS:
        return (days.now - days.face_since).total_seconds() >= days.policy.confusion_waits_seconds
    return True


def was_said(cause):
    return cause in (Cause.LOW_MOOD, Cause.TALK, Cause.FRUSTRATED)


def a_cap_of_nought_is_off(days, point, cause):
    return days.policy.limits.per_hour > 0 and days.policy.limits.per_day > 0


def a_pause_since_the_last_moment(days, point, cause):
    least = days.policy.limits.pause_seconds
    return was_said(cause) or not days.moments or (days.now - days.moments[-1].at).total_seconds() >= least


def a_longer_pause_since_the_last_of_a_kind(days, point, cause):
    same = [each for each in days.moments if each.cause is cause]
    least = days.policy.limits.pause_of_a_kind_seconds
    return was_said(cause) or not same or (days.now - same[-1].at).total_seconds() >= least


def no_more_than_the_cap_in_any_hour(days, point, cause):
    count = sum((days.now - each.at).total_seconds() < 3600 for each in days.moments)
    return was_said(cause) or count < days.policy.limits.per_hour


def no_more_than_the_cap_in_any_day(days, point, cause):
    count = sum((days.now - each.at).total_seconds() < 86_400 for each in days.moments)
    return was_said(cause) or count < days.policy.limits.per_day


def never_where_it_is_not_wanted(days, point, cause, key):
    return days.enabled


def never_while_snoozed(days, point, cause, key):
    return days.snoozed_until is None or days.now >= days.snoozed_until


def dismissals_in_a_row(moments):
    """Messages waved away in a row; four ignored ones in a row are one; no response neither counts nor ends it."""
    count = ignored = 0
    for each in reversed(moments):
        if each.response is MessageResponse.IGNORED:
            ignored += 1
            if ignored == 4:
                count, ignored = count + 1, 0
        elif each.response in WAVED_AWAY:
            count, ignored = count + 1, 0
        elif each.response is not None:
            break
    return count


def a_doubled_pause_after_dismissals_up_to_the_longest(days, point, cause, key):
    limits, shown = days.policy.limits, [each for each in days.moments if each.delivered]
    doublings = dismissals_in_a_row(days.moments) // limits.dismissals_double
    if was_said(cause) or not shown or not doublings:
        return True
    pause = limits.pause_seconds
    for _ in range(doublings):
        pause = min(2 * pause, limits.longest_pause_seconds)
    return (days.now - shown[-1].at).total_seconds() >= pause


def only_where_messages_are_answered(days, point, cause, key):
    """Nine in ten are skipped where under a tenth of ten or more were answered at this point and hour."""
    hours = timedelta(hours=days.hours or 0)
    hour = (days.now + hours).hour
    here = [
        each.response
        for each in days.moments
        if each.delivered and each.interruption_point is point and (each.at + hours).hour == hour
    ]
    answered = [response for response in here if response not in (None, MessageResponse.IGNORED)]
    if was_said(cause) or len(here) < 10 or 10 * len(answered) >= len(here):
        return True
    return explored(key)


def explored(key):
    from attune.affect.decisions import receptivity

    return receptivity._draw(key) < 0.1


def never_in_the_silent_arm(days, point, cause, key):
    return was_said(cause) or assign(key, days.policy.control_arm_share).speak


MOMENT_PROMISES = [
    never_in_a_graded_quiz,
    confusion_has_its_time,
    a_cap_of_nought_is_off,
    a_pause_since_the_last_moment,
    a_longer_pause_since_the_last_of_a_kind,
    no_more_than_the_cap_in_any_hour,
    no_more_than_the_cap_in_any_day,
]
DELIVERY_PROMISES = [
    never_where_it_is_not_wanted,
    never_while_snoozed,
    a_doubled_pause_after_dismissals_up_to_the_longest,
    only_where_messages_are_answered,
    never_in_the_silent_arm,
]


def test_no_sequence_of_events_breaks_a_promise():
    run_state_machine_as_test(Days, settings=settings(max_examples=100, stateful_step_count=60, deadline=None))


def wander(rng, learners):
    """The same days by plain chance: quick enough to find every rule that was broken on purpose."""
    for _ in range(learners):
        live(rng)


def live(rng, steps=60):
    """A learner's days under a policy of their own; some are of one hour each day, so that habits can be learnt."""
    days = Days()
    numbers = {name: rng.choice(values) for name, values in NUMBERS.items()}
    policy = SupportPolicy(
        control_arm_share=rng.choice(SHARES), limits=Limits(**numbers), interruption_points=rng.choice(OPEN)
    )
    days.begin(policy, rng.random() < 0.7, rng.choice([None, 0, 9]))
    if rng.random() < 0.15:
        live_by_the_clock(days, rng)
        return
    for _ in range(steps):
        drawn = rng.random()
        if drawn < 0.15:
            days.time_passes(rng.choice([rng.randint(1, 900), rng.randint(900, 40_000)]))
        elif drawn < 0.25 and days.retry_at is not None:
            days.time_passes_to_the_very_instant(rng.choice([0, 1]))
        elif drawn < 0.4 and any(each.delivered for each in days.moments):
            days.respond(rng.choice(RESPONSES))
        elif drawn < 0.43:
            days.snooze(rng.randint(1, 60))
        elif drawn < 0.46:
            days.switch_support(rng.choice(MOSTLY))
        elif drawn < 0.49:
            days.enter_or_leave_a_graded_quiz(rng.choice(MOSTLY))
        elif drawn < 0.62:
            rng.choice([days.answer_wrongly, days.rewind])(rng.choice(["here", "here", "there"]))
        elif drawn < 0.66:
            days.say(rng.choice(FEELINGS))
        elif drawn < 0.72:
            days.show_a_face_that_lasts(rng.choice([20, 59, 60, 80]))
        else:
            days.pause(rng.choice(POINTS))


def live_by_the_clock(days, rng):
    """The same hour of every day: a difficulty, a pause, and mostly nobody who answers."""
    for _ in range(30):
        days.rewind("here")
        days.rewind("here")
        days.pause(InterruptionPoint.VIDEO_PAUSE)
        if days.moments and days.moments[-1].delivered:
            days.respond(rng.choice([MessageResponse.IGNORED] * 30 + [MessageResponse.HELPFUL]))
        days.time_passes(86_400)


def test_days_by_plain_chance_break_no_promise():
    wander(Random(0), learners=150)


def without(objection, rules):
    left = tuple(each for each in getattr(decide_module, rules) if each.__name__ != objection)
    assert len(left) == len(getattr(decide_module, rules)) - 1
    return lambda patch: patch.setattr(decide_module, rules, left)


def unlimited(field):
    honest = decide_module.next_allowed_at
    return lambda patch: patch.setattr(
        decide_module, "next_allowed_at", lambda *arguments: honest(*arguments)._replace(**{field: None})
    )


def pauses(pause):
    return lambda patch: patch.setattr(pauses_module, "current_pause", pause)


def never_doubled(moments, limits):
    return timedelta(seconds=limits.pause_seconds)


def doubled_without_end(moments, limits):
    doublings = dismissals_in_a_row(moments) // limits.dismissals_double
    return timedelta(seconds=limits.pause_seconds * 2**doublings)


def ignoring_is_nothing(moments, limits):
    answered = [each for each in moments if each.response is not MessageResponse.IGNORED]
    return HONEST_PAUSE(answered, limits)


HONEST_PAUSE = pauses_module.current_pause


def in_quizzes_too(patch):
    honest = decide_module.decide
    patch.setitem(
        globals(),
        "decide",
        lambda history, known, policy, situation, key, now: honest(
            history, known, policy, replace(situation, in_graded_quiz=False), key, now
        ),
    )


def patched(module, name, value):
    return lambda patch: patch.setattr(module, name, value)


BREAKS = {
    "support that is off": without("_unwanted", "_NO_DELIVERY"),
    "graded quizzes": in_quizzes_too,
    "snoozing": without("_snoozed", "_NO_DELIVERY"),
    "one more try": without("_waits", "_NO_MOMENT"),
    "a cap of nought": without("_switched_off_by_a_cap", "_NO_MOMENT"),
    "the silent arm": without("_in_control_arm", "_NO_DELIVERY"),
    "receptivity": without("_not_receptive", "_NO_DELIVERY"),
    "the pause after dismissals": without("_dismissed", "_NO_DELIVERY"),
    "the pause between two": unlimited("after_any"),
    "the pause between two of a kind": unlimited("after_a_kind"),
    "the hourly cap": unlimited("by_hour"),
    "the daily cap": unlimited("by_day"),
    "the doubling after dismissals": pauses(never_doubled),
    "ignoring counts": pauses(ignoring_is_nothing),
    "the longest pause": pauses(doubled_without_end),
    "the night": patched(find_module, "is_night", lambda _time: False),
    "a face asks once": patched(expression_module, "_asked", lambda *_: False),
    "what is said outranks a face": patched(expression_module, "has_spoken", lambda *_: False),
    "evidence of its own block": patched(find_module, "behaviour_at", lambda behaviour, _block: tuple(behaviour)),
}


@pytest.mark.parametrize("broken", BREAKS)
def test_the_search_finds_a_rule_that_is_broken_on_purpose(broken, monkeypatch):
    BREAKS[broken](monkeypatch)
    with pytest.raises(AssertionError, match="although"):
        wander(Random(0), learners=2000)
