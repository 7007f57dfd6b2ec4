"""Views for business intelligence tools on PostgreSQL: data quality, consent coverage and the system's hours.

Beside the weeks of trends (0072), and like them after disclosure control: a view shows what the page of the same name
shows, in the same parts, and a figure that is hidden there has no row. The system's hours are about machines.
"""

import sqlalchemy as sa
from alembic import op

revision = "0111"
down_revision = "0110"
branch_labels = None
depends_on = None

QUALITY_SHARES = """
CREATE OR REPLACE VIEW {schema}.quality_shares AS
SELECT periods.began_on,
       cells.cell ->> 'division' AS division,
       cells.cell ->> 'value' AS part,
       measures.measure,
       (measures.learners)::integer AS learners,
       (measures.moments)::integer AS moments,
       (measures.figure ->> 'share')::double precision AS share,
       measures.figure ->> 'word' AS word,
       (measures.figure ->> 'low')::double precision AS low,
       (measures.figure ->> 'high')::double precision AS high
FROM {tables}.quality_periods AS periods
CROSS JOIN LATERAL (SELECT value AS cell FROM json_array_elements(periods.figures -> 'cells')) AS cells
CROSS JOIN LATERAL (
    SELECT 'agreement' AS measure,
           cells.cell #>> '{{agreement,learners}}' AS learners,
           cells.cell #>> '{{agreement,moments}}' AS moments,
           cells.cell #> '{{agreement,share}}' AS figure
    UNION ALL
    SELECT 'corrected', cells.cell #>> '{{corrected,learners}}', NULL, cells.cell #> '{{corrected,share}}'
    UNION ALL
    SELECT 'coverage', cells.cell #>> '{{readable,learners}}', NULL, cells.cell #> '{{readable,coverage}}'
    UNION ALL
    SELECT 'abstained', cells.cell #>> '{{readable,learners}}', NULL, cells.cell #> '{{readable,abstained}}'
) AS measures
WHERE measures.figure IS NOT NULL
"""

CONSENT_SHARES = """
CREATE OR REPLACE VIEW {schema}.consent_shares AS
SELECT weeks.scope,
       split_part(weeks.scope, ':', 1) AS kind,
       courses.title AS course,
       weeks.week AS monday,
       switches.key AS switch,
       (switches.value ->> 'learners')::integer AS learners,
       (switches.value ->> 'low')::double precision AS low,
       (switches.value ->> 'high')::double precision AS high,
       (switches.value ->> 'as_of')::date AS as_of
FROM {tables}.consent_weeks AS weeks
CROSS JOIN LATERAL json_each(weeks.figures) AS switches
LEFT JOIN {tables}.courses ON courses.id = weeks.course_id
WHERE json_typeof(switches.value) = 'object'
"""

SYSTEM_HOURS = """
CREATE OR REPLACE VIEW {schema}.system_hours AS
SELECT hours.hour, hours.minutes, hours.processes, hours.requests, hours.failed,
       hours.p50_ms, hours.p95_ms, hours.p99_ms,
       hours.windows, hours.lag_p50_ms, hours.lag_p95_ms,
       hours.frames, hours.rejected, hours.connections,
       hours.job_runs, hours.jobs_failed,
       hours.database_bytes, hours.disk_free, hours.disk_total
FROM {tables}.system_hours AS hours
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
    for view in (QUALITY_SHARES, CONSENT_SHARES, SYSTEM_HOURS):
        op.execute(view.format(tables=tables, schema=schema))


def downgrade() -> None:
    schemas = _schemas()
    if schemas is None:
        return
    _, schema = schemas
    for view in ("system_hours", "consent_shares", "quality_shares"):
        op.execute(f"DROP VIEW IF EXISTS {schema}.{view}")
