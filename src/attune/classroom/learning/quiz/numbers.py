"""Reading a typed number: one grammar, exact values, never infinite.

    1000  1,000  1.000  1 000  1'000  1,000.00  1,00,000  ١٠٠٠      thousands as the language, or the text itself, tells
    0.5  0,5  .5  ½  1½  1/2  1 1/2                                fractions
    1e3  10^3  10³  5×10³  5·10^-3                                 powers of ten
    −5  –5  50 %  9.81 m/s²                                        any minus or dash, percent, the question's own unit

The language of the content decides between two readings (`1.234`); what it leaves open is for the writer to say.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from attune.classroom.learning.quiz.number_marks import NumberMarks
from attune.classroom.learning.quiz.number_text import VULGAR, plain_spelling

LARGEST_EXPONENT = 400  # beyond every float; also bounds the work that a short text can ask for


class NumberProblem(StrEnum):
    """Why a text is not read as a number."""

    NOT_A_NUMBER = "not_a_number"
    NOT_FINITE = "not_finite"
    OUT_OF_RANGE = "out_of_range"
    DIVISION_BY_ZERO = "division_by_zero"
    UNKNOWN_UNIT = "unknown_unit"


@dataclass(frozen=True, slots=True)
class NumberReading:
    """How a text was read: one value, or several to choose from, or none and why."""

    values: tuple[Fraction, ...]
    problem: NumberProblem | None = None

    @property
    def value(self) -> Fraction | None:
        """The number, where there is exactly one reading."""
        return self.values[0] if len(self.values) == 1 else None


class _Refused(Exception):
    def __init__(self, problem: NumberProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


_PLAIN = r"[\d.,'\u066b\u066c ]*[\d.,\u066b]"
_EXPONENT = r"\(?\s*([+-]?)\s*(\d+)\s*\)?"
_VULGAR = re.compile(rf"({_PLAIN})?\s*{VULGAR}(\d+)/(\d+)")
_RATIO = re.compile(rf"({_PLAIN})\s*/\s*({_PLAIN})")
_MIXED = re.compile(r"(\d[\d']*) ([1-9]\d*)\s*/\s*([1-9]\d*)")
_POWER = re.compile(rf"(?:({_PLAIN})?\s*[×xX]\s*)?10\s*(?:\^|××)\s*{_EXPONENT}")
_SCIENTIFIC = re.compile(rf"({_PLAIN})[eE]([+-]?)(\d+)")
_INFINITE = frozenset({"inf", "infinity", "infinite", "unendlich", "∞", "nan"})
_GROUPS = re.compile(r"[1-9]\d{0,2}(?:([.,' \u066c])\d{3})(?:\1\d{3})*")
_INDIAN_GROUPS = re.compile(r"[1-9]\d?(?:,\d\d)+,\d{3}")


def read_number(text: str, marks: NumberMarks, unit: str | None = None) -> NumberReading:
    """Read a number as somebody typed it.

    Args:
        text: what was typed.
        marks: the decimal and thousands marks of the content's language.
        unit: what the answer is asked in; it may stand behind the number. `%` makes `50 %` the number 50. Without
            it `50 %` can be 50 or 0.5, and the writer has to say which.

    Returns:
        One value, or several (then it has to be asked), or none with the problem.
    """
    spelled = plain_spelling(text)
    if spelled is None:
        return NumberReading((), NumberProblem.NOT_A_NUMBER)
    body, percent = _without_unit(spelled, unit)
    try:
        values = _signed(body, marks)
        if percent:
            values = [value / share for value in values for share in (1, 100)]
        return NumberReading(tuple(dict.fromkeys(_bounded(value) for value in values)))
    except _Refused as refused:
        return NumberReading((), refused.problem)


def from_float(number: float) -> NumberReading:
    """The reading of a number that came as a number: exactly the decimal that it is written as."""
    if not math.isfinite(number):
        return NumberReading((), NumberProblem.NOT_FINITE)
    return NumberReading((Fraction(repr(float(number))),))


def _without_unit(spelled: str, unit: str | None) -> tuple[str, bool]:
    """The number without the question's unit, and whether a percent sign stood where none was asked for."""
    asked = plain_spelling(unit) if unit else None
    if asked and spelled.endswith(asked) and spelled != asked:
        return spelled.removesuffix(asked).rstrip(), False
    if spelled.endswith("%"):
        return spelled.removesuffix("%").rstrip(), True
    return spelled, False


def _signed(body: str, marks: NumberMarks) -> list[Fraction]:
    negative = body.startswith("-")
    unsigned = body[1:].lstrip() if body[:1] in {"+", "-"} else body
    if unsigned.casefold() in _INFINITE:
        raise _Refused(NumberProblem.NOT_FINITE)
    values = _unsigned(unsigned, marks)
    if not values:
        raise _Refused(_why(unsigned, marks))
    return [-value for value in values] if negative else values


def _why(unsigned: str, marks: NumberMarks) -> NumberProblem:
    """A number with something behind it is told apart from what is no number at all."""
    number = re.match(rf"{_PLAIN}(?=\s*[^\W\d_°])|{_PLAIN}(?=\s*°)", unsigned)
    if number and _plain(number.group().strip(), marks):
        return NumberProblem.UNKNOWN_UNIT
    return NumberProblem.NOT_A_NUMBER


