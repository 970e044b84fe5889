"""`docs/accuracy.md`: what one run of the campaign measured, as tables."""

from __future__ import annotations

import datetime as dt
import os
import platform
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version

from benchmarks import other_hands, words
from benchmarks.accuracy import page_faults
from benchmarks.accuracy.corpus import DUMP, GROUPS, WORDINGS, all_producers
from benchmarks.accuracy.reading import Reading
from benchmarks.accuracy.results import Results, by, sums
from benchmarks.accuracy.tables import cell, number, table, wrapped
from benchmarks.accuracy.verdict import claims
from benchmarks.kept_sections import kept

import generator
from generator.producers import libreoffice_writer
from generator.traits import LAYOUTS

_PACKAGES = ("hmip-irp", "pdfplumber", "pypdfium2", "reportlab", "fpdf2", "typst", "weasyprint")
_HEAD = (
    "",
    "readings",
    "right",
    "doubted though right",
    "wrong and reported",
    "wrong and verified",
    "refused",
)
_DETAIL = (
    "",
    "sources",
    "verified",
    "every field right",
    "follow-ups F1",
    "judgements",
    "fields",
    "wrong",
    "silent fields",
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


def _row(name: str, readings: Sequence[Reading]) -> tuple[object, ...]:
    it = sums(readings)
    reported = it.sources - it.right - it.silent_sources - it.refused
    right = it.right - it.doubted
    return (name, it.sources, right, it.doubted, reported, it.silent_sources, it.refused)


def _detail(name: str, readings: Sequence[Reading]) -> tuple[object, ...]:
    it = sums(readings)
    return (
        name,
        it.sources,
        number(it.share_verified),
        number(it.share_right),
        number(it.blocks.f1),
        number(it.blocks.judged),
        f"{it.all.total:,}",
        it.all.wrong,
        it.silent_fields,
        number(it.coverage),
        number(it.agreement),
    )


def _producers() -> list[str]:
    return [*(name for name in all_producers() if name != DUMP), DUMP]


def _glance(results: Results) -> str:
    """The main figures: PDFs and texts of both groups."""
    rows = []
    for group in GROUPS:
        for what, is_text in (("PDFs", False), ("texts", True)):
            made = (r for r in results.made if r.spec.group == group)
            rows.append(_row(f"{group}, {what}", [r for r in made if r.spec.is_text is is_text]))
    return table(_HEAD, rows)


def _split(readings: Sequence[Reading]) -> Iterator[str]:
    for key, order in (
        (lambda r: r.spec.layout, LAYOUTS),
        (lambda r: r.spec.producer, _producers()),
        (lambda r: r.spec.wording, WORDINGS),
    ):
        some = by(readings, key, order)
        yield table(_DETAIL, [_detail(name, mine) for name, mine in some.items()])


def _fields(results: Results) -> str:
    """The fields of which some value was wrong, for each group."""
    groups = {name: sums(r for r in results.made if r.spec.group == name) for name in GROUPS}
    names = sorted({n for it in groups.values() for n, c in it.fields.items() if c.wrong})
    rows = [[f"`{name}`", *(cell(it.fields.get(name)) for it in groups.values())] for name in names]
    return table(["field", *groups], rows or [("none", *[1] * len(groups))])


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


def short(results: Results) -> str:
    """The summary printed at the end of a run."""
    rows = [(c.claim, c.wanted, c.measured, c.word) for c in claims(results)]
    parts = [table(("must hold", "wanted", "measured", "verdict"), rows)]
    if results.made:
        parts += [_glance(results), *_split(results.made)]
    return "\n\n".join(parts)


def _corpus(results: Results) -> Iterator[str]:
    yield "\n## Our own campaign: by layout, producer and wording\n"
    yield _SPLIT_SAYS
    yield "\n\n".join(_split(results.made))
    yield "\n## Our own campaign: fields that were wrong\n"
    yield _FIELDS_SAY
    yield _fields(results)
    yield "\n## Perturbations\n"
    yield _perturbations(results.made)
    yield "\n## Checks failed and doubts on reports without a fault\n"
    yield _alarms(results.made)


_SPLIT_SAYS = """\
Each report is read twice: from its producer's file and from a text dump. A field is wrong where it
is not exactly the truth's after folding, is missing, or has no place in the truth; the truth states
every field but the words inside charts. *Lines claimed* is the share of lines that became a value,
page furniture or known house wording; *PDF = text* the share of fields on which the two records of
a report agree.
"""
_FIELDS_SAY = """\
Only fields of which some value was wrong are listed; all others are right everywhere. 1 means that
precision, recall and F1 are 1. Other cells give precision, recall, F1, and after ~ the F1 where an
edit similarity of 0.99 counts as right.
"""
_UNGRANTED = """\
- Soft hyphens, lines in many runs and breaks before numbers with WeasyPrint and LibreOffice, which
  set such reports as they always do; whatever is a matter of setting, in the texts.
- The words inside charts (`figures.labels`), which depend on who prints them."""
_HEADER = """\
# Accuracy

What matters most is the column *wrong and verified*: nothing warns the reader of such a record. The
details are below; nobody edits this page, it is generated.

## Our own campaign

{glance}

We invented these {reports} reports (measured on {date}), so the figures are too good for reports
that nobody here has imagined. *Known layouts* are the four that reports are known to have; *any
structure* draws each trait by itself.
"""
_CORPORA = """\
## The corpora

1. **Our own campaign**: reports with their truth, made by those who wrote the reader. {own}
2. **Reports from other hands**: more of each kind is kept back from us.
3. **Words of real files**: published PDFs made with Word, for the words alone. Of real reviews of
   progress only one text is at hand; every source of it that we have must come out perfect.

The figures of different corpora are not to be mixed. Each trait of *any structure* is drawn by
itself: titles and numbers of sections, labels of follow-ups and where they are printed, paragraph
numbers, the place and form of the summary of judgements, appendices, running heads and feet. A
reading is *right* if every field is; *doubted* if the record needs review.
"""
_OWN = """\
Measured on {date} with seed {seed}, drawn from the clock unless it is given, by `{command}`: \
{reports} reports by all producers, in six wordings, each as its own file and as a text dump. \
Between measurements the reader was corrected on reports of other seeds, so the wordings and \
producers are known, the reports are not."""
_TERMS = """\
## Terms

- *Verified*: every check passed and nothing is in doubt. *Needs review*: something is reported, by
  the code of a [check](checks.md) or of a [problem](problems.md). *Refused*: no record, with a
  reason.
- *Silent*: wrong, and verified all the same. What is wrong but reported costs somebody a look at
  the page; what is silent costs trust. There should be none.
- *Alarm*: a check that failed on a report without any fault.
- *Doubt*: a problem that keeps a report from being verified. It says what could not be known.
- *Reported*: of a fault that was planted in a report, the right check failed ([Faults](#faults)).
- *Witness*: a place at which a report says a thing. Most things it says twice.
"""


def page(results: Results) -> str:
    """The whole page."""
    rows = [(c.claim, c.wanted, c.measured, c.word) for c in claims(results)]
    own = _OWN.format(
        command=results.command, date=today(), seed=results.seed, reports=results.reports
    )
    parts = [
        _HEADER.format(glance=_glance(results), reports=results.reports, date=today()),
        *(f"{kept(heading)}\n" for heading in (other_hands.HEADING, words.HEADING)),
        _TERMS,
        _CORPORA.format(own=own),
        "## Must hold\n",
        table(("must hold", "wanted", "measured", "verdict"), rows),
        "",
        wrapped(f"{versions()}."),
        *_corpus(results),
        *page_faults.faults(results),
        *page_faults.others(results),
        "\n## Not measured\n",
        "\n".join(_not_measured(results)),
    ]
    return "\n".join(parts).rstrip() + "\n"
