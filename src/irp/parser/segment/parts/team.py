"""The team that carried out a review: a name and a role each."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from irp.parser.patterns import Pattern
from irp.parser.segment.model import Member
from irp.parser.segment.parts.side_by_side import cell_columns
from irp.parser.text.model import Line
from irp.parser.text.passage import Passage, Piece

_SAME_COLUMN = 3.0
"""The most by which the left edges of one column may differ, in points."""


def build_team(lines: Sequence[Line]) -> tuple[list[Member], list[Line]]:
    """The review team, and the lines that fit no field.

    People may be side by side in columns, each with the role beside or below the name.
    """
    members: list[Member] = []
    rest: list[Line] = []
    for rows in _lists_side_by_side(lines):
        found, left = _members(rows)
        members += found
        rest += [row.line for row in left if row.line not in rest]
    return members, rest


def _lists_side_by_side(lines: Sequence[Line]) -> list[list[Piece]]:
    """The lists that make up the team: one of whole lines, or one for each column of people."""
    columns = cell_columns(lines)
    roles = [_are_roles(column) for column in columns]
    if len(columns) > 2 and roles == [False, True] * (len(columns) // 2):
        pairs = zip(columns[::2], columns[1::2], strict=True)
        return [_joined([*names, *their_roles]) for names, their_roles in pairs]
    if len(columns) > 1 and all(_is_list(column) for column in columns):
        return columns
    return [[Piece(line, 0, len(line.text)) for line in lines]]


def _are_roles(column: Sequence[Piece]) -> bool:
    """Whether most cells of a column are roles."""
    return 2 * sum(bool(_ROLE_ALONE.fullmatch(cell.text.strip())) for cell in column) > len(column)


def _is_list(column: Sequence[Piece]) -> bool:
    """Whether a column by itself is a list of names with roles."""
    members, rest = _members(column)
    return bool(members) and not rest


def _joined(cells: Sequence[Piece]) -> list[Piece]:
    """Cells of two columns with those of one line joined."""
    rows: dict[int, Piece] = {}
    for line, start, end in cells:
        _, first, last = rows.get(line.index, (line, start, end))
        rows[line.index] = Piece(line, min(first, start), max(last, end))
    return [rows[index] for index in sorted(rows)]


def _members(rows: Sequence[Piece]) -> tuple[list[Member], list[Piece]]:
    """A name and a role in each row; the rows that fit no field.

    There may also be all names and then all roles, or each name with the role below it: as many
    of each are paired in order.
    """
    whole = [Passage.of([row]) for row in rows]
    roles = [i for i, row in enumerate(whole) if _ROLE_ALONE.fullmatch(row.text)]
    half = len(rows) // 2
    if half and len(rows) == 2 * half and roles == list(range(half, len(rows))):
        return [Member(*pair) for pair in zip(whole[:half], whole[half:], strict=True)], []
    if half and len(rows) == 2 * half and roles == list(range(1, len(rows), 2)):
        return [Member(*pair) for pair in zip(whole[::2], whole[1::2], strict=True)], []
    members: list[Member] = []
    rest: list[Piece] = []
    for row in rows:
        line, start, end = row
        if members and _wraps_role(members[-1], row):
            members[-1] = Member(members[-1].name, members[-1].role.plus(Passage.of([row])))
            continue
        cut = next((cell for cell in line.cells if start < cell < end), None)
        if cut is None:
            led = _LEADERS.search(row.text)
            role = led.end() if led else _role_start(row.text)
            cut = role and start + role
        if cut is None:
            rest.append(row)
            continue
        named = line.text[start:cut].rstrip(" .…,;:–—-(")
        name = Passage.of([Piece(line, start, start + len(named))])
        bracket = line.text[start:cut].rstrip().endswith("(") and line.text.endswith(")", 0, end)
        members.append(Member(name, Passage.of([Piece(line, cut, end - bracket)])))
    return members, rest


def _wraps_role(member: Member, row: Piece) -> bool:
    """Whether a row continues the role above it: all of it is in the roles' column."""
    first, start, end = member.role.pieces[0]
    above, line = member.role.pieces[-1].line, row.line
    role, box = first.span(start, end).box, line.span(row.start, row.end).box
    if role is None or box is None or line.apart or line.page != above.page:
        return False
    whole = not any(row.start < cell < row.end for cell in line.cells)
    return start > 0 and whole and abs(box.x0 - role.x0) <= _SAME_COLUMN


_ROLE_ALONE = Pattern(
    r"(?:Team leader|Chief inspector|Deputy chief inspector|Researcher|(?:[\w,’'&()-]+ ){0,7}?"
    r"(?:[Ii]nspector|[Rr]esearcher|[Ll]eader|[Oo]fficer|[Oo]bserver|[Mm]anager|[Ll]ead))",
    regex.IGNORECASE,
)
_LEADERS = Pattern(r"\s*(?:\.{3,}|…+|(?: \.){3,})[.…\s]*(?=\p{L})")
_ROLE = Pattern(
    r"(?<=\s)(?:(?:Team|Deputy|Chief|Lead|Head|Senior|Acting|HM|HMI(?! Ofsted| Estyn)|Her|His"
    r"|Health|Social|Care|Ofsted|Estyn|CQC|Pharma\w*|General|Offender|Specialist|Research\w*"
    r"|Secondary|Regulation|Healthcare|Education|Criminal|Shadow\w*|Observer|Lay|Dental)\b.*|Inspector|Researcher)$"
)
_SEPARATED = Pattern(
    rf"[^():]+?(?:\s\((?={_ROLE_ALONE.pattern}\)$)|:\s|\s[–—-]\s)", regex.IGNORECASE
)
"""A name up to its role in brackets, or after a colon or dash."""
TEAM_HEAD = Pattern(
    r"(?:Names?|(?:Team )?members?|Inspectors?)\s+(?:Roles?|Positions?|Job titles?|Titles?"
    r"|Organisations?|Inspectorates?|Designations?)",
    regex.IGNORECASE,
)
"""The names of a team's columns."""
_ROLE_LAST = Pattern(r"(?<=\S\s\S+\s)\p{Lu}\p{Ll}+(?:\s\p{Ll}[\p{L}-]*|\s\(\p{Ll}[^()]*\))+$")
"""A capitalised word with small ones after it, as no name ends: "Data analyst"."""


def _role_start(text: str) -> int | None:
    """Where the role starts on a line without columns: set off, or at a word roles begin with."""
    if separated := _SEPARATED.match(text):
        return separated.end()
    match = _ROLE.search(text) or _ROLE_LAST.search(text)
    return match.start() if match and match.start() > 3 else None
