"""The mark of a figure that went through disclosure control: a value that only this package can construct."""

from __future__ import annotations

from dataclasses import dataclass, field


class NotReleased(TypeError):
    """A figure about people was constructed outside `attune.affect.disclosure`."""


class Seal:
    """The key to constructing a `Released` value; only this package uses it (live_class/test_figures.py)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """The base of every figure about people that may leave the server.

    Raises:
        NotReleased: it was constructed without the package's seal.
    """

    seal: type[Seal] = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.seal is not Seal:
            raise NotReleased(f"{type(self).__name__} is constructed by attune.affect.disclosure and by nothing else.")


def restore_seals(kept: object) -> object:
    """Restore the seals of figures that were released before, and kept as plain data meanwhile.

    Args:
        kept: As read from JSON: objects with a field `seal`, which holds nothing, in objects and arrays.

    Returns:
        The same with the seal in its place, to construct the figures from.
    """
    if isinstance(kept, dict):
        return {key: Seal if key == "seal" else restore_seals(value) for key, value in kept.items()}
    return [restore_seals(value) for value in kept] if isinstance(kept, list) else kept
