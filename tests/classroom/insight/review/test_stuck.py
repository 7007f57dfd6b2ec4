"""Where it got stuck lately: of the courses that one teaches, from a share of learners on, and never of a few."""

from tests.classroom.insight.review.conftest import Class


def places(classroom: Class, tutor=None):
    answer = (tutor or classroom.tutor).get("/teaching/stuck")
    assert answer.status_code == 200, answer.json
    return answer.json["places"]


def let_lose_their_way(classroom: Class, lost: int, of: int) -> None:
    for place, student in enumerate(classroom.add(of)):
        classroom.study(student, lost=int(place < lost))


def test_a_block_at_which_many_were_lost_leads_to_it_with_the_share(classroom: Class):
    let_lose_their_way(classroom, lost=12, of=20)
    (place,) = places(classroom)
    assert place["block_id"] == str(classroom.course.text)
    assert place["lesson_id"] == str(classroom.course.lessons[0])
    assert place["share"]["share"] == 0.6
    assert place["share"] == classroom.block()["friction"]["share"]


def test_a_block_at_which_few_were_lost_is_no_worse_than_most(classroom: Class):
    let_lose_their_way(classroom, lost=4, of=20)
    assert places(classroom) == []


def test_of_fewer_learners_than_the_smallest_group_nothing_is_said(classroom: Class):
    let_lose_their_way(classroom, lost=3, of=4)
    assert places(classroom) == []


def test_what_was_studied_longer_ago_than_two_weeks_is_not_lately(classroom: Class, clock):
    let_lose_their_way(classroom, lost=12, of=20)
    classroom.wait(clock, 15)
    assert places(classroom) == []


def test_the_worst_three_come_worst_first(classroom: Class):
    course = classroom.course
    students = classroom.add(20)
    for block, lost in ((course.text, 8), (course.video, 16), (course.practice, 12)):
        for place, student in enumerate(students):
            classroom.study(student, block=block, lost=int(place < lost))
    assert [each["block_id"] for each in places(classroom)] == [
        str(course.video),
        str(course.practice),
        str(course.text),
    ]


def test_another_tutor_sees_nothing_of_it(classroom: Class, make, sign_in):
    let_lose_their_way(classroom, lost=12, of=20)
    assert places(classroom, sign_in(make.tutor(make.course("Chemistry")))) == []


def test_whoever_is_not_counted_is_in_no_share(classroom: Class):
    let_lose_their_way(classroom, lost=2, of=20)
    for student in classroom.add(20, counted=False):
        classroom.study(student, lost=1)
    assert places(classroom) == []
