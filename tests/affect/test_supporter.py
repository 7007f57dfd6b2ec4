"""What is said fits where the learner is: about a place only where it names that place, and about no other one."""

from dataclasses import replace
from datetime import timedelta

import pytest

from attune.affect.causes import Cause
from attune.affect.decisions.moments import SupportHistory
from attune.affect.evidence import SelfReport, SelfReportKind
from attune.affect.findings.circumstances import Situation
from attune.affect.findings.facts import facts_of
from attune.affect.findings.find import LOOKED_BACK_AT
from attune.affect.messages.strategies import OPENS, Strategy
from attune.affect.policy import InterruptionPoint, SupportPolicy
from attune.affect.supporter import Material, give_support
from attune.expressions import Expression
from tests.affect.evidence import NINE
from tests.affect.messages.test_library import LIBRARY, PERSONAL
from tests.affect.situations import known

DAY = timedelta(days=1)
CHANGED = Situation(InterruptionPoint.BLOCK_CHANGE, "next", "before")
LOOK_BACK = {Strategy.REFLECTION, Strategy.ENCOURAGEMENT}


def said(feeling, block, days=1, situation=CHANGED, hours=None, number=0):
    """The support for what was said at a block, once a day; nothing is open to what the facts do not name."""
    now = NINE + (days - 1) * DAY + timedelta(seconds=20)
    reports = [SelfReport(SelfReportKind.CHECK_IN, NINE + day * DAY, feeling, block) for day in range(days)]
    circumstances = known(now, reports=reports if feeling else (), hours=hours)

    def look_up(finding):
        facts = facts_of(finding, circumstances, (), unsent=False, now=now)
        opened = dict.fromkeys(OPENS.values(), True)
        return Material(LIBRARY["en"].messages, replace(facts, **opened, due=True, done=3), PERSONAL)

    return give_support(SupportHistory(), circumstances, SupportPolicy(), situation, look_up, f"ada:{number}", now)


@pytest.mark.parametrize("block", ["before", "elsewhere", None])
def test_a_person_is_proposed_wherever_the_learner_went_since(block):
    support = said(Expression.SADNESS, block, days=3)
    assert (support.decision.finding.cause, support.message.strategy) == (Cause.TALK, Strategy.TALK)


def test_what_was_said_without_a_place_is_answered_without_one():
    found = [said(Expression.FEAR, None, number=number).message for number in range(40)]
    assert all(not message.variables - {"name"} for message in found)
    assert {message.strategy for message in found}.isdisjoint(OPENS)


def test_what_was_said_elsewhere_names_its_place_or_none_and_opens_nothing_there():
    found = [said(Expression.FEAR, "elsewhere", number=number) for number in range(40)]
    assert {each.decision.finding.block_id for each in found} == {"elsewhere"}
    for message in (each.message for each in found):
        assert message.is_placeless or message.variables & {"block", "lesson"}
        assert message.strategy not in set(OPENS) - {Strategy.ASK_TUTOR}


def test_the_night_is_no_matter_of_the_block_that_was_left():
    found = {said(None, None, hours=14, number=number).message.id for number in range(60)}
    assert "night-stop-here-late" in found


def test_a_lesson_ends_with_the_causes_that_the_library_looks_back_at():
    causes = {message.cause for message in LIBRARY["en"].messages if message.strategy in LOOK_BACK}
    assert causes - {Cause.FRUSTRATED, Cause.ANXIOUS, Cause.LOW_MOOD} == LOOKED_BACK_AT
