"""Points in a gradebook's file: one grammar in both decimal marks, and a reason for everything else."""

from __future__ import annotations

import csv
import io

import pytest

from attune.classroom.learning.gradebook.exchange.csv_numbers import read_points


@pytest.mark.parametrize(
    ("written", "points"),
    [
        ("7", 7),
        ("7.5", 7.5),
        ("7,5", 7.5),
        (" 10 ", 10),
        ("0", 0),
        ("-0", 0),
        ("007", 7),
        ("3.333333", 3.333333),
        ("", None),
    ],
)
def test_digits_and_one_decimal_mark_are_points(written, points):
    assert read_points(written, 10) == (points, None)


@pytest.mark.parametrize(
    "written",
    [
        "1_0",
        "1e3",
        "1E3",
        "٣",
        "١٠",
        "１０",
        "nan",
        "inf",
        "Infinity",
        "+5",
        "1,2,3",
        "1.2.3",
        "1.234,5",
        ".5",
        "5.",
        "5 %",
        "0x1",
        "5\u00a0",
        "½",
    ],
)
def test_everything_else_is_no_number(written):
    assert read_points(written, 1_000) == (None, "no_number")


@pytest.mark.parametrize(("written", "possible"), [("-1", 10), ("21", 10), ("\u22125", 10)])
def test_points_are_at_least_none_and_at_most_twice_what_there_is(written, possible):
    assert read_points(written, possible) == (None, "out_of_range")


@pytest.mark.parametrize("written", ["1.500", "1,500"])
def test_what_may_be_thousands_is_asked_where_there_are_so_many_points(written):
    assert read_points(written, 1_000) == (None, "ambiguous_number")
    assert read_points(written, 10) == (1.5, None)


@pytest.fixture
def edit(tutor, course, work):
    """Write another text into the assignment's cell of the only student, and read the file back."""

    def apply(written, **options):
        path = f"/courses/{course.id}/gradebook"
        text = tutor.get(f"{path}.csv").get_data(as_text=True)
        rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
        rows[2][rows[0].index(str(work.assignment))] = written
        out = io.StringIO()
        csv.writer(out).writerows(rows)
        return tutor.post(f"{path}/import", {"csv": out.getvalue(), "apply": True, **options}).json

    return apply


@pytest.fixture
def graded(work, browser, tutor):
    work.grade(tutor, work.hand_in(browser).json["id"], points=8)


@pytest.mark.parametrize("written", ["7", "", "nonsense"])
def test_points_for_who_is_excused_are_not_applied_and_said_to_be(work, tutor, student, graded, edit, written):
    work.patch_grade(tutor, student, excused=True)
    report = edit(written)
    assert (report["applied"], report["changes"], report["problems"]) == (True, [], [])
    (line,) = report["not_applied"]
    assert (line["student_name"], line["problem"], line["written"]) == ("Mara Lind", "excused", written)
    work.patch_grade(tutor, student, excused=False)
    cell = work.cell(tutor, student)
    assert (cell["points"], cell["overridden"]) == (8, False)


def test_a_report_says_what_stands_in_the_file(work, tutor, student, graded, edit):
    report = edit("1e1")
    (line,) = report["problems"]
    assert (line["problem"], line["written"], report["applied"]) == ("no_number", "1e1", False)
    assert edit("excused")["problems"][0]["problem"] == "excuse_elsewhere"
    assert work.cell(tutor, student)["points"] == 8
