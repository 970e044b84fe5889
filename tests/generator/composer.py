"""The document of a truth, composed from the traits of its structure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from .document import (
    Box,
    BoxPart,
    Bullets,
    Caption,
    Chart,
    Contents,
    Continued,
    Cover,
    Definition,
    Element,
    Entry,
    EntryTable,
    Footnote,
    Gap,
    Heading,
    Numbered,
    PageBreak,
    Picture,
    Plain,
    PlainStyle,
    Report,
    Running,
    Series,
    Signature,
    Table,
    Team,
    Term,
)
from .grammar import capital
from .numbers import count_word
from .options import stream
from .pieces import MARKS, scene, split_bullets
from .record import FollowUp, Paragraph
from .truth import GRADES, TESTS, Truth
from .wordings import BODIES, WORDS

_NUMERALS = [
    {"roman": roman, "letter": letter}
    for roman, letter in zip("I II III IV V VI".split(), "ABCDEF", strict=True)
]
_PARTNERS = {
    "ofsted": "Ofsted",
    "estyn": "Estyn",
    "education_and_training_inspectorate": "Education and Training Inspectorate",
}


class Composer:
    """Composes one report from its traits, part by part."""

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

    def elements(self) -> Iterator[Element]:
        for token in self.form.parts.split():
            kind, _, part = token.rpartition(":")
            yield from getattr(self, part)(kind) if kind else getattr(self, part)()

    @property
    def running(self) -> Running:
        """The head and foot of this report, with its names in it."""
        chosen = stream(self.truth.seed, "running").choice(self.form.running)
        name = self.record["establishment"]["name"]
        named: dict[str, Any] = {
            place: text and text.replace("{title}", self.full_title).replace("{name}", name)
            for place, text in vars(chosen).items()
        }
        return Running(**named)

    @property
    def full_title(self) -> str:
        return f"{self.form.cover} {self.record['establishment']['name']}"

    def report(self) -> Report:
        return Report(self.full_title, tuple(self.elements()), self.running, self.truth.seed)

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
        by = stream(self.truth.seed, "by").choice(self.form.by)
        yield Cover(self.form.cover, name, by, visit["text"] if visit else "")

    def contents(self) -> Iterator[Element]:
        yield Contents()

    def copyright_page(self) -> Iterator[Element]:
        """Who took part, who printed it, the licence, and a glossary or a note on it."""
        partners = [_PARTNERS[self.truth.education]] if self.options.themes else []
        partners += ["Care Quality Commission"] * bool(self.options.partners)
        if partners:
            noun = "body" if len(partners) == 1 else "bodies"
            yield Plain(
                f"This progress visit was carried out in partnership with the following {noun}:",
                "small",
            )
            yield Bullets(tuple(partners))
        if "back_matter" not in self.form.parts:
            yield from self.back_matter("small title")
        yield Plain(
            f"Printed and published by: {self.words['majesty']} Majesty’s Inspectorate of Prisons, "
            "Second Floor, 1 Example Square, London",
            "small",
        )
        if self.form.glossary_in_front and self.options.front_glossary != "none":
            yield Heading("Glossary of terms", 2, role="glossary")
            yield Plain(self.printing.standing["glossary_intro"])
            yield from self.terms()
        yield PageBreak()

    def summary(self, kind: str) -> Iterator[Element]:
        yield self.section(kind, self.ways.choice(self.form.summary_titles), "summary")
        for paragraph in self.record["summary"]["paragraphs"]:
            yield self.numbered(paragraph)
            if paragraph["text"].startswith("At our previous inspections"):
                yield from self.outcomes()
        date = self.record["report_date"].get("text", "")
        for name, role in self.printing.signatories:
            yield Signature((name, role, date))

    def key_findings(self, kind: str = "") -> Iterator[Element]:
        yield self.section(kind, self.ways.choice(self.form.found_titles), "key_findings")
        bodies = [entry["body"] for entry in self.record["key_findings"]["followed_up"]]
        for index, paragraph in enumerate(self.record["key_findings"]["paragraphs"]):
            if index == len(bodies) + 1 and self.form.practice:
                yield Heading("Notable positive practice")
            yield self.numbered(paragraph)
            if 1 <= index <= len(bodies):
                yield from self.body_figure(bodies[index - 1])
        yield from self.lettered_practice()
        if self.form.inside:
            if not self.printing.table_in_paragraph:
                yield Plain(self.truth.words.table_opening)
            yield from self.entries()

    def lettered_practice(self) -> Iterator[Element]:
        """Examples of notable positive practice as a list of its own, below its heading."""
        examples = self.record["positive_practice"]
        if self.options.lettered_practice and examples:
            yield Heading("Examples of notable positive practice", level=3)
            for example in examples:
                yield Plain(f"{example['paragraph']}) {example['text']}")

    # -- follow-ups --------------------------------------------------------------------------

    def box(self, follow_up: FollowUp) -> Box:
        parts = []
        labels = self.truth.labels
        concerned = self.truth.form.noun == "concern"
        if follow_up["concern"]:
            label = labels.concern
            if concerned:
                kinds = {"priority": labels.priority, "key": labels.key}
                label = follow_up["label"] or kinds.get(follow_up.get("priority", ""), label)
            parts.append(BoxPart(label, follow_up["concern"], self.bold_concern))
        if follow_up["recommendation"]:
            plain = labels.theme if follow_up["kind"] == "theme" else labels.recommendation
            label = follow_up["label"] or plain
            listed = ", ".join(follow_up["references"])
            references = f"({listed})" if listed else ""
            if references and self.form.references_in == "label" and self.form.labelling != "none":
                label, references = f"{label} {references}", ""
            if follow_up.get("addressee"):
                bracketed = self.options.addressees == "brackets"
                to = "To" if bracketed and self.truth.seed % 2 else "to"
                to = f"{to} {follow_up['addressee']}"
                label += f" ({to})" if bracketed else f" {to}"
            parts.append(BoxPart(label, follow_up["recommendation"], True, references))
        return Box(tuple(parts))

    def asked(self, follow_up: FollowUp) -> Iterator[Element]:
        """A box with its labels where the report prints them."""
        box, form = self.box(follow_up), self.form.labelling
        ended = [replace(part, label=part.label + self.form.ending) for part in box.parts]
        if form == "heading":
            for part in ended:
                yield Heading(part.label, 3)
                yield Box((replace(part, label=""),))
            return
        if form == "line":
            pairs = ((BoxPart(p.label, ""), replace(p, label="")) for p in ended)
            ended = [part for pair in pairs for part in pair]
        if form == "none":
            ended = [replace(part, label="") for part in ended]
        yield Box(tuple(ended), cells=form == "cell")

    @property
    def bold_concern(self) -> bool:
        """Whether all of a concern is bold; where recommendations follow, these are."""
        return self.truth.form.noun == "concern" and self.truth.seed % 3 == 0

    def follow_up(self, index: int) -> Iterator[Element]:
        """A block: box, findings, photographs, judgement."""
        follow_up = self.record["follow_ups"][index]
        yield from self.asked(follow_up)
        places = {
            follow_up["photographs"][p.photograph]["after"]: p
            for p in self.printing.photo_places
            if p.follow_up == index
        }
        headings = follow_up.get("sub_headings", ())
        for number, paragraph in enumerate(follow_up["paragraphs"]):
            numbered, place = self.numbered(paragraph), places.get(paragraph["number"])
            for heading in headings:
                if heading["before"] == paragraph["number"]:
                    yield Heading(heading["text"], 3)
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

    def progress(self, kind: str) -> Iterator[Element]:
        titles = stream(self.truth.seed, "title of progress").choice(self.form.progress_titles)
        opening, _, rest = titles.partition("[")
        title = opening + (rest.removesuffix("]") if self.options.themes else "")
        yield self.section(kind, title.format(**self.words), "progress")
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
                labels = self.truth.labels
                label = labels.priority if follow_up["priority"] == "priority" else labels.key
        below = self.options.summary_as == "list" and self.form.entries == "below"
        form = self.truth.words.entry if below else "{judgement}"
        words = capital(WORDS[entry["judgement"]])
        grade = self.form.entries == "grade"
        said = form.format(judgement=words.removesuffix(" progress") if grade else words)
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
            for entry in entries:
                first = Plain(f"{entry.judgement}: {entry.label} {entry.text}".replace("  ", " "))
                yield first if self.form.entries == "first" else entry

    def summary_table(self) -> Iterator[Element]:
        rows: list[Entry | str] = []
        for heading, entries in self.groups():
            rows += [heading, *entries] if heading else entries
        columns = self.truth.words.columns or (capital(self.truth.form.noun), "Judgement")
        ruled = self.options.table_style == "ruled"
        yield EntryTable(columns, tuple(rows), ruled, self.options.table_align)

    def entries(self) -> Iterator[Element]:
        yield from (
            self.summary_table() if self.options.summary_as == "table" else (self.summary_list())
        )

    def judgements(self, kind: str) -> Iterator[Element]:
        yield self.section(kind, self.ways.choice(self.form.judgement_titles), "judgements")
        texts = self.truth.words.judgements_intro
        yield Plain(self.one_of(texts, "introduction of judgements"))
        yield from self.entries()

    # -- the rest ----------------------------------------------------------------------------

    def definitions(self, body: str) -> Iterator[Element]:
        for definition in self.record["judgement_definitions"]:
            if definition["body"] == body:
                yield Definition(capital(WORDS[definition["judgement"]]), definition["text"])

    def about(self, kind: str = "") -> Iterator[Element]:
        """The part on the report, without the team."""
        yield self.section(kind, "About this report", "about")
        standing, letter = self.printing.standing, self.form.about_numbers
        for number, text in enumerate(standing["about"], 1):
            yield Numbered(f"{letter}{number}", text) if letter else Plain(text)
        yield Plain(standing["aims_lead"])
        yield Bullets(tuple(standing["aims"]))
        yield Plain(standing["contains"])
        yield Heading("IRP methodology")
        for text in standing["method"]:
            yield Plain(text)
        yield Plain(standing["scale_hmip"])
        yield from self.definitions("hmi_prisons")
        yield Plain(standing["scale_ofsted"])
        yield from self.definitions(self.truth.education)
        yield Plain(standing["ofsted_more"])

    def team(self, kind: str) -> Iterator[Element]:
        after = self.counts["appendix"] > 0 or "section:appendices" not in self.form.parts
        yield self.section(kind, self.form.team_title, "team", new_page=after)
        yield Plain(self.truth.words.team_intro)
        yield Team(tuple((m["name"], m["role"]) for m in self.record["review_team"]))

    def appendices(self, kind: str) -> Iterator[Element]:
        yield self.section(kind, "Appendices", "appendices")

    def photographs(self, kind: str) -> Iterator[Element]:
        captions = self.record.get("photographs", [])
        if captions:
            yield self.section(kind, "Photographs", "photographs")
        for number, caption in enumerate(captions):
            yield Picture(caption, scene(caption), self.truth.seed * 100 + number)

    def terms(self) -> Iterator[Element]:
        for term in self.record["glossary"]:
            text, bullets, _ = split_bullets(term["definition"])
            yield Term(term["term"], text, bullets)

    def glossary(self, kind: str) -> Iterator[Element]:
        yield self.section(kind, "Glossary", "glossary")
        yield Plain(self.printing.standing["glossary_intro"])
        yield from self.terms()

    def back_matter(self, style: PlainStyle = "small heading") -> Iterator[Element]:
        yield Plain(f"Crown copyright {self.record['copyright_year']}", style)
        for text in self.printing.standing["back"]:
            yield Plain(text, "small")
