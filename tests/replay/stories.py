"""Stories of students who differ, replayed once, and short ways to say what came of them."""

from functools import cache
from pathlib import Path

from attune.simulation.replay.command import language_of
from attune.simulation.replay.events import clock
from attune.simulation.replay.pipeline import InterruptionStep, replay
from attune.simulation.replay.scenario import read_scenario
from attune.simulation.replay.synthetic import synthesise

FOLDER = Path(__file__).parent
NAMES = sorted(file.stem for file in FOLDER.glob("*.yaml"))


def no_pictures(segment, instants, seed):
    raise AssertionError("this story has no pictures")


@cache
def told(name, seed=None):
    """The session of a story, and what was decided at each of its interruption points."""
    session = synthesise(read_scenario((FOLDER / f"{name}.yaml").read_text("utf-8")), no_pictures, seed)
    steps = replay(session, language_of(session))
    return session, [step for step in steps if isinstance(step, InterruptionStep)]


def moments(name, seed=None):
    """The moments at which there was something to say, as (time, cause)."""
    session, steps = told(name, seed)
    return [
        (clock(step.at, session.started_at), str(step.decision.finding.cause)) for step in steps if step.decision.moment
    ]


def causes(name, seed=None):
    return [cause for _, cause in moments(name, seed)]


def rules(name):
    session, steps = told(name)
    return [(clock(step.at, session.started_at), str(step.decision.rule)) for step in steps]


def delivered(name):
    return [step for step in told(name)[1] if step.support.delivered]
