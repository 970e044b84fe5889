"""`docs/accuracy.md`, last part: planted faults, documents of other kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from benchmarks.accuracy.corpus import WORDINGS
from benchmarks.accuracy.faults import UNPLANTED, Planted
from benchmarks.accuracy.metrics import rate
from benchmarks.accuracy.results import Results, detection
from benchmarks.accuracy.tables import number, table, wrapped

import generator
from generator.traits import KNOWN

_SAYS = """\
Each of these reports has one fault, planted by us; the rest of it agrees with itself. Each known
layout, each wording and each producer of the tests takes its turn. One of four things follows:

- *right code*: reported. Every check that the fault must fail has failed, which leads the reader of
  the record to the fault. A check that is merely *unavailable*, because there is nothing to
  compare, does not count; nor does a report that is refused, unless the fault says that it should
  be.
- *otherwise*: the record needs review, but not, or not only, for the reason that it should.
- *refused*: there is no record.
- *silent*: the record is verified. This is the worst.

*Beside* counts the reports in which the right code was reported and another check failed that the
fault does not explain: an alarm about something that is right.

A fault has two witnesses where the report says the same thing at two places and the fault is in
one of them, so that they contradict each other. It has one where nothing in the report contradicts
it, so that only its form can tell (a number that is skipped, a judgement that a body does not
give). Their rates are not to be mixed.
"""
_OTHERS_SAY = """\
Invented documents that are no reviews of progress, several titles of each kind, by each producer;
near misses quote a review, or are worded like one. *By name*: refused as what their own first page
says that they are, of those that have such a page (a text dump has lost it). The last row counts
real reports that are not part of the repository.
"""
_HEAD = ("planted", "right code", "otherwise", "refused", "silent", "beside")


def _row(planted: Iterable[Planted]) -> tuple[object, ...]:
    it = detection(planted)
    right = number(rate(it.right, it.planted))
    return (it.planted, right, it.otherwise, it.refused, it.silent, it.beside)


def _faults(planted: Sequence[Planted]) -> Iterator[str]:
    for witnesses, title in ((2, "Two witnesses"), (1, "One witness")):
        names = [n for n, fault in generator.FAULTS.items() if fault.witnesses == witnesses]
        rows: list[tuple[object, ...]] = []
        for name in names:
            codes = ", ".join(sorted(generator.FAULTS[name].codes))
            mine = [p for p in planted if p.fault == name]
            rows.append((f"{name}: {generator.FAULTS[name].says}", codes, *_row(mine)))
        rows.append(("**all**", "", *_row(p for p in planted if p.fault in names)))
        yield f"\n### {title}\n"
        yield table(("fault", "code", *_HEAD), rows)


def _split(planted: Sequence[Planted]) -> Iterator[str]:
    """Faults with two witnesses by layout, by wording and by producer."""
    two = [p for p in planted if p.two_witnesses]
    keys: tuple[tuple[str, Callable[[Planted], str], Sequence[str]], ...] = (
        ("layout", lambda p: p.spec.layout, tuple(KNOWN)),
        ("wording", lambda p: p.spec.wording, WORDINGS),
        ("producer", lambda p: p.spec.producer, tuple(generator.producers())),
    )
    yield "\n### Two witnesses, by layout, wording and producer\n"
    rows: list[tuple[object, ...]] = []
    for what, key, names in keys:
        rows += [(f"{what} {n}", *_row(p for p in two if key(p) == n)) for n in names]
    yield table(("", *_HEAD), rows)


def faults(results: Results) -> Iterator[str]:
    """The section on planted faults."""
    yield "\n## Faults\n"
    yield _SAYS
    planted = results.planted or []
    yield from _faults(planted)
    yield from _split(planted)
    yield from _without_place(planted)


def _without_place(planted: Sequence[Planted]) -> Iterator[str]:
    """Which faults could not be planted where."""
    layouts: dict[str, dict[str, None]] = {}
    for one in planted:
        if one.status == UNPLANTED:
            layouts.setdefault(one.fault, {})[one.spec.layout] = None
    if layouts:
        named = "; ".join(f"{name} ({', '.join(where)})" for name, where in layouts.items())
        yield ""
        yield wrapped(
            f"Not planted, because some reports of a layout have no place for it: {named}."
        )


def others(results: Results) -> Iterator[str]:
    """The section on documents of other kinds."""
    yield "\n## Documents of other kinds\n"
    yield _OTHERS_SAY
    rows = []
    refusals = results.refusals or []
    for kind in dict.fromkeys(r.kind for r in refusals):
        mine = [r for r in refusals if r.kind == kind and r.status != "unmade"]
        nameable = [r for r in mine if r.nameable]
        named = f"{sum(r.named for r in nameable)} of {len(nameable)}" if nameable else "–"
        rows.append((kind, len(mine), sum(r.accepted for r in mine), named))
    yield table(("kind", "documents", "accepted", "by name"), rows)
