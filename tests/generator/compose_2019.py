"""The layout of 2019 to early 2020: key findings S1, S2, … with a table of judgements in them.

Cover, copyright page, contents, about this report, key findings, then three sections with a full
stop behind their number. Footers differ on odd and even pages.
"""

from __future__ import annotations

from collections.abc import Iterator

from .compose_2021 import Composer2021
from .document import Bullets, Element, Heading, PageBreak, Picture, Plain, Report, Running
from .options import stream
from .pieces import scene
from .truth import Truth

_PARTNERS = {"ofsted": "Ofsted", "estyn": "Estyn"}


class Composer2019(Composer2021):
    """Composes one report of this layout."""

    labels = ("Section 1.", "Section 2.", "Section 3.", "")

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
        yield Plain(f"Crown copyright {self.record['copyright_year']}", "small title")
        for text in self.printing.standing["back"]:
            yield Plain(text, "small")
        yield Plain(
            f"Printed and published by: {self.words['majesty']} Majesty’s Inspectorate of Prisons, "
            "Second Floor, 1 Example Square, London",
            "small",
        )
        if self.options.front_glossary == "none":
            return
        yield Heading("Glossary of terms", 2)
        yield Plain(self.printing.standing["glossary_intro"])
        yield from self.terms()

    def key_findings(self) -> Iterator[Element]:
        yield self.section("", "Key findings", "key_findings")
        bodies = [entry["body"] for entry in self.record["key_findings"]["followed_up"]]
        for index, paragraph in enumerate(self.record["key_findings"]["paragraphs"]):
            yield self.numbered(paragraph)
            if 1 <= index <= len(bodies):
                yield from self.body_figure(bodies[index - 1])
        if not self.printing.table_in_paragraph:
            yield Plain(self.truth.words.table_opening)
        yield from self.summary_table()

    def appendices(self) -> Iterator[Element]:
        yield self.section(self.labels[2], "Appendices", "appendices")
        yield Heading("Review team", 1, "Appendix I:", role="team")
        yield from self.team()
        captions = self.record.get("photographs", [])
        if captions:
            yield Heading("Photographs", 1, "Appendix II:", new_page=True, role="photographs")
        for number, caption in enumerate(captions):
            yield Picture(caption, scene(caption), self.truth.seed * 100 + number)

    def running(self) -> Running:
        name = self.record["establishment"]["name"]
        head = "{section}" if stream(self.truth.seed, "running").random() < 0.7 else ""
        return Running("", f"{name} {{page}}", f"{{page}} {name}", "", head)

    def elements(self) -> Iterator[Element]:
        yield from self.cover()
        yield from self.copyright_page()
        yield PageBreak()
        yield from self.contents()
        yield self.section("", "About this report", "about")
        yield from self.about_body()
        yield from self.key_findings()
        yield from self.summary()
        yield from self.progress(self.labels[1])
        yield from self.appendices()


def compose(truth: Truth) -> Report:
    """The document of a truth in this layout."""
    return Composer2019(truth).report()
