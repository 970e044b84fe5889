"""`docs/accuracy.md`: what one run of the campaign measured, as tables."""

from __future__ import annotations

import datetime as dt
import os
import platform
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version

from benchmarks import other_hands, words
from benchmarks.accuracy import page_faults
from benchmarks.accuracy.corpus import DUMP, GROUPS, LAYOUTS, WORDINGS, all_producers
from benchmarks.accuracy.reading import Reading
from benchmarks.accuracy.results import Results, by, sums
from benchmarks.accuracy.tables import cell, number, table, wrapped
from benchmarks.accuracy.verdict import claims
from benchmarks.kept_sections import kept

import generator
from generator.producers import libreoffice_writer

_PACKAGES = ("hmip-irp", "pdfplumber", "pypdfium2", "reportlab", "fpdf2", "typst", "weasyprint")
_HEAD = (
    "",
    "sources",
    "verified",
    "every field right",
    "block F1",
    "judgements",
    "fields",
    "wrong",
    "silent fields",
    "silent records",
    "lines claimed",
    "PDF = text",
)


def today() -> str:
    """The date of the run, or SOURCE_DATE_EPOCH if set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else dt.datetime.now(dt.UTC)
    return moment.date().isoformat()


def versions() -> str:
    """The programs that took part."""
    told = [f"Python {platform.python_version()}"]
    for name in _PACKAGES:
        try:
            told.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            told.append(f"{name} not there")
    soffice = libreoffice_writer.program()
    if soffice:
        answer = subprocess.run([soffice, "--version"], capture_output=True, text=True, check=False)
        told.append(" ".join(answer.stdout.split()[:2]) or "LibreOffice")
    return ", ".join(told)


def _row(name: str, readings: Sequence[Reading]) -> tuple[str, ...]:
    it = sums(readings)
    return (
        name,
        str(it.sources),
        number(it.share_verified),
        number(it.share_right),
        number(it.blocks.f1),
        number(it.blocks.judged),
        f"{it.all.total:,}",
        str(it.all.wrong),
        str(it.silent_fields),
        str(it.silent_sources),
        number(it.coverage),
        number(it.agreement),
    )


def _producers() -> list[str]:
    return [*(name for name in all_producers() if name != DUMP), DUMP]


def _groups(results: Results) -> Iterator[str]:
    groups = by(results.made, lambda r: r.spec.group, GROUPS)
    rows = [_row(name, readings) for name, readings in groups.items()]
    yield table(_HEAD, rows)


def _split(readings: Sequence[Reading]) -> Iterator[str]:
    for key, order in (
        (lambda r: r.spec.layout, LAYOUTS),
        (lambda r: r.spec.producer, _producers()),
        (lambda r: r.spec.wording, WORDINGS),
    ):
        some = by(readings, key, order)
        yield table(_HEAD, [_row(name, mine) for name, mine in some.items()])


def _fields(
    readings: Sequence[Reading], key: Callable[[Reading], str], order: Sequence[str]
) -> str:
    """A row for each field, a column for each layout or producer."""
    parts = {"all": sums(readings).fields}
    parts |= {name: sums(mine).fields for name, mine in by(readings, key, order).items()}
    names = sorted(parts["all"])
    rows = [[f"`{name}`", *(cell(part.get(name)) for part in parts.values())] for name in names]
    return table(["field", *parts], rows)


def _perturbations(readings: Sequence[Reading]) -> str:
    rows = []
    for name in ("", *sorted(generator.PERTURBATIONS)):
        mine = [
            r
            for r in readings
            if (name in r.spec.perturbations if name else not r.spec.perturbations)
        ]
        it = sums(mine)
        rows.append(
            (
                name or "none",
                it.sources,
                number(it.share_right),
                number(it.share_verified),
                it.alarms,
            )
        )
    head = ("perturbation", "sources", "every field right", "verified", "with an alarm")
    return table(head, rows)


def _alarms(readings: Sequence[Reading]) -> str:
    failed = Counter(code for r in readings for code in r.alarms)
    doubts = Counter(code for r in readings for code in r.doubts)
    rows = [(code, count) for code, count in sorted((failed + doubts).items())]
    return table(("check or problem", "clean sources"), rows or [("none", 0)])


def _not_measured(results: Results) -> Iterator[str]:
    for name, why in results.lacking.items():
        yield f"- The producer {name}: it lacks {why}."
    unmade = Counter((r.spec.producer, r.why) for r in results.unmade)
    for (producer, why), count in sorted(unmade.items()):
        yield f"- {count} reports that {producer} could not set: {why}"
    yield _UNGRANTED
    if results.perfect == []:
        yield "- The reference report: it is not there."
    unstated = sorted({name for r in results.made for name in r.unstated})
    stated = {name for r in results.made for name in r.fields}
    names = ", ".join(f"`{name}`" for name in unstated if name not in stated)
    if names:
        yield wrapped(f"- Fields of the records that no truth states: {names}.", "  ")


def short(results: Results) -> str:
    """The summary printed at the end of a run."""
    rows = [(c.claim, c.wanted, c.measured, c.word) for c in claims(results)]
    parts = [table(("must hold", "wanted", "measured", "verdict"), rows)]
    if results.made:
        parts += [*_groups(results), *_split([r for r in results.made if r.spec.seen])]
    return "\n\n".join(parts)


def _corpus(results: Results) -> Iterator[str]:
    seen = [r for r in results.made if r.spec.seen]
    unseen = [r for r in results.made if not r.spec.seen]
    yield "## Seen and unseen\n"
    yield _GROUPS_SAY
    yield from _groups(results)
    for title, mine in (("Seen", seen), ("Unseen", unseen)):
        yield f"\n## {title}: by layout, producer and wording\n"
        yield "\n\n".join(_split(mine))
        yield f"\n## {title}: by field\n"
        yield _FIELDS_SAY
        yield _fields(mine, lambda r: r.spec.layout, LAYOUTS)
        yield ""
        yield _fields(mine, lambda r: r.spec.producer, _producers())
    yield "\n## Perturbations, seen\n"
    yield _perturbations(seen)
    yield "\n## Alarms and doubts on clean reports, seen\n"
    yield _alarms(seen)


_GROUPS_SAY = """\
A producer or a set of wordings is unseen where nobody looked at what it prints while rules were
written. Each report is read twice: from its producer's file and from a text dump. A field is wrong
where it is not exactly the truth's after folding, is missing, or has no place in the truth. It is
silent where the record is verified all the same. *Lines claimed* is the share of lines that ended
as a value, as page furniture or as house wording; *PDF = text* the share of fields on which the
records of a report's two sources agree.
"""
_FIELDS_SAY = """\
1 stands for a precision, a recall and an F1 of 1. Elsewhere a cell gives precision, recall, F1,
and after ~ the F1 where an edit similarity of 0.99 is right enough.
"""
_UNGRANTED = """\
- Soft hyphens, lines in many runs and breaks before numbers with WeasyPrint and LibreOffice, which
  set such reports as they always do; whatever is a matter of setting, in the texts."""
_HEADER = """\
# Accuracy

