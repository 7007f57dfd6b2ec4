"""A policy that was stored under the numbers' earlier names is the same policy after the migration, and back."""

from __future__ import annotations

import json

from alembic import command
from sqlalchemy import text

from attune.classroom import migrations
from attune.classroom.institution.support_policy.schemas import BaselineNumbers, InstitutionPolicy, TriggerNumbers
from attune.classroom.institution.support_policy.service import read_policy

EARLIER = {
    "preset": "standard",
    "allowed_modes": ["off", "self_report"],
    "retention_days": 14,
    "triggers": {"windows_over": 5, "of_windows": 8, "stray_windows": 2, "minimum_quality": 0.7},
    "baseline": {"spreads": 3.0, "ceiling": 0.6},
}


def test_a_policy_stored_under_earlier_names_is_carried_through_and_back(bare):
    command.upgrade(migrations.configure(bare), "0017")
    with bare.engine.begin() as connection:
        row = {"content": json.dumps(EARLIER)}
        connection.execute(text("INSERT INTO policy (id, content) VALUES (1, :content)"), row)
    migrations.upgrade(bare)
    with bare.session(writes=False) as session:
        assert read_policy(session) == InstitutionPolicy(
            allowed_modes=["off", "self_report"],
            retention_days=14,
            triggers=TriggerNumbers(min_windows_over_threshold=5, window_count=8, max_outliers=2, minimum_quality=0.7),
            baseline=BaselineNumbers(mad_multiplier=3.0, ceiling=0.6),
        )
    command.downgrade(migrations.configure(bare), "0017")
    with bare.engine.connect() as connection:
        stored = connection.execute(text("SELECT content FROM policy")).scalar()
        assert (json.loads(stored) if isinstance(stored, str) else stored) == EARLIER
