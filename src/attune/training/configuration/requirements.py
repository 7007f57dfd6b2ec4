"""How a section of the configuration refuses a value."""

from __future__ import annotations

from attune.training.errors import ConfigError


def require(condition: bool, message: str) -> None:
    """Raise ConfigError with the message unless the condition holds."""
    if not condition:
        raise ConfigError(message)


def require_fraction(where: str, value: float) -> None:
    """Raise ConfigError, naming the key, for a value outside of 0 to 1."""
    require(0 <= value <= 1, f"{where} is {value}; write a number from 0 to 1")
