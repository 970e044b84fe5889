"""Lists of the appendices: the review team, and section headings of many lines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from irp.parser.segment.items.narrative import cut_signatures
from irp.parser.segment.parts.lists import build_glossary
from irp.parser.segment.parts.team import build_team
from irp.parser.segment.sections import find_headings
from irp.parser.text.model import Line, Placed
from irp.record.spans import Box
from segment.dumping import lines_of


def row(name: str, role: str, *, gap: float) -> Line:
    """A row of a team: the name at 72 points, the role at 260."""
    text = f"{name} {role}".strip()
    start = len(text) - len(role)
    words = [Placed(0, len(name), 72, 72 + 5 * len(name))] if name else []
    words.append(Placed(start, len(text), 260, 260 + 5 * len(role)))
    box = Box(72 if name else 260, 0, 500, 12)
    cells = (start,) if name else ()
    return Line(1, 0, 0, text, text, gap=gap, cells=cells, box=box, size=12, words=tuple(words))


def test_a_role_may_be_wrapped_in_its_column() -> None:
    lines = [
        row("Ada Fenwick", "Team leader", gap=0.4),
        row("Bran Ottery", "Regulation and standards", gap=0.4),
        row("", "inspector", gap=0.0),
        row("Cai Marlow", "Researcher", gap=0.4),
    ]
    members, rest = build_team(lines)
    assert rest == []
    assert [(member.name.text, member.role.text) for member in members] == [
        ("Ada Fenwick", "Team leader"),
        ("Bran Ottery", "Regulation and standards inspector"),
        ("Cai Marlow", "Researcher"),
    ]


def test_what_stands_apart_in_the_column_of_roles_is_no_role() -> None:
    lines = [row("Ada Fenwick", "Team leader", gap=0.4), row("", "tunnel", gap=1.4)]
    members, rest = build_team(lines)
    assert [member.role.text for member in members] == ["Team leader"]
    assert rest == lines[1:]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Fenwick\n\nTeam leader\n\nBran Ottery\n\nHealth and social care inspector\n",
        "Ada Fenwick\nBran Ottery\n\nTeam leader\nHealth and social care inspector\n",
    ],
)
def test_a_dump_may_give_names_and_roles_on_lines_of_their_own(text: str) -> None:
    members, rest = build_team(lines_of(text))
    assert rest == []
    assert [(member.name.text, member.role.text) for member in members] == [
        ("Ada Fenwick", "Team leader"),
        ("Bran Ottery", "Health and social care inspector"),
    ]


def test_the_last_capital_before_small_words_begins_a_role_that_no_list_has() -> None:
    rows = {"Imran Naqui": "Data analyst", "Ian Dickenson": "Inspector (shadowing)"}
    members, rest = build_team(lines_of("".join(f"{a} {b}\n" for a, b in rows.items())))
    assert {member.name.text: member.role.text for member in members} == rows
    assert rest == []


@pytest.mark.parametrize("form", ["{} ({})", "{}: {}", "{} – {}", "{}, {}"])
def test_brackets_colons_and_dashes_are_no_part_of_name_or_role(form: str) -> None:
    rows = {"Aoife Ó Súilleabháin": "Team leader", "Zoë Łaski": "Ofsted inspector"}
    members, rest = build_team(lines_of("".join(form.format(*row) + "\n" for row in rows.items())))
    assert {member.name.text: member.role.text for member in members} == rows
    assert rest == []


def test_names_without_roles_are_left_to_nobody() -> None:
    lines = lines_of("Ada Fenwick\n\nTeam leader\n\nBran Ottery\n\nCai Marlow\n")
    assert build_team(lines)[1] == list(lines)


def test_a_section_heading_may_take_many_lines() -> None:
    words = "Section 3 Progress|against the|key concerns|and|recommendations|and Ofsted|themes"
    text = words.replace("|", "\n")
    [heading] = find_headings(lines_of(f"{text}\n\nWhat we found.\n")).found
    assert heading.title.text.endswith("recommendations and Ofsted themes")


GLOSSARY = """These are the words that we use:

Care Quality Commission (CQC)
The body that registers and inspects health care in England. It checks
that services are safe and well led.
{0}

