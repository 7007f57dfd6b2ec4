"""Names and titles of one line hold nothing that makes them read as another one."""

from typing import Annotated

import pytest
from pydantic import TypeAdapter, ValidationError

from attune.classroom.platform.schemas import PlainText

TITLE = TypeAdapter(Annotated[str, PlainText(lines=False)])
TEXT = TypeAdapter(Annotated[str, PlainText()])


@pytest.mark.parametrize("code", [0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069])
def test_what_turns_the_text_around_is_refused_in_a_line_and_fits_a_text(code):
    with pytest.raises(ValidationError, match=f"U\\+{code:04X}"):
        TITLE.validate_python(f"exam{chr(code)}fdp.exe")
    assert TEXT.validate_python(f"a{chr(code)}b") == f"a{chr(code)}b"


@pytest.mark.parametrize("name", ["Zoë O\u2019Neill", "محمد\u200f علي", "שלום\u200e (1)", "👩\u200d🏫"])
def test_names_of_every_script_are_names(name):
    assert TITLE.validate_python(name) == name
