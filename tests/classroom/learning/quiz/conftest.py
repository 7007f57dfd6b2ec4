"""What tests of quizzes begin from, beside a course with its student and tutor."""

from __future__ import annotations

import pytest

from attune.classroom.courses.models import Block


@pytest.fixture
def change_quiz(database, course):
    """Change the graded quiz, as publishing would."""

    def apply(**content):
        with database.transaction() as session:
            block = session.get_one(Block, course.graded)
            block.content = {**block.content, **content}

    return apply
