"""Whoever looks again and again learns nothing about fewer than ten: one joins, leaves, withdraws, is deactivated."""

from fractions import Fraction

import pytest
import sqlalchemy as sa

from attune.affect.disclosure.digests import digest_by
from attune.classroom.accounts.models import User
from attune.classroom.courses.models import Enrolment
from attune.classroom.courses.people.models import GroupMember
from attune.classroom.insight.facts.models import StudyDay
from attune.classroom.insight.trends import deciding
from attune.classroom.insight.trends.models import DecidedWeek
from tests.classroom.insight.trends.conftest import MONDAY, SHARES

K = 10


@pytest.fixture
def seen(school, admin):
    """Everything that an administrator can read of the week, whenever they look."""
    views = []

    def look():
        school.decide()
        scopes = [each["scope"] for each in admin.get("/insight/trends/scopes").json["scopes"]]
        found = {}
        for scope in scopes:
            weeks = admin.get(f"/insight/trends?scope={scope}&weeks=12").json["weeks"]
            found[scope] = next(week["figures"] for week in weeks if week["monday"] == MONDAY.isoformat())
        views.append(found)
        return found

    look.views = views
    return look


def join(school, students):
    school.study(school.enter(1), 1.0)


def leave(school, students):
    with school.database.transaction() as session:
        session.execute(sa.delete(GroupMember).where(GroupMember.user_id == students[0]))
        session.execute(sa.delete(Enrolment).where(Enrolment.user_id == students[0]))


def withdraw(school, students):
    school.allow(students[0], count_in_class=False)


def delete_day(school, students):
    with school.database.transaction() as session:
        session.execute(sa.delete(StudyDay).where(StudyDay.user_id == students[0]))


def deactivate(school, students):
    with school.database.transaction() as session:
        session.get_one(User, students[0]).active = False


def correct(school, students):
    with school.database.transaction() as session:
        row = session.get_one(StudyDay, (school.course.id, MONDAY, students[0]))
        row.maybe_confused_seconds, row.engaged_seconds = 0.0, 800.0


CHANGES = (join, leave, withdraw, delete_day, deactivate, correct)


@pytest.mark.parametrize("change", CHANGES)
def test_one_person_s_change_changes_no_figure(school, seen, change):
    students = school.enter(24)
    school.study(students, lambda place: place / 30)
    school.group("A", students[:12])
    school.group("B", students[12:])
    before = seen()
    assert all(before.values())
    change(school, students)
    assert seen() == before


@pytest.mark.parametrize("first", CHANGES)
def test_a_week_that_was_hidden_gives_nobody_away_when_it_is_shown(school, seen, first):
    students = school.enter(11)
    school.study(students, lambda place: place / 30)
    school.group("A", students[:9])
    seen()
    first(school, students)
    for _ in range(4):
        school.study(school.enter(3), 0.5)
        seen()
    assert_nothing_about_fewer_than_k(school)


def test_deactivating_or_moving_people_changes_nothing_that_is_decided_later(school, seen):
    """What an administrator can do to a class, each time with a look: the figures are those of all who studied."""
    students = school.enter(14)
    school.study(students, lambda place: place / 30)
    with school.database.transaction() as session:
        for each in students[:4]:
            session.get_one(User, each).active = False
            session.execute(sa.delete(Enrolment).where(Enrolment.user_id == each))
    assert seen()["institution"]["struggling"]["share"] == round(sum(place / 30 for place in range(14)) / 14, 2)


def test_groups_that_are_made_to_single_somebody_out_are_hidden(school, seen):
    students = school.enter(30)
    school.study(students, lambda place: place / 40)
    honest = f"group:{school.group('A', students[:15])}"
    assert seen()[honest]
    for number in range(5):  # the same without one, another one every time
        trap = f"group:{school.group(f'trap {number}', students[:number] + students[number + 1 : 15])}"
        ring = f"group:{school.group(f'ring {number}', [*students[5:15], students[20 + number]])}"
        found = seen()
        assert found[trap] is None
        assert found[ring] is None
    assert_nothing_about_fewer_than_k(school)


def test_many_changes_over_many_looks(school, seen):
    students = school.enter(40)
    school.study(students, lambda place: place / 50)
    school.group("A", students[:20])
    school.group("B", students[14:34])
    for start in range(0, 36, 3):
        seen()
        for each in students[start : start + 3]:
            school.allow(each, count_in_class=False)
        school.study(school.enter(1), 0.5)
    for each in students:
        school.allow(each, count_in_class=True)
        seen()
    assert_nothing_about_fewer_than_k(school)


