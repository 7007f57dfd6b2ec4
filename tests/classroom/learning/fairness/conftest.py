"""A graded quiz that is published in versions, and the people around it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import select

from attune.classroom.courses.authoring.models import LessonVersion
from attune.classroom.courses.models import Block, Lesson
from attune.classroom.courses.people.models import CourseGroup, GroupMember


class Quiz:
    """Answers a quiz as a student, and changes it as publishing does."""

    def __init__(self, course, block, database, answers, clock):
        self.course, self.block, self.database, self.answers, self.clock = course, block, database, answers, clock

    def publish(self, **content):
        """Change its content in a new version of its lesson; the versions before are kept."""
        with self.database.transaction() as session:
            block = session.get_one(Block, self.block)
            lesson = session.get_one(Lesson, block.lesson_id)
            self._save_version(session, lesson)
            block.content = {**block.content, **content}
            lesson.version += 1
            session.flush()
            self._save_version(session, lesson)

    def points(self, points):
        """Publish it with other points for each of its questions."""
        with self.database.session(writes=False) as session:
            questions = session.get_one(Block, self.block).content["questions"]
        self.publish(questions=[{**each, "points": points} for each in questions])

    def _save_version(self, session, lesson):
        if session.get(LessonVersion, (lesson.id, lesson.version)) is None:
            blocks = session.scalars(select(Block).where(Block.lesson_id == lesson.id))
            body = {
                "blocks": [{"id": str(each.id), "kind": each.kind.value, "content": each.content} for each in blocks]
            }
            session.add(LessonVersion(lesson_id=lesson.id, number=lesson.version, body=body, sha256="0" * 64))

    def attempt(self, browser, wrong=()):
        """Hand in right answers, but for the questions `wrong`; a second later than what came before."""
        self.clock.advance(seconds=1)
        answers = {key: answer for number, (key, answer) in enumerate(self.answers.items()) if number not in wrong}
        return browser.post(f"/quizzes/{self.block}/attempts", {"id": str(uuid4()), "answers": answers})

    def attempts(self, browser):
        return browser.get(f"/quizzes/{self.block}/attempts").json

    def line(self, tutor, student):
        book = tutor.get(f"/courses/{self.course.id}/gradebook").json
        return next(each for each in book["students"] if each["id"] == str(student.id))

    def cell(self, tutor, student):
        return self.line(tutor, student)["grades"].get(str(self.block))

    def extend(self, tutor, student, due_at):
        body = {"due_at": due_at and due_at.isoformat()}
        return tutor.put(f"/courses/{self.course.id}/extensions/{self.block}/{student.id}", body)

    def changes(self, tutor, student):
        path = f"/courses/{self.course.id}/gradebook/grades/{self.block}/{student.id}/changes"
        return [
            (each["what"], each["before"], each["after"], each["by_name"]) for each in tutor.get(path).json["changes"]
        ]


@pytest.fixture
def graded_quiz(course, database, right_answers, clock):
    return Quiz(course, course.graded, database, right_answers(course.graded), clock)


@pytest.fixture
def practice_quiz(course, database, right_answers, clock):
    return Quiz(course, course.practice, database, right_answers(course.practice), clock)


@pytest.fixture
def make_group(database, course):
    """Put students of the course into a group."""

    def add(name, *students):
        group_id = uuid4()
        with database.transaction() as session:
            session.add(CourseGroup(id=group_id, course_id=course.id, name=name))
            session.flush()
            session.add_all(GroupMember(group_id=group_id, user_id=each.id, course_id=course.id) for each in students)
        return group_id

    return add
