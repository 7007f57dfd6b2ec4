"""Long lists come in pages."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

PAGE_SIZE = 50

Page = Annotated[int, Field(ge=1, le=100_000)]


def count_pages(total: int) -> int:
    """How many pages `total` rows fill; at least one."""
    return max(1, -(-total // PAGE_SIZE))
