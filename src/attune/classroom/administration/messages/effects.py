"""How the messages were received, over everybody who is counted; hidden until enough students have answered.

The total over all messages is taken as known: the report on whether support helps counts the same answers. So a lone
hidden message hides the smallest other one, too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from attune.affect.disclosure.tables import Contribution, Sum
from attune.affect.limits import is_helpful
from attune.classroom.administration.messages.schemas import MessageEffect
from attune.classroom.wellbeing.experiment.releases import Figures, release_table
from attune.classroom.wellbeing.models import SupportMessage, WellbeingSettings
from attune.statistics import wilson_interval

TABLE = "message_effects"


def effects_of(session: Session, k: int, now: datetime) -> dict[str, MessageEffect]:
    """The effect of each message that may be shown, by id.

    Args:
        session: one that writes: what is published is kept.
        k: how many students must have answered a message.
        now: when the figures are read.
    """
    cells: dict[str, list[Contribution]] = defaultdict(list)
    sent: Counter[str] = Counter()
    for support_message in session.scalars(_counted_messages()):
        sent[support_message.message_id] += 1
        helpful = is_helpful(support_message.response)
        if helpful is not None:
            cells[support_message.message_id].append(
                Contribution(str(support_message.user_id), str(support_message.id), str(helpful))
            )

    def describe(message_id: str, counted: Sequence[Contribution]) -> Figures:
        helpful = sum(each.outcome == str(True) for each in counted)
        return {"sent": sent[message_id], "answers": len(counted), "helpful": helpful}

    table = release_table(session, TABLE, cells, [Sum(tuple(cells))], k, describe, now)
    shown = {message_id: table.shown(message_id) for message_id in table.cells}
    return {message_id: _effect(figures) for message_id, figures in shown.items() if figures is not None}


def _counted_messages() -> Select[SupportMessage]:
    return (
        select(SupportMessage)
        .join(WellbeingSettings, WellbeingSettings.user_id == SupportMessage.user_id)
        .where(
            SupportMessage.withheld.is_(False),
            SupportMessage.hidden_at.is_(None),
            WellbeingSettings.count_in_class.is_(True),
        )
        .order_by(SupportMessage.sent_at, SupportMessage.id)
    )


def _effect(figures: Figures) -> MessageEffect:
    answers, helpful = figures["answers"], figures["helpful"]
    low, high = wilson_interval(helpful, answers)
    share = helpful / answers
    return MessageEffect(sent=figures["sent"], answers=answers, helpful=helpful, share=share, low=low, high=high)
