"""Two groups, courses or terms compared: a sentence's worth of difference, or that they cannot be told apart."""

from datetime import timedelta

import pytest

from attune.statistics import wilson_interval
from tests.classroom.insight.trends.conftest import MONDAY, days_after


@pytest.fixture
def groups(school):
    """Two groups of a course, of which the first struggles more, over four weeks."""
    first, second = school.enter(12), school.enter(11)
    for back in range(4):
        day = days_after(MONDAY, -7 * back)
        school.study(first, lambda place: 0.35 + place / 100, day)
        school.study(second, lambda place: 0.1 + place / 100, day)
    ids = [school.group("A", first), school.group("B", second)]
    school.decide()
    return [f"group:{each}" for each in ids]


def compared(admin, first, second, more=""):
    answer = admin.get(f"/insight/trends/comparison?first={first}&second={second}{more}")
    assert answer.status_code == 200, answer.json
    return answer.json


def test_a_difference_is_said_with_its_interval(admin, groups):
    found = compared(admin, *groups)
    struggling = found["measures"][0]
    assert struggling["measure"] == "struggling"
    assert struggling["difference"] == pytest.approx(struggling["first"] - struggling["second"], abs=0.011)
    assert 0 < struggling["low"] < struggling["difference"] < struggling["high"]
    assert struggling["distinguishable"]
    assert (found["first"]["n"], found["second"]["n"], found["first"]["shown"]) == (10, 10, 4)
    back = compared(admin, *reversed(groups))["measures"][0]
    assert (back["low"], back["high"]) == (-struggling["high"], -struggling["low"])


def test_the_interval_is_newcombe_s_of_an_average_week(admin, groups):
    struggling = compared(admin, *groups)["measures"][0]
    weeks = [admin.get(f"/insight/trends?scope={each}&weeks=4").json["weeks"] for each in groups]
    (p1, n1), (p2, n2) = (
        (
            sum(week["figures"]["struggling"]["share"] for week in each) / 4,
            sum(week["figures"]["struggling"]["effective"] for week in each) / 4,
        )
        for each in weeks
    )
    one, other = wilson_interval(p1 * n1, n1), wilson_interval(p2 * n2, n2)
    low = p1 - p2 - ((p1 - one.low) ** 2 + (other.high - p2) ** 2) ** 0.5
    high = p1 - p2 + ((one.high - p1) ** 2 + (p2 - other.low) ** 2) ** 0.5
    assert (struggling["low"], struggling["high"]) == pytest.approx((low, high), abs=0.0051)


def test_a_group_is_not_distinguishable_from_itself(admin, groups):
    for measure in compared(admin, groups[0], groups[0])["measures"]:
        assert not measure["distinguishable"]
        assert measure["difference"] == 0


def test_weeks_that_are_hidden_of_one_do_not_count_for_the_other(admin, school, groups):
    more = school.enter(10)
    alone = f"group:{school.group('C', more)}"
    school.study(more, lambda place: place / 20, days_after(MONDAY, 3))
    school.decide()
    found = compared(admin, groups[0], alone)
    assert (found["first"]["shown"], found["second"]["shown"], found["first"]["weeks"]) == (1, 1, 12)


def test_nothing_is_said_where_one_is_hidden(admin, school, groups):
    alone = f"group:{school.group('few', school.enter(5))}"
    found = compared(admin, groups[0], alone)
    assert (found["measures"], found["second"]["n"], found["second"]["shown"]) == ([], None, 0)


def test_two_periods_of_a_course_are_compared_by_all_their_weeks(admin, school, groups):
    course = f"course:{school.course.id}"
    term = f"&since={MONDAY - timedelta(days=7)}&until={days_after(MONDAY, 6)}"
    earlier = f"&second_since={MONDAY - timedelta(days=21)}&second_until={MONDAY - timedelta(days=8)}"
    found = compared(admin, course, course, term + earlier)
    assert (found["first"]["shown"], found["second"]["shown"]) == (2, 2)
    assert found["first"]["first_monday"] > found["second"]["last_monday"]
    assert not any(measure["distinguishable"] for measure in found["measures"])


def test_only_administrators_compare(make, sign_in, school, groups):
    for user in (make.student(), make.tutor(school.course)):
        browser = sign_in(user)
        for path in ("", "/scopes", f"/comparison?first={groups[0]}&second={groups[1]}"):
            assert browser.get(f"/insight/trends{path}").status_code == 403
