"""The follow-ups under the headings of their areas."""

from collections.abc import Iterator
from dataclasses import replace

from ..document import (
    Box,
    BoxPart,
    Continued,
    Element,
    Footnote,
    Heading,
    Numbered,
    Picture,
    Plain,
    Table,
)
from ..options import stream
from ..pieces import MARKS, scene
from ..record import FollowUp
from .base import Composing


class FollowUps(Composing):
    """Composes the section of progress."""

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