def known_by_name(school, admin):
    """The digests of the learners whose week of MONDAY an administrator sees now."""
    with school.database.session(writes=False) as session:
        digest = digest_by(session.get_one(DecidedWeek, MONDAY).salt)
    found = set()
    for person in admin.get("/insight/people").json["people"]:
        weeks = admin.get(f"/insight/people/{person['id']}/trends?weeks=12").json["weeks"]
        if next(week["figures"] for week in weeks if week["monday"] == MONDAY.isoformat()):
            found.add(digest(person["id"]))
    return found


@pytest.mark.parametrize(("others", "shown"), [(9, False), (10, True)])
def test_those_who_are_seen_by_name_hide_nobody(school, seen, admin, others, shown):
    """Nine among twenty who are seen by name are nine."""
    school.study(school.enter(11, **SHARES), lambda place: place / 30)
    school.study(school.enter(others), lambda place: place / 40)
    assert (seen()["institution"] is not None) == shown
    assert len(known_by_name(school, admin)) == 11
    assert_nothing_about_fewer_than_k(school, known_by_name(school, admin))


def test_those_who_are_not_seen_by_name_are_not_told_by_the_rest_being_known(school, seen, admin):
    """All of the others in one state: subtract those who are seen, and everybody's state is plain."""
    school.study(school.enter(11, **SHARES), lambda place: place / 30)
    school.study(school.enter(12), 1.0)
    assert seen()["institution"] is None


@pytest.mark.parametrize("stops", [1, 5, 11])
def test_who_stops_sharing_is_hidden_from_who_looks_then(school, seen, admin, stops):
    sharing = school.enter(11, **SHARES)
    school.study(sharing, lambda place: place / 30)
    students = school.enter(24)
    school.study(students, lambda place: place / 40)
    school.group("sharing", sharing)
    school.group("A", [*sharing[:6], *students[:12]])
    school.group("B", [*sharing[:5], *students[:12]])
    before = seen()
    assert before["institution"]
    for each in sharing[:stops]:
        school.allow(each, share_with_administration=False)
    known = known_by_name(school, admin)
    assert len(known) == 11 - stops
    assert_nothing_about_fewer_than_k(school, known)
    assert seen() == before


def test_the_attacker_finds_who_is_not_seen_where_those_who_are_count_as_others(school, seen, admin, monkeypatch):
    """The rule broken on purpose: nine are told from the institution's figures and eleven names."""
    decide = deciding.decide_week
    monkeypatch.setattr(
        deciding,
        "decide_week",
        lambda groups, last, history, named, k, digest: decide(groups, last, history, (), k, digest),
    )
    school.study(school.enter(11, **SHARES), lambda place: place / 30)
    school.study(school.enter(9), lambda place: place / 40)
    assert seen()["institution"]
    with pytest.raises(AssertionError):
        assert_nothing_about_fewer_than_k(school, known_by_name(school, admin))


def assert_nothing_about_fewer_than_k(school, known=frozenset()):
    """Solve everything that was ever published: no combination of sums concerns one to nine learners.

    known: learners whose own week the reader sees, and subtracts.

    The sums are reduced to echelon form over every order of columns that puts the rarest learners last, so that what
    they leave over would stand alone.
    """
    with school.database.session(writes=False) as session:
        history = session.get_one(DecidedWeek, MONDAY).history
    kinds: dict[tuple[bool, ...], set[str]] = {}
    for item in {item for items in history for item in items}:
        learner = next(items[item] for items in history if item in items)
        kinds.setdefault(tuple(item in items for items in history), set()).add(learner)
    kinds = {pattern: learners - known for pattern, learners in kinds.items() if learners - known}
    for pattern, learners in kinds.items():
        others = [each for each in kinds if each != pattern]
        if len(learners) < K:
            rows = [[Fraction(int(each[row])) for each in (*others, pattern)] for row in range(len(history))]
            assert not _isolates_last(rows), (pattern, len(learners))


def _isolates_last(rows):
    width = len(rows[0]) - 1
    top = 0
    for column in range(width):
        pivot = next((row for row in range(top, len(rows)) if rows[row][column]), None)
        if pivot is None:
            continue
        rows[top], rows[pivot] = rows[pivot], rows[top]
        for row in range(top + 1, len(rows)):
            factor = rows[row][column] / rows[top][column]
            rows[row] = [one - factor * other for one, other in zip(rows[row], rows[top], strict=True)]
        top += 1
    return any(row[width] for row in rows[top:])


def test_what_is_kept_of_a_week_names_nobody(school, seen, database):
    students = school.enter(12)
    school.study(students, lambda place: place / 30)
    seen()
    with database.session(writes=False) as session:
        kept = str(session.get_one(DecidedWeek, MONDAY).history)
    assert not any(str(each) in kept or each.hex in kept for each in students)
