"""The demo looks alive, can be loaded again without harm, and is what the documentation says."""

from __future__ import annotations

import shutil
from contextlib import closing

import pytest
from sqlalchemy import func, select

from attune.classroom.accounts.models import User
from attune.classroom.courses.models import Block, BlockKind, Course, Enrolment, Lesson
from attune.classroom.demo import data
from attune.classroom.help.urgent.service import find_contact
from attune.classroom.institution.resources.schemas import ResourceKind
from attune.classroom.institution.resources.service import manage_resources, support_may_speak
from attune.classroom.institution.support_policy.service import read_policy
from attune.classroom.learning.assignments.models import HandIn
from attune.classroom.learning.at_risk.figures import read_figures
from attune.classroom.learning.at_risk.rules import Thresholds, rules_that_hold
from attune.classroom.learning.grading.schemas import WorkStatus
from attune.classroom.learning.models import LessonProgress, QuizAttempt
from attune.classroom.platform import audit
from attune.classroom.platform.database.engine import Base
from attune.classroom.wellbeing.experiment.report import read_experiment
from attune.classroom.wellbeing.experiment.schemas import ExperimentState
from attune.classroom.wellbeing.models import WellbeingSettings
from attune.simulation.class_load.simulated_class import FIRST_CLASS, SECOND_CLASS


@pytest.fixture
def confirmed_resources():
    """The demo brings its own list."""
    return


@pytest.fixture
def institution():
    """The demo sets its own up."""
    return


@pytest.fixture(scope="module")
def made_up(tmp_path_factory):
    """The rows and media of the demo: they are made up once, which takes seconds, and put back for each test."""
    return [], tmp_path_factory.mktemp("media")


def referred_first(table, rows):
    """The rows of a table in an order in which each comes after those of the same table that it refers to."""
    own = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    ordered, waiting, there = [], rows, set()
    while waiting:
        free = [row for row in waiting if all(row[name] is None or row[name] in there for name in own)]
        assert free, f"the rows of {table.name} refer to each other in a circle"
        ordered += free
        there |= {row["id"] for row in free if own}
        waiting = [row for row in waiting if row not in free] if own else []
    return ordered


@pytest.fixture
def loaded(app, services, settings, made_up):
    rows, media = made_up
    if rows:
        with services.database.transaction() as session:
            for table, of_table in rows:
                session.execute(table.insert(), of_table)
        shutil.copytree(media, settings.media_dir)
        return services
    with app.app_context():
        assert data.load(services) is True
    with services.database.session(writes=False) as session:
        found = ((table, session.execute(table.select()).mappings().all()) for table in Base.metadata.sorted_tables)
        rows += [
            (table, referred_first(table, [dict(row) for row in of_table])) for table, of_table in found if of_table
        ]
    shutil.copytree(settings.media_dir, media, dirs_exist_ok=True)
    return services


def count(services, statement):
    with services.database.session(writes=False) as session:
        return session.scalar(statement)


def test_loading_again_changes_nothing(app, loaded):
    totals = [select(func.count()).select_from(table) for table in (User, Course, Lesson, Block, QuizAttempt)]
    before = [count(loaded, total) for total in totals]
    with app.app_context():
        assert data.load(loaded) is False
    assert [count(loaded, total) for total in totals] == before


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("email", "role"),
    [
        ("student@demo.attune", "student"),
        ("tutor@demo.attune", "tutor"),
        ("counsellor@demo.attune", "tutor"),
        ("admin@demo.attune", "administrator"),
    ],
)
def test_the_demo_accounts_get_in(visitor, email, role):
    assert visitor.get("/session").json["demo"] is True
    assert visitor.sign_in(email, "attune-demo").json["user"]["role"] == role


def test_a_class_of_fourteen_has_studied_for_ten_days(loaded, clock):
    statistics = select(Course.id).where(Course.title == "Statistics for everyone").scalar_subquery()
    lessons = select(Lesson.id).where(Lesson.course_id == statistics)
    assert count(loaded, select(func.count()).where(Enrolment.course_id == statistics)) == 14
    first = count(loaded, select(func.min(LessonProgress.started_at)).where(LessonProgress.lesson_id.in_(lessons)))
    last = count(loaded, select(func.max(LessonProgress.updated_at)))
    assert 9.5 < (clock.now() - first).total_seconds() / 86_400 < 10.5
    assert last < clock.now()


def test_the_synthetic_experiment_is_over_and_has_enough_students_in_both_arms_to_be_reported(loaded, clock):
    with loaded.database.transaction() as session:
        report = read_experiment(session, clock.now())
        assert read_policy(session).control_arm_share == 0
        assert audit.verify(session)
    assert (report.state, report.plan.unchanged, report.deviations) == (ExperimentState.CONCLUDED, True, [])
    primary = report.comparisons[0]
    assert all(arm.outcome is not None for arm in primary.arms)
    assert primary.effect.difference > 0
    assert primary.verdict is not None


def simulated(services, names):
    """How many of some demo students share with their tutors, and how many only let themselves be counted."""
    with services.database.session(writes=False) as session:
        query = select(WellbeingSettings).join(User, User.id == WellbeingSettings.user_id)
        emails = [f"{name}@demo.attune" for name in names]
        settings = session.scalars(query.where(User.email.in_(emails))).all()
        counted = [each for each in settings if each.count_in_class]
        sharing = sum(each.share_with_tutors for each in counted)
        return sharing, len(counted) - sharing


