"""The example sessions, replayed once, and short ways to say what happened in them."""

from functools import cache
from pathlib import Path

from attune.simulation.replay.command import language_of
from attune.simulation.replay.events import clock
from attune.simulation.replay.pipeline import InterruptionStep, WindowStep, replay
from attune.simulation.replay.scenario import read_scenario
from attune.simulation.replay.synthetic import synthesise

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "replays"


def no_pictures(segment, instants, seed):
    raise AssertionError("this story has no pictures")


def session_of(name, seed=None, pictures=no_pictures):
    return synthesise(read_scenario((FOLDER / f"{name}.yaml").read_text("utf-8")), pictures, seed)


@cache
def replayed(name):
    """The session and the steps of an example."""
    session = session_of(name)
    return session, replay(session, language_of(session))


def decided(name):
    """Each pause as (time, interruption point, cause or state, rule)."""
    session, steps = replayed(name)
    return [
        (
            clock(step.at, session.started_at),
            str(step.interruption_point or "check_in"),
            str(step.decision.finding.cause if step.decision.finding else step.state.state),
            str(step.decision.rule),
        )
        for step in steps
        if isinstance(step, InterruptionStep)
    ]


def reasons_at(name, time):
    """The reason codes with their amounts at a pause."""
    session, steps = replayed(name)
    (found, *_) = [
        step for step in steps if isinstance(step, InterruptionStep) and clock(step.at, session.started_at) == time
    ]
    return {str(reason.code): reason.amount for reason in found.decision.reasons}


def states(name):
    """The states in the order in which the windows changed them."""
    _, steps = replayed(name)
    found = [str(step.state.state) for step in steps if isinstance(step, WindowStep)]
    return [state for place, state in enumerate(found) if place == 0 or state != found[place - 1]]


def messages(name):
    """The messages of a session."""
    _, steps = replayed(name)
    return [step.message for step in steps if isinstance(step, InterruptionStep) and step.support.delivered]
