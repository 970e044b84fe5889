"""Words with places to lines in reading order.

Words are gathered by their baselines, whatever the order they were drawn in, and sorted from
left to right. What stands side by side is one line; ``cells`` says where its columns begin.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import Final, NamedTuple

from irp.spans import Box
from irp.text.draft import Draft
from irp.text.fonts import font_style
from irp.text.model import Placed, Word
from irp.text.plain import columns
from irp.text.repair import BULLET, repair_chunks

_SAME_LINE: Final = 0.25
"""Of the size: how far apart the baselines of one line may be."""
_RAISED: Final = 0.55
_LOWERED: Final = 0.3
"""Of the size of the line: how far above or below it a footnote mark stands."""
_MARK_SIZE: Final = 0.8
_MARK_GAP: Final = 0.5
_GLUED: Final = 0.12
"""Of the size: a gap below it parts no words, where the two were not drawn one after another."""
_OVERLAP: Final = 0.3
_COLUMN_GAP: Final = 1.0
"""Of the size: the least space before a new column."""
_COLUMN_FACTOR: Final = 2.5
"""How much wider than the line's other gaps it is: justified lines have wide gaps all along."""
_ASCENT: Final = 0.79
_DESCENT: Final = 0.21


class Token(NamedTuple):
    """A word in its line: text glued from pieces, edges, and how it is set."""

    text: str
    x0: float
    x1: float
    word: Word


def build_lines(words: Sequence[Word], *, in_figure: bool = False) -> list[Draft]:
    """Gather a page's words into draft lines from top to bottom; furniture and gaps not marked."""
    drafts: list[Draft] = []
    for row in _rows(words):
        draft = _line(_tokens(row, words), in_figure=in_figure)
        if draft.text:
            drafts.append(draft)
    return drafts


# ------------------------------------------------------------------ rows


class _Row:
    """Indexes of words on one baseline."""

    __slots__ = ("baseline", "indexes", "size")

    def __init__(self, index: int, word: Word) -> None:
        self.baseline = word.baseline
        self.size = word.size
        self.indexes = [index]

    def add(self, index: int, word: Word) -> None:
        self.indexes.append(index)
        self.size = max(self.size, word.size)


def _rows(words: Sequence[Word]) -> list[list[int]]:
    """Indexes of the words of each line, lines from top to bottom."""
    rows: list[_Row] = []
    for index in sorted(range(len(words)), key=lambda i: words[i].baseline):
        word = words[index]
        row = rows[-1] if rows else None
        if row and word.baseline - row.baseline <= _SAME_LINE * max(row.size, word.size):
            row.add(index, word)
        else:
            rows.append(_Row(index, word))
    return [row.indexes for row in _with_marks(rows, words)]


def _with_marks(rows: list[_Row], words: Sequence[Word]) -> list[_Row]:
    """Put rows that hold nothing but raised or lowered marks back on their lines."""
    kept: list[_Row] = []
    for position, row in enumerate(rows):
        below = rows[position + 1] if position + 1 < len(rows) else None
        if below and _is_mark_of(row, below, words):
            below.indexes.extend(row.indexes)
        elif kept and _is_mark_of(row, kept[-1], words):
            kept[-1].indexes.extend(row.indexes)
        else:
            kept.append(row)
    return kept


def _is_mark_of(row: _Row, line: _Row, words: Sequence[Word]) -> bool:
    if row.size > _MARK_SIZE * line.size:
        return False
    if not -_LOWERED * line.size <= line.baseline - row.baseline <= _RAISED * line.size:
        return False
    reach = _MARK_GAP * line.size
    return all(
        any(
            words[other].x0 - reach <= words[mark].x1 and words[mark].x0 <= words[other].x1 + reach
            for other in line.indexes
        )
        for mark in row.indexes
    )


# ------------------------------------------------------------------ one line


