"""The state that all parts of a report are composed with, its paragraphs and its figures."""

from collections import Counter
from collections.abc import Iterator

from ..document import (
    Caption,
    Chart,
    Element,
    Gap,
    Heading,
    Numbered,
    Plain,
    Series,
    Table,
)
from ..grammar import capital
from ..numbers import count_word
from ..options import stream
from ..pieces import split_bullets
from ..record import Paragraph
from ..truth import GRADES, TESTS, Truth
from ..wordings import WORDS

_NUMERALS = [
    {"roman": roman, "letter": letter}
    for roman, letter in zip("I II III IV V VI".split(), "ABCDEF", strict=True)
]


class Composing:
    """What the parts of one report share: its truth, its traits and the choices made so far."""

    def __init__(self, truth: Truth) -> None:
        self.truth = truth
        self.form = truth.form
        self.record = truth.record
        self.printing = truth.printing
        self.options = truth.options
        self.words = {**truth.printing.words, "noun": truth.form.noun}
        self.rng = stream(truth.seed, "compose")
        self.ways = stream(truth.seed, "form")
        self.section_label = self.ways.choice(self.form.section)
        self.counts = Counter[str]()  # sections and appendices so far

    @property
    def full_title(self) -> str:
        return f"{self.form.cover} {self.record['establishment']['name']}"

    def one_of(self, texts: tuple[str, ...], part: str) -> str:
        """One of several ways of putting a thing, with this report's words in it."""
        text = stream(self.truth.seed, part).choice(texts)
        return text.format(**self.words, and_themes=self.and_themes)

    @property
    def and_themes(self) -> str:
        return f" and {self.words['edu']} themes" if self.options.themes else ""

    # -- paragraphs --------------------------------------------------------------------------

    def numbered(self, paragraph: Paragraph) -> Numbered:
        text, bullets, tail = split_bullets(paragraph["text"], self.printing.tails)
        return Numbered(paragraph["number"], text, bullets, tail)

    def gap(self) -> Iterator[Element]:
        jitter = self.options.jitter
        if jitter:
            yield Gap(self.rng.randint(0, jitter))

    def section(self, kind: str, text: str, role: str, *, new_page: bool = True) -> Heading:
        """The heading of a section, an appendix, or a part inside a section."""
        text = text.upper() if self.form.capitals else text
        if kind == "heading":
            return Heading(text, 2, role=role)
        label = {"section": self.section_label, "appendix": self.form.appendix}.get(kind, "")
        self.counts[kind] += 1
        n = self.counts[kind]
        label = label.format(n=n, word=count_word(n, "words"), **_NUMERALS[n - 1])
        broken = self.form.broken and bool(label)
        return Heading(text, 1, label, new_page=new_page, role=role, broken=broken)

    def caption(self, whose: str) -> Iterator[Caption]:
        """The caption of the outcomes figure, or of the figure of a body."""
        for body, figure in zip(self.printing.figures, self.record["figures"], strict=True):
            if body == whose:
                yield Caption(f"Figure {figure['number']}:", figure["caption"])

    def outcomes(self) -> Iterator[Element]:
        yield from self.caption("outcomes")
        years = self.printing.outcomes
        if self.options.outcomes_as == "table":
            head = ("", *(str(year) for year, _ in years))
            rows = [
                (test, *(GRADES[grades[i] - 1] for _, grades in years))
                for i, test in enumerate(TESTS)
            ]
            yield Table("", (head, *rows))
            return
        series = tuple(Series(str(year), grades) for year, grades in years)
        yield Chart("bar", TESTS, series, GRADES, self.alt_text("outcomes"))

    def alt_text(self, whose: str) -> str:
        for body, figure in zip(self.printing.figures, self.record["figures"], strict=True):
            if body == whose:
                return figure.get("alt_text", "")
        return ""

    def body_figure(self, body: str) -> Iterator[Element]:
        yield from self.caption(body)
        shown = self.printing.charts[body]
        labels = tuple(capital(WORDS[judgement]) for judgement in shown)
        series = (Series("", tuple(shown.values())),)
        yield Chart(self.options.chart, labels, series, alt=self.alt_text(body))
        for whose, figure in zip(self.printing.figures, self.record["figures"], strict=True):
            if whose == body and "note" in figure:
                yield Plain(figure["note"], "note")
