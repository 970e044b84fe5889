"""The grammar of establishments' names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irp.establishments import same_establishment
from irp.parser.stated.names import find_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("HMP Larkmoor is a category B prison", ["HMP Larkmoor"]),
        ("progress at HMP/YOI Larkmoor by HM Chief Inspector of Prisons", ["HMP/YOI Larkmoor"]),
        ("At HMP & YOI Merrow Bay we", ["HMP & YOI Merrow Bay"]),
        ("HMP and YOI Low Fenton", ["HMP and YOI Low Fenton"]),
        ("HMYOI Hawkstone A by", ["HMYOI Hawkstone A"]),
        ("the IRC Ambleford estate", ["IRC Ambleford"]),
        ("At Ambleford Immigration Removal Centre (IRC)", ["Ambleford Immigration Removal Centre"]),
        ("HMP Isle of Merrow", ["HMP Isle of Merrow"]),
        ("HMP Dunsk and HMP/YOI Prestholm", ["HMP Dunsk and HMP/YOI Prestholm"]),
        ("Oakmere Secure Training Centre", ["Oakmere Secure Training Centre"]),
        ("Review of Progress (IRP) at Mahgarry Prison by", ["Mahgarry Prison"]),
        ("HMP The Knoll holds men", ["HMP The Knoll"]),
        ("HMP Larkmoor (Women) is", ["HMP Larkmoor (Women)"]),
        ("HMP Larkmoor and Ofsted followed up", ["HMP Larkmoor"]),
        (
            "HMP Eastmoor and Westfield. HMP Eastmoor and Westfield",
            ["HMP Eastmoor and Westfield"] * 2,
        ),
        ("4 HMP Larkmoor", ["HMP Larkmoor"]),
        ("HMP Larkmoor 5", ["HMP Larkmoor"]),
        ("HMP Larkmoor Section 2 Key findings", ["HMP Larkmoor"]),
        ("HMP LARKMOOR REPORT ON AN INDEPENDENT REVIEW", ["HMP LARKMOOR"]),
        ("HMP Larkmoor’s leaders", ["HMP Larkmoor"]),
        ("HMP St Brannock’s Hill", ["HMP St Brannock’s Hill"]),
        ("HM Chief Inspector of Prisons, HM Prison Service, the Prisons Ombudsman", []),
        ("the prison had YOI places and an IRC", []),
    ],
)
def test_names_in_text(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in find_names(text)] == names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HMP Larkmoor", "HMP/YOI Larkmoor"),
        ("HMP & YOI Low Fenton", "HMP and YOI Low Fenton"),
        ("HMP LARKMOOR", "hmp  Larkmoor"),
        ("HMP Dunsk", "HMP Dunsk and HMP/YOI Prestholm"),
        ("HMP Dunsk & HMP/YOI Prestholm", "HMP Prestholm and HMP Dunsk"),
        ("HMYOI Hawkstone A", "HMYOI Hawkstone"),
        ("Ambleford IRC", "IRC Ambleford"),
        ("Ambleford Immigration Removal Centre", "Ambleford"),
        ("HMP St Brannock’s", "HMP St Brannock's"),
        ("HMP Larkmoor (Women)", "HMP Larkmoor"),
    ],
)
def test_the_same_place(one: str, other: str) -> None:
    assert same_establishment(one, other)
    assert same_establishment(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HMP Larkmoor", "HMP Hawkstone"),
        ("HMYOI Hawkstone A", "HMYOI Hawkstone B"),
        ("HMP Lark", "HMP Larkmoor"),
        ("HMP Merrow", "HMP Merrow Bay"),
        ("HMP Isle of Merrow", "HMP Isle of Dunsk"),
        ("HMP", "HMP Larkmoor"),
        ("", ""),
    ],
)
def test_another_place(one: str, other: str) -> None:
    assert not same_establishment(one, other)


@given(st.text(alphabet="HMPYOI/& andAbc’s()", max_size=60))
def test_no_text_stops_the_grammar(text: str) -> None:
    for start, end in find_names(text):
        assert text[start:end].strip() == text[start:end] != ""
        assert same_establishment(text[start:end], text[start:end])