How far can a record be trusted? Three corpora answer, and they are kept apart:

- **Our own campaign**, most of this page. Only one real report is at hand, so reports are invented:
  first a record (the *truth*), then a document that says it, in one of the layouts, wordings and
  ways of making a PDF, or as text. Those who wrote the reader wrote these reports too: the campaign
  finds what breaks, but its figures are too good for reports that we have not imagined.
- [Reports from other hands](#reports-from-other-hands), invented and printed by other people.
- [Words of real files](#words-of-real-files): published PDFs made with Word, for the words alone.

Measured on {date} with seed {seed}. This page is generated; do not edit it. To measure again:
`{command}`.

{versions}.

## Words

- *Verified*: every check passed and nothing is in doubt. *Needs review*: something is told, by the
  code of a [check](checks.md) or of a [problem](problems.md). *Refused*: no record, with a reason.
- *Silent*: wrong, and verified all the same. What is wrong but told costs somebody a look at the
  page; what is silent costs trust. There should be none.
- *Alarm*: a check that failed on a clean report, one without any fault.
- *Doubt*: a problem that keeps a report from being verified. It says what could not be known, and
  accuses nobody.
- *Told*: of a fault that was planted in a report, the right check failed ([Faults](#faults)).
- *Witness*: a place at which a report says a thing. Most things it says twice.

## Must hold
"""


def page(results: Results) -> str:
    """The whole page."""
    rows = [(c.claim, c.wanted, c.measured, c.word) for c in claims(results)]
    parts = [
        _HEADER.format(
            command=results.command, date=today(), seed=results.seed, versions=wrapped(versions())
        ),
        table(("must hold", "wanted", "measured", "verdict"), rows),
        "",
        *_corpus(results),
        *page_faults.faults(results),
        *page_faults.others(results),
        *page_faults.hybrids(results),
        *(f"\n{kept(heading)}\n" for heading in (other_hands.HEADING, words.HEADING)),
        "\n## Not measured\n",
        "\n".join(_not_measured(results)),
    ]
    return "\n".join(parts).rstrip() + "\n"
