"""The demo courses have all the help that a student, or support, may open."""

from __future__ import annotations

import pytest

from attune.classroom.courses.content.quiz import QuizContent
from attune.classroom.courses.importing.reading import read_course
from attune.classroom.demo.data import COURSES, FOLDER

DRAFTS = {name: read_course(FOLDER / name) for name in COURSES}


def blocks_of(name):
    return [block for _, lessons in DRAFTS[name].modules for lesson in lessons for block in lesson.blocks]


@pytest.mark.parametrize("name", COURSES)
def test_no_help_is_missing_and_no_hint_gives_the_answer_away(name):
    assert [str(note) for note in DRAFTS[name].notes] == []


@pytest.mark.parametrize("name", COURSES)
def test_every_question_has_a_ladder_a_skill_and_an_easier_question(name):
    items = [
        item for block in blocks_of(name) if isinstance(block.content, QuizContent) for item in block.content.questions
    ]
    assert items
    assert all(2 <= len(item.hints) <= 3 and item.skill and item.easier for item in items)
    assert all(item.easier.feedback or any(choice.feedback for choice in item.easier.choices) for item in items)


@pytest.mark.parametrize(("name", "easier", "challenges"), [
    ("statistics-for-everyone", 9, 6), ("python-first-steps", 5, 5), ("prozente-ohne-angst", 4, 2),
    ("say-what-you-mean", 5, 5), ("why-ships-float-ar", 4, 4),
])  # fmt: skip
def test_texts_that_explain_have_a_simpler_version_and_some_a_challenge(name, easier, challenges):
    blocks = blocks_of(name)
    assert sum(block.easier is not None for block in blocks) >= easier
    assert sum(block.challenge is not None for block in blocks) >= challenges


@pytest.mark.parametrize("name", COURSES)
def test_a_skill_is_practised_by_a_few_questions_and_not_by_all(name):
    skills = [
        item.skill
        for block in blocks_of(name)
        if isinstance(block.content, QuizContent)
        for item in block.content.questions
    ]
    assert len(set(skills)) > 1 or len(skills) == 1
