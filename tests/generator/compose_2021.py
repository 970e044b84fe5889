"""The layout of 2021–22: four sections, two appendices, boxes with concern and recommendation.

Later layouts keep its sections; their composers are made from this one.
"""

from __future__ import annotations

from collections.abc import Iterator

from .composer import Composer
from .document import Bullets, Definition, Element, Heading, Plain, Report, Team, Term
from .grammar import capital
from .pieces import split_bullets
from .truth import Truth
from .wording import WORDS


class Composer2021(Composer):
    """Composes one report of this layout."""

    def key_findings(self) -> Iterator[Element]:
        yield self.section(self.labels[1], "Key findings", "key_findings")
        bodies = [entry["body"] for entry in self.record["key_findings"]["followed_up"]]
        for index, paragraph in enumerate(self.record["key_findings"]["paragraphs"]):
            if index == len(bodies) + 1:
                yield Heading("Notable positive practice")
            yield self.numbered(paragraph)
            if 1 <= index <= len(bodies):
                yield from self.body_figure(bodies[index - 1])
        yield from self.lettered_practice()

    def lettered_practice(self) -> Iterator[Element]:
        """Examples of notable positive practice as a list of its own, below its heading."""
        examples = self.record["positive_practice"]
        if self.options.lettered_practice and examples:
            yield Heading("Examples of notable positive practice", level=3)
            for example in examples:
                yield Plain(f"{example['paragraph']}) {example['text']}")

    def judgements(self) -> Iterator[Element]:
        yield self.section(self.labels[3], "Summary of judgements", "judgements")
        texts = self.truth.words.judgements_intro
        yield Plain(self.one_of(texts, "introduction of judgements"))
        if self.options.summary_as == "table":
            yield from self.summary_table()
        else:
            yield from self.summary_list()

    def definitions(self, body: str) -> Iterator[Element]:
        for definition in self.record["judgement_definitions"]:
            if definition["body"] == body:
                yield Definition(capital(WORDS[definition["judgement"]]), definition["text"])

    def about_body(self) -> Iterator[Element]:
        """The appendix on the report, without its heading and the team."""
        standing = self.printing.standing
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
        yield from self.definitions(self.truth.education)
        yield Plain(standing["ofsted_more"])

    def team(self) -> Iterator[Element]:
        yield Plain(self.truth.words.team_intro)
        yield Team(tuple((m["name"], m["role"]) for m in self.record["review_team"]))

    def about(self) -> Iterator[Element]:
        yield self.section("Appendix I", "About this report", "about")
        yield from self.about_body()
        yield Heading("Inspection team", role="team")
        yield from self.team()

    def terms(self) -> Iterator[Element]:
        for term in self.record["glossary"]:
            text, bullets, _ = split_bullets(term["definition"])
            yield Term(term["term"], text, bullets)

    def glossary(self) -> Iterator[Element]:
        yield self.section("Appendix II", "Glossary", "glossary")
        yield Plain(self.printing.standing["glossary_intro"])
        yield from self.terms()

    def back_matter(self) -> Iterator[Element]:
        yield Plain(f"Crown copyright {self.record['copyright_year']}", "small heading")
        for text in self.printing.standing["back"]:
            yield Plain(text, "small")

    def elements(self) -> Iterator[Element]:
        yield from self.cover()
        yield from self.contents()
        yield from self.summary()
        yield from self.key_findings()
        yield from self.progress(self.labels[2])
        yield from self.judgements()
        yield from self.about()
        yield from self.glossary()
        yield from self.back_matter()


def compose(truth: Truth) -> Report:
    """The document of a truth in this layout."""
    return Composer2021(truth).report()