Key worker
An officer who meets a prisoner regularly and helps him to plan.
"""


def test_a_definition_s_last_line_is_no_term() -> None:
    last = "More can be found at: https://www.example.gov.uk"
    terms, introduction = build_glossary(lines_of(GLOSSARY.format(last)))
    assert [term.term.text for term in terms] == ["Care Quality Commission (CQC)", "Key worker"]
    assert terms[0].definition.text.endswith(f"well led. {last}")
    assert [line.text for line in introduction] == ["These are the words that we use:"]


@pytest.mark.parametrize(
    ("line", "starts"),
    [
        ("Certified normal accommodation and operational use", True),
        ("It tells which of the rooms of the place are locked by", False),
    ],
)
def test_a_term_may_begin_a_page(line: str, starts: bool) -> None:
    dump = (
        "Key worker\nAn officer who meets a prisoner regularly and helps him to plan.\f"
        f"{line}\nNumbers that tell how many people there may be.\n"
    )
    terms, _ = build_glossary(lines_of(dump))
    assert [term.term.text for term in terms] == ["Key worker", *([line] if starts else [])]


def test_dots_that_lead_to_a_role_are_no_part_of_the_name() -> None:
    [member], _ = build_team([row("Ada Fenwick ........", "Team leader", gap=0.4)])
    assert (member.name.text, member.role.text) == ("Ada Fenwick", "Team leader")


@pytest.mark.parametrize("mark", [":", " –"])
def test_a_term_may_be_parted_from_its_definition_on_its_line(mark: str) -> None:
    text = (
        "We explain some terms.\n\n"
        f"ACCT{mark} Care for people\nwho harm themselves.\n\n"
        f"Certified normal accommodation (CNA){mark} The room there is.\n"
    )
    terms, introduction = build_glossary(lines_of(text))
    assert [(term.term.text, term.definition.text) for term in terms] == [
        ("ACCT", "Care for people who harm themselves."),
        ("Certified normal accommodation (CNA)", "The room there is."),
    ]
    assert [line.text for line in introduction] == ["We explain some terms."]


@pytest.mark.parametrize(
    ("block", "title"),
    [
        ("Ada Fenwick\nChief Inspector\nJune 2022", "Chief Inspector"),
        ("Ada Fenwick\nHM Inspector of Prisons\nJune 2022", "HM Inspector of Prisons"),
        ("Ada Fenwick, HM Chief Inspector of Prisons\nJune 2022", "HM Chief Inspector of Prisons"),
        (
            "Ada Fenwick\nHM Chief Inspector\nof Prisons\n3 June 2022",
            "HM Chief Inspector of Prisons",
        ),
    ],
)
def test_a_signature_may_take_other_forms(block: str, title: str) -> None:
    rest, [signature] = cut_signatures(lines_of(f"1.1 It was a good review.\n\n{block}\n"))
    assert [line.text for line in rest] == ["1.1 It was a good review."]
    assert (signature.name.text, signature.title.text) == ("Ada Fenwick", title)
    assert signature.date.text.endswith("June 2022")


@pytest.mark.parametrize("leaders", ["………………", ".........", " . . . . . "])
def test_leaders_to_a_role_may_touch_both(leaders: str) -> None:
    members, rest = build_team(lines_of(f"Ada Fenwick{leaders}Archivist\n"))
    assert [(m.name.text, m.role.text) for m in members] == [("Ada Fenwick", "Archivist")]
    assert rest == []


def test_a_term_may_be_wrapped_in_its_cell() -> None:
    first = row("Certified normal", "The number that a prison should hold.", gap=0.5)
    second = replace(row("accommodation", "", gap=0.0), box=Box(72, 0, 140, 12))
    third = row("ACCT", "Care for prisoners at risk of harm.", gap=0.5)
    term, _ = build_glossary([first, second, third])[0]
    assert term.term.text == "Certified normal accommodation"
    assert term.definition.text == "The number that a prison should hold."
    bold = replace(first, bold_until=len("Certified normal"))
    second = row("accommodation", "should hold.", gap=0.0)
    term, _ = build_glossary([bold, second, third])[0]
    assert term.term.text == "Certified normal accommodation"
