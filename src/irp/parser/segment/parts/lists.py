"""Sections that are lists: the definitions of the judgements, the glossary."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from irp.parser.patterns import Pattern
from irp.parser.segment.label_starts import goes_on_small
from irp.parser.segment.model import Definition, Term
from irp.parser.segment.patterns import BODY_HEADING, BULLET, JUDGEMENT_LINE, complete
from irp.parser.text.model import Line
from irp.parser.text.passage import EMPTY, Passage, Piece
from irp.record.vocabulary import NAMED_BODY_PATTERN

_NAMES_BODY = Pattern(rf"(?:^|\b)(?P<body>{NAMED_BODY_PATTERN})\b")
_GIVEN = Pattern(r"is given|are given|progress judgements|three .{0,20}judgements")
_ADDRESS_END = Pattern(r"(?:https?://|www\.)\S+$")
_LONGEST_TERM = 110
_OF_LIST = Pattern(
    r"^(?:A|The|This|Below)\b[^.]{0,60}\b(?:list|table|summary|following)\b[^.]*\bjudge?ments?\b"
)
"""A sentence that introduces the summary of judgements."""
_SENTENCE = Pattern(
    r"\b(?:is|are|was|were|has|have|had|can|may|will|must|should|do|does|that|which|who|it|they"
    r"|we|this|these|both)\b",
    regex.IGNORECASE,
)
"""Words that occur in sentences but not in terms."""
_PARTED = Pattern(r"[\p{Lu}\d][^:.]{1,80}?(?:\s[–—-]|:)\s(?=\S)")
"""A term that a colon or dash separates from its definition."""
_ANNOUNCES = Pattern(r"(?:\S+ ){4,}\S+:")
"""Words that introduce what follows, and are not a term."""
_GLOSSARY = Pattern(r"\bglossary\b|\bwebsite\b|https?:|www\.|\.uk/", regex.IGNORECASE)
_WIDE = 0.9
"""Share of the lines that are at most as long as a full line (web addresses may be longer)."""
_LOOK_BACK = 4
"""Lines above a term that show whether the entry before it has ended (a broken web address)."""


def blocks_of(lines: Sequence[Line], *, pages: bool = False) -> list[list[Line]]:
    """Lines in groups, separated by space (and by page breaks, if asked)."""
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and not line.apart and not (pages and line.first_on_page):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def cut_introduction(lines: Sequence[Line]) -> tuple[Passage, list[Line]]:
    """Removes the words that introduce a list; returns them and the remaining lines.

    They are a first block that is a whole sentence or ends with a colon, and that no judgement
    or second column follows directly.
    """
    end = 1
    while end < len(lines) and not lines[end].apart:
        if lines[end - 1].text.endswith(":") or BODY_HEADING.fullmatch(lines[end].text):
            break
        if complete(lines[end - 1].text) and _OF_LIST.search(Passage.of_lines(lines[:end]).text):
            break
        if lines[end].first_on_page and lines[end - 1].text.endswith((".", ":")):
            break
        end += 1
    block = lines[:end]
    text = Passage.of_lines(block).text
    introduces = complete(text) or text.endswith(":")
    if not introduces or any(line.cells for line in block):
        return EMPTY, list(lines)
    if end < len(lines) and JUDGEMENT_LINE.fullmatch(lines[end].text):
        return EMPTY, list(lines)
    return Passage.of_lines(block), list(lines[end:])


def build_definitions(lines: Sequence[Line]) -> list[Definition]:
    """The definitions of the judgements in the appendix on the report."""
    found: list[Definition] = []
    body = EMPTY
    position = 0
    while position < len(lines):
        line = lines[position]
        if not JUDGEMENT_LINE.fullmatch(line.text) or not line.text[:1].isupper():
            body = _body_named(lines, position) or body
            position += 1
            continue
        end = position + 1
        while end < len(lines) and _defines(lines, position, end):
            end += 1
        text = Passage.of_lines(lines[position + 1 : end])
        if text:
            found.append(Definition(body, Passage.of_lines([line]), text))
        position = end
    return found


def _body_named(lines: Sequence[Line], position: int) -> Passage:
    """The body that is named where a scale is announced ("followed up by Ofsted is given …")."""
    two = Passage.of_lines(lines[position : position + 2])
    if not _GIVEN.search(two.text):
        return EMPTY
    near = Passage.of_lines(lines[max(0, position - 2) : position + 2])
    named = list(_NAMES_BODY.finditer(near.text))
    return near.slice(*named[-1].span("body")) if named else EMPTY


def _defines(lines: Sequence[Line], start: int, position: int) -> bool:
    """Whether a line still belongs to the definition that starts at ``start``."""
    line = lines[position]
    if JUDGEMENT_LINE.fullmatch(line.text):
        return False
    if position == start + 1:
        return True
    done = complete(lines[position - 1].text)
    return not (done and (line.apart or line.first_on_page))


def build_glossary(lines: Sequence[Line]) -> tuple[list[Term], list[Line]]:
    """The glossary's terms and definitions, and the lines of its introduction."""
    starts = _term_starts(lines)
    run_in = _run_in(lines)
    if len(run_in) > max(len(starts), 1):
        ends = [start for start, _ in run_in[1:]]
        return [
            _run_in_term(lines[start:end], cut)
            for (start, cut), end in zip(run_in, [*ends, len(lines)], strict=True)
        ], list(lines[: run_in[0][0]])
    if not starts:
        return [], _refers(lines)
    terms: list[Term] = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        cut = start + 1
        while cut < end and lines[start].bold and lines[cut].bold and not lines[cut].apart:
            cut += 1
        term, definition = Passage.of_lines(lines[start:cut]), Passage.of_lines(lines[cut:end])
        if definition:
            terms.append(Term(term, definition))
    return terms, list(lines[: starts[0]])


