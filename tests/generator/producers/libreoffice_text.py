"""A report as flat OpenDocument text: what LibreOffice turns into a PDF."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from functools import singledispatch
from html import escape
from importlib.resources import files

from .. import document as doc
from ..pictures import jpeg
from .base import sections
from .weasyprint_charts import svg

_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("meta", "meta"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
)
_TITLE = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'  # namespaces are names, not addresses
_AREAS = {1: "Section", 2: "Area", 3: "Minor"}


def _p(style: str, content: str) -> str:
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def _plain(style: str, text: str) -> str:
    return _p(style, escape(text))


def _bold(text: str) -> str:
    return f'<text:span text:style-name="Bold">{escape(text)}</text:span>'


def _bullets(items: tuple[str, ...], style: str) -> str:
    """A list; the last item has the white space of a paragraph after it."""
    listed = "".join(
        f"<text:list-item>{_plain('Item' if i < len(items) else 'LastItem', item)}</text:list-item>"
        for i, item in enumerate(items, 1)
    )
    return f'<text:list text:style-name="{style}">{listed}</text:list>' if items else ""


def _cell(content: str, style: str) -> str:
    kind = f'table:style-name="{style}" office:value-type="string"'
    return f"<table:table-cell {kind}>{content}</table:table-cell>"


def _table(rows: Iterable[tuple[str, ...]], widths: tuple[str, ...], style: str) -> str:
    columns = "".join(f'<table:table-column table:style-name="{width}"/>' for width in widths)
    body = "".join(
        '<table:table-row table:style-name="Whole">'
        + "".join(_cell(_plain("Flat", cell), style) for cell in row)
        + "</table:table-row>"
        for row in rows
    )
    return f'<table:table table:style-name="Table">{columns}{body}</table:table>'


def _frame(kind: str, data: bytes, width: float, height: float, words: str) -> str:
    size = f'svg:width="{width:.2f}pt" svg:height="{height:.2f}pt"'
    image = f"<office:binary-data>{b64encode(data).decode()}</office:binary-data>"
    told = f"<svg:desc>{escape(words)}</svg:desc>" if words else ""
    return (
        f'<draw:frame draw:style-name="Inline" text:anchor-type="as-char" {size}>'
        f'<draw:image draw:mime-type="{kind}">{image}</draw:image>{told}</draw:frame>'
    )


def _heading(style: str, level: int, content: str) -> str:
    named = f'text:style-name="{style}" text:outline-level="{level}"'
    return f"<text:h {named}>{content}</text:h>"


def _mark(label: str) -> str:
    return label.lower().replace(" ", "-")


@singledispatch
def _xml(element: doc.Element, _report: doc.Report) -> str:
    raise TypeError(f"no style for {type(element).__name__}")


@_xml.register
def _(cover: doc.Cover, _report: doc.Report) -> str:
    lines = [_plain("Title", cover.title), _plain("Place", cover.establishment)]
    lines += [_plain("By", cover.by), _plain("Dates", cover.dates) if cover.dates else ""]
    return "".join(lines)


@_xml.register
def _(contents: doc.Contents, report: doc.Report) -> str:
    lines = [_plain("Contents", contents.heading)]
    for section in sections(report):
        page = f'text:reference-format="page" text:ref-name="{_mark(section.label)}"'
        number = f"<text:tab/><text:bookmark-ref {page}>0</text:bookmark-ref>"
        label, words = escape(section.label), escape(section.text)
        lines.append(_p("Listed", f"{label}<text:tab/>{words}{number}"))
    return "".join(lines)


@_xml.register
def _(heading: doc.Heading, _report: doc.Report) -> str:
    style = _AREAS[heading.level] + ("Anew" if heading.new_page and heading.level < 3 else "")
    words = escape(heading.text)
    if heading.label:
        mark = f'<text:bookmark text:name="{_mark(heading.label)}"/>'
        words = f"{mark}{escape(heading.label)}<text:tab/>{words}"
    return _heading(style, heading.level, words)


@_xml.register
def _(part: doc.Numbered, _report: doc.Report) -> str:
    words = f"{escape(part.number)}<text:tab/>{escape(part.text)}"
    tail = _plain("Continued", part.tail) if part.tail else ""
    style = "Lead" if part.bullets else "Numbered"
    return _p(style, words) + _bullets(part.bullets, "Inner") + tail


@_xml.register
def _(part: doc.Continued, _report: doc.Report) -> str:
    return _plain("Continued", part.text)


@_xml.register
def _(part: doc.Plain, _report: doc.Report) -> str:
    styles = {"body": "Body", "small heading": "SmallHeading"}
    return _plain(styles.get(part.style, "Note"), part.text)


@_xml.register
def _(part: doc.Bullets, _report: doc.Report) -> str:
    return _bullets(part.items, "Outer")


@_xml.register
def _(box: doc.Box, _report: doc.Report) -> str:
    parts = []
    for part in box.parts:
        words = f"{part.text} {part.references}".strip()
        label = f"{_bold(part.label)} " if part.label else ""
        parts.append(_p("Boxed", label + (_bold(words) if part.bold else escape(words))))
    cell = _cell("".join(parts), "BoxCell")
    row = f"<table:table-column/><table:table-row>{cell}</table:table-row>"
    return f'<table:table table:style-name="Table">{row}</table:table>'


@_xml.register
def _(caption: doc.Caption, _report: doc.Report) -> str:
    return _plain("Caption", f"{caption.label} {caption.text}".strip())


@_xml.register
def _(chart: doc.Chart, _report: doc.Report) -> str:
    drawing = svg(chart)
    width, height = (float(side.split("pt")[0]) for side in drawing.split('="')[2:4])
    return _p("Drawing", _frame("image/svg+xml", drawing.encode(), width, height, ""))


@_xml.register
def _(picture: doc.Picture, _report: doc.Report) -> str:
    data = jpeg(picture.scene, picture.seed)
    frame = _frame("image/jpeg", data, 290, 193, "Photograph")
    return _p("Photo", frame) + _plain("PhotoWords", picture.caption)


@_xml.register
def _(entry: doc.Entry, _report: doc.Report) -> str:
    return _plain("Tight", f"{entry.label} {entry.text}".strip()) + _plain(
        "Judged", entry.judgement
    )


@_xml.register
def _(table: doc.EntryTable, _report: doc.Report) -> str:
    rows = [(f"{e.label} {e.text}".strip(), e.judgement) for e in table.entries]
    whole = _table([table.columns, *rows], ("Wide", "Half"), "Cell")
    first, rest = whole.split("<table:table-row", 1), "<table:table-row"
    head, body = (rest + first[1]).split("</table:table-row>", 1)
    header = f"<table:table-header-rows>{head}</table:table-row></table:table-header-rows>"
    return f"{first[0]}{header}{body}"


@_xml.register
def _(part: doc.Definition, _report: doc.Report) -> str:
    return _plain("Strong", part.title) + _plain("Body", part.text)


@_xml.register
def _(team: doc.Team, _report: doc.Report) -> str:
    return _table(team.rows, ("Half", "Wide"), "BareCell")


@_xml.register
def _(part: doc.Term, _report: doc.Report) -> str:
    style = "Tight" if part.bullets else "Body"
    return (
        _plain("Strong", part.term) + _plain(style, part.text) + _bullets(part.bullets, "Outer")
    )


@_xml.register
def _(signature: doc.Signature, _report: doc.Report) -> str:
    *first, last = signature.lines
    return "".join(_plain("Tight", line) for line in first) + _plain("Body", last)


@_xml.register
def _(table: doc.Table, _report: doc.Report) -> str:
    widths = ("Half",) * len(table.rows[0])
    return _plain("Caption", table.caption) + _table(table.rows, widths, "Cell")


@_xml.register
def _(note: doc.Footnote, _report: doc.Report) -> str:
    number = f'<text:span text:style-name="Raised">{note.number}</text:span>'
    return _p("Note", f"{number} {escape(note.text)}")


@_xml.register
def _(_break: doc.PageBreak, _report: doc.Report) -> str:
    return _p("Break", "")


@_xml.register
def _(gap: doc.Gap, _report: doc.Report) -> str:
    style = "Break" if gap.points < 0 else f"Gap{gap.points}"
    return _p(style, "")


def _gaps(report: doc.Report) -> str:
    """A style for each height of white space."""
    heights = sorted({e.points for e in report.elements if isinstance(e, doc.Gap)})
    return "".join(
        f'<style:style style:name="Gap{height}" style:family="paragraph">'
        f'<style:paragraph-properties fo:margin-top="{height}pt" fo:margin-bottom="0cm"/>'
        '<style:text-properties fo:font-size="2pt"/></style:style>'
        for height in heights
    )


def _line(left: str, right: str) -> str:
    page = "<text:page-number>1</text:page-number>"
    words = "<text:tab/>".join(escape(text).replace("{page}", page) for text in (left, right))
    return _p("Foot", words)


def _masters(running: doc.Running) -> str:
    foot = f"<style:footer>{_line(running.footer_left, running.footer_right)}</style:footer>"
    head = f"<style:header>{_line(running.header, '')}</style:header>" if running.header else ""
    if running.even_left is not None:
        even = _line(running.even_left, running.even_right or "")
        foot += f"<style:footer-left>{even}</style:footer-left>"
    return (
        "<office:master-styles>"
        '<style:master-page style:name="Cover" style:page-layout-name="Bare" '
        'style:next-style-name="Inside"/>'
        f'<style:master-page style:name="Inside" style:page-layout-name="Paper">{head}{foot}'
        "</style:master-page></office:master-styles>"
    )


def flat(report: doc.Report) -> str:
    """The report as one XML file (.fodt)."""
    styles = files(__package__).joinpath("libreoffice_styles.xml").read_text("utf-8")
    styles = styles.replace("</office:styles>", f"{_gaps(report)}</office:styles>")
    body = "".join(_xml(element, report) for element in report.elements)
    kind = 'office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"'
    meta = f"<office:meta><dc:title>{escape(report.title)}</dc:title></office:meta>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_SPACES} {_TITLE} {kind}>'
        f"{meta}{styles}{_masters(report.running)}"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )
