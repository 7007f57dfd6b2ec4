"""What the editor puts into a lesson when a part is added has fields and words that the server knows.

The client's test compares the same file with what it makes (newBlocks.contract.test.ts).
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from attune.classroom.courses.content.items import Item
from attune.classroom.courses.content.kinds import CONTENTS
from attune.classroom.courses.models import BlockKind

ADDED = json.loads((Path(__file__).parents[2] / "contract" / "new_blocks.json").read_text(encoding="utf-8"))


def misunderstood(adapter: TypeAdapter, given: object) -> list[str]:
    try:
        adapter.validate_python(given)
    except ValidationError as refused:
        return [f"{error['loc']}: {error['msg']} ({error['type']})" for error in refused.errors() if known(error)]
    return []


def known(error: dict) -> bool:
    return error["type"] in {"extra_forbidden", "enum", "literal_error", "union_tag_invalid", "missing"} or (
        error["type"].endswith("_type") and error["input"] is not None
    )


@pytest.mark.parametrize("kind", ADDED["blocks"])
def test_a_new_part_is_understood(kind):
    assert misunderstood(TypeAdapter(CONTENTS[BlockKind(kind)]), ADDED["blocks"][kind]) == []


@pytest.mark.parametrize("kind", ADDED["questions"])
def test_a_new_question_is_understood(kind):
    assert misunderstood(TypeAdapter(Item), ADDED["questions"][kind]) == []


def test_every_kind_can_be_added_or_is_made_elsewhere():
    assert set(ADDED["blocks"]) == {kind.value for kind in CONTENTS}
