"""A student in a course who saves summaries, and the facts that are kept of them."""

from tests.classroom.wellbeing.conftest import learner, learner_in

__all__ = ["learner", "learner_in"]
