"""Gathers words with places into lines in reading order.

Words are gathered by their baselines, whatever the order they were drawn in, and sorted from
left to right. Words side by side are one line; ``cells`` says where its columns begin.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter
from statistics import median
from typing import Any, Final

from irp.parser.text.engines.fonts import font_style
from irp.parser.text.engines.word_segmentation import LARGE
from irp.parser.text.line_builder import Draft
from irp.parser.text.model import Placed, Word
from irp.parser.text.plain import columns
from irp.parser.text.repair import BULLET, MISREAD_BULLETS, SOFT_HYPHEN, repair_chunks
from irp.record.spans import Box

_SAME_LINE: Final = 0.25
"""Of the size: how far apart the baselines of one line may be."""
_RAISED: Final = 0.55
_LOWERED: Final = 0.3
"""Of the size of the line: how far above or below it a footnote mark is drawn."""
_CAPITAL: Final = 0.72
"""Of the size: the height of a capital."""
_X0: Final = itemgetter(1)
_SIZE: Final = itemgetter(4)
_MARK_SIZE: Final = 0.85
_MARK_GAP: Final = 0.5
_GLUED: Final = 0.12
"""Of the size: a smaller gap does not separate words unless they were drawn in sequence."""
_OVERLAP: Final = 0.3
_COLUMN_GAP: Final = 1.0
"""Of the size: the least space before a new column."""
_COLUMN_FACTOR: Final = 2.5
"""How much wider than the line's other gaps it is: justified lines have wide gaps all along."""
_WORDY: Final = 4
_STRETCHED: Final = 2.0
"""Of the size: on a line with that many gaps, one up to this may come from justified text."""
_ASCENT: Final = 0.79
_DESCENT: Final = 0.21
_made: Final[Any] = tuple.__new__
"""Makes a named tuple in half the time of its own constructor: there is one for each word."""


_LEADERS: Final = "...."
"""This many dots make leaders, see ``irp.parser.text.repair``."""


def build_lines(words: Sequence[Word], *, in_figure: bool = False) -> list[Draft]:
    """Gather a page's words into draft lines from top to bottom; furniture and gaps not marked."""
    words = _with_initials(words)
    lines = (_line(_in_order(row, words), in_figure=in_figure) for row in _rows(words))
    return [line for line in lines if line.text]


# ------------------------------------------------------------------ rows


class _Row:
    """Indexes of words on one baseline."""

    __slots__ = ("baseline", "indexes", "least", "size")

    def __init__(self, index: int, word: Word) -> None:
        self.baseline = word.baseline
        self.size = self.least = word.size
        self.indexes = [index]


def _rows(words: Sequence[Word]) -> list[list[int]]:
    """Indexes of the words of each line, lines from top to bottom."""
    rows: list[_Row] = []
    row: _Row | None = None
    baselines = [word.baseline for word in words]
    for index in sorted(range(len(words)), key=baselines.__getitem__):
        word = words[index]
        size = word.size
        down = word.baseline - row.baseline if row else 0.0
        deciding = size if row is None or size == row.size else _deciding(row.size, size)
        if row and down <= _SAME_LINE * deciding:
            row.indexes.append(index)
            if size != row.size:
                row.size, row.least = max(row.size, size), min(row.least, size)
        else:
            row = _Row(index, word)
            rows.append(row)
    rows = [part for row in rows for part in _without_stamp(row, words)]
    return [row.indexes for row in _with_marks(rows, words)]


def _without_stamp(row: _Row, words: Sequence[Word]) -> list[_Row]:
    """A row without what is printed across its words in much larger letters; then that."""
    if row.size < LARGE * row.least:
        return [row]
    stamp = [i for i in row.indexes if LARGE * words[i].size > row.size]
    rest = [i for i in row.indexes if LARGE * words[i].size <= row.size]
    edges = sorted((words[i].x0, words[i].x1) for i in rest)
    for large in (words[i] for i in stamp):
        at = bisect_left(edges, (large.x0, large.x0))
        before, after = edges[max(0, at - 1) : at], edges[at : at + 1]
        if any(x1 > large.x0 + row.least for _, x1 in before) or any(
            x0 < large.x1 - row.least for x0, _ in after
        ):
            return [_row_of(rest, words), _row_of(stamp, words)]
    return [row]


