"""The real report through the library: its establishment, and both engines' one record."""

from __future__ import annotations

from pathlib import Path

import pytest

import irp
from agreeing import engines_disagree
from irp.source import SourceFile


def test_the_real_report_has_its_code(chelmsford: Path) -> None:
    found = irp.extract(chelmsford / "report-libreoffice.pdf", isolated=False)
    assert found.report is not None
    assert found.report.establishment is not None
    assert found.report.establishment.model_dump() == {
        "name": "HMP Chelmsford",
        "kind": "HMP",
        "id": "chelmsford",
        "nomis_code": "CDI",
    }
    assert found.provenance["/establishment/nomis_code"]
    assert found.problems == []


@pytest.mark.parametrize("producer", ["libreoffice", "weasyprint", "fragmented"])
def test_engines_agree_on_the_reference_report(chelmsford: Path, producer: str) -> None:
    path = chelmsford / f"report-{producer}.pdf"
    assert engines_disagree(SourceFile.from_path(path)) == []
