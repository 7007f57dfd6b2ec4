"""A course whose blocks have titles, help and something that they build on, and a student who hands quizzes in."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from attune.classroom.courses.models import Block, BlockPrerequisite
from attune.classroom.wellbeing.experiment.models import SupportDecision
from attune.classroom.wellbeing.models import SupportMessage
from tests.classroom.wellbeing.readings import check_in

TITLES = {"text": "The mean", "video": "Sampling", "practice": "Try it", "second_text": "More", "graded": "Test"}


@pytest.fixture
def course(make, database):
    """A course in which every block has a title, items have help, and the practice builds on the first text."""
    made = make.course(item_help=True)
    with database.transaction() as session:
        for name, title in TITLES.items():
            session.get_one(Block, getattr(made, name)).title = title
        for quiz in (made.practice, made.graded):
            session.add(BlockPrerequisite(block_id=quiz, lesson_id=made.lessons[0], required_block_id=made.text))
    return made


@pytest.fixture
def learner(course, learner_in):
    """A learner in that course who has chosen to speak for themselves."""
    entered = learner_in(course)
    entered.allow("self_report")
    return entered


@pytest.fixture
def hand_in(right_answers) -> Callable[..., Any]:
    """Hand a quiz in with the first `right` of its four items right."""

    def submit(learner: Any, block_id: UUID, right: int) -> Any:
        answers = dict(list(right_answers(block_id).items())[:right])
        body = {"id": str(uuid4()), "answers": answers}
        answer = learner.browser.post(f"/quizzes/{block_id}/attempts", body)
        assert answer.status_code in (200, 201), answer.json
        return answer.json

    return submit


@pytest.fixture
def decisions(database) -> Callable[[], list[SupportDecision]]:
    """Every decision that was kept, oldest first."""

    def read() -> list[SupportDecision]:
        with database.session(writes=False) as session:
            return list(session.query(SupportDecision).order_by(SupportDecision.at, SupportDecision.id))

    return read


@pytest.fixture
def messages(database) -> Callable[[], list[SupportMessage]]:
    """Every message that was kept, oldest first."""

    def read() -> list[SupportMessage]:
        with database.session(writes=False) as session:
            return list(session.query(SupportMessage).order_by(SupportMessage.sent_at))

    return read


def say(learner: Any, feeling: str, **fields: Any) -> None:
    """Say how one feels."""
    said = check_in("check_in", learner.clock.now(), feeling=feeling, **fields)
    assert learner.browser.post("/wellbeing/checkins", said).status_code == 201


def do(learner: Any, kind: str, block_id: UUID, seconds: float = 0.0, times: int = 1, **fields: Any) -> None:
    """Do something at a block, as the client reports it."""
    place = {"lesson_id": str(learner.course.lessons[0]), "block_id": str(block_id), **fields}
    events = [
        {"id": str(uuid4()), "kind": kind, "at": learner.clock.now().isoformat(), "seconds": seconds, **place}
        for _ in range(times)
    ]
    answer = learner.browser.post("/wellbeing/behaviour", {"events": events})
    assert answer.json["accepted"] == times, answer.json


def respond(learner: Any, message: Any, response: str) -> Any:
    """Say what one makes of a message."""
    return learner.browser.post(f"/wellbeing/support-messages/{message['id']}/response", {"response": response})
