"""What a block has to open for one of its items, and where each action leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from attune.affect.messages.library import Action
from attune.classroom.courses.models import Block
from attune.classroom.learning.block_help import HelpAtBlock, HelpAtItem, help_at
from attune.classroom.learning.schemas import PrerequisiteOut


@dataclass(frozen=True, slots=True)
class OpenHelp:
    """The help that a student can open now.

    Attributes:
        rungs: hints of the ladder that opens.
        ladder_id: whose ladder that is: the item's, or the block's own id; None where there is no block.
        prerequisite: what the block builds on.
        items: for which action the item's own help opens, and not the block's.
    """

    rungs: int = 0
    ladder_id: UUID | None = None
    example: bool = False
    easier: bool = False
    challenge: bool = False
    prerequisite: PrerequisiteOut | None = None
    items: Mapping[Action, UUID] | None = None

    def item_for(self, action: Action | None) -> UUID | None:
        """The item whose own help an action opens; None where it is the block's."""
        return (self.items or {}).get(action) if action is not None else None


def read_help(session: Session, block: Block | None, item_id: UUID | None, *, withheld: bool) -> OpenHelp:
    """Look up what can be opened.

    Args:
        session: the database.
        block: None where support is about no place.
        item_id: the item that it is about; one that the block does not have is none.
        withheld: a graded quiz that was not handed in yet has nothing to open, but what it builds on.
    """
    if block is None:
        return OpenHelp()
    found = help_at(session, block)
    if withheld:
        return OpenHelp(prerequisite=found.prerequisite)
    item = found.items.get(item_id) if item_id is not None else None
    if item_id is None or item is None:
        return _of_block(block, found)
    return OpenHelp(
        rungs=item.hints or len(block.hints),
        ladder_id=item_id if item.hints else block.id,
        example=item.has_example or block.example is not None,
        easier=item.has_easier or block.easier is not None,
        challenge=found.has_challenge,
        prerequisite=found.prerequisite,
        items={action: item_id for action, own in _own(item).items() if own},
    )


def _of_block(block: Block, found: HelpAtBlock) -> OpenHelp:
    """Without an item the block's own ladder opens, and where it has none, that of the first item which has one."""
    first = next(((item_id, item.hints) for item_id, item in found.items.items() if item.hints), (block.id, 0))
    ladder_id, rungs = (block.id, len(block.hints)) if block.hints else first
    return OpenHelp(
        rungs=rungs,
        ladder_id=ladder_id,
        example=found.has_example,
        easier=found.has_easier,
        challenge=found.has_challenge,
        prerequisite=found.prerequisite,
    )


def _own(item: HelpAtItem) -> Mapping[Action, bool]:
    return {
        Action.OPEN_HINT: item.hints > 0,
        Action.SHOW_EXAMPLE: item.has_example,
        Action.OPEN_EASIER: item.has_easier,
    }
