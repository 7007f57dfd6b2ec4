"""Which passwords are good enough: long, and not among those that everybody tries first (NIST SP 800-63B, 3.1.1.2)."""

from __future__ import annotations

import re

from zxcvbn import zxcvbn

from attune.classroom.platform.errors import ApiError

LEAST_SCORE = 2  # of zxcvbn (Wheeler 2016): over 10**6 guesses; at the guard's 110 a day that is decades
LONGEST_LOOKED_AT = 72  # characters; zxcvbn's time grows with the square, and what is longer is good enough


class WeakPassword(ApiError):
    """A password that is among the first ones guessed; `data.fields` names the field it was given in."""

    code, status = "weak_password", 422


def refuse_weak(password: str, field: str, *about: str) -> None:
    """Refuse a password that would be guessed soon.

    Args:
        password: the new password, already long enough for the schema.
        field: the field of the request, for the client to mark.
        about: what belongs to the person: name and e-mail address. A password made of them is weak.

    Raises:
        WeakPassword: it would be guessed within a million tries.
    """
    words = [word for text in about for word in (text, *re.split(r"\W+", text), re.sub(r"\W+", "", text)) if word]
    if zxcvbn(password[:LONGEST_LOOKED_AT], user_inputs=words)["score"] >= LEAST_SCORE:
        return
    message = "this password is among the first ones that are guessed; choose another, such as three words of your own"
    raise WeakPassword(f"'{field}': {message}", fields={field: [message]})