def _row_of(indexes: list[int], words: Sequence[Word]) -> _Row:
    row = _Row(indexes[0], words[indexes[0]])
    row.indexes = indexes
    row.size = max(words[index].size for index in indexes)
    return row


def _deciding(one: float, other: float) -> float:
    """The size that decides how far apart two baselines of one line may be.

    The larger one, but a large letter, a stamp or a watermark does not gather other lines.
    """
    small, large = sorted((one, other))
    return large if large < LARGE * small else small


def _with_initials(words: Sequence[Word]) -> Sequence[Word]:
    """Put a large first letter, as high as several lines, before the rest of its word."""
    large = [
        (index, word)
        for index, (word, after) in enumerate(pairwise(words))
        if len(word.text) == 1 and word.text.isupper() and word.size > LARGE * after.size
    ]
    if not large:
        return words
    whole = list(words)
    for index, initial in large:
        first = min((w for w in whole if _begins_beside(w, initial)), key=_X0, default=None)
        if first is not None:
            text = initial.text + first.text
            whole[whole.index(first)] = first._replace(text=text, x0=initial.x0)
            whole[index] = initial._replace(text="")
    return [word for word in whole if word.text]


def _begins_beside(word: Word, initial: Word) -> bool:
    """Whether a word continues a large letter: right of it, and level with its top."""
    if word.size * LARGE > initial.size or not word.text[0].islower():
        return False
    tops = (initial.baseline - _CAPITAL * initial.size) - (word.baseline - _CAPITAL * word.size)
    beside = -_OVERLAP * word.size < word.x0 - initial.x1 < word.size
    return beside and abs(tops) < word.size / 2 and word.baseline < initial.baseline


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


def _in_order(row: list[int], words: Sequence[Word]) -> Sequence[Word]:
    """The words of a row from left to right, pieces of one word joined."""
    row.sort()
    if row[-1] - row[0] + 1 == len(row):
        drawn = words[row[0] : row[-1] + 1]
        edges = [word.x0 for word in drawn]
        if edges == sorted(edges):  # drawn one after another, as nearly every line is
            return drawn
    row.sort(key=lambda index: (words[index].x0, index))
    ordered = [words[row[0]]]
    last = row[0]
    for index in row[1:]:
        word = words[index]
        # Words drawn in sequence were separated by the engine, which saw the white space.
        if index != last + 1 and _glued(ordered[-1], word):
            ordered[-1] = ordered[-1]._replace(text=ordered[-1].text + word.text, x1=word.x1)
        else:
            ordered.append(word)
        last = index
    return ordered


def _glued(before: Word, word: Word) -> bool:
    """Whether a word that was drawn separately continues where the one before it ends."""
    gap = word.x0 - before.x1
    same = abs(word.baseline - before.baseline) < 1 and word.size == before.size
    return same and -_OVERLAP * word.size < gap < _GLUED * word.size


def _line(words: Sequence[Word], *, in_figure: bool) -> Draft:
    chunks, x0s, x1s, baselines, sizes, fonts, _, _ = zip(*words, strict=True)
    raw = " ".join(chunks)
    if len(chunks[0]) == 1 and _symbol_bullet(words):
        chunks = (BULLET, *chunks[1:])
    text, places = repair_chunks(chunks)
    placed = _placed(text, places, words)
    one_size = sizes.count(sizes[0]) == len(sizes)
    if one_size:
        main = words[chunks.index(max(chunks, key=len))]
    elif text.isupper():  # small capitals: a heading is as large as its first letters
        main = max(words, key=_SIZE)
    else:
        main = max(_usual_size(words), key=_length)
    top, bottom = _height(baselines, sizes[:1] if one_size else sizes)
    cells = _cells(text, placed, main.size)
    if cells and SOFT_HYPHEN in raw:
        # A word divided at the end of its column continues on the column's next line.
        ends = {place - 1 for place, (start, _) in enumerate(places) if start in cells}
        text, places = repair_chunks(chunks, ends)
        placed = _placed(text, places, words)
        cells = _cells(text, placed, main.size)
    bold, bold_until, italic = _weight(text, words, set(fonts), placed)
    return Draft(
        text,
        raw,
        cells=cells,
        box=Box(x0s[0], top, max(x1s), bottom),
        size=round(main.size, 2),
        bold=bold,
        bold_until=bold_until,
        italic=italic,
        in_figure=in_figure,
        words=tuple(placed),
        baseline=main.baseline,
        family=font_style(main.font).family,
    )


