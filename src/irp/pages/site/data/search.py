"""The data of the table of follow-ups: its rows, their texts, and an index of every word in these.

All are scripts, since a page that was opened from a folder may load scripts but may not fetch
files. That rules out search libraries for static files: they fetch their index,
so they need a web server (``docs/site.md``).
"""

from __future__ import annotations

import json
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import regex

from irp.pages.site import words
from irp.pages.site.data.catalogue import Catalogue
from irp.pages.site.data.rows import ReportLine, Row
from irp.record.report import FollowUp
from irp.record.vocabulary import Body, FollowUpKind, Judgement, Status

REPORTS_A_PIECE, REPORTS_A_TEXT = 32, 8
"""Reports in one piece of the data, and in one of its files of texts, on average."""
_REST = "rest"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_WORD = regex.compile(r"[\p{L}\p{N}]+")
_MARKS = regex.compile(r"\p{M}+")
_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘", ""))


def words_of(text: str) -> list[str]:
    """The words of a text as in the index; ``search.js`` folds the search words in the same way.

    >>> words_of("Prisoners’ drug-testing, 2.15")
    ['prisoners', 'drug', 'testing', '2', '15']
    """
    bare = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    return _WORD.findall(_MARKS.sub("", bare).lower())


def text_of(follow_up: FollowUp, line: ReportLine) -> Iterator[str]:
    """All text under a follow-up, and the name of its establishment."""
    yield line.place
    if line.printed_place != line.place:
        yield line.printed_place
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


class SearchPieces:
    """The rows, their texts and an index of their words, in pieces of some reports each.

    The hash of a report's name decides whether a piece ends with it, so one more report changes the
    files that it is in and those that list the pieces, but no others.

    Args:
        write: takes the name and the text of each script, as soon as it is complete.

    Attributes:
        pieces: of each the name, the number of rows, and the name and rows of each file of texts.
    """

    def __init__(self, write: Callable[[str, str], None]) -> None:
        self._write = write
        self.pieces: list[tuple[str, int, list[tuple[str, int]]]] = []
        self._begin()

    def _begin(self) -> None:
        self._reports: list[list[Any]] = []
        self._rows: list[list[Any]] = []
        self._index = WordIndex()
        self._texts: list[str] = []
        self._text_files: list[tuple[str, int]] = []

    def add(self, line: ReportLine, rows: Iterable[Row], texts: Iterable[Sequence[str]]) -> None:
        """Add a report: its line, its rows and all text under each."""
        for row, those in zip(rows, texts, strict=True):
            self._index.add(len(self._rows), those)
            self._rows.append([len(self._reports), *_row(row)])
            self._texts.append(words.shown("\n".join(those)))
        self._reports.append(_report(line))
        place = zlib.crc32(line.name.encode())
        if place % REPORTS_A_TEXT == 0:
            self._end_texts(line.name)
        if place % REPORTS_A_PIECE == 0:
            self._end(line.name)

    def finish(self) -> None:
        """Write what is left."""
        self._end(_REST)

    def scripts(self) -> list[str]:
        """The scripts with the rows, in the order in which they are loaded."""
        return ["names.js", *(f"rows-{name}.js" for name, _, _ in self.pieces)]

    def _end_texts(self, name: str) -> None:
        if self._texts:
            self._put("texts", name, self._texts)
            self._text_files.append((name, len(self._texts)))
            self._texts = []

    def _end(self, name: str) -> None:
        self._end_texts(name)
        if self._rows:
            self._put("rows", name, [self._reports, self._rows])
            self._put("words", name, self._index.entries())
            self.pieces.append((name, len(self._rows), self._text_files))
        self._begin()

    def _put(self, kind: str, name: str, values: Any) -> None:
        script = f"irpSite.take{kind.capitalize()}({_script([name, values])});\n"
        self._write(f"{kind}-{name}.js", script)


class WordIndex:
    """The rows of a piece that contain each word."""

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

    def entries(self) -> list[list[str]]:
        """The words with their rows."""
        return [[word, self._rows[word].decode()] for word in sorted(self._rows)]


def _base36(number: int) -> str:
    digits = _DIGITS[number % 36]
    while number >= 36:
        number //= 36
        digits = _DIGITS[number % 36] + digits
    return digits


def names_script(catalogue: Catalogue, search: SearchPieces) -> str:
    """The script with the pieces, and with the names that rows have only a key of."""
    names = {
        "rows": len(catalogue.rows),
        "pieces": search.pieces,
        "places": [[place.name, words.shown(place.title)] for place in catalogue.places()],
        "areas": [[area.name, words.shown(area.title)] for area in catalogue.areas()],
        "kinds": [[kind.value, words.KINDS[kind]] for kind in FollowUpKind],
        "bodies": [[body.value, words.BODIES[body]] for body in Body],
        "judgements": [
            *([j.value, words.judgement_words(j)] for j in Judgement),
            ["none", words.NO_JUDGEMENT],
        ],
        "statuses": [[status.value, words.STATUSES[status]] for status in Status],
    }
    return f"irpSite.takeNames({_script(names)});\n"


def _report(line: ReportLine) -> list[Any]:
    return [
        line.name,
        line.place_name,
        words.shown(line.place),
        line.place_kind or "none",
        line.year,
        line.first_day.isoformat() if line.first_day else "",
        words.shown(line.when),
        line.status.value,
    ]


def _row(row: Row) -> list[Any]:
    return [
        row.position,
        row.area_name,
        row.kind.value,
        row.body.value,
        row.judgement.value if row.judgement else "none",
        words.shown(row.wording),
        row.theme or "none",
    ]


def _script(value: Any) -> str:
    """A value as a script may contain it: JSON in ASCII, in which no tag can begin or end."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
