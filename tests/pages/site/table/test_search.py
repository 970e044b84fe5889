"""The search of the table, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from irp.pages.site.data import search as search_data
from irp.pages.site.data.rows import Row
from irp.pages.site.data.search import words_of
from irp.record.extraction import Extraction
from pages.browsing import Viewer
from pages.site.table.asking import found, holds, opened, search, shown, table_alone

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.mark.parametrize(
    ("query", "forms"),
    [
        ("illicit drug", ["illicit", "drugs?"]),
        ("PRISONERS’ custod*", ["prisoners?", "custod.*"]),
        ("2 15", ["2", "15"]),
        ("cell", ["cells?"]),
    ],
)
def test_the_search_finds_what_holds_all_the_words_in_any_form(
    query: str, forms: list[str], table: Page, rows: list[tuple[Row, set[str]]]
) -> None:
    search(table, query)

    def fits(those: set[str]) -> bool:
        return all(any(re.fullmatch(form, one) for one in those) for form in forms)

    wanted = [row for row, those in rows if fits(those)]
    if wanted:
        holds(table, rows, lambda row: row in wanted)
    else:
        assert found(table) == 0


FOUND = {
    "violence": [0, 1],
    "violent": [0, 1],
    "rat": [2],
    "rating": [3],
    '"not confident"': [4],
    "confident not": [4, 5],
    "keyworker": [6, 7],
    "key worker": [6, 7],
    "key-worker": [6, 7],
    "manage": [8],
    "rat*": [2, 3],
    "assess": [],
    "prisoner": [4],
    "“staff were not”": [4],
    "zebra": [],
}
TEXTS = [
    "Violence had fallen",
    "A violent incident",
    "Rats in the kitchen",
    "The rating of the school",
    "Staff were not confident; prisoners’ views",
    "Confident, or not",
    "Each had a keyworker",
    "Each had a key worker",
    "Well managed by managers",
]


def test_phrases_forms_of_words_and_joined_words_are_found(
    viewer: Viewer,
    site: Path,
    rows: list[tuple[Row, set[str]]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In several pieces of the data, each of which counts its rows from its own start."""
    monkeypatch.setattr(search_data, "REPORTS_A_PIECE", 2)
    monkeypatch.setattr(search_data, "REPORTS_A_TEXT", 1)
    firsts = {row.report.name: row for row, _ in rows}
    given = [
        (row.report, [row], [[text]]) for row, text in zip(firsts.values(), TEXTS, strict=False)
    ]
    page = opened(viewer, table_alone(site, tmp_path / "table", given))
    assert page.evaluate("irpSite.names.pieces.length") > 2
    found = page.evaluate(
        """async (queries) => {
          const found = {};
          for (const query of queries) {
            const { matches } = await irpSearch.find(query);
            found[query] = [...irpSite.rows.keys()].filter(matches);
          }
          return found;
        }""",
        list(FOUND),
    )
    assert found == FOUND


def test_what_was_found_is_marked_here_and_where_the_link_leads(table: Page) -> None:
    search(table, "prisoners")
    marks = table.locator("#table tbody tr").first.locator("mark")
    expect(marks.first).to_have_text(re.compile("^prisoners?$", re.IGNORECASE))
    link = table.locator("#table tbody tr .wording a").first.get_attribute("href")
    assert link
    assert re.search(r"#follow-up-\d+:~:text=prisoners?$", link, re.IGNORECASE)


def test_the_search_looks_into_the_paragraphs(
    table: Page, extractions: Sequence[Extraction], rows: list[tuple[Row, set[str]]]
) -> None:
    report = extractions[3].report
    assert report
    follow_up = next(f for f in report.follow_ups if f.paragraphs)
    outside = set(words_of(f"{follow_up.concern} {follow_up.recommendation}"))
    word = max((w for w in words_of(follow_up.paragraphs[0].text) if w not in outside), key=len)
    search(table, word)
    assert 0 < found(table) < len(rows)
    assert follow_up.recommendation in {wording for _, wording, _ in shown(table)}


def test_a_search_for_what_is_nowhere_finds_nothing_and_says_so(table: Page) -> None:
    search(table, "zebra crossing")
    assert found(table) == 0
    assert table.locator("#table tbody tr").count() == 0
    assert "nothing contains “zebra”" in table.locator("#found").inner_text()
