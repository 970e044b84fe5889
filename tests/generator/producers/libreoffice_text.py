"""A report as flat OpenDocument text: what LibreOffice turns into a PDF."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatchmethod
from html import escape

from .. import document as doc
from .base import footnotes, marked, sections
from .libreoffice_parts import frame, heading, p, table, whole
from .weasyprint_charts import picture, svg_base64

_LEVELS = {1: "Section", 2: "Area", 3: "Minor"}
_BOXES = {"house": "BoxCell", "rules": "RuledCell", "none": "BareCell"}


class Text:
    """Turns the elements of one report into XML."""

    def __init__(self, report: doc.Report) -> None:
        self.report, self.wishes = report, report.style
        self.notes = footnotes(report)
        self.marks = {s.key: f"section{n}" for n, s in enumerate(sections(report), 1)}

    def words(self, text: str) -> str:
        """A text with its footnotes."""
        return "".join(
            self.note(piece) if is_mark else self.plain(piece) for piece, is_mark in marked(text)
        )

    def plain(self, text: str) -> str:
        if self.wishes.ligatures:
            text = text.replace("fi", "ﬁ").replace("fl", "ﬂ")
        return escape(text)

    def note(self, mark: str) -> str:
        body = p("Note", f"<text:s/>{escape(self.notes.get(mark, ''))}")
        return (
            f'<text:note text:id="note{mark}" text:note-class="footnote">'
            f'<text:note-citation text:label="{mark}">{mark}</text:note-citation>'
            f"<text:note-body>{body}</text:note-body></text:note>"
        )

    def p(self, style: str, text: str) -> str:
        return p(style, self.words(text))

    def bold(self, text: str) -> str:
        return f'<text:span text:style-name="Bold">{self.words(text)}</text:span>'

    def bullets(self, items: tuple[str, ...], style: str) -> str:
        """A list; the last item has the white space of a paragraph after it."""
        listed = "".join(
            f"<text:list-item>{self.p('Item' if n < len(items) else 'LastItem', item)}"
            "</text:list-item>"
            for n, item in enumerate(items, 1)
        )
        return f'<text:list text:style-name="{style}">{listed}</text:list>' if items else ""

    def cells(self, row: Iterable[str], style: str = "Flat") -> list[str]:
        return [self.p(style, cell) for cell in row]

    @singledispatchmethod
    def one(self, element: doc.Element) -> str:
        raise TypeError(f"no style for {type(element).__name__}")

    @one.register
    def _(self, cover: doc.Cover) -> str:
        lines = [self.p("Title", cover.title), self.p("Place", cover.establishment)]
        lines += [self.p("By", cover.by), self.p("Dates", cover.dates) if cover.dates else ""]
        return "".join([*lines, p("Inside", "")])

    @one.register
    def _(self, contents: doc.Contents) -> str:
        lines = [self.p("Contents", contents.heading)]
        for section in sections(self.report):
            page = f'text:reference-format="page" text:ref-name="{self.marks[section.key]}"'
            number = f"<text:tab/><text:bookmark-ref {page}>0</text:bookmark-ref>"
            label = f"{escape(section.label)}<text:tab/>" if section.label else ""
            style = "Listed" if section.label else "ListedPlain"
            lines.append(p(style, f"{label}{self.words(section.text)}{number}"))
        return "".join(lines)

    @one.register
    def _(self, part: doc.Heading) -> str:
        anew = "Anew" if part.new_page and part.level < 3 else ""
        words = self.words(part.text)
        if part.level > 1:
            return heading(f"{_LEVELS[part.level]}{anew}", part.level, words)
        words = f'<text:bookmark text:name="{self.marks[part.key]}"/>{words}'
        if part.label:
            gap = "<text:line-break/>" if part.broken else "<text:tab/>"
            words = f"{escape(part.label)}{gap}{words}"
        hanging = part.label and not part.broken
        return heading(f"{'Section' if hanging else 'Part'}{anew}", 1, words)

    @one.register
    def _(self, part: doc.Numbered) -> str:
        style = "Lead" if part.bullets else "Numbered"
        text = p(style, f"{escape(part.number)}<text:tab/>{self.words(part.text)}")
        tail = self.p("Continued", part.tail) if part.tail else ""
        return text + self.bullets(part.bullets, "Inner") + tail

    @one.register
    def _(self, part: doc.Continued) -> str:
        return self.p("Continued", part.text)

    @one.register
    def _(self, part: doc.Plain) -> str:
        styles = {"body": "Body", "small heading": "SmallHeading", "small title": "SmallTitle"}
        return self.p(styles.get(part.style, "Note"), part.text)

    @one.register
    def _(self, part: doc.Bullets) -> str:
        return self.bullets(part.items, "Outer")

    @one.register
    def _(self, box: doc.Box) -> str:
        if box.cells:
            rows = [(p.label, f"{p.text} {p.references}".strip()) for p in box.parts]
            return table([self.cells(row) for row in rows], ["Half", "Wide"], "Cell", splits=True)
        parts = []
        for part in box.parts:
            text = f"{part.text} {part.references}".strip()
            words = self.bold(text) if part.bold else self.words(text)
            light = self.wishes.plain_labels and not part.bold
            label = self.words(part.label) if light else self.bold(part.label)
            parts.append(f"{label} {words}" if part.label else words)
        if self.wishes.boxes == "none":
            return "".join(p("Body", words) for words in parts)
        cell = "".join(p("Boxed", words) for words in parts)
        return table([[cell]], ["Wide"], _BOXES[self.wishes.boxes], splits=True)

    @one.register
    def _(self, caption: doc.Caption) -> str:
        return self.p("Caption", f"{caption.label} {caption.text}".strip())

    @one.register
    def _(self, chart: doc.Chart) -> str:
        data, width, height = svg_base64(chart)
        return p("Drawing", frame("image/svg+xml", data, width, height, chart.alt))

    @one.register
    def _(self, photograph: doc.Picture) -> str:
        image = frame("image/jpeg", picture(photograph), 290, 193, "Photograph")
        return p("Photo", image) + self.p("PhotoWords", photograph.caption)

    @one.register
    def _(self, entry: doc.Entry) -> str:
        words = f"{entry.label} {entry.text}".strip()
        return self.p("Tight", words) + self.p("Judged", entry.judgement)

    @one.register
    def _(self, entries: doc.EntryTable) -> str:
        rows = [self.cells(entries.columns, "FlatBold")]
        for entry in entries.entries:
            if isinstance(entry, str):
                rows.append([self.p("FlatBold", entry)])
            else:
                words = f"{entry.label} {entry.text}".strip()
                rows.append(self.cells((words, entry.judgement)))
        style = "Cell" if entries.ruled else "BareCell"
        last = f"{style}{entries.align.capitalize()}"
        return table(rows, ["Wide", "Half"], style, last=last, headed=True)

    @one.register
    def _(self, part: doc.Definition) -> str:
        return self.p("Strong", part.title) + self.p("Body", part.text)

    @one.register
    def _(self, team: doc.Team) -> str:
        return table([self.cells(row) for row in team.rows], ["Equal", "Equal"], "BareCell")

    @one.register
    def _(self, part: doc.Term) -> str:
        words = self.p("Tight" if part.bullets else "Body", part.text)
        return self.p("Strong", part.term) + words + self.bullets(part.bullets, "Outer")

    @one.register
    def _(self, signature: doc.Signature) -> str:
        *first, last = signature.lines
        return "".join(self.p("Tight", line) for line in first) + self.p("Body", last)

    @one.register
    def _(self, small: doc.Table) -> str:
        head, *rows = small.rows
        cells = [self.cells(head, "FlatBold"), *map(self.cells, rows)]
        widths = ["Half"] * len(head)
        return self.p("Caption", small.caption) + table(cells, widths, "Cell", headed=True)

    @one.register
    def _(self, _note: doc.Footnote) -> str:
        return ""  # the page draws it where its mark stands

    @one.register
    def _(self, _break: doc.PageBreak) -> str:
        return p("Break", "")

    @one.register
    def _(self, gap: doc.Gap) -> str:
        return p(f"Gap{gap.points}", "")


def flat(report: doc.Report) -> str:
    """The report as one XML file (.fodt)."""
    text = Text(report)
    return whole(report, "".join(text.one(element) for element in report.elements))
