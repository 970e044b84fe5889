"""Extractions as text: stable to the byte, harmless in a spreadsheet, readable as a digest."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.clean import Plain
from irp.forms import Form
from irp.record.extraction import Extraction, Problem
from irp.record.load import parse_records
from irp.render import stream, to_json, to_jsonl
from irp.render.digest import plain, to_markdown
from irp.render.table import COLUMNS, harmless, to_csv
from library.records import extraction, failed, one_count_too_many

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def with_wording(wording: str) -> Extraction:
    """An extraction whose first recommendation reads like this."""

    def plant(values: Plain) -> None:
        values["report"]["follow_ups"][0]["recommendation"] = wording

    return extraction(plant)


# ------------------------------------------------------------------ JSON


def test_json_is_the_record_in_the_order_of_the_models() -> None:
    text = to_json(extraction())
    data = json.loads(text)
    assert [*data, "decisions"] == list(Extraction.model_fields)  # nobody has decided anything
    assert text == json.dumps(data, indent=2, ensure_ascii=False) + "\n"
    assert "’" in text
    assert parse_records(text) == [extraction()]


@pytest.mark.parametrize("form", [form for form in Form if form is not Form.XLSX])
def test_the_same_record_gives_the_same_bytes(form: Form) -> None:
    texts = {
        "".join(stream([extraction(one_count_too_many), failed()], form, several=True))
        for _ in range(3)
    }
    assert len(texts) == 1
    assert next(iter(texts)).endswith("\n")


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_several_records_are_an_array_laid_out_like_one(count: int) -> None:
    text = "".join(stream([extraction()] * count, Form.JSON, several=True))
    data = json.loads(text)
    assert len(data) == count
    assert text == json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def test_json_lines_are_one_record_a_line() -> None:
    text = "".join(stream([extraction(), failed()], Form.JSONL, several=True))
    assert text == to_jsonl(extraction()) + to_jsonl(failed())
    assert [json.loads(line)["status"] for line in text.splitlines()] == ["verified", "failed"]
    assert parse_records(text) == [extraction(), failed()]


def test_pieces_come_as_soon_as_their_record() -> None:
    def sources() -> Any:
        yield extraction()
        raise AssertionError("the second record was asked for too soon")

    for form in {*Form} - {Form.XLSX}:
        pieces = stream(sources(), form, several=True)
        assert next(pieces)


# ------------------------------------------------------------------ CSV


def test_a_row_for_each_follow_up_and_none_for_a_failed_source() -> None:
    whole = extraction()
    assert whole.report is not None
    found = rows(to_csv([failed(), whole]))
    assert len(found) == len(whole.report.follow_ups)
    assert list(found[0]) == list(COLUMNS)
    assert rows(to_csv([failed()])) == []


def test_a_row_says_what_the_record_says() -> None:
    whole = extraction(one_count_too_many)
    assert whole.report is not None
    first, row = whole.report.follow_ups[0], rows(to_csv([whole]))[0]
    assert first.judgement is not None
    page = whole.provenance["/follow_ups/0/judgement/value"][0].page
    expected = {
        "source_name": "larkmoor.pdf",
        "status": "needs_review",
        "in_doubt": "judgements",
        "establishment_name": "HMP Larkmoor",
        "report_date": "2022-08-01",
        "position": "1",
        "kind": "recommendation",
        "body": "hmi_prisons",
        "priority": "",
        "concern": first.concern or "",
        "text": first.recommendation,
        "references": json.dumps(first.references),
        "judgement": "good_progress",
        "judgement_text": first.judgement.text,
        "judgement_rank": "4",
        "met": "true",
        "judgement_paragraph": f"'{first.judgement.paragraph}",
        "judgement_page": str(page),
    }
    assert {name: row[name] for name in expected} == expected


def test_a_byte_order_mark_only_where_asked_for() -> None:
    assert to_csv([]) == ",".join(COLUMNS) + "\n"
    assert to_csv([], bom=True) == "\ufeff" + to_csv([])


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_a_cell_that_a_spreadsheet_would_run_is_defused(start: str) -> None:
    wording = f'{start}HYPERLINK("x", "y")'
    text = to_csv([with_wording(wording)])
    assert rows(text)[0]["text"] == f"'{wording}"


def test_a_file_name_is_defused_too() -> None:
    assert rows(to_csv([extraction(name="=1+1.pdf")]))[0]["source_name"] == "'=1+1.pdf"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_wording_comes_back_from_csv_and_no_cell_is_a_formula(wording: str) -> None:
    row = rows(to_csv([with_wording(wording)]))[0]
    assert not any(cell.startswith(FORMULA_STARTS) for cell in row.values())
    assert row["text"] == harmless(wording)


# ------------------------------------------------------------------ Markdown


def test_a_digest_has_what_is_wrong_on_top() -> None:
    def plant(values: Plain) -> None:
        one_count_too_many(values)
        values["report"]["review_team"] = [{"name": "A Person", "role": "Inspector"}]

    whole = extraction(plant)
    problem = Problem(code="unclaimed_lines", message="2 lines on page 4", place=None)
    text = to_markdown(whole.model_copy(update={"problems": [problem]}))
    heads = [line for line in text.splitlines() if line.startswith("## ")]
    assert heads == [
        "## To look at",
        "## Judgements at a glance",
        "## Follow-ups",
        "## The report's own summary",
        "## Review team",
    ]
    assert "**Status: needs review (in doubt: judgements and lines that were not read).**" in text
    assert "- **IRP-T01 failed**: " in text
    assert "- `unclaimed_lines`: 2 lines on page 4" in text
    assert text.index("IRP-T01") < text.index("## Judgements at a glance")


def test_a_digest_of_a_verified_record_has_nothing_to_look_at() -> None:
    text = to_markdown(extraction())
    assert text.startswith("# HMP Larkmoor: independent review of progress\n")
    assert "**Status: verified.**" in text
    assert "## To look at" not in text
    assert "| HMI Prisons | 1 | 1 | 2 | 0 |" in text
    assert "### 1. " in text
    assert "**no**" not in text


def test_a_summary_that_differs_from_its_block_stands_out() -> None:
    def plant(values: Plain) -> None:
        values["report"]["judgement_summary"][0]["judgement"] = "no_meaningful_progress"

    text = to_markdown(extraction(plant))
    assert "| no meaningful progress | good progress | **no** |" in text


def test_a_digest_of_a_failed_source_says_why() -> None:
    text = to_markdown(failed())
    assert text == ("# empty.pdf: no record\n\n## To look at\n\n- `not_a_pdf`: the file is empty\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a * b _ c", r"a \* b \_ c"),
        ("# no heading", r"\# no heading"),
        ("1. no list", r"1\. no list"),
        ("- no list", r"\- no list"),
        ("1.33", "1.33"),
        ("<b>|</b>", r"\<b\>\|\</b\>"),
        ("two\nlines", "two lines"),
    ],
)
def test_text_of_a_report_is_no_markdown(text: str, shown: str) -> None:
    assert plain(text) == shown
