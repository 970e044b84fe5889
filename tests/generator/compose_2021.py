"""The layout of 2021–22: four sections, two appendices, boxes with concern and recommendation."""

from __future__ import annotations

from collections.abc import Iterator

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
    Gap,
    Heading,
    Numbered,
    Picture,
    Plain,
    Report,
    Running,
    Series,
    Signature,
    Team,
    Term,
)
from .grammar import capital
from .options import stream
from .record import FollowUp, Paragraph
from .truth import TESTS, Truth
from .wording import BODIES, WORDS

TITLE = "Report on an independent review of progress at"
GRADES = ("Poor", "Not sufficiently good", "Reasonably good", "Good")


def split_bullets(text: str, tails: tuple[str, ...] = ()) -> tuple[str, tuple[str, ...], str]:
    """Folded text as lead, bullets and what follows them."""
    lead, *items = text.split(" • ")
    for tail in tails:
        if items and items[-1].endswith(f" {tail}"):
            return lead, (*items[:-1], items[-1].removesuffix(f" {tail}")), tail
    return lead, tuple(items), ""


def scene(caption: str) -> str:
    """The kind of drawing that suits a caption."""
    kinds = {
        "yard": ("yard", "outside", "garden", "netting", "rubbish"),
        "cell": ("cell", "room used", "holding"),
        "shower": ("shower",),
        "class": ("class", "workshop", "library", "careers", "kitchen", "hub", "sensory", "visits"),
    }
    lower = caption.lower()
    return next((kind for kind, words in kinds.items() if any(w in lower for w in words)), "wing")


