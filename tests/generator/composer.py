"""The parts of a document that all layouts share, as methods of one composer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from .document import (
    Box,
    BoxPart,
    Caption,
    Chart,
    Contents,
    Continued,
    Cover,
    Element,
    Entry,
    EntryTable,
    Footnote,
    Gap,
    Heading,
    Numbered,
    Picture,
    Plain,
    Report,
    Running,
    Series,
    Signature,
    Table,
)
from .grammar import capital
from .options import stream
from .pieces import MARKS, scene, split_bullets
from .record import FollowUp, Paragraph
from .truth import GRADES, TESTS, Truth
from .wording import BODIES, WORDS


class Composer:
    """Composes one report; each layout has a composer of its own made from this one."""

    title = "Report on an independent review of progress at"
    by = "by HM Chief Inspector of Prisons"
    labels = ("Section 1", "Section 2", "Section 3", "Section 4")  # of the sections

    def __init__(self, truth: Truth) -> None:
        self.truth = truth
        self.record = truth.record
        self.printing = truth.printing
        self.options = truth.options
        self.words = {**truth.printing.words, "noun": truth.form.noun}
        self.rng = stream(truth.seed, "compose")

    def elements(self) -> Iterator[Element]:
        raise NotImplementedError

    def running(self) -> Running:
        return Running(footer_left=self.full_title)

    @property
    def full_title(self) -> str:
        return f"{self.title} {self.record['establishment']['name']}"

    def report(self) -> Report:
        return Report(self.full_title, tuple(self.elements()), self.running(), self.truth.seed)

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

    def section(self, label: str, text: str, role: str) -> Heading:
        return Heading(text, 1, label, new_page=True, role=role)

    # -- figures -----------------------------------------------------------------------------

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

    # -- sections ----------------------------------------------------------------------------

    def cover(self) -> Iterator[Element]:
        visit = self.record["visit"]
        name = self.record["establishment"]["name"]
        yield Cover(self.title, name, self.by, visit["text"] if visit else "")

    def contents(self) -> Iterator[Element]:
        yield Contents()

    def summary(self, title: str = "Chief Inspector’s summary") -> Iterator[Element]:
        yield self.section(self.labels[0], title, "summary")
        for paragraph in self.record["summary"]["paragraphs"]:
            yield self.numbered(paragraph)
            if paragraph["text"].startswith("At our previous inspections"):
                yield from self.outcomes()
        date = self.record["report_date"].get("text", "")
        for name, role in self.printing.signatories:
            yield Signature((name, role, date))

    def box(self, follow_up: FollowUp) -> Box:
        parts = []
        labels = self.truth.words.labels
        concerned = self.truth.form.noun == "concern"
        if follow_up["concern"]:
            label = labels.concern
            if concerned:
                kinds = {"priority": labels.priority, "key": labels.key}
                label = follow_up["label"] or kinds.get(follow_up.get("priority", ""), label)
            parts.append(BoxPart(f"{label}:", follow_up["concern"], self.bold_concern))
        if follow_up["recommendation"]:
            label = follow_up["label"] or labels.recommendation
            if follow_up.get("addressee"):
                bracketed = self.options.addressees == "brackets"
                to = "To" if bracketed and self.truth.seed % 2 else "to"
                to = f"{to} {follow_up['addressee']}"
                label += f" ({to})" if bracketed else f" {to}"
            listed = ", ".join(follow_up["references"])
            references = f"({listed})" if listed else ""
            parts.append(BoxPart(f"{label}:", follow_up["recommendation"], True, references))
        return Box(tuple(parts))

    @property
    def bold_concern(self) -> bool:
        """Whether all of a concern is bold; where recommendations follow, these are."""
        return self.truth.form.noun == "concern" and self.truth.seed % 3 == 0

    def follow_up(self, index: int) -> Iterator[Element]:
        """A block: box, findings, photographs, judgement."""
        follow_up = self.record["follow_ups"][index]
        yield self.box(follow_up)
        places = {
            follow_up["photographs"][p.photograph]["after"]: p
            for p in self.printing.photo_places
            if p.follow_up == index
        }
        headings = {h["before"]: h["text"] for h in follow_up.get("sub_headings", ())}
        for number, paragraph in enumerate(follow_up["paragraphs"]):
            numbered, place = self.numbered(paragraph), places.get(paragraph["number"])
            if paragraph["number"] in headings:
                yield Heading(headings[paragraph["number"]], 3)
            if place is None:
                yield from self.marked(numbered, index, number)
                yield from self.table_after(index, number)
                continue
            caption = follow_up["photographs"][place.photograph]["caption"]
            seed = self.truth.seed * 100 + index * 10 + place.photograph
            picture = Picture(caption, scene(caption), seed)
            if place.offset is None:
                yield from (numbered, picture)
            else:
                yield Numbered(numbered.number, paragraph["text"][: place.offset])
                yield picture
                yield Continued(paragraph["text"][place.offset + 1 :])

    def marked(self, numbered: Numbered, index: int, paragraph: int) -> Iterator[Element]:
        """A paragraph with the mark of its footnote, and the footnote."""
        notes = self.record.get("footnotes", [])
        for mark in self.printing.marks:
            if (mark.follow_up, mark.paragraph) == (index, paragraph):
                sign = "".join(MARKS[int(digit)] for digit in str(mark.number))
                text = f"{numbered.text[: mark.offset]}{sign}{numbered.text[mark.offset :]}"
                yield replace(numbered, text=text)
                yield Footnote(mark.number, notes[mark.number - 1]["text"])
                return
        yield numbered

    def table_after(self, index: int, paragraph: int) -> Iterator[Element]:
        for place in self.printing.tables:
            if (place.follow_up, place.paragraph) == (index, paragraph):
                table = self.record["tables"][place.table]
                yield Table(table["caption"], tuple(map(tuple, table["rows"])))

    def follow_ups(self) -> Iterator[Element]:
        """All blocks under the headings of their areas."""
        notes = {area["heading"]: area["note"] for area in self.record["areas"]}
        before = None
        for index, follow_up in enumerate(self.record["follow_ups"]):
            yield from self.gap()
            if follow_up["area"] != before:
                before = follow_up["area"]
                yield Heading(before)
                note = notes.get(before)
                if note:
                    yield Plain(note)
            yield from self.follow_up(index)

    def progress(self, label: str) -> Iterator[Element]:
        titles = stream(self.truth.seed, "title of progress").choice(
            self.truth.form.progress_titles
        )
        opening, _, rest = titles.partition("[")
        title = opening + (rest.removesuffix("]") if self.options.themes else "")
        yield self.section(label, title.format(**self.words), "progress")
        intro = self.one_of(self.truth.words.progress_intro, "introduction of progress")
        more = self.truth.words.references_intro if self.options.references else ""
        yield Plain(f"{intro} {more}".strip())
        yield from self.follow_ups()

    # -- the summary of judgements -----------------------------------------------------------

    def entry(self, index: int) -> Entry:
        """An entry as it is printed, with its label and references where it has any."""
        entry = self.record["judgement_summary"][index]
        label, text = entry["label"], entry["text"]
        if entry["follow_up"] is not None:
            follow_up = self.record["follow_ups"][entry["follow_up"] - 1]
            if self.options.summary_references and follow_up["references"]:
                text = f"{text} ({', '.join(follow_up['references'])})"
            if self.options.summary_labels == "all" and follow_up.get("priority") and not label:
                labels = self.truth.words.labels
                label = labels.priority if follow_up["priority"] == "priority" else labels.key
        form = self.truth.words.entry if self.options.summary_as == "list" else "{judgement}"
        said = form.format(judgement=capital(WORDS[entry["judgement"]]))
        return Entry(text, said, f"{label}:" if label else "")

    def groups(self) -> Iterator[tuple[str, list[Entry]]]:
        """The entries under the names of their bodies; one group where none is named."""
        grouped: dict[str, list[Entry]] = {}
        for index, entry in enumerate(self.record["judgement_summary"]):
            body = entry["body"]
            heading = f"{BODIES[body]} {self.truth.noun(body)}s" if body else ""
            if self.truth.words.heads == "area" and entry["follow_up"]:
                heading = self.record["follow_ups"][entry["follow_up"] - 1]["area"]
            grouped.setdefault(heading, []).append(self.entry(index))
        yield from grouped.items()

    def summary_list(self) -> Iterator[Element]:
        for heading, entries in self.groups():
            if heading:
                yield Heading(heading)
            yield from entries

    def summary_table(self) -> Iterator[Element]:
        rows: list[Entry | str] = []
        for heading, entries in self.groups():
            rows += [heading, *entries] if heading else entries
        columns = self.truth.words.columns or (capital(self.truth.form.noun), "Judgement")
        ruled = self.options.table_style == "ruled"
        yield EntryTable(columns, tuple(rows), ruled, self.options.table_align)
