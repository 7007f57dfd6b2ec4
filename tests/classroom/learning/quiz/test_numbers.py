"""Reading numbers, as properties: what is written is read again, nothing is infinite, no text makes it fail."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from attune.classroom.learning.quiz.number_marks import marks_of
from attune.classroom.learning.quiz.numbers import NumberProblem, from_float, read_number, write_number

LANGUAGES = st.sampled_from(["en", "de", "de-CH", "fr", "ar", "xx", ""])
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
DIGITS = "0123456789.,' -+/%^×eE½³()_\u00a0\u2212\u200b٠١٬٫∞"


@given(number=FLOATS, language=LANGUAGES)
@example(number=1.234, language="xx")
@example(number=1e22, language="fr")
@example(number=-5e-324, language="de")
def test_a_number_written_in_a_language_is_read_as_exactly_that_number(number, language):
    marks = marks_of(language)
    value = from_float(number).value
    assert value is not None
    assert read_number(write_number(value, marks), marks).values == (value,)


@given(top=st.integers(-(10**9), 10**9), bottom=st.integers(1, 10**6), language=LANGUAGES)
def test_a_fraction_is_written_so_that_nothing_is_lost(top, bottom, language):
    marks = marks_of(language)
    assert read_number(write_number(Fraction(top, bottom), marks), marks).values == (Fraction(top, bottom),)


@given(number=st.integers(1000, 10**15), language=st.sampled_from(["en", "de"]))
def test_thousands_in_the_language_s_own_way_are_read(number, language):
    typed = f"{number:,}".replace(",", marks_of(language).grouping)
    assert read_number(typed, marks_of(language)).value == number


@given(text=st.text(max_size=60) | st.text(alphabet=DIGITS, max_size=30), language=LANGUAGES)
def test_every_text_is_read_asked_or_refused_and_never_infinite(text, language):
    reading = read_number(text, marks_of(language))
    assert (reading.problem is None) == bool(reading.values)
    assert len(set(reading.values)) == len(reading.values) <= 8
    assert all(math.isfinite(float(value)) for value in reading.values)


@given(text=st.text(alphabet=DIGITS, max_size=20), language=LANGUAGES)
def test_each_choice_that_is_offered_means_only_itself(text, language):
    marks = marks_of(language)
    for value in read_number(text, marks).values:
        assert read_number(write_number(value, marks), marks).value == value


@pytest.mark.parametrize("number", [math.inf, -math.inf, math.nan])
def test_a_number_that_is_none_is_refused(number):
    assert from_float(number).problem is NumberProblem.NOT_FINITE