def test_in_the_first_course_the_class_picture_lives_and_in_the_second_only_the_sharers(loaded):
    sharing, others = simulated(loaded, FIRST_CLASS)
    assert sharing >= 10, "under ten, shares are said in words"
    assert others == 0 or others >= 5
    sharing, others = simulated(loaded, SECOND_CLASS)
    assert sharing >= 5
    assert 1 <= others < 5


def test_nobody_of_the_first_course_is_counted_without_sharing(loaded):
    with loaded.database.session(writes=False) as session:
        statistics = select(Course.id).where(Course.title == "Statistics for everyone").scalar_subquery()
        enrolled = select(Enrolment.user_id).where(Enrolment.course_id == statistics)
        settings = session.scalars(select(WellbeingSettings).where(WellbeingSettings.user_id.in_(enrolled))).all()
        assert not [each for each in settings if each.count_in_class and not each.share_with_tutors]


@pytest.mark.usefixtures("loaded")
def test_every_lesson_can_be_opened_and_every_file_of_it_fetched(visitor):
    visitor.sign_in("tutor@demo.attune", "attune-demo")
    kinds, questions = set(), set()
    for course in visitor.get("/courses").json["courses"]:
        outline = visitor.get(f"/courses/{course['id']}").json
        assert course["student_count"] >= {"en": 12, "de": 6, "ar": 7}[course["language"]]
        for lesson in [lesson for module in outline["modules"] for lesson in module["lessons"]]:
            for block in visitor.get(f"/lessons/{lesson['id']}").json["blocks"]:
                kinds.add(block["kind"])
                questions |= {question["kind"] for question in (block["quiz"] or {}).get("questions", [])}
                if block["video"]:
                    for url in ("url", "captions_url", "poster_url"):
                        with closing(visitor.client.get(block["video"][url])) as file:
                            assert file.status_code == 200
                            assert 0 < len(file.data) < 400_000
    assert kinds == {"markdown", "video", "quiz", "assignment"}
    assert questions == {"single", "multiple", "number", "short_text"}


def test_the_courses_have_hints_and_in_every_lesson_a_quiz_or_work_to_hand_in(loaded):
    with loaded.database.session(writes=False) as session:
        for lesson in session.scalars(select(Lesson)):
            blocks = session.scalars(select(Block).where(Block.lesson_id == lesson.id)).all()
            assert any(block.kind in {BlockKind.QUIZ, BlockKind.ASSIGNMENT} for block in blocks)
        helped = [block for block in session.scalars(select(Block)) if block.hints]
        assert len(helped) >= 15
        assert sum(len(block.hints) > 1 for block in helped) >= 6
        assert sum(block.example is not None for block in helped) >= 5


@pytest.mark.usefixtures("loaded")
def test_the_demo_student_has_something_behind_and_something_before_them(visitor):
    visitor.sign_in("student@demo.attune", "attune-demo")
    courses = {course["title"]: course for course in visitor.get("/courses").json["courses"]}
    statistics = courses["Statistics for everyone"]
    assert statistics["completed_lesson_count"] == 2
    lesson = visitor.get(f"/lessons/{statistics['resume_lesson_id']}").json
    assert not lesson["completed"]
    assert lesson["resume"]["block_id"] is not None


def test_every_contact_of_the_demo_says_that_it_is_an_example_and_the_list_is_confirmed(loaded, clock):
    with loaded.database.session(writes=False) as session:
        listed = manage_resources(session, clock.now())
        assert {each.kind for each in listed.resources} == set(ResourceKind)
        assert all("Example" in each.title and "Beispiel" in each.text for each in listed.resources)
        assert (listed.due, support_may_speak(session)) == ([], True)
        assert find_contact(session).name == "Miriam Adler"


@pytest.mark.usefixtures("loaded")
def test_in_every_course_some_work_waits_and_some_has_been_given_back(visitor):
    visitor.sign_in("tutor@demo.attune", "attune-demo")
    queues = {state: visitor.get(f"/grading?state={state}").json for state in WorkStatus}
    for queue in queues.values():
        assert len({each["course_id"] for each in queue["entries"]}) == len(data.COURSES)
    assert queues[WorkStatus.WAITING]["total"] >= 10


@pytest.mark.usefixtures("loaded")
def test_the_demo_student_finds_feedback_and_a_result_on_their_home(visitor):
    visitor.sign_in("student@demo.attune", "attune-demo")
    home = visitor.get("/home").json["student"]
    assert {entry["state"] for entry in home["feedback"]} == {"graded", "returned"}
    assert home["due"]
    assert any(course["total"] is not None for course in home["results"])


def test_in_every_course_a_few_need_a_look_and_most_do_not(loaded, clock):
    with loaded.database.session(writes=False) as session:
        courses = session.scalars(select(Course)).all()
        for course_id, found in read_figures(session, courses, clock.now()).items():
            held = [each for each in found.figures if rules_that_hold(each, Thresholds())]
            assert len(held) <= 0.45 * len(found.figures), course_id
            assert all(each.seen_at is not None for each in held), course_id


def test_no_two_hand_ins_of_the_demo_are_the_same_and_their_points_differ(loaded):
    with loaded.database.session(writes=False) as session:
        work = session.scalars(select(HandIn)).all()
    assert len({each.text for each in work}) == len(work) >= 30
    assert len({each.points for each in work if each.points is not None}) >= 6
