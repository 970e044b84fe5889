"""Where a report names its own establishment: cover, running lines, captions, fixed phrases.

Running text may mention any prison ("prisoners moved on to HMP …"); only phrases that are about
the one visited count.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from irp.parser.patterns import Pattern
from irp.parser.stated.names import find_names, name_ends
from irp.parser.stated.source import StatedSource, distinct, places_of
from irp.parser.text.passage import Passage
from irp.record.extraction import Place, StatedName

_CAPTION = Pattern(
    r"^\s*Figure\s+\d+\s*[:.–-]?\s*(?P<name>(?!(?i:healthy|outcomes))\p{Lu}.{1,70}?)"
    r":?\s+(?:healthy\s+(?:prison|establishment|custody)|outcomes\s+for\b)"
)
_SAYS = Pattern(r"\b(?!(?:and|the|upon)\b)\p{Ll}{3,}\b")
_IN_YEAR = Pattern(r"\s+(?:in|during) (?:\w+ )?(?:19|20)\d\d")


class _Frame(NamedTuple):
    """Words before and after a name which show that it is the establishment visited."""

    before: Pattern
    after: Pattern | None = None

    def names(self, text: str) -> Iterator[tuple[int, int]]:
        """The places of names in the frame."""
        for match in self.before.finditer(text):
            for end in name_ends(text, match.end()):
                if self.after is None or self.after.match(text, end):
                    yield match.end(), end
                    break


_TITLE = _Frame(
    Pattern(
        r"(?i:review of progress)(?: \(IRPs?\))?(?: (?:carried out|conducted|undertaken|held))?"
        r" (?i:at) "
    )
)
_OUTCOMES = _Frame(
    Pattern(r"(?i:(?:healthy (?:prison|establishment) )?outcomes (?:at|for|of)) "),
    Pattern(r"(?=,| in\b|\s*$)"),
)
_INSPECTIONS = _Frame(
    Pattern(
        r"\b[Aa]t (?:our|the) (?:(?:previous|last|latest|two|three|most recent|full|unannounced"
        r"|announced) )*inspections? of "
    ),
    _IN_YEAR,
)
# Only a sentence that says what was followed up is certain to mean the place visited: elsewhere
# "the inspection of HMP …" may be about another place.
_FOLLOWED_UP = (
    _Frame(
        Pattern(
            r"\b(?:recommendation|concern)s?\b[^.]{0,60}? (?:our|the) (?:\w+ ){0,3}inspections? of "
        ),
        _IN_YEAR,
    ),
    _Frame(
        Pattern(r"\bWe (?:returned|went back) to "),
        Pattern(r" to (?:follow up|review|assess)\b"),
    ),
)
_OPENING = Pattern(
    r"(?: \([\p{L} ]+\))?,? (?:(?:is|was|has been|remains) (?:an?|one|the)\b"
    r"|(?:can hold|holds|held|houses|housed|accommodates)\b(?: \w+){0,3} \d)"
)
_HOLDS_PEOPLE = _Frame(
    Pattern("^"),
    Pattern(
        r"(?: \([\p{L} ]+\))?(?:,[^,.]{0,80},)?"
        r" (?:(?:is|was|has been|remains) (?:an?|one of|the)\b[^.]*?\b(?:prison|jail|college|school"
        r"|centre|establishment|institution)s?\b"
        r"|(?:can )?(?:holds?|held|houses?|accommodates?)\b[^.]*?\b(?:prisoners|men|women|children"
        r"|boys|detainees|young people)\b)"
    ),
)


def stated_names(source: StatedSource) -> list[StatedName]:
    """The names by which the report refers to its establishment, with all their places."""
    grouped: dict[tuple[str, str], dict[tuple[object, ...], Place]] = {}
    for stated in _each_name(source):
        places = grouped.setdefault((stated.name, stated.where), {})
        for place in stated.places:
            places.setdefault((place.page, place.start, place.end, place.box), place)
    return [
        StatedName(name=name, where=where, places=list(places.values()))
        for (name, where), places in grouped.items()
    ]


def _each_name(source: StatedSource) -> list[StatedName]:
    found = [*_on_cover(source.cover)]
    for line in source.furniture:
        found += [_name(line, "furniture", *place) for place in _titled(line)]
    for caption in source.captions:
        match = _CAPTION.search(caption.text)
        named = [*_OUTCOMES.names(caption.text)][:1]
        if match:
            start, end = match.span("name")
            # "How HMP X was graded on the healthy prison tests" is more than a name.
            named = [(start, end)]
            if _SAYS.search(match["name"]):
                parts = find_names(match["name"])[:1]
                named = [(start + one, start + other) for one, other in parts]
        found += [_name(caption, "caption", *place) for place in named]
    for passage in distinct([*source.summary, *source.text]):
        found += _in_text(passage)
    for passage in source.key_findings:
        found += _followed_up(passage)
    found += _opening(source.summary, {stated.name for stated in found})
    return found


def _titled(passage: Passage) -> list[tuple[int, int]]:
    """Where a cover or running line names the establishment, by its kind or by the title alone.

    "Wood College" has no kind of its own; the title's words before it say what it is.
    """
    places = find_names(passage.text)
    return places or [*_TITLE.names(passage.text)][:1]


def _on_cover(cover: Passage) -> Iterator[StatedName]:
    for place in _titled(cover):
        yield _name(cover, "cover", *place)


def _in_text(passage: Passage) -> Iterator[StatedName]:
    for frame in (_TITLE, _INSPECTIONS):
        for place in frame.names(passage.text):
            yield _name(passage, "text", *place)


def _followed_up(passage: Passage) -> Iterator[StatedName]:
    """The place in "We followed up eight concerns from our inspection of HMP … in May 2022"."""
    for frame in _FOLLOWED_UP:
        for place in frame.names(passage.text):
            yield _name(passage, "text", *place)


def _opening(summary: tuple[Passage, ...], known: set[str]) -> Iterator[StatedName]:
    """The first words of the summary: "HMP Chelmsford is a category B prison …".

    Any other sentence may begin with another establishment: it names this one only where it
    begins with a name that appears elsewhere too or, where none does, says that it holds people.
    """
    if not summary:
        return
    text = summary[0].text
    places = [place for place in find_names(text)[:1] if _opens(text, place[1])]
    if not places:
        begins = [name for name in known if _begins(text, name)]
        places = [(0, len(max(begins, key=len)))] if begins else []
    if not known and not places:
        places = [*_HOLDS_PEOPLE.names(text)]
    for place in places:
        yield _name(summary[0], "text", *place)


def _begins(text: str, name: str) -> bool:
    """Whether a text begins with a name, as whole words."""
    return text.startswith(name) and not text[len(name) : len(name) + 1].isalpha()


def _opens(text: str, end: int) -> bool:
    """Whether what follows a name says what the place is."""
    return bool(_OPENING.match(text, end))


def _name(passage: Passage, where: str, start: int, end: int) -> StatedName:
    return StatedName(
        name=passage.text[start:end], where=where, places=places_of(passage.spans(start, end))
    )
