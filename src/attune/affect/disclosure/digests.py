"""What stands for a learner in what is kept of a publication, so that it names nobody."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache

SALT_BYTES = 16
DIGEST_BYTES = 12  # of tens of thousands of items, no two share a digest


def digest_by(salt: str) -> Callable[[str], str]:
    """Return what makes digests by a salt.

    Args:
        salt: `SALT_BYTES` bytes in hexadecimal, drawn for each table by itself: digests of two tables have nothing in
            common.

    Returns:
        A function from a name to its digest, always the same one, in hexadecimal.
    """
    key = bytes.fromhex(salt)

    @cache
    def digest(name: str) -> str:
        return hashlib.blake2b(name.encode(), key=key, digest_size=DIGEST_BYTES).hexdigest()

    return digest
