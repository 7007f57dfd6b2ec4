"""How points are written in a gradebook's file: one grammar, the same whatever program wrote it."""

from __future__ import annotations

import re

EXCUSED = "excused"
# digits 0 to 9, then at most one decimal mark with digits after it: no exponents, signs of thousands, other scripts
_NUMBER = re.compile(r"(?P<whole>[0-9]{1,7})(?:[.,](?P<rest>[0-9]{1,10}))?")
_THOUSAND_DIGITS = 3


def read_points(text: str, possible: float) -> tuple[float | None, str | None]:
    """What a cell says, None where it is empty; or else why it cannot be taken.

    Spaces around it do not count. Twice the points of an item are the most.

    Returns:
        The points, and a problem: `no_number`, `ambiguous_number`, `out_of_range`, `excuse_elsewhere`.
    """
    written = text.strip(" ")
    if not written:
        return None, None
    if written.casefold() == EXCUSED:
        return None, "excuse_elsewhere"
    negative = written[0] in "-\u2212"
    found = _NUMBER.fullmatch(written[1:] if negative else written)
    if found is None:
        return None, "no_number"
    rest = found["rest"] or ""
    points = float(f"{found['whole']}.{rest or 0}")
    if (negative and points > 0) or points > 2 * possible:
        return None, "out_of_range"
    if len(rest) == _THOUSAND_DIGITS and points >= 1 and float(found["whole"] + rest) <= 2 * possible:
        return None, "ambiguous_number"  # 1.500 is one and a half to some, and fifteen hundred to others
    return points, None
