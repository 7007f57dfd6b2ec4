"""Views for business intelligence tools on PostgreSQL: the weeks of trends that administrators see, and nothing else.

They are in a schema with rights of its own; `insight`, or `<schema>_insight` where the installation has its tables in
another schema than `public`. A view shows what `trend_weeks` holds after disclosure control. A later revision that
changes a column they read drops them first and makes them again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0072"
down_revision = "0071"
branch_labels = None
depends_on = None

TREND_WEEKS = """
CREATE OR REPLACE VIEW {schema}.trend_weeks AS
SELECT weeks.scope,
       split_part(weeks.scope, ':', 1) AS kind,
       courses.title AS course,
       course_groups.name AS course_group,
       weeks.week AS monday,
       (weeks.figures ->> 'n')::integer AS learners,
       (weeks.figures ->> 'coverage')::double precision AS coverage
FROM {tables}.trend_weeks AS weeks
LEFT JOIN {tables}.courses ON courses.id = weeks.course_id
LEFT JOIN {tables}.course_groups ON course_groups.id = weeks.group_id
"""

TREND_SHARES = """
CREATE OR REPLACE VIEW {schema}.trend_shares AS
SELECT weeks.scope,
       weeks.week AS monday,
       measures.measure,
       measures.name,
       (measures.figure ->> 'share')::double precision AS share,
       (measures.figure ->> 'low')::double precision AS low,
       (measures.figure ->> 'high')::double precision AS high
FROM {tables}.trend_weeks AS weeks
CROSS JOIN LATERAL (
    SELECT 'learning_state' AS measure, state.key AS name, state.value AS figure
    FROM json_each(weeks.figures -> 'states') AS state
    UNION ALL
    SELECT 'learning_state', 'struggling', weeks.figures -> 'struggling'
    UNION ALL
    SELECT 'expression', expression.key, expression.value
    FROM json_each(weeks.figures -> 'expressions') AS expression
) AS measures
"""


def _schemas() -> tuple[str, str] | None:
    """The schema of the tables and that of the views, quoted; None on SQLite, which has neither."""
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return None
    tables = connection.scalar(sa.text("SELECT current_schema()"))
    quote = connection.dialect.identifier_preparer.quote
    return quote(tables), quote("insight" if tables == "public" else f"{tables}_insight")


def upgrade() -> None:
    schemas = _schemas()
    if schemas is None:
        return
    tables, schema = schemas
    op.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
    for view in (TREND_WEEKS, TREND_SHARES):
        op.execute(view.format(tables=tables, schema=schema))


def downgrade() -> None:
    schemas = _schemas()
    if schemas is None:
        return
    _, schema = schemas
    for view in ("trend_shares", "trend_weeks"):
        op.execute(f"DROP VIEW IF EXISTS {schema}.{view}")
    op.execute(f"DROP SCHEMA IF EXISTS {schema}")
