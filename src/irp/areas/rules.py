"""The rows of a crosswalk, read and checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from irp.areas.estates import Estate
from irp.csv_lists import Columns, CsvListError, rows_of
from irp.errors import AreasError
from irp.establishments.register import folded

COLUMNS = ("heading", "match", "theme", "healthy_prison_test", "source")
"""The columns of a list of rules; the heading and the theme are needed."""
_NEEDED = ("heading", "theme")
_THEME_COLUMNS = ("theme", "title", *Estate)


class MatchManner(StrEnum):
    """How a heading matched a rule."""

    EXACT = "exact"
    """The whole heading, folded."""
    WORDS = "words"
    """The rule's words are in the heading, as they follow each other."""


class AreaTheme(NamedTuple):
    """A theme.

    Attributes:
        id: its name in the tables.
        title: its name for people.
        tests: the healthy prison test of each estate; leadership belongs to none.
    """

    id: str
    title: str
    tests: Mapping[Estate, str]


class AreaRule(NamedTuple):
    """A rule of a crosswalk.

    Attributes:
        heading: the heading, or the words in it.
        manner: how it must match.
        theme: the theme's id.
        source: where it is from.
    """

    heading: str
    manner: MatchManner
    theme: str
    source: str

    @property
    def key(self) -> str:
        """The folded heading."""
        return folded(self.heading)


def parse_themes(text: str) -> dict[str, AreaTheme]:
    """The themes of the packaged list by their ids."""
    rows = rows_of(text, Columns(_THEME_COLUMNS, _THEME_COLUMNS))
    return {
        row.cells["theme"]: AreaTheme(
            row.cells["theme"],
            row.cells["title"],
            {estate: test for estate in Estate if (test := row.cells[estate])},
        )
        for row in rows
    }


def parse_rules(
    text: str, known: Mapping[str, AreaTheme]
) -> tuple[list[AreaRule], dict[str, AreaTheme]]:
    """The rules of a list, and the known themes with those that the list adds.

    Raises:
        AreasError: a column is missing or unknown, a row is invalid, or a heading has two themes.
    """
    themes = dict(known)
    rules: list[AreaRule] = []
    try:
        for row in rows_of(text, Columns(COLUMNS, _NEEDED)):
            rule = _rule(row.cells, row.line)
            test = row.cells.get("healthy_prison_test", "")
            if rule.theme not in themes:
                tests = dict.fromkeys(Estate, test) if test else {}
                themes[rule.theme] = AreaTheme(rule.theme, rule.theme, tests)
            elif test and test not in themes[rule.theme].tests.values():
                raise AreasError(f"line {row.line}: {test!r} is no test of {rule.theme!r}")
            rules.append(rule)
    except CsvListError as error:
        raise AreasError(str(error)) from None
    _one_theme_each(rules)
    return rules, themes


def _rule(cells: Mapping[str, str], line: int) -> AreaRule:
    heading, theme, match = cells["heading"], cells["theme"], cells.get("match", "").casefold()
    if not folded(heading) or not theme:
        raise AreasError(f"line {line}: a heading and its theme are needed")
    if match not in ("", *MatchManner):
        raise AreasError(f"line {line}: the match {match!r} is none of: {', '.join(MatchManner)}")
    manner = MatchManner(match or MatchManner.EXACT)
    return AreaRule(heading, manner, theme, cells.get("source", ""))


def _one_theme_each(rules: Iterable[AreaRule]) -> None:
    seen: dict[tuple[MatchManner, str], AreaRule] = {}
    for rule in rules:
        other = seen.setdefault((rule.manner, rule.key), rule)
        if other.theme != rule.theme:
            raise AreasError(f"{rule.heading!r} has two themes: {other.theme} and {rule.theme}")