def _placed(text: str, places: Sequence[tuple[int, int]], words: Sequence[Word]) -> list[Placed]:
    """Where the words that repair has left are in their line's text."""
    placed = [
        _made(Placed, (start, end, word.x0, word.x1))
        for (start, end), word in zip(places, words, strict=True)
        if end > start
    ]
    return _with_leaders(text, placed) if _LEADERS in text else placed


def _with_leaders(text: str, placed: Sequence[Placed]) -> list[Placed]:
    """Leaders share one place with the words on both sides.

    They touch both so closely that engines do not agree which of them are separate words.
    """
    kept: list[Placed] = []
    led = False
    for word in placed:
        words = text[word.start : word.end]
        leads = _LEADERS in words
        if kept and (led or (leads and words[0] == ".")):
            first = kept.pop()
            x0, x1 = min(first.x0, word.x0), max(first.x1, word.x1)
            kept.append(Placed(first.start, word.end, x0, x1))
        else:
            kept.append(word)
        led = leads and words[-1] == "."
    return kept


def _symbol_bullet(words: Sequence[Word]) -> bool:
    """Whether the first word is a symbol, or a letter of a symbol font, drawn as a bullet."""
    first = font_style(words[0].font)
    if len(words) < 2:
        return False
    if words[0].text in MISREAD_BULLETS and words[1].text[0].isalpha():
        return True
    if font_style(words[1].font).family == first.family:
        return False
    return first.symbols or (first.typewriter and words[0].text == "o")


def _usual_size(words: Sequence[Word]) -> list[Word]:
    """The words in the size in which most of a line is set."""
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[word.size] += len(word.text)
    size = max(sizes, key=sizes.__getitem__)
    return [word for word in words if word.size == size]


def _length(word: Word) -> int:
    return len(word.text)


def _height(baselines: Sequence[float], sizes: Sequence[float]) -> tuple[float, float]:
    """The top and the bottom of a line's words, which may be of one size."""
    if len(sizes) == 1:
        return min(baselines) - _ASCENT * sizes[0], max(baselines) + _DESCENT * sizes[0]
    pairs = list(zip(baselines, sizes, strict=True))
    return (
        min(base - _ASCENT * size for base, size in pairs),
        max(base + _DESCENT * size for base, size in pairs),
    )


def _weight(
    text: str, words: Sequence[Word], fonts: set[str], placed: list[Placed]
) -> tuple[bool, int, bool]:
    """Whether all is bold, how many characters at the start are, and whether all is italic."""
    if len(fonts) == 1:
        style = font_style(*fonts)
        return style.bold, len(text) if style.bold else 0, style.italic
    styles = [font_style(font) for font in fonts]
    italic = all(style.italic for style in styles)
    bold = {style.bold for style in styles}
    if len(bold) == 1:
        return True in bold, len(text) if True in bold else 0, italic
    regular = next(word.x0 for word in words if not font_style(word.font).bold)
    return False, max((p.end for p in placed if p.x0 < regular), default=0), italic


def _cells(text: str, placed: list[Placed], size: float) -> tuple[int, ...]:
    gaps = [right[2] - left[3] for left, right in pairwise(placed)]  # x0 - x1
    wide = _COLUMN_GAP * size
    if not gaps or max(gaps) < wide:
        return ()
    stretched = wide if len(gaps) < _WORDY else _STRETCHED * size
    usual = median([gap for gap in gaps if gap < stretched] or [0.0])
    least = max(wide, _COLUMN_FACTOR * usual)
    starts = [right.start for right, gap in zip(placed[1:], gaps, strict=True) if gap >= least]
    return columns(text, starts)
