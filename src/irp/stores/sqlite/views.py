"""Views for analysts: what people ask of many reports, already joined and counted.

The same in DuckDB. Each says which columns it needs; one whose columns the record no longer has is
left out, so that a change of the models never breaks a store.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from irp.record.findings import PARTS, DoubtfulPart
from irp.record.problems import PROBLEMS, is_doubt
from irp.record.vocabulary import Body, Judgement, Witness
from irp.render.judgements import JudgementRow
from irp.stores.tables.schema import JUDGEMENTS, Schema


class SqlView(NamedTuple):
    """A view.

    Attributes:
        name: its name.
        description: what a row is.
        needs: "table.column" of what it is made from, or the name of a table or an earlier view.
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


def _counts(judgement: str = "judgement", met: str = "met") -> str:
    """How many follow-ups there are, how many got each judgement, and the share that is met."""
    each = "".join(
        f", count(*) FILTER (WHERE {judgement} = '{one}') AS {one.removesuffix('_progress')}"
        for one in Judgement
    )
    share = f"round(1e0 * count(*) FILTER (WHERE {met}) / nullif(count({judgement}), 0), 3)"
    return f"count({judgement}) AS judged{each}, {share} AS share_met"


def _by(name: str, columns: str, what: str) -> SqlView:
    """A view that counts judgements by some columns."""
    sql = (
        f"SELECT {columns}, {_counts()}, count(DISTINCT report_id) AS reports\n"
        f"FROM judgements GROUP BY {columns} ORDER BY {columns}"
    )
    return SqlView(name, f"How many follow-ups got which judgement, by {what}.", (JUDGEMENTS,), sql)


def _beside(body: Body) -> str:
    """The number of a body's judgements in a group, and how many of them are met."""
    of = f"count(*) FILTER (WHERE j.body = '{body}'"
    return f"{of} AND j.judgement IS NOT NULL) AS {body}, {of} AND j.met) AS {body}_met"


