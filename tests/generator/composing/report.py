"""The document of a truth, composed from the traits of its structure."""

from collections.abc import Iterator
from typing import Any

from ..document import (
    Bullets,
    Contents,
    Cover,
    Definition,
    Element,
    Heading,
    Numbered,
    PageBreak,
    Picture,
    Plain,
    PlainStyle,
    Report,
    Running,
    Signature,
    Team,
    Term,
)
from ..grammar import capital
from ..options import stream
from ..pieces import scene, split_bullets
from ..wordings import WORDS
from .follow_ups import FollowUps
from .judgements import Judgements

_PARTNERS = {
    "ofsted": "Ofsted",
    "estyn": "Estyn",
    "education_and_training_inspectorate": "Education and Training Inspectorate",
}


class Composer(FollowUps, Judgements):
    """Composes one report from its traits, part by part."""

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

    def report(self) -> Report:
        return Report(self.full_title, tuple(self.elements()), self.running, self.truth.seed)

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
