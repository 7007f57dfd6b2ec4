"""Terms: set by an administrator, without a common day, and what is kept by them."""

from datetime import date, timedelta

import pytest

from attune.classroom.institution.calendar.models import Term
from attune.classroom.institution.calendar.service import FIRST_DAY, Days, kept_until, outlived

PATH = "/administration/terms"
AUTUMN = {"name": "Autumn", "starts_on": "2026-09-01", "ends_on": "2027-01-31"}
SPRING = {"name": "Spring", "starts_on": "2027-02-01", "ends_on": "2027-07-31"}


@pytest.fixture
def administrator(make, sign_in):
    return sign_in(make.administrator())


def terms_of(administrator):
    return [(term["name"], term["starts_on"], term["ends_on"]) for term in administrator.get(PATH).json["terms"]]


def test_terms_are_added_changed_and_removed(administrator):
    assert administrator.get(PATH).json == {"terms": [], "weeks_without": 26}
    autumn = administrator.post(PATH, AUTUMN)
    assert autumn.status_code == 201
    spring = administrator.post(PATH, SPRING).json
    assert [name for name, *_ in terms_of(administrator)] == ["Spring", "Autumn"]
    later = {"name": " Spring 2027 ", "starts_on": "2027-02-08", "ends_on": "2027-07-31"}
    assert administrator.put(f"{PATH}/{spring['id']}", later).json == {
        **later,
        "name": "Spring 2027",
        "id": spring["id"],
    }
    assert administrator.delete(f"{PATH}/{autumn.json['id']}").status_code == 204
    assert terms_of(administrator) == [("Spring 2027", "2027-02-08", "2027-07-31")]
    entries = administrator.get("/administration/audit").json["entries"]
    details = [entry["detail"] for entry in entries if entry["action"] == "terms_changed"]
    assert [(detail["before"] is None, detail["after"] is None) for detail in details] == [
        (False, True),
        (False, False),
        (True, False),
        (True, False),
    ]


@pytest.mark.parametrize(
    ("starts_on", "ends_on"), [("2026-08-01", "2026-09-01"), ("2027-01-31", "2027-06-30"), ("2026-10-01", "2026-11-30")]
)
def test_no_two_terms_share_a_day(administrator, starts_on, ends_on):
    administrator.post(PATH, AUTUMN)
    answer = administrator.post(PATH, {"name": "Other", "starts_on": starts_on, "ends_on": ends_on})
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "terms_overlap")
    assert answer.json["error"]["data"]["name"] == "Autumn"
    spring = administrator.post(PATH, SPRING).json
    moved = administrator.put(f"{PATH}/{spring['id']}", SPRING | {"starts_on": "2027-01-31"})
    assert moved.json["error"]["code"] == "terms_overlap"


def test_a_term_may_move_over_its_own_days(administrator):
    autumn = administrator.post(PATH, AUTUMN).json
    assert administrator.put(f"{PATH}/{autumn['id']}", AUTUMN | {"starts_on": "2026-09-08"}).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"name": "x" * 61},
        {"ends_on": "2026-08-31"},
        {"ends_on": "2026-09-06"},
        {"ends_on": "2027-09-07"},
        {"starts_on": "1999-09-01", "ends_on": "1999-12-01"},
        {"ends_on": None},
    ],
)
def test_what_is_no_term_is_refused(administrator, wrong):
    assert administrator.post(PATH, AUTUMN | wrong).status_code == 422


@pytest.mark.parametrize("ends_on", ["2026-09-07", "2027-09-06"])
def test_a_term_lasts_a_week_at_least_and_a_year_at_most(administrator, ends_on):
    assert administrator.post(PATH, AUTUMN | {"ends_on": ends_on}).status_code == 201


def term(starts_on, weeks):
    return Term(name="T", starts_on=starts_on, ends_on=starts_on + timedelta(weeks=weeks, days=-1))


FIRST, SECOND = term(date(2026, 1, 5), 10), term(date(2026, 4, 6), 10)
LATE = term(date(2027, 4, 5), 10)


@pytest.mark.parametrize(
    ("terms", "day", "last"),
    [
        ((), date(2026, 1, 5), date(2026, 7, 6)),
        ((FIRST, SECOND), FIRST.starts_on, SECOND.ends_on),
        ((FIRST, SECOND), FIRST.ends_on, SECOND.ends_on),
        ((FIRST, SECOND), date(2026, 3, 20), date(2026, 9, 18)),  # between the two
        ((FIRST, SECOND), SECOND.ends_on, SECOND.ends_on + timedelta(weeks=26)),
        ((FIRST, LATE), FIRST.starts_on, FIRST.ends_on + timedelta(weeks=26)),
    ],
)
def test_a_day_is_kept_through_the_next_term_and_half_a_year_at_most(terms, day, last):
    assert kept_until(terms, day) == last


@pytest.mark.parametrize("terms", [(), (FIRST,), (FIRST, SECOND), (FIRST, SECOND, LATE)])
def test_what_is_outlived_are_the_days_that_are_kept_no_longer(terms):
    day = FIRST.starts_on - timedelta(weeks=3)
    for today in (day + timedelta(weeks=weeks) for weeks in range(0, 120, 5)):
        gone = outlived(terms, today)
        assert all(each.first <= each.last for each in gone)
        for after in range(0, 500, 3):
            studied = day + timedelta(days=after)
            expected = kept_until(terms, studied) < today
            assert any(each.first <= studied <= each.last for each in gone) == expected, (today, studied)


def test_without_terms_everything_before_half_a_year_ago_is_outlived():
    assert outlived([], date(2026, 7, 7)) == [Days(FIRST_DAY, date(2026, 1, 5))]