_TESTS = (
    *("Safety", "Respect", "Care", "Purposeful activity", "Leadership", "Resettlement"),
    *("Rehabilitation and release planning", "Preparation for release"),
    *("Preparation for rehabilitation and release planning", "Preparation for resettlement"),
    "Preparation for removal and release",
)
"""The healthy prison tests, as reports print them; all after the fifth are one test."""
_LAST_TEST = "preparation_for_release"
_TEST_ROWS = " UNION ALL ".join(
    f"SELECT '{name}' AS printed,"
    f" '{name.lower().replace(' ', '_') if name in _TESTS[:5] else _LAST_TEST}' AS test"
    for name in _TESTS
)
_TEST_OF_AREA = (
    "CASE WHEN j.healthy_prison_test IN ('resettlement', 'preparation_for_removal_and_release')"
    f" THEN '{_LAST_TEST}' ELSE j.healthy_prison_test END"
)
_GRADE = """w.outcomes ->> ('$."' || t.printed || '"')"""
_BEST_WITNESS = " ".join(f"WHEN '{one}' THEN {at}" for at, one in enumerate(Witness))
_PART = " ".join(f"WHEN code LIKE '{start}%' THEN '{part}'" for start, part in PARTS.items())
_NOTES = ", ".join(f"'{code}'" for code in PROBLEMS if not is_doubt(code))

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
        "results",
        "One row for each report: how many follow-ups got which judgement, and the share that is"
        " reasonable or better; `latest` is 1 for the newest report on its establishment.",
        ("report_days", JUDGEMENTS),
        f"""
SELECT d.establishment_id, d.establishment_name, d.day, d.year, d.latest, d.status,
       {_counts("j.judgement", "j.met")}, d.source_name, d.report_id
FROM report_days AS d LEFT JOIN judgements AS j ON j.report_id = d.report_id
GROUP BY d.establishment_id, d.establishment_name, d.day, d.year, d.latest, d.status,
         d.source_name, d.report_id
ORDER BY d.establishment_id, d.day""",
    ),
    SqlView(
        "latest_results",
        "The latest result of each establishment, with counts and the share that is met.",
        ("results",),
        "SELECT * FROM results WHERE latest = 1 ORDER BY establishment_id",
    ),
    SqlView(
        "latest_judgements",
        "The judgements of the latest report on each establishment.",
        ("report_days", JUDGEMENTS),
        f"""
SELECT {", ".join(f'j."{name}"' for name in JudgementRow.model_fields)}
FROM judgements AS j JOIN report_days AS d ON d.report_id = j.report_id
WHERE d.latest = 1 ORDER BY j.establishment_id, j.position""",
    ),
    _by("judgements_by_year", "year, body", "year and body"),
    _by("judgements_by_area", "area, area_theme, body", "the heading they are under and body"),
    _by("judgements_by_theme", "area_theme, body", "the theme of that heading and body"),
    _by("judgements_by_test", "healthy_prison_test, body", "healthy prison test and body"),
    _by("judgements_by_body", "body", "body"),
    SqlView(
        "bodies_side_by_side",
        "One row for each report: how many judgements HMI Prisons, Ofsted and Estyn made, and how"
        " many of them are met.",
        ("report_days", JUDGEMENTS),
        f"""
SELECT d.establishment_name, d.day, d.status, {_beside(Body.HMI_PRISONS)},
       {_beside(Body.OFSTED)}, {_beside(Body.ESTYN)}, d.source_name, d.report_id
FROM report_days AS d JOIN judgements AS j ON j.report_id = d.report_id
GROUP BY d.establishment_name, d.day, d.status, d.source_name, d.report_id
ORDER BY d.establishment_name, d.day""",
    ),
    SqlView(
        "outcomes_and_progress",
        "One row for each report and healthy prison test: the grade at the last inspection, where"
        " it was read (`picture` is the least certain), and how many of the follow-ups under that"
        " test got which judgement.",
        ("report_days", JUDGEMENTS, "outcome_witnesses.outcomes", "outcome_witnesses.witness"),
        f"""
WITH tests AS ({_TEST_ROWS}),
graded AS (
    SELECT w.report_id, w.year, t.test, {_GRADE} AS grade, w.witness,
           max(w.year) OVER (PARTITION BY w.report_id) AS last_year,
           row_number() OVER (
               PARTITION BY w.report_id, t.test
               ORDER BY w.year DESC, CASE w.witness {_BEST_WITNESS} END
           ) AS place
    FROM outcome_witnesses AS w CROSS JOIN tests AS t WHERE {_GRADE} IS NOT NULL
)
SELECT d.establishment_id, d.establishment_name, d.day, d.latest, d.status,
       g.test AS healthy_prison_test, g.year AS inspection, g.grade, g.witness,
       {_counts("j.judgement", "j.met")}, d.source_name, d.report_id
FROM graded AS g JOIN report_days AS d ON d.report_id = g.report_id
LEFT JOIN judgements AS j ON j.report_id = g.report_id AND {_TEST_OF_AREA} = g.test
WHERE g.place = 1 AND g.year = g.last_year
GROUP BY d.establishment_id, d.establishment_name, d.day, d.latest, d.status, g.test, g.year,
         g.grade, g.witness, d.source_name, d.report_id
ORDER BY d.establishment_id, d.day, g.test""",
    ),
    SqlView(
        "failed_items",
        "The follow-ups that were judged insufficient or worse, word for word, newest first, with"
        " the page of the judgement.",
        (JUDGEMENTS,),
        """
SELECT establishment_name, visit_end, body, area, area_theme, healthy_prison_test, text,
       judgement, judgement_text, judgement_page, page_url, status, judgement_in_doubt,
       source_name, report_id, position
FROM judgements WHERE NOT met
ORDER BY coalesce(visit_end, report_date) DESC, source_name, position""",
    ),
    SqlView(
        "repeat_failures",
        "What an establishment failed in at more than one visit: the theme of the heading, else the"
        " heading.",
        (JUDGEMENTS,),
        """
SELECT establishment_id, max(establishment_name) AS establishment_name, body,
       coalesce(area_theme, area) AS theme,
       count(DISTINCT coalesce(visit_end, report_date)) AS visits, count(*) AS failed,
       min(year) AS first_year, max(year) AS last_year
FROM judgements WHERE NOT met AND area IS NOT NULL AND establishment_id IS NOT NULL
GROUP BY establishment_id, body, coalesce(area_theme, area)
HAVING count(DISTINCT coalesce(visit_end, report_date)) > 1
ORDER BY visits DESC, establishment_id, theme""",
    ),
    _by("judgements_by_addressee", "addressee", "who is asked, where it is printed"),
    SqlView(
        "to_review",
        "Every report that needs review, with a row for each check and problem that says why.",
        (
            *("report_days", "checks.code", "checks.outcome", "checks.message"),
            *("checks.accepted_by", "problems.code", "problems.message", "problems.accepted_by"),
        ),
        f"""
WITH findings AS (
    SELECT report_id, code, outcome, message FROM checks
    WHERE outcome IN ('failed', 'unavailable') AND accepted_by IS NULL
    UNION ALL
    SELECT report_id, code, 'problem', message FROM problems
    WHERE code NOT IN ({_NOTES}) AND accepted_by IS NULL
)
SELECT d.establishment_name, d.day, d.source_name, f.code, f.outcome,
       CASE WHEN code IS NULL THEN NULL {_PART} ELSE '{DoubtfulPart.WORDING}' END AS in_doubt,
       f.message, d.report_id
FROM report_days AS d LEFT JOIN findings AS f ON f.report_id = d.report_id
WHERE d.status = 'needs_review' ORDER BY d.source_name, f.code""",
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
    there |= {table.name for table in tables.tables}
    for view in VIEWS:
        if all(need in there for need in view.needs):
            there.add(view.name)
            yield view


def views(tables: Schema) -> Iterator[tuple[str, str]]:
    """The names and queries of the views that can be made of the tables."""
    for view in usable(tables):
        yield view.name, view.sql.strip()
