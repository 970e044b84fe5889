"""The crosswalk of areas: one theme a heading, unknown where nothing fits, a list of one's own."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from cli.running import irp
from conftest import ROOT
from generator.bank import kits, themes
from irp import write_store
from irp.areas import Crosswalk, Estate, MatchManner, crosswalk_with, estate_of, in_use, packaged
from irp.areas import read_own as read_list
from irp.areas.rules import COLUMNS
from irp.errors import AreasError
from irp.establishments.register import folded
from library.records import extraction


def test_no_two_rules_give_one_heading_two_themes() -> None:
    rules = packaged().rules
    themes_of = defaultdict(set)
    for rule in rules:
        themes_of[rule.manner, folded(rule.heading)].add(rule.theme)
    assert [key for key, given in themes_of.items() if len(given) > 1] == []
    words = [rule for rule in rules if rule.manner is MatchManner.WORDS]
    for rule in rules:
        placed = packaged().place(rule.heading)
        assert placed.theme == rule.theme, rule
        if rule.manner is MatchManner.WORDS:
            assert packaged().place(f"the {rule.heading} of others").theme == rule.theme
    for one, other in combinations(words, 2):
        both = packaged().place(f"{one.heading} or {other.heading}")
        assert both.theme in {None, one.theme} & {None, other.theme}


def test_every_theme_has_a_heading_and_a_test_in_each_estate_or_in_none() -> None:
    crosswalk = packaged()
    assert {rule.theme for rule in crosswalk.rules} == set(crosswalk.themes)
    assert all(rule.source for rule in crosswalk.rules)
    without = {theme.id for theme in crosswalk.themes.values() if set(theme.tests) != set(Estate)}
    assert without == {"leadership"}


@pytest.mark.parametrize(
    ("heading", "estate", "theme", "test"),
    [
        ("Staff- prisoner relationships", Estate.PRISONS, "relationships", "respect"),
        ("LIVING CONDITIONS", Estate.CHILDREN, "living_conditions", "care"),
        ("Legal rights", Estate.DETENTION, "legal_rights", "safety"),
        ("Legal rights", None, "legal_rights", None),
        ("Help for those at risk of self-harm", None, "safeguarding", "safety"),
        ("Leadership", Estate.PRISONS, "leadership", None),
        ("Security and safeguarding", Estate.PRISONS, None, "safety"),
        ("Food and violence", Estate.PRISONS, None, None),
        ("Managing behaviour and the weather", Estate.PRISONS, None, None),
        ("Foodstuffs", None, None, None),
        ("The weather", None, None, None),
        ("", None, None, None),
        (None, None, None, None),
    ],
)
def test_a_heading_has_the_theme_of_its_rule_or_none(
    heading: str | None, estate: Estate | None, theme: str | None, test: str | None
) -> None:
    placed = packaged().place(heading, estate)
    assert (placed.theme, placed.test) == (theme, test)


def test_the_estate_is_that_of_the_register_or_of_the_printed_kind() -> None:
    assert estate_of("wetherby", "HMYOI") is Estate.CHILDREN
    assert estate_of("harmondsworth", "IRC") is Estate.DETENTION
    assert estate_of("maghaberry", None) is Estate.PRISONS
    assert estate_of("morton-hall", "HMP") is Estate.PRISONS
    assert estate_of("invented", "HMP & YOI") is Estate.PRISONS
    assert estate_of("invented", "HMYOI") is None


def test_every_heading_of_generated_reports_has_a_theme() -> None:
    headings = {kit.area for kit in (*kits(), *themes())}
    assert {heading for heading in headings if packaged().place(heading).theme is None} == set()


OWN = """Heading;Theme;Match;Healthy prison test
Food and violence;food_and_shop;;
weather;sky;words;safety
"""


def test_ones_own_rules_take_precedence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(OWN.encode("utf-16"))
    monkeypatch.setenv("IRP_AREAS", str(path))
    crosswalk = in_use()
    assert crosswalk.place("Food and violence", Estate.PRISONS)[:2] == ("food_and_shop", "respect")
    assert crosswalk.place("The weather")[:2] == ("sky", "safety")
    assert crosswalk.place("Security").theme == "security"
    moved = crosswalk_with("heading,theme\nSecurity,safeguarding\n")
    assert moved.place("Security").theme == "safeguarding"
    assert irp("areas", "The weather").code == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("heading\nFood\n", "the column 'theme' is missing"),
        ("heading,theme\n–,food_and_shop\n", "line 2: a heading and its theme are needed"),
        ("heading,theme,match\nA,b,nearly\n", "line 2: the match 'nearly'"),
        ("heading,theme\nA b,c\nA-B,d\n", "'A-B' has two themes: c and d"),
        ("heading,theme,healthy_prison_test\nA,security,respect\n", "'respect' is no test"),
    ],
)
def test_a_list_that_cannot_be_right_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(AreasError, match=message):
        read_list(path)
    done = irp("areas", "--areas", path)
    assert done.code == 3
    assert message in done.err
    assert done.err.endswith("(bad_areas)\n")


def test_a_crosswalk_without_rules_knows_nothing() -> None:
    assert Crosswalk([], {}).place("Security") == (None, None, ())


def test_the_command_shows_themes_looks_up_a_heading_and_lists_unknown_ones(tmp_path: Path) -> None:
    assert irp("areas").out.splitlines()[0].split() == ["theme", "headings", *Estate]
    assert irp("areas", "-f", "csv").out.count("\n") == len(packaged().rules) + 1
    found = irp("areas", "Reducing self-harm")
    assert found.code == 0
    assert "safeguarding" in found.out
    lost = irp("areas", "Food and violence")
    assert lost.code == 1
    assert "several fit (food_and_shop, managing_behaviour)" in lost.out
    record = extraction()
    assert record.report is not None
    first, *others = record.report.follow_ups
    odd = first.model_copy(update={"area": "The weather"})
    report = record.report.model_copy(update={"follow_ups": [odd, *others]})
    write_store(tmp_path / "records", [record.model_copy(update={"report": report})])
    listed = irp("areas", tmp_path / "records")
    assert listed.code == 1
    headings = [line.split("  ")[0] for line in listed.out.splitlines()]
    assert headings == ["heading", "Living and learning", "The weather"]


def test_the_page_names_every_column_and_its_example_is_a_list() -> None:
    page = (ROOT / "docs" / "areas.md").read_text("utf-8")
    assert [name for name in COLUMNS if f"| `{name}` |" not in page] == []
    (example,) = re.findall(r"```csv\n(.*?)```", page, re.DOTALL)
    assert crosswalk_with(example).place("Neurodiversity")[:2] == ("neurodiversity", "respect")
    tests = {test for theme in packaged().themes.values() for test in theme.tests.values()}
    assert [test for test in sorted(tests) if f"`{test}`" not in page] == []
