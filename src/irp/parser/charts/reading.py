"""What a chart shows: grades by test and inspection, or counts by judgement; all, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Literal

from irp.parser.charts.bars import Bar, Bars, read_bars
from irp.parser.charts.legend import legend_of
from irp.parser.charts.model import (
    Chart,
    ChartLabel,
    ChartReading,
    DoubtfulChartError,
    ShownCount,
    ShownOutcome,
    Terms,
    UnreadChartError,
)
from irp.parser.charts.pies import Pie, Slice, read_pie
from irp.parser.charts.terms import is_half_read
from irp.record.vocabulary import GRADES, Judgement

_WHOLE: Final = 0.16
"""How far from a whole number a value may be that is read from a length."""
_SHARE: Final = 0.02
"""How far from a slice's share the share of its number may be."""
_FLAT: Final = 0.1
_FEWEST_LABELS: Final = 2
Value = Callable[[Terms], int | None]
"""The value that a label gives."""


def read_chart(
    chart: Chart, years: Sequence[int] = (), n: int | None = None
) -> ChartReading | None:
    """What a chart shows; None where it is about neither outcomes nor progress.

    Args:
        chart: the chart.
        years: those that the figure's caption names.
        n: the number of follow-ups that the caption gives.
    """
    subject = subject_of(chart.labels)
    if subject is None:
        return None
    if any(label.terms == Terms() and is_half_read(label.text) for label in chart.labels):
        return ChartReading(chart.witness, unread="some of its labels run into each other")
    try:
        if subject == "outcomes":
            return ChartReading(chart.witness, outcomes=_outcomes(chart, years))
        return ChartReading(chart.witness, counts=_counts(chart, n))
    except UnreadChartError as error:
        return ChartReading(chart.witness, unread=str(error))
    except DoubtfulChartError as error:
        return ChartReading(chart.witness, doubts=(str(error),))


def subject_of(labels: Sequence[ChartLabel]) -> Literal["outcomes", "progress"] | None:
    """What a chart with these labels is about."""
    outcomes = len({label.terms.test for label in labels if label.terms.test}) > 1
    progress = any(map(_names_progress, labels))
    if outcomes == progress:
        return None
    return "outcomes" if outcomes else "progress"


def _names_progress(label: ChartLabel) -> bool:
    judgement = label.terms.judgement
    return judgement is not None and (
        judgement is not Judgement.GOOD_PROGRESS or "progress" in label.text.lower()
    )


# ------------------------------------------------------------------ outcomes


def _grade(terms: Terms) -> int | None:
    return terms.grade


def _score(terms: Terms) -> int | None:
    """The number of a grade, from 1 for poor to 4 for good, as inspectors give it."""
    return terms.number


def _outcomes(chart: Chart, years: Sequence[int]) -> tuple[ShownOutcome, ...]:
    named_grades = any(label.terms.grade for label in chart.labels)
    value = _grade if named_grades else _score
    read = read_bars(chart, legend_of(chart), value)
    if read is None:
        raise UnreadChartError("it has no bars")
    read = _measured(read, value)
    if read.foot is not None and read.foot > 1 - _WHOLE:
        raise DoubtfulChartError("its axis begins at a grade, so that the lowest has no bar")
    shown = [_outcome(bar, years, value) for bar in read.bars]
    if read.foot is None:
        _check_proportion([bar.height for bar in read.bars], [one.grade for one in shown])
    tests = {label.terms.test for label in read.named if label.terms.test}
    inspections = {one.year for one in shown}
    if len({(one.year, one.test) for one in shown}) < len(shown):
        raise UnreadChartError("two of its bars have the same names")
    if len(shown) < len(tests) * len(inspections):
        raise UnreadChartError("some tests have no bar for one of the inspections")
    named = {label.terms.year for label in read.named if label.terms.year} or inspections
    if named != inspections or (years and not inspections <= set(years)):
        raise DoubtfulChartError("its inspections are not those that it, or its caption, names")
    return tuple(shown)


def _outcome(bar: Bar, years: Sequence[int], value: Value) -> ShownOutcome:
    year = bar.names.year or (years[0] if len(years) == 1 else None)
    if bar.names.test is None or year is None:
        raise UnreadChartError("no label says which test, or which inspection, a bar is about")
    grade = _whole(bar, value(bar.label.terms) if bar.label else None)
    if not 1 <= grade <= len(GRADES):
        raise DoubtfulChartError("one of its bars reaches no grade")
    return ShownOutcome(year, bar.names.test, grade, bar.box)


def _measured(read: Bars, value: Value) -> Bars:
    """Without an axis, bars that have no label are measured by those that have one."""
    known = {bar: number for bar in read.bars if bar.label and (number := value(bar.label.terms))}
    if read.foot is not None or not _FEWEST_LABELS <= len(known) < len(read.bars):
        return read
    unit = sum(bar.height for bar in known) / sum(known.values())
    bars = tuple(bar._replace(reaches=bar.height / unit) for bar in read.bars)
    return read._replace(bars=bars, foot=0.0)


