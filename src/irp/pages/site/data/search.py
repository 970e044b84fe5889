"""The data of the table of follow-ups: its rows, and an index of every word under them.

Both are scripts, since a page that was opened from a folder may load scripts but may not fetch
files. That rules out search libraries for static files: they fetch their index,
so they need a web server (``docs/site.md``).
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import regex

from irp.pages.site import words
from irp.pages.site.data.catalogue import Catalogue
from irp.record.report import FollowUp
from irp.record.vocabulary import Body, FollowUpKind, Judgement, Status

ROWS_A_FILE = 1000
"""Rows in one script, which then has some hundred kilobytes."""
TEXTS_A_FILE = 100
"""Rows whose texts are in one script."""
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_WORD = regex.compile(r"[\p{L}\p{N}]+")
_MARKS = regex.compile(r"\p{M}+")
_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘", ""))


def words_of(text: str) -> list[str]:
    """The words of a text as in the index; ``table.js`` folds the search words in the same way.

    >>> words_of("Prisoners’ drug-testing, 2.15")
    ['prisoners', 'drug', 'testing', '2', '15']
    """
    bare = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    return _WORD.findall(_MARKS.sub("", bare).lower())


def text_of(follow_up: FollowUp, place: str) -> Iterator[str]:
    """All text under a follow-up, and the name of its establishment."""
    yield place
    for text in (
        follow_up.area,
        follow_up.label,
        follow_up.addressee,
        follow_up.concern,
        follow_up.recommendation,
        follow_up.judgement.text if follow_up.judgement else None,
        *follow_up.references,
    ):
        if text:
            yield text
    for heading in follow_up.sub_headings:
        yield heading.text
    for paragraph in follow_up.paragraphs:
        yield paragraph.number
        yield paragraph.text
    for photograph in follow_up.photographs:
        yield photograph.caption


class TextFiles:
    """The texts of the rows as scripts of ``TEXTS_A_FILE`` rows, for phrases and snippets.

    Args:
        write: takes the name and the text of each script, as soon as it is complete.
    """

    def __init__(self, write: Callable[[str, str], None]) -> None:
        self._write = write
        self._texts: list[str] = []
        self._files = 0

    def add(self, texts: Iterable[str]) -> None:
        """Add the text of the next row."""
        self._texts.append(words.shown("\n".join(texts)))
        if len(self._texts) == TEXTS_A_FILE:
            self.finish()

    def finish(self) -> None:
        """Write what is left."""
        if self._texts:
            script = _script([self._files, self._texts])
            self._write(f"texts-{self._files}.js", f"irpSite.takeTexts({script});\n")
        self._files += 1
        self._texts = []


class WordIndex:
    """The rows that contain each word."""

    def __init__(self) -> None:
        self._rows: dict[str, bytearray] = {}
        self._last: dict[str, int] = {}

    def add(self, row: int, texts: Iterable[str]) -> None:
        """Add the text of the next row; rows come in rising order.

        A row is kept as the gap to the one before, to the base of 36: 3, 4, 40 is "3 1 10".
        """
        for word in {word for text in texts for word in words_of(text)}:
            gap = _base36(row - self._last.get(word, 0)).encode()
            self._last[word] = row
            if word in self._rows:
                self._rows[word] += b" " + gap
            else:
                self._rows[word] = bytearray(gap)

    def files(self) -> Iterator[tuple[str, str]]:
        """The index as scripts, divided by the words' first character: name and text of each."""
        parts: dict[str, list[str]] = {}
        for word in sorted(self._rows):
            parts.setdefault(part_of(word), []).append(word)
        for part, those in parts.items():
            entries = [[word, self._rows[word].decode()] for word in those]
            yield f"words-{part}.js", f"irpSite.takeWords({_script([part, entries])});\n"

    def parts(self) -> list[str]:
        """The names of the parts."""
        return sorted({part_of(word) for word in self._rows})


def part_of(word: str) -> str:
    """The part of the index that contains a word: its first letter, "0" for digits, "other"."""
    first = word[0]
    if "a" <= first <= "z":
        return first
    return "0" if "0" <= first <= "9" else "other"


def _base36(number: int) -> str:
    digits = _DIGITS[number % 36]
    while number >= 36:
        number //= 36
        digits = _DIGITS[number % 36] + digits
    return digits


def row_files(catalogue: Catalogue, index_parts: list[str]) -> Iterator[tuple[str, str]]:
    """The scripts with the rows: name and text of each, in the order in which they are loaded."""
    reports = {line.name: number for number, line in enumerate(catalogue.reports)}
    places = {place.name: (n, place) for n, place in enumerate(catalogue.places())}
    areas = {area.name: (n, area) for n, area in enumerate(catalogue.areas())}
    themes = {theme: number for number, theme in enumerate(catalogue.themes())}
    names = {
        "rows": len(catalogue.rows),
        "parts": index_parts,
        "texts": TEXTS_A_FILE,
        "places": [[name, words.shown(place.title)] for name, (_, place) in places.items()],
        "areas": [[name, words.shown(area.title)] for name, (_, area) in areas.items()],
        "themes": [theme or "none" for theme in themes],
        "kinds": [[kind.value, words.KINDS[kind]] for kind in FollowUpKind],
        "bodies": [[body.value, words.BODIES[body]] for body in Body],
        "judgements": [
            *([j.value, words.judgement_words(j)] for j in Judgement),
            ["none", words.NO_JUDGEMENT],
        ],
        "statuses": [[status.value, words.STATUSES[status]] for status in Status],
        "reports": [
            [
                line.name,
                places[line.place_name][0],
                words.shown(line.place),
                line.place_kind or "none",
                line.year,
                line.first_day.isoformat() if line.first_day else "",
                words.shown(line.when),
                line.status.value,
            ]
            for line in catalogue.reports
        ],
    }
    yield "names.js", f"irpSite.takeNames({_script(names)});\n"
    for start in range(0, len(catalogue.rows), ROWS_A_FILE):
        rows = [
            [
                reports[row.report.name],
                row.position,
                areas[row.area_name][0],
                row.kind.value,
                row.body.value,
                row.judgement.value if row.judgement else "none",
                words.shown(row.wording),
                themes[row.theme],
            ]
            for row in catalogue.rows[start : start + ROWS_A_FILE]
        ]
        chunk = ",\n".join(map(_script, rows))
        yield f"rows-{start // ROWS_A_FILE + 1}.js", f"irpSite.takeRows([\n{chunk}\n]);\n"


def _script(value: Any) -> str:
    """A value as a script may contain it: JSON in ASCII, in which no tag can begin or end."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
