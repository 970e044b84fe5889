"""Both PDF engines: the same text, record and checks, and the same places within a point.

A small share of what `make equality` compares.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import generator
from agreeing import engines_disagree, records_disagree
from conftest import ROOT
from irp.parser.pipeline import run
from irp.source import SourceFile

LAYOUTS = ("2019", "2021", "2023", "northern_ireland")
PRODUCERS = [name for name, made in generator.producers().items() if made.suffix == "pdf"]
SAMPLES = sorted((ROOT / "samples").glob("*.pdf"))


def _share() -> list[tuple[str, str]]:
    """Each layout and each producer at least once."""
    most = max(len(LAYOUTS), len(PRODUCERS))
    return [(LAYOUTS[n % len(LAYOUTS)], PRODUCERS[n % len(PRODUCERS)]) for n in range(most)]


@pytest.mark.parametrize(("layout", "producer"), _share())
def test_engines_agree_on_invented_reports(layout: str, producer: str) -> None:
    seed = 60 + LAYOUTS.index(layout)
    wanted = ("footnotes", "tables") if producer == "reportlab" else generator.draw(seed, layout)
    few = generator.Options(recommendations=3, themes=1, paragraphs=(1, 2))
    truth = generator.make_truth(seed, layout, options=few, perturbations=wanted)
    data = generator.render(generator.build(truth), producer)
    assert engines_disagree(SourceFile.from_bytes(data, name=f"{layout}-{producer}")) == []


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_engines_agree_on_samples(sample: Path) -> None:
    assert engines_disagree(SourceFile.from_path(sample)) == []


def test_a_record_that_differs_is_told() -> None:
    extraction = run(SourceFile.from_path(SAMPLES[0]))
    pointer, (place, *others) = next(iter(extraction.provenance.items()))
    assert place.box is not None
    near, far = (
        place.model_copy(update={"box": place.box._replace(top=place.box.top + by)})
        for by in (0.5, 1.5)
    )
    for moved, wanted in ((near, []), (far, [f"/provenance/{pointer}/0/box/1"])):
        places: dict[str, Any] = {**extraction.provenance, pointer: [moved, *others]}
        other = extraction.model_copy(update={"provenance": places})
        assert [said.split(":")[0] for said in records_disagree(extraction, other)] == wanted
