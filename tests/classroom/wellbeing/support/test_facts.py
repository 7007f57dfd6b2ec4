"""What the log proves at a block, and what it leaves open."""

from datetime import timedelta
from uuid import UUID

import pytest

from attune.affect.causes import Cause, EvidenceKind, Finding
from attune.affect.messages.facts import NOTHING_KNOWN, Need
from attune.affect.messages.message import Message, Personal, render
from attune.affect.messages.strategies import Strategy
from attune.classroom.courses.models import Block, Course, Lesson
from attune.classroom.institution.support_policy.rules import support_policy
from attune.classroom.institution.support_policy.service import read_policy
from attune.classroom.learning.models import QuizAttempt
from attune.classroom.wellbeing.models import SupportMessage, WellbeingSettings
from attune.classroom.wellbeing.support import service
from attune.classroom.wellbeing.support.facts import material
from attune.classroom.wellbeing.support.facts.history import read_history
from attune.classroom.wellbeing.support.facts.location import find_location
from attune.classroom.wellbeing.support.schemas import InterruptionPointIn
from attune.classroom.wellbeing.support.support_messages import experience
from tests.classroom.wellbeing.support.conftest import do, respond, say


@pytest.fixture
def facts_at(app, database, services):
    """The facts at a block, as they are proved for a finding there."""

    def read(learner, block, item=None, cause=Cause.FRUSTRATED, **fields):
        asked = InterruptionPointIn(
            **{"kind": "video_pause", "lesson_id": learner.course.lessons[0], "block_id": block, **fields}
        )
        now = learner.clock.now()
        finding = Finding(cause, EvidenceKind.SAID, now, (), str(block), item)
        with app.app_context(), database.session(writes=True) as session:
            actor = learner.user.as_actor()
            location = find_location(session, actor, asked)
            policy = support_policy(read_policy(session))
            circumstances = service.read_circumstances(
                session, app.extensions["attune.study_sessions"], location, location.situation(session), policy, now
            )
            settings = session.get_one(WellbeingSettings, actor.id)
            history = read_history(session, settings)
            found = material.find_material(session, location, finding, circumstances, history, settings, now)
            return found.material.facts

    return read


def test_at_a_text_nothing_of_a_quiz_is_claimed(learner, facts_at):
    facts = facts_at(learner, learner.course.text)
    assert (facts.quiz_block, facts.tries, facts.wrong, facts.handed_in) == (False, 0, 0, False)
    assert (facts.has_hint, facts.has_example, facts.has_easier, facts.has_prerequisite) == (True, True, False, False)
    assert (facts.minutes, facts.rewinds, facts.returned, facts.days_low) == (0, 0, False, 0)
    assert (facts.due, facts.has_tutor, facts.class_share, facts.subject) == (False, False, None, None)
    assert (facts.done, facts.total, facts.next_quiz) == (0, 3, True)
    assert facts.helped == frozenset()


def test_the_subject_is_what_the_course_says(learner, facts_at, database):
    with database.transaction() as session:
        session.get_one(Course, learner.course.id).subject = "statistics"
    facts = facts_at(learner, learner.course.text)
    assert facts.subject == "statistics"
    message = Message(
        "own", Cause.CONFUSED, Strategy.NOTE_TO_SELF, "A note on {subject} helps later.", (Need("subject"),)
    )
    assert message.holds(facts)
    assert not message.holds(NOTHING_KNOWN)
    assert render(message, Personal("Mara", "C", "L").values(facts)) == "A note on statistics helps later."


def test_tries_are_those_of_all_days(learner, facts_at, hand_in, database):
    practice = learner.course.practice
    hand_in(learner, practice, 0)
    with database.transaction() as session:
        session.query(QuizAttempt).one().submitted_at -= timedelta(days=120)
    hand_in(learner, practice, 1)
    learner.clock.advance(minutes=1)
    hand_in(learner, practice, 3)
    facts = facts_at(learner, practice)
    assert (facts.tries, facts.right, facts.wrong, facts.failed_before) == (3, 3, 1, 2)
    assert (facts.handed_in, facts.has_prerequisite, facts.next_quiz) == (True, True, False)


def test_with_something_unsent_nothing_is_handed_in(learner, facts_at, hand_in):
    practice = learner.course.practice
    hand_in(learner, practice, 3)
    assert not facts_at(learner, practice, unsent=True).handed_in