def _whole(bar: Bar, stated: int | None) -> int:
    """The whole number at a bar, by its label, by the axis, or by both.

    Raises:
        DoubtfulChartError: they differ, or the bar ends between two values.
        UnreadChartError: there is neither.
    """
    reached = None
    if bar.reaches is not None:
        reached = round(bar.reaches)
        if abs(bar.reaches - reached) > _WHOLE:
            raise DoubtfulChartError("one of its bars ends between two values")
    if stated is None and reached is None:
        raise UnreadChartError("its bars have neither an axis nor labels")
    if stated is not None and reached is not None and stated != reached:
        raise DoubtfulChartError(f"one of its bars is labelled {stated} and reaches {reached}")
    return stated if stated is not None else reached or 0


# ------------------------------------------------------------------ counts


def _counts(chart: Chart, n: int | None) -> tuple[ShownCount, ...]:
    legend = legend_of(chart)
    pie = read_pie(chart, legend)
    if pie is not None:
        return _complete(_of_slices(pie, n), pie.named)
    read = read_bars(chart, legend, _score)
    if read is None:
        raise UnreadChartError("it has neither bars nor slices")
    read = _measured(read, _score)
    return _complete(_of_bars(read, n), read.named)


def _complete(shown: Sequence[ShownCount], named: Sequence[ChartLabel]) -> tuple[ShownCount, ...]:
    """The counts, with 0 for what is named and has neither bar nor slice."""
    judgements = [one.judgement for one in shown]
    if len(set(judgements)) < len(judgements):
        raise UnreadChartError("two of its bars or slices have the same judgement")
    empty = [label for label in named if label.terms.judgement not in (None, *judgements)]
    if any(label.terms.number for label in empty):
        raise DoubtfulChartError("one of its labels has a number, and neither bar nor slice")
    boxes = {label.terms.judgement: label.box for label in empty}
    return (*shown, *(ShownCount(judged, 0, box) for judged, box in boxes.items() if judged))


def _of_bars(read: Bars, n: int | None) -> list[ShownCount]:
    stated = [bar.label.terms.number if bar.label else None for bar in read.bars]
    known = [count for count in stated if count is not None]
    if read.foot is not None:
        if abs(read.foot) > _FLAT:
            raise DoubtfulChartError("its axis does not begin at 0")
        counts = [_whole(bar, count) for bar, count in zip(read.bars, stated, strict=True)]
    elif len(known) == len(stated):
        counts = known
        heights = [bar.height for bar in read.bars]
        _check_proportion(heights, counts)
    elif len(read.bars) == 1:
        raise UnreadChartError("its only bar has neither an axis nor a label")
    else:
        counts = _by_length([bar.height for bar in read.bars], n)
    return [
        ShownCount(_judgement(bar.names), count, bar.box)
        for bar, count in zip(read.bars, counts, strict=True)
    ]


def _judgement(names: Terms) -> Judgement:
    if names.judgement is None:
        raise UnreadChartError("no label says which judgement a bar or slice is about")
    return names.judgement


def _check_proportion(sizes: Sequence[float], counts: Sequence[int]) -> None:
    """Refuse sizes that contradict the numbers at them."""
    unit = sum(sizes) / max(sum(counts), 1)
    for size, count in zip(sizes, counts, strict=True):
        if abs(size / unit - count) > max(_WHOLE, 0.05 * count):
            raise DoubtfulChartError(
                f"one of its bars or slices is labelled {count}, unlike its size"
            )


def _by_length(sizes: Sequence[float], n: int | None) -> list[int]:
    """The counts that sizes alone show: of n in all, each a whole number.

    Raises:
        UnreadChartError: n is not known, or does not fit.
    """
    if n is None:
        raise UnreadChartError("nothing says how many follow-ups it counts")
    unit = sum(sizes) / n
    counts = [round(size / unit) for size in sizes]
    if any(
        abs(size / unit - count) > _WHOLE or not count
        for size, count in zip(sizes, counts, strict=True)
    ):
        raise DoubtfulChartError(f"its bars or slices are not whole parts of n={n}")
    return counts


def _of_slices(pie: Pie, n: int | None) -> list[ShownCount]:
    numbers = [one.number for one in pie.slices if one.number is not None]
    shares = [one.share for one in pie.slices]
    if len(numbers) == len(pie.slices):
        counts = numbers
    else:
        total = n if n is not None else _total(pie.slices)
        counts = _by_length(shares, total)
    whole = sum(counts)
    for one, count in zip(pie.slices, counts, strict=True):
        if abs(one.share - count / max(whole, 1)) > _SHARE:
            raise DoubtfulChartError(f"one of its slices is labelled {count}, unlike its size")
        if one.percent is not None and abs(one.percent / 100 - one.share) > _SHARE:
            raise DoubtfulChartError("one of its slices has another share than its label says")
        if one.number is not None and one.number != count:
            raise DoubtfulChartError(f"one of its slices is labelled {one.number}, unlike its size")
    return [
        ShownCount(_judgement(one.names), count, one.box)
        for one, count in zip(pie.slices, counts, strict=True)
    ]


def _total(slices: Sequence[Slice]) -> int | None:
    """The total that one slice's number and share give."""
    found = {round(one.number / one.share) for one in slices if one.number}
    return found.pop() if len(found) == 1 else None
