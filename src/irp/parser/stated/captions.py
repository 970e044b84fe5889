"""The number of follow-ups that a figure's caption gives: "(n=8)"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import regex

from irp.parser.patterns import Pattern
from irp.parser.stated.source import places_of
from irp.parser.stated.word_classes import Tag
from irp.parser.stated.words import Sentence
from irp.record.extraction import StatedCaption
from irp.record.vocabulary import Body

_FIGURE = Pattern(r"^\s*Figure\s+(?P<number>\d{1,3})\b", regex.IGNORECASE)
_N = Pattern(r"[(\[]\s*n\s*[=:]\s*(?P<n>\d{1,3})\s*[)\]]", regex.IGNORECASE)


def stated_captions(
    captions: Iterable[Sequence[Sentence]], themes: Body | None
) -> list[StatedCaption]:
    """The captions that give an n, with the body whose follow-ups the figure shows."""
    return [caption for words in captions if words for caption in _caption(words, themes)]


def _caption(words: Sequence[Sentence], themes: Body | None) -> Iterator[StatedCaption]:
    passage = words[0].passage
    figure = _FIGURE.search(passage.text)
    n = _N.search(passage.text)
    if figure and n:
        yield StatedCaption(
            figure=int(figure["number"]),
            body=_body(words, themes),
            n=int(n["n"]),
            places=places_of(passage.spans(*n.span())),
        )


def _body(passage: Sequence[Sentence], themes: Body | None) -> Body | None:
    words = [word for sentence in passage for word in sentence.words]
    named = {word.value for word in words if isinstance(word.value, Body)}
    if named:
        return named.pop() if len(named) == 1 else None
    nouns = {word.tag for word in words if word.tag in (Tag.ITEM, Tag.THEME)}
    if nouns == {Tag.ITEM}:
        return Body.HMI_PRISONS
    return themes if nouns == {Tag.THEME} else None