def _refers(lines: Sequence[Line]) -> list[Line]:
    """The lines that only introduce a glossary, or refer to another: no term may be among them."""
    last = max((n for n, line in enumerate(lines, 1) if _GLOSSARY.search(line.text)), default=0)
    while 0 < last < len(lines) and not complete(lines[last - 1].text):
        last += 1
    return list(lines[:last])


def _run_in(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """The lines that begin with a term and go on with its definition, and where to cut each.

    The term is bold, in a cell of its own, or followed by a colon or dash.
    """
    found: list[tuple[int, int]] = []
    for position, line in enumerate(lines):
        parted = _PARTED.match(line.text)
        cut = line.bold_until or (line.cells[0] if len(line.cells) == 1 else 0)
        cut = cut or (parted.end() if parted else 0)
        alone = line.apart or line.first_on_page or not position
        ended = alone or complete(lines[position - 1].text)
        if ended and 0 < cut < len(line.text) and line.text[:1].isupper():
            found.append((position, cut))
    return found


def _run_in_term(lines: Sequence[Line], cut: int) -> Term:
    first = lines[0]
    term = [Piece(first, 0, cut)]
    pieces = [Piece(first, cut, len(first.text))]
    for line in lines[1:]:
        wrapped = _in_first_cell(line, first, cut)
        if wrapped:
            term.append(Piece(line, 0, wrapped))
        pieces.append(Piece(line, wrapped, len(line.text)))
    named = Passage.of(term)
    return Term(named.slice(0, len(named.text.rstrip(" :–—-"))), Passage.of(pieces))


def _in_first_cell(line: Line, first: Line, cut: int) -> int:
    """How many characters of a line go on with the term in the first cell of its entry."""
    if not first.cells or first.cells[0] - 1 > cut or line.apart:
        return 0
    beside = first.span(first.cells[0], len(first.text)).box
    if not line.cells and line.box and beside:
        return len(line.text) if line.box.x1 < beside.x0 else 0
    return line.cells[0] if len(line.cells) == 1 else 0


def _term_starts(lines: Sequence[Line]) -> list[int]:
    """Positions of the lines that begin a term."""
    lengths = sorted(len(line.text) for line in lines)
    width = lengths[int(_WIDE * len(lengths))] if lengths else 0
    starts: list[int] = []
    for position, line in enumerate(lines):
        bold = bool(line.bold) and not lines[position - 1].bold
        alone = line.apart or line.first_on_page or position == 0
        if not (alone or bold or line.size is None):
            continue
        before = Passage.of_lines(lines[max(0, position - _LOOK_BACK) : position]).text
        # A bold line set apart is enough; any other must follow a complete entry.
        introduced = not starts and before.endswith(":")
        whole = complete(before) or _ADDRESS_END.search(before) or introduced
        if position and not whole and not (bold and alone):
            continue
        following = lines[position + 1] if position + 1 < len(lines) else None
        if _is_term(line, following, width):
            starts.append(position)
    return starts


def _is_term(line: Line, following: Line | None, width: int) -> bool:
    """Whether a line that starts a block is a term: bold, or broken off before it was full."""
    text = line.text
    if following is None or BULLET.match(text) or complete(text) or len(text) > _LONGEST_TERM:
        return False
    if text[:1].islower() or text.startswith(("‘", "“")) or _ADDRESS_END.search(text):
        return False
    if _ANNOUNCES.fullmatch(text):
        return False
    if line.bold:
        return True
    next_word = following.text.split(" ", 1)[0]
    if goes_on_small(following.text):
        return False
    # The definition starts a sentence: with a capital letter, or where the term broke off.
    return (
        (following.apart and (line.apart or line.first_on_page))
        or (line.apart and following.text[:1].isupper())
        # at the top of a page a definition may go on, too, but in words of a sentence
        or (line.first_on_page and following.text[:1].isupper() and not _SENTENCE.search(text))
        or len(text) + 1 + len(next_word) < 0.93 * width
    )