def test_a_draft_on_another_device_is_unsent_too(learner, facts_at, hand_in, database):
    practice = learner.course.practice
    hand_in(learner, practice, 3)
    with database.session(writes=False) as session:
        item = session.get_one(Block, practice).content["questions"][3]["id"]
    learner.clock.advance(minutes=1)
    draft = {"question_id": item, "answer": "mo"}
    assert learner.browser.put(f"/quizzes/{practice}/draft", {"answers": [draft]}).status_code == 200
    assert not facts_at(learner, practice).handed_in


def test_minutes_are_those_present_at_this_block(learner, facts_at):
    text, video = learner.course.text, learner.course.video
    do(learner, "block_dwell", text, seconds=600)
    do(learner, "idle", text, seconds=120)
    do(learner, "tab_hidden", text, seconds=200)
    do(learner, "block_dwell", video, seconds=900)
    assert facts_at(learner, text).minutes == 4  # 600 - 320 seconds are four minutes and forty seconds


def test_hints_that_were_opened_are_counted_and_not_proposed_again(learner, facts_at):
    text = learner.course.text
    do(learner, "hint_opened", text)
    assert (facts_at(learner, text).hints_opened, facts_at(learner, text).has_hint) == (1, True)
    do(learner, "hint_opened", text)
    assert (facts_at(learner, text).hints_opened, facts_at(learner, text).has_hint) == (2, False)


@pytest.fixture
def items_of(database):
    """The ids of a quiz's items."""

    def read(block_id):
        with database.session(writes=False) as session:
            return [each["id"] for each in session.get_one(Block, block_id).content["questions"]]

    return read


def test_the_hints_of_one_item_close_no_other_items(learner, facts_at, items_of):
    practice = learner.course.practice
    first, second = items_of(practice)[:2]
    for step in (1, 2, 3):
        do(learner, "hint_opened", practice, question_id=first, step=step)
    asked = facts_at(learner, practice, item=first)
    other = facts_at(learner, practice, item=second)
    assert (asked.hints_opened, asked.has_hint) == (3, False)
    assert (other.hints_opened, other.has_hint) == (0, True)


def test_a_hint_is_remembered_after_the_session_is_over(learner, facts_at, items_of, app):
    practice = learner.course.practice
    first = items_of(practice)[0]
    do(learner, "hint_opened", practice, question_id=first, step=1)
    learner.clock.advance(days=3)
    app.extensions["attune.study_sessions"].clear()
    assert facts_at(learner, practice, item=first).hints_opened == 1


def test_the_same_step_opened_again_counts_once(learner, facts_at, items_of):
    practice = learner.course.practice
    first = items_of(practice)[0]
    for _ in range(3):
        do(learner, "hint_opened", practice, question_id=first, step=1)
    assert facts_at(learner, practice, item=first).hints_opened == 1


def test_a_device_that_says_no_step_has_opened_the_next_one(learner, facts_at, items_of):
    practice = learner.course.practice
    first = items_of(practice)[0]
    do(learner, "hint_opened", practice, times=2, question_id=first)
    assert facts_at(learner, practice, item=first).hints_opened == 2


def test_who_was_idle_has_not_been_away(learner, facts_at):
    text = learner.course.text
    do(learner, "idle", text, seconds=600)
    assert not facts_at(learner, text, kind="block_change").returned
    do(learner, "tab_hidden", text, seconds=119)
    assert not facts_at(learner, text, kind="block_change").returned
    do(learner, "tab_hidden", text, seconds=120)
    assert facts_at(learner, text, kind="block_change").returned
    assert not facts_at(learner, text, kind="video_pause").returned  # a video ends by itself
    learner.clock.advance(minutes=6)
    assert not facts_at(learner, text, kind="block_change").returned


@pytest.mark.parametrize(("days", "due"), [(-1, False), (2, True)])
def test_a_due_date_lies_ahead_or_does_not(learner, facts_at, database, days, due):
    with database.transaction() as session:
        lesson = session.get_one(Lesson, learner.course.lessons[0])
        lesson.due_at = learner.clock.now() + timedelta(days=days)
    assert facts_at(learner, learner.course.text).due is due


def test_low_days_are_counted_by_the_students_own_calendar(learner, facts_at):
    """From nine o'clock UTC: 14 hours later is the same day in UTC and the next one in Kiritimati."""
    say(learner, "sadness")
    learner.clock.advance(hours=14)
    say(learner, "sadness")
    assert facts_at(learner, learner.course.text, utc_offset_minutes=0).days_low == 1
    assert facts_at(learner, learner.course.text, utc_offset_minutes=10 * 60).days_low == 2
    learner.clock.advance(days=7)
    assert facts_at(learner, learner.course.text, utc_offset_minutes=0).days_low == 0


