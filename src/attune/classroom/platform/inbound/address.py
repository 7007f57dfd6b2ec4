"""What an address and headers may be, whatever route they are for."""

from __future__ import annotations

from flask import request

from attune.classroom.platform.errors import ApiError, InvalidInput
from attune.classroom.platform.schemas import control_character_in

LONGEST_SEGMENT = 255  # bytes; no name of a file can be longer, and no address of ours has a longer part
LONGEST_ADDRESS = 4000  # bytes, path and query together
LONGEST_HEADER = 8190  # bytes; as web servers usually take


class AddressTooLong(ApiError):
    """The address, or a part of its path, is longer than any of ours."""

    code, status = "address_too_long", 414


class InvalidAddress(ApiError):
    """The path holds a control character."""

    code, status = "invalid_address", 400


class InvalidHeader(ApiError):
    """A header holds what it cannot mean; `data.header` names it."""

    code, status = "invalid_header", 400

    @classmethod
    def of(cls, name: str, problem: str) -> InvalidHeader:
        """Return the error for the header `name`."""
        return cls(f"The header {name} {problem}.", header=name)


class HeaderTooLong(InvalidHeader):
    """A header is longer than this server reads."""

    code, status = "header_too_long", 431


def check_address_and_headers() -> None:
    """Refuse what no route could make sense of.

    Raises:
        AddressTooLong, InvalidAddress, InvalidHeader: as they say.
        InvalidInput: a value of the query holds a control character.
    """
    _check_path()
    for name, value in request.args.items(multi=True):
        found = control_character_in(name) or control_character_in(value)
        if found is not None:
            place = name if control_character_in(name) is None else "query"
            raise InvalidInput.at(place, f"holds the character {found}, which no text may; remove it")
    for name, value in request.headers.items():
        if len(value) > LONGEST_HEADER:
            raise HeaderTooLong.of(name, f"is longer than {LONGEST_HEADER} bytes")
        if control_character_in(value) is not None:
            raise InvalidHeader.of(name, "holds a control character")


def _check_path() -> None:
    path = request.path
    longest = max(len(segment.encode("utf-8", "replace")) for segment in path.split("/"))
    if longest > LONGEST_SEGMENT or len(path) + len(request.query_string) > LONGEST_ADDRESS:
        raise AddressTooLong("The address is too long; check the link.")
    if control_character_in(path) is not None:
        raise InvalidAddress("The address holds a control character; check the link.")
