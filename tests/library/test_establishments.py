"""The list of establishments: its form, the look-up, a list of one's own, the note on a name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import irp
from conftest import ROOT
from irp.errors import EstablishmentsError
from irp.establishments import packaged, read_own, register_with
from irp.establishments.register import packaged_places
from irp.establishments.rows import COLUMNS, parse_rows
from irp.options import Options
from irp.parser.normalise.establishments import slug_of
from irp.record.problems import is_doubt
from irp.record.vocabulary import Status

SAMPLE = ROOT / "samples" / "hmp-ashdown-vale-2022.pdf"
OWN = "id,name,kind,nomis_code,aliases\nashdown,Ashdown Vale,HMP,AVX,HMYOI Keld\n"


def test_the_list_is_in_order_and_each_row_has_what_it_needs() -> None:
    places = packaged_places()
    assert len(places) > 150
    ids = [place.id for place in places]
    assert ids == sorted(set(ids))
    for place in places:
        assert place.kind
        assert place.country
        assert place.holds
        assert set(place.units) <= set(ids)
        assert place.name == place.name.strip()


def test_a_code_and_a_name_are_of_one_place_only() -> None:
    places = packaged_places()
    codes = [place.nomis_code for place in places if place.nomis_code]
    assert len(codes) == len(set(codes)) > 120
    names = [name.casefold() for place in places for name in (place.name, *place.aliases)]
    assert len(names) == len(set(names))


def test_places_that_a_report_can_be_on_keep_the_id_of_their_name() -> None:
    for place in packaged_places():
        assert place.id == slug_of(place.name)


@pytest.mark.parametrize(
    ("printed", "place", "code"),
    [
        ("HMP Chelmsford", "chelmsford", "CDI"),
        ("HMP & YOI CHELMSFORD", "chelmsford", "CDI"),
        ("HMP/YOI Chelmsford", "chelmsford", "CDI"),
        ("HMP Wandsworth", "wandsworth", "WWI"),
        ("HMP Exeter", "exeter", "EXI"),
        ("HMYOI Wetherby and Keppel", "wetherby", "WYI"),
        ("HMYOI Wetherby", "wetherby", "WYI"),
        ("HMP Isle of Wight", "isle-of-wight", "IWI"),
        ("HMP Usk and HMP/YOI Prescoed", "usk-and-prescoed", None),
        ("HMP Usk & HMP & YOI Prescoed", "usk-and-prescoed", None),
        ("HMYOI Feltham A", "feltham-a", "FYI"),
        ("HMP/YOI Feltham B", "feltham-b", "FMI"),
        ("HMP Peterborough (Men)", "peterborough-men", "PBI"),
        ("HMP & YOI Peterborough (Women)", "peterborough-women", "PFI"),
        ("HMP/YOI Parc", "parc", "PRI"),
        ("HMP Parc", "parc", "PRI"),
        ("HMYOI Parc", "parc-yoi", "PYI"),
        ("HMP Guy’s Marsh", "guys-marsh", "GMI"),
        ("HMP The Mount", "the-mount", "MTI"),
        ("CEM Abertawe", "swansea", "SWI"),
        ("Swansea Prison", "swansea", "SWI"),
        ("Harmondsworth Immigration Removal Centre", "harmondsworth", None),
        ("IRC Harmondsworth", "harmondsworth", None),
        ("Yarl's Wood IRC", "yarls-wood", None),
        ("Oakhill Secure Training Centre", "oakhill", None),
        ("Maghaberry Prison", "maghaberry", None),
        ("Hydebank Wood Secure College", "hydebank-wood", None),
        ("HMP La Moye", "la-moye", None),
    ],
)
def test_printed_names_lead_to_their_place(printed: str, place: str, code: str | None) -> None:
    found = packaged().find(printed)
    assert found is not None
    assert (found.id, found.nomis_code) == (place, code)


@pytest.mark.parametrize(
    "name", ["HMP Ashdown Vale", "HMP", "", "HMP Chelms", "HMP Usk and Exeter"]
)
def test_names_of_no_place_are_not_known(name: str) -> None:
    assert packaged().find(name) is None


def test_an_unknown_name_is_a_note_and_the_record_verified() -> None:
    found = irp.extract(SAMPLE, isolated=False)
    assert found.status is Status.VERIFIED
    (problem,) = found.problems
    assert problem.code == "unknown_establishment"
    assert not is_doubt(problem.code)
    assert "HMP Ashdown Vale" in problem.message
    assert problem.place is not None
    assert found.report is not None
    assert found.report.establishment is not None
    assert found.report.establishment.id == "ashdown-vale"
    assert found.report.establishment.nomis_code is None


@pytest.mark.parametrize("isolated", [False, True])
def test_a_list_of_ones_own_is_used(tmp_path: Path, isolated: bool) -> None:
    own = tmp_path / "own.csv"
    own.write_text("\ufeff" + OWN, "utf-8")
    found = irp.extract(SAMPLE, establishments=own, isolated=isolated)
    assert found.report is not None
    assert found.report.establishment is not None
    assert (found.report.establishment.id, found.report.establishment.nomis_code) == (
        "ashdown",
        "AVX",
    )
    assert found.problems == []


def test_a_row_of_ones_own_takes_the_place_of_the_packaged_one() -> None:
    register = register_with("id,name,nomis_code\nchelmsford,Chelmsford,ZZZ\nmine,Exeter,\n")
    chelmsford, exeter = register.find("HMP Chelmsford"), register.find("HMP Exeter")
    assert chelmsford is not None
    assert chelmsford.nomis_code == "ZZZ"
    assert exeter is not None
    assert exeter.id == "mine"
    assert register.find("HMP Lewes") == packaged().find("HMP Lewes")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name\nx\n", "the column 'id' is missing"),
        ("id,name,colour\na,b,c\n", "the column 'colour' is not known"),
        ("id,name\nA B,x\n", "line 2: the id 'A B'"),
        ("id,name\na,\n", "line 2: a has no name"),
        ("id,name,nomis_code\na,b,cdi\n", "line 2: the NOMIS code 'cdi'"),
        ("id,name\na,b\na,c\n", "two rows have the id 'a'"),
        ("id,name\na,b,c\n", "line 2 has more cells"),
        ('id,name\na,"b\n', "this is not CSV"),
    ],
)
def test_a_list_that_cannot_be_right_is_refused(tmp_path: Path, text: str, message: str) -> None:
    own = tmp_path / "own.csv"
    own.write_text(text, "utf-8")
    with pytest.raises(EstablishmentsError, match=re.escape(message)) as error:
        read_own(own)
    assert error.value.code == "bad_establishments"
    with pytest.raises(EstablishmentsError, match=re.escape(message)):
        Options(establishments=text)
    with pytest.raises(EstablishmentsError):
        irp.extract(SAMPLE, establishments=own)


def test_a_list_that_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EstablishmentsError, match="cannot be read: no such file"):
        read_own(tmp_path / "nowhere.csv")
    (tmp_path / "own.csv").write_bytes(b"id,name\na,\x81\n")
    with pytest.raises(EstablishmentsError, match="not text in UTF-8"):
        read_own(tmp_path / "own.csv")


def test_the_page_names_every_column() -> None:
    page = (ROOT / "docs" / "establishments.md").read_text("utf-8")
    assert [name for name in COLUMNS if f"| `{name}` |" not in page] == []
    (example,) = re.findall(r"```csv\n(.*?)```", page, re.DOTALL)
    assert parse_rows(example)[0].id == "ashdown-vale"
