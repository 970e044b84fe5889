"""Which originals are published: the newest version of each review that can be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from irp.record.vocabulary import Status
from irp.sync.archive.intake import BROKEN
from irp.sync.archive.state import KnownPage, ParsedOriginal, SyncState, Verdict
from irp.sync.crawl.visiting import WANTED
from irp.sync.report.findings import Finding, Severity

NOT_A_REVIEW: Final = "not_an_irp"
_NEVER: Final = BROKEN | {NOT_A_REVIEW}


@dataclass
class Selection:
    """The originals to publish.

    Attributes:
        hashes: the originals, each with the page it belongs to.
        broken: addresses whose newest original is damaged, with the code of its failure.
        findings: what was odd.
    """

    hashes: dict[str, str] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def select(state: SyncState) -> Selection:
    """Choose the originals to publish: one for each address that pages of reviews lead to.

    Two pages that lead to one PDF, or to the same bytes at two addresses, are one report.
    """
    selection, parsed = Selection(), state.parsed()
    seen: set[str] = set()
    for page in sorted(state.pages(), key=lambda page: page.url):
        if page.verdict not in WANTED or not page.pdf or page.pdf in seen:
            continue
        seen.add(page.pdf)
        _choose(page, page.pdf, state.versions(page.pdf), parsed, selection)
    return selection


def _choose(
    page: KnownPage,
    url: str,
    versions: list[str],
    parsed: Mapping[str, ParsedOriginal],
    selection: Selection,
) -> None:
    read = [parsed[sha256] for sha256 in versions if sha256 in parsed]
    if not read:
        return
    newest, code = read[0].sha256, read[0].code
    if code in BROKEN:
        selection.broken[url] = code
    if code == NOT_A_REVIEW and page.verdict is Verdict.REVIEW:
        message = "the page says it is a review, but the PDF's cover says it is another document"
        selection.findings.append(Finding("not_confirmed", Severity.WARNING, message, url))
    good = next((one.sha256 for one in read if one.status != Status.FAILED), None)
    chosen = good or next((one.sha256 for one in read if one.code not in _NEVER), None)
    if chosen is None:
        return
    selection.hashes.setdefault(chosen, page.url)
    if chosen != newest:
        message = (
            "the newest version of a PDF gives no record; the previous version stays published"
        )
        evidence = {"newest": newest, "published": chosen, "code": code}
        selection.findings.append(
            Finding("new_version_failed", Severity.ERROR, message, url, evidence)
        )
