"""The benchmarks: they take turns, count rightly, and say what was not measured."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT))  # the benchmarks are no part of the package

from benchmarks import spreadsheets  # noqa: E402
from benchmarks.speed import growth, lengthening, memory, page, stages, works  # noqa: E402
from benchmarks.speed.pairs import Times, by_turns  # noqa: E402
from benchmarks.speed.results import (  # noqa: E402
    EXTRACT,
    LOOP,
    MANY,
    PLAIN_IMPORT,
    VERSION,
    Results,
    claims,
)

from irp.options import Options  # noqa: E402
from irp.parser.pipeline import run  # noqa: E402
from irp.record.vocabulary import Status  # noqa: E402
from irp.source import SourceFile  # noqa: E402
from stores.test_spreadsheets import NUMBERS  # noqa: E402


def test_works_take_turns() -> None:
    done: list[str] = []
    times = by_turns({"a": lambda: done.append("a"), "b": lambda: done.append("b")}, 3)
    assert "".join(done) == "abababab"  # one turn warms up
    assert {name: len(turns) for name, turns in times.turns.items()} == {"a": 3, "b": 3}


def same(turns: dict[str, list[float]]) -> Times:
    """Times of an idle machine."""
    return Times(turns, turns)


def test_a_ratio_is_taken_within_each_turn() -> None:
    busy = same({"a": [1.0, 10.0, 1.0], "b": [2.0, 20.0, 2.0]})  # the second turn was disturbed
    assert busy.ratio("a", "b") == 0.5
    assert busy.spread("a", "b") == (0.5, 0.5)


@pytest.mark.parametrize("power", [1.0, 1.5, 2.0])
def test_the_exponent_is_that_of_the_cost(power: float) -> None:
    sizes = (10, 30, 100, 300)
    costs = [0.01 * size**power for size in sizes]
    assert growth.exponent(sizes, costs) == pytest.approx(power)


def test_the_slope_is_what_each_report_adds() -> None:
    assert memory.slope([500 + 3.0 * report for report in range(40)]) == pytest.approx(3)


def test_a_report_can_be_made_longer_and_stays_right() -> None:
    short, long = (lengthening.long_report(times) for times in (0, 4))
    assert lengthening.pages_of(long) > lengthening.pages_of(short) + 10
    extraction = run(SourceFile.from_bytes(long, name="long"), Options(engine="pdfium"))
    assert extraction.status is Status.VERIFIED, extraction.problems
    short_page, long_page = (
        lengthening.characters_of(data) / lengthening.pages_of(data) for data in (short, long)
    )
    assert long_page == pytest.approx(short_page, rel=0.05)  # or the cost of a page says nothing


def results(pipeline: float) -> Results:
    """Results in which only the pipeline's seconds are open."""
    whole = same({works.PIPELINE: [pipeline] * 4, works.PLUMBER: [1.0] * 4})
    cold = same({PLAIN_IMPORT: [0.2] * 4, VERSION: [0.1] * 4, EXTRACT: [0.7] * 4})
    many = same({LOOP: [2.2] * 4, MANY: [2.0] * 4})
    sample = (ROOT / "samples" / "hmp-larkstone-2022.pdf").read_bytes()
    return Results(
        reference="report.pdf",
        pages=28,
        machine=["a machine"],
        whole=whole,
        engines=same({"pdfium": [1.0] * 4, "pdfplumber": [9.0] * 4}),
        cold=cold,
        many=many,
        stages=[stages.one_run(sample)],
        memory=memory.Memory(500, 90_000.0, 0.5),
        growth=growth.Growth({10: 0.1, 100: 1.0}, {10: 1700, 100: 1690}, 1.0),
        unstructured="not measured",
        docling="not measured",
    )


@pytest.mark.parametrize(("seconds", "held"), [(0.11, True), (0.13, False)])
def test_what_must_hold_is_judged(seconds: float, held: bool) -> None:
    judged = {claim.what: claim.held for claim in claims(results(seconds))}
    assert judged.pop(f"{works.PIPELINE} / {works.PLUMBER}") is held
    assert judged.pop(f"{works.PIPELINE} / {works.POPPLER}") is None  # pdftotext was not there
    assert judged.pop(f"{works.UNSEEN} / {works.PDFIUM}") is None
    assert [*judged.values()] == [True] * 6


def test_the_page_says_what_was_missed_and_what_was_not_measured() -> None:
    told = page.page(results(0.13))
    assert "**missed**" in told
    assert "not measured" in told
    assert all(f"| {name}: " in told for name in stages.STAGES)
    assert max(map(len, (line for line in told.splitlines() if line[:1] != "|"))) <= 100


def test_numbers_that_a_spreadsheet_program_loses_are_counted() -> None:
    paragraphs = [{"part": "follow_ups", "number": f"'{one}"} for one in NUMBERS]
    tables = {"paragraphs": paragraphs, "judgements": [{"references": " ".join(NUMBERS)}]}
    assert spreadsheets.lost(tables) == 0
    paragraphs[0]["number"], paragraphs[1]["number"] = "1.1", "1.2"
    tables["judgements"] = [{"references": " ".join(NUMBERS[:-3])}]
    assert spreadsheets.lost(tables) == 5
