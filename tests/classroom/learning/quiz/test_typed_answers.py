"""Answers as people type them, from the keyboard to the mark: submitted through the API, in several languages."""

from __future__ import annotations

from uuid import uuid4

import pytest

from attune.classroom.courses.models import Block


@pytest.fixture
def grade(make, sign_in, database):
    """Submit one typed answer to one question and return the answer of the server."""

    def grade(question, typed, language="en"):
        course = make.course(language=language)
        with database.transaction() as session:
            block = session.get_one(Block, course.practice)
            block.content = {"questions": [{"id": str(uuid4()), "prompt": "?", **question}]}
            question_id = block.content["questions"][0]["id"]
        browser = sign_in(make.student(course))
        return browser.post(
            f"/quizzes/{course.practice}/attempts", {"id": str(uuid4()), "answers": {question_id: typed}}
        )

    return grade


def number(answer, **more):
    return {"kind": "number", "answer": answer, **more}


def short_text(*accepted, **more):
    return {"kind": "short_text", "accepted": list(accepted), **more}


@pytest.mark.parametrize(
    ("typed", "right", "language"),
    [
        ("1,000", 1000, "en"),
        ("1,000.00", 1000, "en"),
        ("1,00,000", 100_000, "en"),
        ("1.000", 1000, "de"),
        ("1.000,00", 1000, "de"),
        ("1,000", 1, "de"),
        ("1.000", 1, "en"),
        ("1'000", 1000, "en"),
        ("1’000", 1000, "de-CH"),
        ("1.000", 1, "de-CH"),
        ("1\u00a0000", 1000, "fr"),
        ("1\u202f000,5", 1000.5, "fr"),
        ("−5", -5, "en"),
        ("–5", -5, "en"),
        ("\u2011 5", -5, "en"),
        ("½", 0.5, "en"),
        ("1½", 1.5, "en"),
        ("-1 1/2", -1.5, "en"),
        ("3/2", 1.5, "en"),
        ("3⁄2", 1.5, "en"),
        ("10^3", 1000, "en"),
        ("10³", 1000, "en"),
        ("10⁻³", 0.001, "en"),
        ("×10³", 1000, "en"),
        ("1.5×10³", 1500, "en"),
        ("1,5 · 10^3", 1500, "de"),
        ("5 x 10^-3", 0.005, "en"),
        ("1e3", 1000, "en"),
        ("6.022E23", 6.022e23, "de"),
        ("1.234e5", 123400, "de"),
        ("1,234e5", 123400, "en"),
        ("1.000E-3", 0.001, "de"),
        ("١٠٠٠", 1000, "ar"),
        ("١٬٠٠٠٫٥", 1000.5, "ar"),
        ("१०००", 1000, "hi"),
        ("１０００", 1000, "ja"),
        ("0,5", 0.5, "en"),
        ("0.5", 0.5, "de"),
        ("\u200b1000\ufeff", 1000, "en"),
    ],
)
def test_a_number_is_read_as_the_content_s_language_writes_it(grade, typed, right, language):
    answer = grade(number(right), typed, language)
    assert (answer.status_code, answer.json.get("score")) == (200, 1.0)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("1_000", "not_a_number"),
        ("12 34", "not_a_number"),
        ("1,00.5", "not_a_number"),
        ("1:30", "not_a_number"),
        ("--1", "not_a_number"),
        ("five", "not_a_number"),
        ("2^3", "not_a_number"),
        ("1e999", "out_of_range"),
        ("10^999999999999", "out_of_range"),
        ("1e-999", "out_of_range"),
        ("inf", "not_finite"),
        ("-Infinity", "not_finite"),
        ("NaN", "not_finite"),
        ("∞", "not_finite"),
        ("3/0", "division_by_zero"),
        ("5 km", "unknown_unit"),
    ],
)
def test_what_is_no_number_is_said_and_costs_no_attempt(grade, typed, problem):
    answer = grade(number(5), typed)
    assert (answer.status_code, answer.json["error"]["code"]) == (422, "answers_unreadable")
    (found,) = answer.json["error"]["data"]["questions"].values()
    assert found == {"problem": problem, "choices": []}