class Composer:
    """Composes one report of this layout; the parts that other layouts share are methods."""

    def __init__(self, truth: Truth) -> None:
        self.truth = truth
        self.record = truth.record
        self.printing = truth.printing
        self.rng = stream(truth.seed, "compose")

    def numbered(self, paragraph: Paragraph) -> Numbered:
        text, bullets, tail = split_bullets(paragraph["text"], self.printing.tails)
        return Numbered(paragraph["number"], text, bullets, tail)

    def gap(self) -> Iterator[Element]:
        jitter = self.truth.options.jitter
        if jitter:
            yield Gap(self.rng.randint(0, jitter))

    def cover(self) -> Iterator[Element]:
        visit = self.record["visit"]
        yield Cover(
            TITLE,
            self.record["establishment"]["name"],
            "by HM Chief Inspector of Prisons",
            visit["text"] if visit else "",
        )
        yield Contents()

    def section(self, label: str, text: str) -> Heading:
        return Heading(text, 1, label, new_page=True)

    def caption(self, kind: str) -> Iterator[Caption]:
        """The caption of the outcomes figure, or of the figure of a body."""
        for figure in self.record["figures"]:
            words = {"outcomes": "outcomes", "ofsted": "Ofsted themes"}.get(kind, "HMI Prisons")
            if words in figure["caption"]:
                yield Caption(f"Figure {figure['number']}:", figure["caption"])

    def outcomes_chart(self) -> Chart:
        series = tuple(Series(str(year), grades) for year, grades in self.printing.outcomes)
        return Chart("bar", TESTS, series, GRADES)

    def summary(self) -> Iterator[Element]:
        yield self.section("Section 1", "Chief Inspector’s summary")
        for paragraph in self.record["summary"]["paragraphs"]:
            yield self.numbered(paragraph)
            if paragraph["text"].startswith("At our previous inspections"):
                yield from self.caption("outcomes")
                yield self.outcomes_chart()
        chief, date = self.record["chief_inspector"], self.record["report_date"]
        yield Signature((chief["name"], chief["title"], date.get("text", "")))

    def body_figure(self, body: str) -> Iterator[Element]:
        yield from self.caption(body)
        shown = self.printing.charts[body]
        labels = tuple(capital(WORDS[judgement]) for judgement in shown)
        yield Chart("pie", labels, (Series("", tuple(shown.values())),))
        note = self.printing.chart_notes[body]
        if note:
            yield Plain(note, "note")

    def key_findings(self) -> Iterator[Element]:
        yield self.section("Section 2", "Key findings")
        bodies = [entry["body"] for entry in self.record["key_findings"]["followed_up"]]
        for index, paragraph in enumerate(self.record["key_findings"]["paragraphs"]):
            if index == len(bodies) + 1:
                yield Heading("Notable positive practice")
            yield self.numbered(paragraph)
            if 1 <= index <= len(bodies):
                yield from self.body_figure(bodies[index - 1])

    def box(self, follow_up: FollowUp) -> Box:
        parts = []
        if follow_up["concern"]:
            parts.append(BoxPart("Concern:", follow_up["concern"]))
        label = f"{follow_up['label'] or 'Recommendation'}:"
        references = f"({', '.join(follow_up['references'])})" if follow_up["references"] else ""
        parts.append(BoxPart(label, follow_up["recommendation"] or "", True, references))
        return Box(tuple(parts))

    def follow_up(self, index: int) -> Iterator[Element]:
        """A block: box, findings, photographs, judgement."""
        follow_up = self.record["follow_ups"][index]
        yield self.box(follow_up)
        places = {
            follow_up["photographs"][p.photograph]["after"]: p
            for p in self.printing.photo_places
            if p.follow_up == index
        }
        for paragraph in follow_up["paragraphs"]:
            numbered, place = self.numbered(paragraph), places.get(paragraph["number"])
            if place is None:
                yield numbered
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

    def progress(self) -> Iterator[Element]:
        themes = " and Ofsted themes" if self.truth.options.themes else ""
        yield self.section(
            "Section 3", f"Progress against the key concerns and recommendations{themes}"
        )
        yield Plain(
            "Each recommendation that we followed up from the full inspection in "
            f"{self.printing.words['year']} is set out below with a short account of what we "
            "found. The number in brackets after it gives its paragraph in the report of that "
            "inspection."
        )
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

    def entry_text(self, text: str, follow_up: int | None) -> str:
        if not self.truth.options.summary_references or follow_up is None:
            return text
        references = self.record["follow_ups"][follow_up - 1]["references"]
        return f"{text} ({', '.join(references)})"

    def judgements(self) -> Iterator[Element]:
        yield self.section("Section 4", "Summary of judgements")
        themes = " and Ofsted themes" if self.truth.options.themes else ""
        yield Plain(
            f"A list of the HMI Prisons recommendations{themes} followed up at this visit and the "
            "judgements made."
        )
        before = None
        for entry in self.record["judgement_summary"]:
            if entry["body"] != before:
                before = entry["body"]
                noun = "recommendations" if before == "hmi_prisons" else "themes"
                yield Heading(f"{BODIES[before]} {noun}")
            yield Entry(
                self.entry_text(entry["text"], entry["follow_up"]),
                capital(WORDS[entry["judgement"]]),
                f"{entry['label']}:" if entry["label"] else "",
            )

    def definitions(self, body: str) -> Iterator[Element]:
        for definition in self.record["judgement_definitions"]:
            if definition["body"] == body:
                yield Definition(capital(WORDS[definition["judgement"]]), definition["text"])

    def about(self) -> Iterator[Element]:
        standing = self.printing.standing
        yield self.section("Appendix I", "About this report")
        for text in standing["about"]:
            yield Plain(text)
        yield Plain(standing["aims_lead"])
        yield Bullets(tuple(standing["aims"]))
        yield Plain(standing["contains"])
        yield Heading("IRP methodology")
        for text in standing["method"]:
            yield Plain(text)
        yield Plain(standing["scale_hmip"])
        yield from self.definitions("hmi_prisons")
        yield Plain(standing["scale_ofsted"])
        yield from self.definitions("ofsted")
        yield Plain(standing["ofsted_more"])
        yield Heading("Inspection team")
        yield Plain("This independent review of progress was carried out by:")
        yield Team(tuple((m["name"], m["role"]) for m in self.record["review_team"]))

    def glossary(self) -> Iterator[Element]:
        yield self.section("Appendix II", "Glossary")
        yield Plain(self.printing.standing["glossary_intro"])
        for term in self.record["glossary"]:
            text, bullets, _ = split_bullets(term["definition"])
            yield Term(term["term"], text, bullets)

    def back_matter(self) -> Iterator[Element]:
        copyright_line = f"Crown copyright {self.record['copyright_year']}"
        yield Plain(copyright_line, "small heading")
        for text in self.printing.standing["back"]:
            yield Plain(text, "small")

    def elements(self) -> Iterator[Element]:
        yield from self.cover()
        yield from self.summary()
        yield from self.key_findings()
        yield from self.progress()
        yield from self.judgements()
        yield from self.about()
        yield from self.glossary()
        yield from self.back_matter()


def compose(truth: Truth) -> Report:
    """The document of a truth in this layout."""
    name = truth.record["establishment"]["name"]
    title = f"{TITLE} {name}"
    return Report(title, tuple(Composer(truth).elements()), Running(footer_left=title), truth.seed)
