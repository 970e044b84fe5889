"""The packaged list, with or without a user's own, and the look-up by printed name."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from irp.csv_lists import CsvListError, read_text
from irp.errors import EstablishmentsError
from irp.establishments.rows import ListedPlace, parse_rows

_FILE = "establishments.csv"
_KIND_WORDS = "hm prisons?|hmpyoi|hmp|hmyoi|hm yoi|yoi|irc|stc|cem|young offenders?"
_FIRST = re.compile(
    rf"^(?:(?:{_KIND_WORDS}|and young offender institution|and yoi|and hmyoi|and hmp) )+"
)
_ANYWHERE = re.compile(rf"\b(?:{_KIND_WORDS})\b(?: institutions?\b| centres?\b)?")
_LAST = re.compile(
    r" (?:immigration removal centre|immigration detention centre|secure training centre"
    r"|secure school|secure college|secure academy|women s prison|womens prison|prison)$"
)


class Register:
    """A list of establishments, searched by the name that a report prints.

    Args:
        places: the places; if two share a name, the later one is found.
    """

    def __init__(self, places: Iterable[ListedPlace]) -> None:
        self.by_id = {place.id: place for place in places}
        self._names = {key: place for place in self.by_id.values() for key in _keys_of_place(place)}

    def find(self, name: str) -> ListedPlace | None:
        """The place of that name, or None where it is not known.

        Its kind, before or after the name, case, accents, apostrophes, hyphens and "&" for
        "and" make no difference unless an alias says so.

        >>> packaged().find("HMP & YOI CHELMSFORD").nomis_code
        'CDI'
        """
        return next((self._names[key] for key in _keys_of_name(name) if key in self._names), None)


@cache
def packaged() -> Register:
    """The list in the package."""
    return Register(packaged_places())


def packaged_places() -> list[ListedPlace]:
    """The rows of the list in the package."""
    return parse_rows(Path(__file__).with_name(_FILE).read_text("utf-8"))


@cache
def register_with(own: str) -> Register:
    """The packaged list with the rows of a user's own list, given as CSV.

    A row of the user's list replaces the packaged one with the same id, and is the one found
    where both lists have a place of that name.

    Raises:
        EstablishmentsError: the list cannot be read.
    """
    if not own.strip():
        return packaged()
    mine = parse_rows(own)
    replaced = {place.id for place in mine}
    return Register([*(p for p in packaged_places() if p.id not in replaced), *mine])


def read_own(path: str | os.PathLike[str]) -> str:
    """The text of a user's own list, after checking that it can be read.

    Raises:
        EstablishmentsError: the file cannot be read, or is not such a list.
    """
    try:
        text = read_text(path)
        parse_rows(text)
    except (CsvListError, EstablishmentsError) as error:
        raise EstablishmentsError(f"{os.fspath(path)}: {error}") from None
    return text


def _keys_of_place(place: ListedPlace) -> Iterator[str]:
    for name in (place.name, *place.aliases):
        yield folded(name)


def _keys_of_name(name: str) -> Iterator[str]:
    """The name as it is, without the kind before it, without the kind after it, without any."""
    whole = folded(name)
    yield whole
    bare = _FIRST.sub("", whole)
    yield bare
    yield _LAST.sub("", whole)
    yield _LAST.sub("", bare)
    yield " ".join(_ANYWHERE.sub("", _LAST.sub("", bare)).split())


def folded(name: str) -> str:
    """A name in small letters without accents and apostrophes, its words separated by spaces."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", re.sub("[’'‘]", "", plain)))
