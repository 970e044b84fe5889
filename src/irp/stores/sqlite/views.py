"""Views for analysts: what people ask of many reports, already joined and counted.

Each says which columns it needs; one whose columns the record no longer has is left out, so that
a change of the models never breaks a store.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from irp.stores.tables.schema import Schema


class SqlView(NamedTuple):
    """A view.

    Attributes:
        name: its name.
        description: what a row is.
        needs: "table.column" of what it is made from, or the name of an earlier view.
        sql: the query.
    """

    name: str
    description: str
    needs: tuple[str, ...]
    sql: str


_DAY = (
    "coalesce(CAST(visit_end AS TEXT), CASE WHEN report_date_year IS NOT NULL THEN"
    " printf('%04d-%02d-01', report_date_year, report_date_month) END)"
)

VIEWS = (
    SqlView(
        "report_days",
        "One row for each report: its establishment, the day it counts from (the end of the visit,"
        " else the first of the report's month), its year, and its place among the reports on the"
        " establishment, 1 for the latest.",
        (
            *("reports.establishment_id", "reports.establishment_name", "reports.visit_end"),
            *("reports.report_date_year", "reports.report_date_month", "reports.status"),
            *("reports.source_name", "reports.source_url", "reports.establishment_nomis_code"),
            "reports.source_retrieved_at",
        ),
        f"""
SELECT report_id, source_name, source_url, status, establishment_id, establishment_name,
       establishment_nomis_code, {_DAY} AS day,
       CAST(substr({_DAY}, 1, 4) AS INTEGER) AS year,
       row_number() OVER (
           PARTITION BY coalesce(establishment_id, establishment_name, report_id)
           ORDER BY {_DAY} DESC, source_retrieved_at DESC, report_id
       ) AS latest
FROM reports WHERE status <> 'failed'""",
    ),
    SqlView(
        "judgements",
        "One row for each follow-up, with its report's establishment, day and status.",
        (
            *("report_days", "follow_ups.position", "follow_ups.area", "follow_ups.kind"),
            *("follow_ups.body", "follow_ups.concern", "follow_ups.recommendation"),
            *("follow_ups.judgement", "follow_ups.judgement_text", "follow_ups.page"),
        ),
        """
SELECT d.establishment_id, d.establishment_name, d.establishment_nomis_code, d.day, d.year,
       d.latest, d.status, f.position, f.area, f.kind, f.body, f.judgement, f.concern,
       f.recommendation, f.judgement_text, f.page, d.source_name, d.source_url, d.report_id
FROM follow_ups AS f JOIN report_days AS d ON d.report_id = f.report_id""",
    ),
    SqlView(
        "latest_judgements",
        "The judgements of the latest report on each establishment.",
        ("judgements",),
        "SELECT * FROM judgements WHERE latest = 1 ORDER BY establishment_id, position",
    ),
    SqlView(
        "judgements_by_year",
        "How many follow-ups got which judgement, by year and body.",
        ("judgements",),
        """
SELECT year, body, judgement, count(*) AS follow_ups, count(DISTINCT report_id) AS reports
FROM judgements GROUP BY year, body, judgement ORDER BY year, body, judgement""",
    ),
    SqlView(
        "judgements_by_area",
        "How many follow-ups got which judgement, by the heading they stand under and body.",
        ("judgements",),
        """
SELECT area, body, judgement, count(*) AS follow_ups, count(DISTINCT report_id) AS reports
FROM judgements GROUP BY area, body, judgement ORDER BY area, body, judgement""",
    ),
    SqlView(
        "judgements_by_body",
        "How many follow-ups got which judgement, by body.",
        ("judgements",),
        """
SELECT body, judgement, count(*) AS follow_ups, count(DISTINCT report_id) AS reports
FROM judgements GROUP BY body, judgement ORDER BY body, judgement""",
    ),
    SqlView(
        "judgements_by_establishment",
        "How many follow-ups of each report got which judgement.",
        ("judgements",),
        """
SELECT establishment_id, establishment_name, day, latest, body, judgement,
       count(*) AS follow_ups, report_id
FROM judgements
GROUP BY establishment_id, establishment_name, day, latest, body, judgement, report_id
ORDER BY establishment_id, day, body, judgement""",
    ),
    SqlView(
        "to_review",
        "What keeps reports from being verified: checks that failed or have no witness.",
        ("report_days", "checks.code", "checks.outcome", "checks.message", "checks.accepted_by"),
        """
SELECT d.establishment_name, d.day, d.source_name, c.code, c.outcome, c.message, d.report_id
FROM checks AS c JOIN report_days AS d ON d.report_id = c.report_id
WHERE c.outcome IN ('failed', 'unavailable') AND c.accepted_by IS NULL
ORDER BY d.source_name, c.code""",
    ),
    SqlView(
        "same_visit",
        "Files that seem to be of the same report: one establishment, one day. All of them count"
        " in the other views.",
        ("report_days",),
        """
SELECT a.establishment_name, a.day, a.report_id, a.source_name,
       b.report_id AS other_report_id, b.source_name AS other_source_name
FROM report_days AS a
JOIN report_days AS b ON a.establishment_id = b.establishment_id AND a.day = b.day
                     AND a.report_id < b.report_id""",
    ),
)


def usable(tables: Schema) -> Iterator[SqlView]:
    """The views that can be made of the tables, in an order in which they can be made."""
    there = {f"{table.name}.{column.name}" for table in tables.tables for column in table.columns}
    for view in VIEWS:
        if all(need in there for need in view.needs):
            there.add(view.name)
            yield view


def views(tables: Schema) -> Iterator[tuple[str, str]]:
    """The names and queries of the views that can be made of the tables."""
    for view in usable(tables):
        yield view.name, view.sql.strip()
