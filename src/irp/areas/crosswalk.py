"""The packaged crosswalk, with or without a person's own list, and the look-up of a heading."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from irp.areas.estates import Estate
from irp.areas.rules import AreaRule, AreaTheme, MatchManner, parse_rules, parse_themes
from irp.csv_lists import CsvListError, read_text
from irp.errors import AreasError
from irp.establishments.register import folded

OWN_LIST = "IRP_AREAS"
"""The environment variable with the path of a person's own list."""


class AreaPlaced(NamedTuple):
    """Where a heading belongs.

    Attributes:
        theme: the id of the theme; None where no rule fits, or rules for several themes do.
        test: the healthy prison test; None where the theme belongs to none, or it depends on the
            estate and that is not known. Where several themes fit, the test that all have.
        rules: the rules that fit.
    """

    theme: str | None
    test: str | None
    rules: tuple[AreaRule, ...]


class Crosswalk:
    """Headings to themes to healthy prison tests.

    Args:
        rules: an exact one decides; else all whose words are in a heading must name one theme.
        themes: by id, all that the rules name.
    """

    def __init__(self, rules: Iterable[AreaRule], themes: Mapping[str, AreaTheme]) -> None:
        self.rules = tuple(rules)
        self.themes = dict(themes)
        self._exact = {r.key: r for r in self.rules if r.manner is MatchManner.EXACT}
        # A whole heading inside a longer one gives it no theme, but may contradict another's.
        words = {r.key: r for r in self.rules if r.manner is MatchManner.WORDS}
        self._inside = {**self._exact, **words}
        longest = sorted(self._inside, key=len, reverse=True)
        self._any = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest)) or '(?!)'})\b")

    def place(self, heading: str | None, estate: Estate | None = None) -> AreaPlaced:
        """The theme and the test of a heading.

        >>> packaged().place("Reducing self-harm", Estate.PRISONS)[:2]
        ('safeguarding', 'safety')
        """
        key = folded(heading or "")
        if key in self._exact:
            fitting: tuple[AreaRule, ...] = (self._exact[key],)
        else:
            # Words inside the longer words of another rule do not count of themselves.
            found = dict.fromkeys(self._any.findall(key))
            fitting = tuple(self._inside[words] for words in found)
            if all(rule.manner is MatchManner.EXACT for rule in fitting):
                fitting = ()
        themes = {rule.theme for rule in fitting}
        tests = {self._test(theme, estate) for theme in themes}
        return AreaPlaced(
            themes.pop() if len(themes) == 1 else None,
            tests.pop() if len(tests) == 1 else None,
            fitting,
        )

    def _test(self, theme: str, estate: Estate | None) -> str | None:
        tests = self.themes[theme].tests
        if estate:
            return tests.get(estate)
        everywhere = {tests.get(one) for one in Estate}
        return everywhere.pop() if len(everywhere) == 1 else None


@cache
def packaged() -> Crosswalk:
    """The crosswalk in the package."""
    return Crosswalk(*_packaged_rows())


def _packaged_rows() -> tuple[list[AreaRule], dict[str, AreaTheme]]:
    here = files("irp.areas")
    themes = parse_themes(here.joinpath("themes.csv").read_text("utf-8"))
    return parse_rules(here.joinpath("areas.csv").read_text("utf-8"), themes)


@cache
def crosswalk_with(own: str) -> Crosswalk:
    """The packaged crosswalk with the rules of a person's own list, given as CSV, before it.

    Raises:
        AreasError: the list cannot be read.
    """
    if not own.strip():
        return packaged()
    rules, known = _packaged_rows()
    mine, themes = parse_rules(own, known)
    replaced = {(rule.manner, rule.key) for rule in mine}
    kept = (rule for rule in rules if (rule.manner, rule.key) not in replaced)
    return Crosswalk([*mine, *kept], themes)


def in_use() -> Crosswalk:
    """The crosswalk that tables and pages use: with the list that ``IRP_AREAS`` names, if any.

    Raises:
        AreasError: that list cannot be read.
    """
    path = os.environ.get(OWN_LIST)
    return crosswalk_with(read_own(path)) if path else packaged()


def read_own(path: str | os.PathLike[str]) -> str:
    """The text of a person's own list, after checking that it can be read.

    Raises:
        AreasError: the file cannot be read, or is not such a list.
    """
    try:
        text = read_text(path)
        crosswalk_with(text)
    except (CsvListError, AreasError) as error:
        raise AreasError(f"{os.fspath(path)}: {error}") from None
    return text
