"""Small parts of flat OpenDocument text: paragraphs, tables, pictures, pages and their feet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files

from ..document import Gap, Report, Running

_NAMES = {
    "office": "office",
    "style": "style",
    "text": "text",
    "table": "table",
    "draw": "drawing",
    "fo": "xsl-fo-compatible",
    "svg": "svg-compatible",
}
_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in _NAMES.items()
)
_TITLES = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'  # a name, not an address
_PAGE = "<text:page-number>1</text:page-number>"
_SECTION = '<text:chapter text:display="name" text:outline-level="1"/>'


def p(style: str, content: str) -> str:
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def heading(style: str, level: int, content: str) -> str:
    named = f'text:style-name="{style}" text:outline-level="{level}"'
    return f"<text:h {named}>{content}</text:h>"


def frame(kind: str, data: str, width: float, height: float, words: str = "") -> str:
    """A picture in the line, with an alternative text if there is one."""
    size = f'svg:width="{width:.2f}pt" svg:height="{height:.2f}pt"'
    told = f"<svg:desc>{escape(words)}</svg:desc>" if words else ""
    return (
        f'<draw:frame draw:style-name="Inline" text:anchor-type="as-char" {size}>'
        f'<draw:image draw:mime-type="{kind}"><office:binary-data>{data}</office:binary-data>'
        f"</draw:image>{told}</draw:frame>"
    )


def _cell(content: str, style: str, columns: int = 1) -> str:
    wide = f' table:number-columns-spanned="{columns}"' if columns > 1 else ""
    kind = f'table:style-name="{style}" office:value-type="string"{wide}'
    covered = "<table:covered-table-cell/>" * (columns - 1)
    return f"<table:table-cell {kind}>{content}</table:table-cell>{covered}"


def _row(cells: Sequence[str], styles: Sequence[str], row: str) -> str:
    """A row; a single cell goes over all columns."""
    if len(cells) == 1:
        made = _cell(cells[0], styles[0], len(styles))
    else:
        made = "".join(_cell(*pair) for pair in zip(cells, styles, strict=True))
    return f'<table:table-row table:style-name="{row}">{made}</table:table-row>'


def table(
    rows: Iterable[Sequence[str]],
    widths: Sequence[str],
    style: str,
    *,
    last: str = "",
    headed: bool = False,
    splits: bool = False,
) -> str:
    """A table; the last column may have a style of its own, the first row may be repeated."""
    styles = [style] * (len(widths) - 1) + [last or style]
    made = [_row(cells, styles, "Split" if splits else "Whole") for cells in rows]
    if headed:
        made[0] = f"<table:table-header-rows>{made[0]}</table:table-header-rows>"
    columns = "".join(f'<table:table-column table:style-name="{width}"/>' for width in widths)
    return f'<table:table table:style-name="Table">{columns}{"".join(made)}</table:table>'


def _gaps(report: Report) -> str:
    """A style for each height of white space."""
    heights = sorted({e.points for e in report.elements if isinstance(e, Gap)})
    return "".join(
        f'<style:style style:name="Gap{height}" style:family="paragraph">'
        f'<style:paragraph-properties fo:margin-top="{height}pt" fo:margin-bottom="0cm"/>'
        '<style:text-properties fo:font-size="2pt"/></style:style>'
        for height in heights
    )


def _line(left: str, right: str) -> str:
    words = "<text:tab/>".join(escape(text) for text in (left, right))
    return p("Foot", words.replace("{page}", _PAGE).replace("{section}", _SECTION))


def _masters(running: Running) -> str:
    foot = f"<style:footer>{_line(running.footer_left, running.footer_right)}</style:footer>"
    head = f"<style:header>{_line(running.header, '')}</style:header>" if running.header else ""
    if running.even_left is not None:
        even = _line(running.even_left, running.even_right or "")
        foot += f"<style:footer-left>{even}</style:footer-left>"
    return (
        "<office:master-styles>"
        '<style:master-page style:name="Cover" style:page-layout-name="Bare" '
        'style:next-style-name="Pages"/>'
        f'<style:master-page style:name="Pages" style:page-layout-name="Paper">{head}{foot}'
        "</style:master-page></office:master-styles>"
    )


def _styles(report: Report) -> str:
    styles = files(__package__).joinpath("libreoffice_styles.xml").read_text("utf-8")
    styles = styles.replace("</office:styles>", f"{_gaps(report)}</office:styles>")
    styles = styles.replace("RIGHT-MARGIN", f"{71 + report.style.narrow}pt")
    return styles.replace("HEADINGS", f"{report.style.headings}pt")


def whole(report: Report, body: str) -> str:
    """A file with this body."""
    kind = 'office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"'
    meta = f"<office:meta><dc:title>{escape(report.title)}</dc:title></office:meta>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_SPACES} {_TITLES} {kind}>'
        f"{meta}{_styles(report)}{_masters(report.running)}"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )
