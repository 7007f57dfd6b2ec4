"""What a block is called in lists: by its title, or by what it holds, so that no list says only 'Image 2'."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, case, null
from sqlalchemy.orm import Bundle
from sqlalchemy.sql.selectable import Select

from attune.classroom.courses.models import Block, BlockKind
from attune.classroom.platform.markdown import first_words, shortened

_MOST_CHARACTERS = 60  # of a name: two lines of the lesson's outline
_NAMED_BY: Mapping[BlockKind, tuple[str, ...]] = {
    BlockKind.MARKDOWN: ("text",),
    BlockKind.IMAGE: ("caption", "alt"),
    BlockKind.VIDEO: ("file",),
    BlockKind.AUDIO: ("file",),
    BlockKind.FILE: ("file",),
    BlockKind.EMBED: ("title", "url"),
    BlockKind.CALLOUT: ("text",),
    BlockKind.ASSIGNMENT: ("prompt",),
    BlockKind.POLL: ("question",),
}
"""The fields of the content that can name a block, the best first. A quiz's questions stay unsaid until it starts."""
_VERBATIM = frozenset({"file", "url", "alt"})


def name_of(kind: BlockKind, title: str | None, content: Mapping[str, Any] | None) -> str | None:
    """The name of a block; None where only its kind and its place can name it, as of a quiz without a title."""
    if title or content is None:
        return title or None
    values = ((field, content.get(field)) for field in _NAMED_BY.get(kind, ()))
    names = (_shortened(field, value) for field, value in values if isinstance(value, str) and value.strip())
    return next((name for name in names if name), None)


def name_of_block(block: Block) -> str | None:
    """The name of a block that has been read."""
    return name_of(block.kind, block.title, block.content)


def block_name(of: type[Block] = Block) -> Bundle[Any]:
    """A column of `select`: the block's name. The content is read only of blocks that have no title.

    of: an alias of `Block`, where the statement has one.
    """
    content = case((of.title.is_(None), of.content), else_=null())
    return _Name("name", of.kind.label("name_kind"), of.title.label("name_title"), content.label("name_content"))


class _Name(Bundle[Any]):
    def create_row_processor(
        self,
        query: Select[Any],
        procs: Sequence[Callable[[Row[Any]], Any]],
        labels: Sequence[str],
    ) -> Callable[[Row[Any]], str | None]:
        def name(row: Row[Any]) -> str | None:
            return name_of(*(read(row) for read in procs))

        return name


def _shortened(field: str, text: str) -> str:
    if field not in _VERBATIM:
        return first_words(text, _MOST_CHARACTERS)
    return shortened(" ".join(text.split()), _MOST_CHARACTERS)