def test_a_tutor_is_there_or_is_not(learner, facts_at, make):
    assert not facts_at(learner, learner.course.text).has_tutor
    make.tutor(learner.course)
    assert facts_at(learner, learner.course.text).has_tutor


def test_what_helped_is_what_was_called_helpful(learner, facts_at):
    say(learner, "anger")
    message = learner.pause("video_pause")
    respond(learner, message, "accepted")
    assert facts_at(learner, learner.course.text).helped == frozenset()
    respond(learner, message, "helpful")
    assert facts_at(learner, learner.course.text).helped == {Strategy(message["strategy"])}


def test_a_graded_quiz_has_nothing_to_open_before_it_is_handed_in(learner, facts_at, hand_in):
    graded = learner.course.graded
    before = facts_at(learner, graded, lesson_id=learner.course.lessons[1])
    assert (before.has_hint, before.has_example, before.has_easier) == (False, False, False)
    hand_in(learner, graded, 1)
    after = facts_at(learner, graded, lesson_id=learner.course.lessons[1])
    assert (after.has_hint, after.has_example, after.has_easier) == (True, True, True)


def test_an_item_without_help_of_its_own_has_the_blocks(learner, facts_at, database):
    text, practice = learner.course.text, learner.course.practice
    with database.transaction() as session:
        block = session.get_one(Block, practice)
        first, *others = block.content["questions"]
        bare = {key: value for key, value in first.items() if key not in ("hints", "example", "easier")}
        block.content = {**block.content, "questions": [bare, *others]}
        block.hints = []
    facts = facts_at(learner, practice, item=first["id"])
    assert (facts.has_hint, facts.has_example, facts.has_easier) == (False, False, False)
    assert facts_at(learner, practice, item=others[0]["id"]).has_hint
    assert facts_at(learner, text, item=str(UUID(int=1))).has_hint  # an item of another block is none here


def test_what_is_done_is_counted_with_the_block_itself_once_it_is(learner, facts_at):
    for block in (learner.course.text, learner.course.video):
        body = {"block_id": str(block), "status": "completed"}
        assert learner.browser.put(f"/lessons/{learner.course.lessons[0]}/progress", body).status_code == 200
    at_text, at_practice = facts_at(learner, learner.course.text), facts_at(learner, learner.course.practice)
    assert (at_text.done, at_text.total) == (2, 3)
    assert (at_practice.done, at_practice.total) == (2, 3)


def test_no_quiz_follows_whose_attempts_are_used_up_or_that_is_locked(learner, facts_at, hand_in, database):
    second, text = learner.course.lessons[1], learner.course.second_text
    assert facts_at(learner, text, lesson_id=second).next_quiz
    with database.transaction() as session:
        session.get_one(Lesson, second).prerequisite_id = learner.course.lessons[0]
    assert not facts_at(learner, text, lesson_id=second).next_quiz
    with database.transaction() as session:
        session.get_one(Lesson, second).prerequisite_id = None
    for _ in range(2):
        hand_in(learner, learner.course.graded, 0)
    assert not facts_at(learner, text, lesson_id=second).next_quiz


def test_the_others_are_counted_only_where_they_allow_it_and_are_enough(learner_in, course, database):
    crowd = [learner_in(course, f"Student {number}") for number in range(6)]
    for each in crowd:
        each.allow("self_report")
        say(each, "anger")
        respond(each, each.pause("video_pause"), "helpful")
    with database.transaction() as session:
        for row in session.query(SupportMessage):
            row.strategy, row.cause = Strategy.BREAK, Cause.FRUSTRATED

    def answers(**change):
        with database.transaction() as session:
            for row in session.query(SupportMessage).filter_by(user_id=crowd[1].user.id):
                row.hidden_at = change.get("hidden_at")
            session.get_one(WellbeingSettings, crowd[1].user.id).count_in_class = change.get("counts", True)
            return experience(session, crowd[0].user.id, crowd[0].clock.now()).by_strategy

    assert set(answers()) == {Strategy.BREAK}  # of five others
    assert answers(counts=False) == {}
    assert answers(hidden_at=crowd[0].clock.now()) == {}
