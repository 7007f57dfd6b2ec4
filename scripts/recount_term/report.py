"""What came of holding figures against the recount."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

MOST_SHOWN = 40


@dataclass
class Report:
    """Counts figures that agree, lists those that do not, and counts what is hidden and why it may be."""

    agree: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    hidden: Counter[str] = field(default_factory=Counter)

    def check(self, kind: str, is_right: bool, said: str) -> None:
        """Count a figure. said: what is shown, and what was counted."""
        if is_right:
            self.agree[kind] += 1
        else:
            self.wrong.append(f"{kind}: {said}")

    def hide(self, kind: str, learners: Collection[str], k: int) -> None:
        """Count a cell that is hidden, with how many learners the recount finds in it."""
        reason = "nobody" if not learners else f"fewer than {k}" if len(set(learners)) < k else "by disclosure control"
        self.hidden[f"{kind}, {reason}"] += 1

    def text(self) -> str:
        """The report, to be read."""
        lines = [f"{count:>8} agree: {kind}" for kind, count in sorted(self.agree.items())]
        lines += [f"{count:>8} hidden: {kind}" for kind, count in sorted(self.hidden.items())]
        lines.append(f"{self.agree.total()} figures agree, {len(self.wrong)} do not")
        return "\n".join([*lines, *self.wrong[:MOST_SHOWN]])