def _unsigned(text: str, marks: NumberMarks) -> list[Fraction]:
    if match := _VULGAR.fullmatch(text):
        whole = _whole(match[1], marks) if match[1] else [Fraction(0)]
        return [number + _divide(Fraction(match[2]), Fraction(match[3])) for number in whole]
    if "/" in text:
        return _fraction(text, marks)
    if match := _POWER.fullmatch(text):
        factors = _plain(match[1].strip(), marks) if match[1] else [Fraction(1)]
        return [_scaled(factor, match[2] + match[3]) for factor in factors]
    if match := _SCIENTIFIC.fullmatch(text):
        return [_scaled(factor, match[2] + match[3]) for factor in _mantissa(match[1], marks)]
    return _plain(text, marks)


def _mantissa(text: str, marks: NumberMarks) -> list[Fraction]:
    """What stands before an `e`: nobody writes it in groups, so a single mark within it is the decimal one."""
    decimal = _as_decimal(text)
    return _plain(text, marks) if decimal is None else [decimal]


def _fraction(text: str, marks: NumberMarks) -> list[Fraction]:
    """`3/2`, or `1 1/2`; `1 100/200` can be either."""
    values: list[Fraction] = []
    if (match := _MIXED.fullmatch(text)) and int(match[2]) < int(match[3]):
        values += [number + Fraction(int(match[2]), int(match[3])) for number in _whole(match[1], marks)]
    if match := _RATIO.fullmatch(text):
        tops, bottoms = _plain(match[1].strip(), marks), _plain(match[2].strip(), marks)
        values += [_divide(top, bottom) for top in tops for bottom in bottoms]
    return values


def _whole(text: str, marks: NumberMarks) -> list[Fraction]:
    return [number for number in _plain(text.strip(), marks) if number.denominator == 1]


def _plain(text: str, marks: NumberMarks) -> list[Fraction]:
    """Digits with their marks: as a whole number in groups, or with the last mark as the decimal one, or either."""
    if re.fullmatch(r"\d+", text):
        return [Fraction(text)]
    grouped, decimal = _as_groups(text), _as_decimal(text)
    if grouped is None or decimal is None:
        return [value for value in (grouped, decimal) if value is not None]
    mark = next(char for char in text if not char.isdigit())  # both readings: there is one mark, and it is . or ,
    if mark == marks.decimal:
        return [decimal]
    return [grouped] if mark == marks.grouping else [grouped, decimal]


def _as_groups(text: str) -> Fraction | None:
    if not (_GROUPS.fullmatch(text) or _INDIAN_GROUPS.fullmatch(text)):
        return None
    return Fraction(re.sub(r"\D", "", text))


def _as_decimal(text: str) -> Fraction | None:
    matched = re.fullmatch(r"(.*)([.,\u066b])(\d*)", text)
    if matched is None or not (matched[1] or matched[3]) or matched[2] in matched[1]:
        return None
    whole = Fraction(matched[1] or "0") if re.fullmatch(r"\d*", matched[1]) else _as_groups(matched[1])
    return None if whole is None else whole + Fraction(int(matched[3] or "0"), 10 ** len(matched[3]))


def _divide(top: Fraction, bottom: Fraction) -> Fraction:
    if bottom == 0:
        raise _Refused(NumberProblem.DIVISION_BY_ZERO)
    return top / bottom


def _scaled(factor: Fraction, exponent: str) -> Fraction:
    power = int(exponent)
    if abs(power) > LARGEST_EXPONENT:
        raise _Refused(NumberProblem.OUT_OF_RANGE)
    return factor * Fraction(10) ** power


def _bounded(value: Fraction) -> Fraction:
    """The value, if a float can hold it.

    Raises:
        _Refused: none can.
    """
    try:
        fits = value == 0 or float(value) != 0
    except OverflowError:
        fits = False
    if not fits:
        raise _Refused(NumberProblem.OUT_OF_RANGE)
    return value


def write_number(value: Fraction, marks: NumberMarks) -> str:
    """Write a number so that `read_number` with the same marks gives exactly it again.

    Returns:
        A decimal; with a power of ten beyond 15 digits; as a fraction where no decimal is exact.
    """
    decimals = _decimal_places(value.denominator)
    if decimals is None:
        return f"{value.numerator}/{value.denominator}".replace("-", "\u2212")
    digits = str(abs(value.numerator) * 10**decimals // value.denominator)
    sign = "\u2212" if value < 0 else ""
    if max(len(digits), decimals) <= 15:
        padded = digits.rjust(decimals + 1, "0")
        return sign + _with_decimals(padded[: len(padded) - decimals], padded[len(padded) - decimals :], marks)
    power = len(digits) - 1 - decimals
    return f"{sign}{_with_decimals(digits[0], digits[1:].rstrip('0'), marks)}×10^{power}".replace("-", "\u2212")


def approximate(value: Fraction, marks: NumberMarks) -> str | None:
    """A decimal of six significant digits for a number that `write_number` gives as a fraction; else None."""
    if _decimal_places(value.denominator) is not None:
        return None
    return f"{float(value):.6g}".replace("-", "\u2212").replace(".", marks.decimal)


def _decimal_places(denominator: int) -> int | None:
    """How many decimals a fraction with this denominator has; None when they never end."""
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 else None


def _with_decimals(whole: str, decimals: str, marks: NumberMarks) -> str:
    return f"{whole}{marks.decimal}{decimals}" if decimals else whole


def distinct(values: Iterable[Fraction], marks: NumberMarks) -> list[str]:
    """The readings to choose from, written out."""
    return [write_number(value, marks) for value in values]
