"""Extractions made from the clean invented record of the checks' tests."""

from __future__ import annotations

from typing import Any

from checks.clean import Plain, Plant, clean_evidence
from irp.parser.checks import run
from irp.record.extraction import Extraction, ParserInfo, SourceInfo
from irp.record.failed import failed_extraction, unread_source
from irp.record.findings import status_of


def extraction(plant: Plant | None = None, *, name: str = "larkmoor.pdf") -> Extraction:
    """A whole extraction; ``plant`` changes the plain values before it is built."""
    evidence = clean_evidence(plant)
    checks = run(evidence)
    return Extraction(
        status=status_of(checks, []),
        source=SourceInfo(
            name=name, sha256="0" * 64, bytes=1000, pages=20, media_type="application/pdf"
        ),
        parser=ParserInfo(
            version="1", layout=evidence.layout, engine="pdfplumber", engine_version="1"
        ),
        report=evidence.report,
        stated=evidence.stated,
        coverage=evidence.coverage,
        seen=evidence.seen,
        checks=checks,
        provenance=dict(evidence.provenance),
    )


def one_count_too_many(plain: Plain) -> None:
    """A count sentence that is off by one: IRP-T01 and nothing else."""
    stated: list[dict[str, Any]] = plain["stated"]["counts"]
    stated[0]["count"] += 1


def failed(code: str = "not_a_pdf", message: str = "the file is empty") -> Extraction:
    """An extraction without a record."""
    return failed_extraction(unread_source("empty.pdf"), code, message)
