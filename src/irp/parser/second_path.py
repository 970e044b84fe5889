"""What the second path may use of a segmented report: the same lines, but not the follow-ups."""

from __future__ import annotations

from irp.parser.segment.model import Outline
from irp.parser.stated.source import StatedSource
from irp.parser.text.model import Furniture
from irp.parser.text.passage import Passage


def what_it_reads(outline: Outline) -> StatedSource:
    """The passages in which a report says something about itself, outside its follow-up blocks."""
    figures = (*outline.summary.figures, *outline.key_findings.figures)
    summary = tuple(p.text for p in outline.summary.paragraphs)
    findings = tuple(p.text for p in outline.key_findings.paragraphs)
    running = (Furniture.FOOTER, Furniture.RUNNING_HEAD)
    lines = [line for line in outline.document.lines if line.furniture in running]
    return StatedSource(
        cover=Passage.of(piece for passage in outline.cover for piece in passage.pieces),
        furniture=tuple(Passage.of_lines([line]) for line in lines),
        summary=summary,
        key_findings=findings,
        captions=tuple(figure.words.plus(figure.caption) for figure in figures),
        text=(*summary, *findings),
    )