def _tokens(row: list[int], words: Sequence[Word]) -> list[Token]:
    row.sort(key=lambda index: (words[index].x0, index))
    tokens: list[Token] = []
    last = -1
    for index in row:
        word = words[index]
        before = tokens[-1] if tokens else None
        if before and index != last + 1 and _glued(before, word):
            tokens[-1] = Token(before.text + word.text, before.x0, word.x1, before.word)
        else:
            tokens.append(Token(word.text, word.x0, word.x1, word))
        last = index
    return tokens


def _glued(before: Token, word: Word) -> bool:
    """Whether a word drawn at another time goes on where the one before it ends.

    Words drawn one after another were parted by the engine, which saw the white space.
    """
    gap = word.x0 - before.x1
    same = abs(word.baseline - before.word.baseline) < 1 and word.size == before.word.size
    return same and -_OVERLAP * word.size < gap < _GLUED * word.size


def _line(tokens: list[Token], *, in_figure: bool) -> Draft:
    chunks = [token.text for token in tokens]
    raw = " ".join(chunks)
    if len(chunks[0]) == 1 and _symbol_bullet(tokens):
        chunks[0] = BULLET
    text, places = repair_chunks(chunks)
    main = _main_word(tokens)
    filled = [(p, t) for p, t in zip(places, tokens, strict=True) if p[1] > p[0]]
    styles = [font_style(token.word.font) for _, token in filled]
    return Draft(
        text,
        raw,
        cells=_cells(text, [(start, token) for (start, _), token in filled], main.size),
        box=_box(tokens, main),
        size=round(main.size, 2),
        bold=all(style.bold for style in styles),
        bold_until=_bold_until(
            text, [(p[1], s.bold) for (p, _), s in zip(filled, styles, strict=True)]
        ),
        italic=all(style.italic for style in styles),
        in_figure=in_figure,
        words=tuple(Placed(start, end, t.x0, t.x1) for (start, end), t in filled),
        baseline=main.baseline,
        family=font_style(main.font).family,
        artifact=all(token.word.tag == "Artifact" for token in tokens),
    )


def _symbol_bullet(tokens: list[Token]) -> bool:
    """Whether the first word is a letter of a symbol font that is drawn as a bullet."""
    first = font_style(tokens[0].word.font)
    if len(tokens) < 2 or font_style(tokens[1].word.font).family == first.family:
        return False
    return first.symbols or (first.typewriter and tokens[0].text == "o")


def _main_word(tokens: list[Token]) -> Word:
    """A word set as most of the line is."""
    first = tokens[0].word
    if all(token.word.size == first.size for token in tokens):
        return max((token.word for token in tokens), key=lambda word: len(word.text))
    sizes: Counter[float] = Counter()
    for token in tokens:
        sizes[token.word.size] += len(token.text)
    size = max(sizes, key=lambda size: sizes[size])
    candidates = (token.word for token in tokens if token.word.size == size)
    return max(candidates, key=lambda word: len(word.text))


def _box(tokens: list[Token], main: Word) -> Box:
    top = min(token.word.baseline - _ASCENT * token.word.size for token in tokens)
    bottom = max(token.word.baseline + _DESCENT * token.word.size for token in tokens)
    return Box(tokens[0].x0, top, max(token.x1 for token in tokens), bottom)


def _bold_until(text: str, ends: list[tuple[int, bool]]) -> int:
    until = 0
    for end, bold in ends:
        if not bold:
            return until
        until = end
    return len(text)


def _cells(text: str, starts: list[tuple[int, Token]], size: float) -> tuple[int, ...]:
    gaps = [b.x0 - a.x1 for (_, a), (_, b) in zip(starts, starts[1:], strict=False)]
    if not gaps or max(gaps) < _COLUMN_GAP * size:
        return ()
    usual = median([gap for gap in gaps if gap < _COLUMN_GAP * size] or [0.0])
    least = max(_COLUMN_GAP * size, _COLUMN_FACTOR * usual)
    wide = [start for (start, _), gap in zip(starts[1:], gaps, strict=True) if gap >= least]
    return columns(text, wide)
