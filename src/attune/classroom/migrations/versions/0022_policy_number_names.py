"""Four numbers of the institution's policy get the names that `attune.affect` gives them; no value changes."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0017"
branch_labels = None
depends_on = None

EXPLAINED_LOSSES = {"policy.content": "four numbers are called something else; every value stays"}

RENAMED = {
    "triggers": {
        "windows_over": "min_windows_over_threshold",
        "of_windows": "window_count",
        "stray_windows": "max_outliers",
    },
    "baseline": {"spreads": "mad_multiplier"},
}
POLICY = sa.table("policy", sa.column("id", sa.Integer()), sa.column("content", sa.JSON()))


def upgrade() -> None:
    _rename(RENAMED)


def downgrade() -> None:
    _rename({group: {new: old for old, new in names.items()} for group, names in RENAMED.items()})


def _rename(renamed: Mapping[str, Mapping[str, str]]) -> None:
    connection = op.get_bind()
    for key, content in connection.execute(sa.select(POLICY.c.id, POLICY.c.content)).all():
        changed = {group: _with_names(value, renamed.get(group, {})) for group, value in content.items()}
        if changed != content:
            connection.execute(POLICY.update().where(POLICY.c.id == key).values(content=changed))


def _with_names(value: Any, names: Mapping[str, str]) -> Any:
    """The numbers of a group under other names; what is no group is returned as it is."""
    return {names.get(name, name): number for name, number in value.items()} if isinstance(value, dict) else value
