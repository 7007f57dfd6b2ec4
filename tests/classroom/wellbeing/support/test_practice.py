"""What was practised: by skill, in every lesson, of the last ninety days."""

from datetime import timedelta

from attune.classroom.courses.models import Block, Course
from attune.classroom.learning.models import QuizAttempt
from attune.classroom.wellbeing.support.facts.practice import read_practice

ITEMS = 4


def practice_of(learner, database):
    with database.session(writes=False) as session:
        return read_practice(session, learner.user.id, learner.clock.now())


def test_each_item_of_a_hand_in_is_an_opportunity_of_its_skill(learner, hand_in, database):
    hand_in(learner, learner.course.practice, 3)
    learner.clock.advance(minutes=1)
    hand_in(learner, learner.course.graded, 1)
    practice = practice_of(learner, database)
    assert [(each.right, each.wrong, each.graded, each.attempt) for each in practice.hand_ins] == [
        (3, 1, False, 1),
        (1, 3, True, 1),
    ]
    with database.session(writes=False) as session:
        slug = session.get_one(Course, learner.course.id).slug
    assert len(practice.opportunities) == 2 * ITEMS
    assert {each.skill for each in practice.opportunities} == {
        f"{slug}/{kind}" for kind in ("single", "multiple", "number", "short-text")
    }
    assert {each.lesson_id for each in practice.opportunities} == {str(each) for each in learner.course.lessons}


def test_an_item_without_a_skill_or_that_is_gone_counts_for_its_block(learner, hand_in, database):
    practice = learner.course.practice
    hand_in(learner, practice, 2)
    with database.transaction() as session:
        block = session.get_one(Block, practice)
        first, second, *_ = block.content["questions"]
        bare = {key: value for key, value in first.items() if key != "skill"}
        block.content = {**block.content, "questions": [bare, second]}
    skills = [each.skill for each in practice_of(learner, database).opportunities]
    assert skills.count(f"block:{practice}") == ITEMS - 1


def test_what_is_older_than_a_term_is_left_out(learner, hand_in, database):
    hand_in(learner, learner.course.practice, 2)
    with database.transaction() as session:
        session.query(QuizAttempt).one().submitted_at -= timedelta(days=90, seconds=1)
    assert practice_of(learner, database).hand_ins == ()


def test_who_is_right_in_under_half_the_time_is_not_asked_to_do_it_again(learner, hand_in, decisions):
    """Four items of forty seconds are most of the lesson's ten minutes; from sight to hand-in it took half a minute."""
    practice = learner.course.practice
    body = {"block_id": str(practice), "status": "viewed"}
    assert learner.browser.put(f"/lessons/{learner.course.lessons[0]}/progress", body).status_code == 200
    learner.clock.advance(seconds=30)
    hand_in(learner, practice, ITEMS)
    learner.pause("answer_submitted", block_id=str(practice))
    assert [each.cause for each in decisions()] == ["ease"]


def test_a_view_that_is_only_known_from_the_hand_in_is_no_speed(learner, hand_in, decisions):
    hand_in(learner, learner.course.practice, ITEMS)
    learner.pause("answer_submitted", block_id=str(learner.course.practice))
    assert decisions() == []