@pytest.mark.parametrize(
    ("typed", "language", "choices"),
    [
        ("1.234", "fr", ["1234", "1,234"]),
        ("1,234", "xx", ["1234", "1.234"]),
        ("150%", "en", ["150", "1.5"]),
        ("1 100/200", "en", ["1.5", "5.5"]),
    ],
)
def test_what_can_be_two_numbers_is_asked_before_it_is_graded(grade, typed, language, choices):
    answer = grade(number(5), typed, language)
    assert (answer.status_code, answer.json["error"]["code"]) == (422, "answers_unreadable")
    (found,) = answer.json["error"]["data"]["questions"].values()
    assert found == {"problem": None, "choices": choices}


@pytest.mark.parametrize(
    ("question", "typed"),
    [
        (number(150, unit="%"), "150%"),
        (number(150, unit="%"), "150 ٪"),
        (number(9.81, unit="m/s²"), "9.81 m/s²"),
        (number(9.81, unit="m/s²"), "9.81 m/s^2"),
        (number(9.81, unit="m/s²"), "9.81"),
    ],
)
def test_the_question_s_own_unit_may_stand_behind_the_number(grade, question, typed):
    assert grade(question, typed).json["score"] == 1.0


@pytest.mark.parametrize(
    ("question", "typed", "right"),
    [
        (number(0.5, tolerance=0.01), "0.51", True),
        (number(0.5, tolerance=0.01), "0.5100001", False),
        (number(0.3, tolerance=0.1), "0.2", True),
        (number(1e-12), "0", False),
        (number(6.626e-34, tolerance=1e-37), "6.626e-34", True),
        (number(6.626e-34, tolerance=1e-37), "6.7e-34", False),
        (number(0), "0", True),
        (number(0.3), 0.1 + 0.2, True),
        (number(1e300, tolerance=1e299), "10^300", True),
    ],
)
def test_a_tolerance_is_what_it_says(grade, question, typed, right):
    assert grade(question, typed).json["score"] == float(right)


@pytest.mark.parametrize(
    ("accepted", "typed", "right"),
    [
        ("don't", "don’t", True),
        ("don’t", "don't", True),
        ("café", "café\u00a0", True),
        ("café", "cafe\u0301", True),
        ("café", "ca\u200bfé", True),
        ("café", "ca\u00adfé", True),
        ("café", "cafe", False),
        ("2³", "23", False),
        ("2³", "2³", True),
        ("H₂O", "H2O", False),
        ("½", "1/2", False),
        ("well-known", "well–known", True),
        ('"yes"', "„Yes“", True),
        ("Straße", "STRASSE", True),
        ("median", "median.", True),
        ("median", "Median!", True),
        ("Hello, world!", "hello, world", True),
        ("n!", "n", False),
        ("5!", "5", False),
        ("?", "?", True),
        ("two words", "two\u202fwords", True),
        ("two words", "twowords", False),
        ("5 µm", "5 \u03bcm", True),
    ],
)
def test_a_text_is_compared_by_what_it_says(grade, accepted, typed, right):
    assert grade(short_text(accepted), typed).json["score"] == float(right)


@pytest.mark.parametrize(("typed", "right"), [("Co", 1.0), ("CO", 0.0), (" Co. ", 1.0)])
def test_case_counts_where_the_question_says_so(grade, typed, right):
    assert grade(short_text("Co", case_sensitive=True), typed).json["score"] == right


def test_the_micro_sign_is_the_greek_letter_also_where_case_counts(grade):
    assert grade(short_text("\u00b5m", case_sensitive=True), "\u03bcm").json["score"] == 1.0
