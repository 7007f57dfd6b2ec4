"""Which hidden cells of a table can be recovered from the others: the linear audit.

What is known of the hidden cells x is a system of linear equations A x = b: one for each sum that a reader knows. A
hidden cell is recoverable if and only if its unit vector lies in the row space of A, restricted to the hidden cells
(Fischetti and Salazar 2000; by Gaussian elimination: Langsrud 2024). The arithmetic is exact: a rounding error would
hide a leak.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias, TypeVar

Key = TypeVar("Key")

Equation: TypeAlias = Mapping[Key, int]
"""The coefficients of the cells in one sum that a reader knows; a cell that is not in it has the coefficient 0."""


def recoverable(hidden: Collection[Key], equations: Sequence[Equation[Key]]) -> set[Key]:
    """The hidden cells whose value follows from the equations and the published cells.

    Args:
        hidden: the cells that are not published.
        equations: the sums that a reader knows. Published cells are known and drop out.

    Returns:
        Those of the hidden cells that have one value only.
    """
    columns = list(hidden)
    rows = [[Fraction(equation.get(column, 0)) for column in columns] for equation in equations]
    found = set()
    for row in _reduced(rows, len(columns)):
        filled = [place for place, value in enumerate(row) if value != 0]
        if len(filled) == 1:
            found.add(columns[filled[0]])
    return found


def _reduced(rows: list[list[Fraction]], width: int) -> list[list[Fraction]]:
    """The reduced row echelon form (Gauss-Jordan): a unit vector in the row space is one of its rows."""
    top = 0
    for column in range(width):
        pivot = next((place for place in range(top, len(rows)) if rows[place][column] != 0), None)
        if pivot is None:
            continue
        rows[top], rows[pivot] = rows[pivot], rows[top]
        leading = rows[top][column]
        rows[top] = [value / leading for value in rows[top]]
        for place, row in enumerate(rows):
            if place != top and row[column] != 0:
                factor = row[column]
                rows[place] = [value - factor * base for value, base in zip(row, rows[top], strict=True)]
        top += 1
    return rows[:top]
