"""Every problem code, what it means and what to do about it: the one list of them.

``docs/problems.md`` and ``irp explain`` are made from it; a test holds that no other module uses
a code that is not here.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from irp.batch_problems import BATCH_PROBLEMS
from irp.run_problems import RUN_PROBLEMS


class Weight(StrEnum):
    """What a problem does to the record."""

    ENDS = "no record"
    """The source is left without a record."""
    DOUBT = "needs review"
    """There is a record, but it is not verified."""
    NOTE = "note"
    """Worth knowing; the record may be verified all the same."""
    RUN = "nightly run"
    """Of a run of irp sync, not of a record."""


class ProblemKind(NamedTuple):
    """A kind of problem.

    Attributes:
        code: as it stands in a record.
        weight: what it does to the record.
        meaning: what is the matter.
        advice: what a person can do about it.
    """

    code: str
    weight: Weight
    meaning: str
    advice: str


_ALL = (
    # -------------------------------------------------------------- no record: the source
    ProblemKind(
        "unreadable",
        Weight.ENDS,
        "The file is not there, may not be opened, or is a directory.",
        "Check the name and the permissions.",
    ),
    ProblemKind(
        "nothing_found",
        Weight.ENDS,
        "What was named holds no PDF or text files, or nothing matches it. irp batch looks into"
        " sub-directories, irp extract does not.",
        "Name the directory that holds the files, or the files themselves.",
    ),
    ProblemKind(
        "not_a_pdf",
        Weight.ENDS,
        "The bytes are neither a PDF nor text, whatever the name says: empty, or another kind of"
        " file. An error page of a web server often ends in .pdf.",
        "Fetch the file again; save a Word file as PDF.",
    ),
    ProblemKind(
        "truncated",
        Weight.ENDS,
        "The PDF is damaged or ends before its end: an aborted download, most often.",
        "Fetch the file again.",
    ),
    ProblemKind(
        "encrypted",
        Weight.ENDS,
        "The PDF is protected by a password.",
        "Save a copy without the password.",
    ),
    ProblemKind(
        "image_only",
        Weight.ENDS,
        "The pages are pictures without text: a scan.",
        "Add a text layer by OCR (ocrmypdf does it) and try again.",
    ),
    ProblemKind(
        "no_text",
        Weight.ENDS,
        "There is no text to read, and there are no pictures either.",
        "Check that the file is the right one.",
    ),
    ProblemKind(
        "garbled_text",
        Weight.ENDS,
        "The text layer does not say what the pages show: a font without a map to characters."
        " Where that is so of single pages only, there is a record all the same, and a doubt.",
        "Make a new text layer by OCR (ocrmypdf --force-ocr) and try again.",
    ),
    # -------------------------------------------------------------- no record: a limit
    ProblemKind(
        "too_large",
        Weight.ENDS,
        "The source has more bytes, pages or characters than one source may have.",
        "Raise the limit if the file is what it should be.",
    ),
    ProblemKind(
        "timed_out",
        Weight.ENDS,
        "Reading took longer than the limit and was stopped.",
        "Raise the limit (--seconds) if the file is what it should be; no report seen takes more"
        " than some seconds.",
    ),
    ProblemKind(
        "out_of_memory",
        Weight.ENDS,
        "Reading took more memory than the limit and was stopped.",
        "Raise the limit (--memory-mb) if the file is what it should be.",
    ),
    ProblemKind(
        "output_too_large",
        Weight.ENDS,
        "The record is larger than a record may be.",
        "Raise the limit (Limits.output_bytes) if the file is what it should be.",
    ),
    ProblemKind(
        "crashed",
        Weight.ENDS,
        "The reading process died, or answered with something that is no record. A damaged or"
        " hostile PDF can do that to a PDF engine.",
        "Try another copy of the file.",
    ),
    # -------------------------------------------------------------- no record: a batch
    *(ProblemKind(code, Weight.ENDS, *told) for code, *told in BATCH_PROBLEMS),
    *(ProblemKind(code, Weight.RUN, *told) for code, *told in RUN_PROBLEMS),
    # -------------------------------------------------------------- no record: refused
    ProblemKind(
        "not_an_irp",
        Weight.ENDS,
        "The document is not an independent review of progress; the message says what it is,"
        " where that can be told.",
        "Nothing: irp reads independent reviews of progress only.",
    ),
    ProblemKind(
        "unknown_layout",
        Weight.ENDS,
        "An independent review of progress in no layout that irp knows; the message names the"
        " nearest layout and what it lacked.",
        "Add a layout (docs/layouts.md), or report it.",
    ),
    ProblemKind(
        "ambiguous_layout",
        Weight.ENDS,
        "More than one layout fits.",
        "Report it: the markers of these layouts do not part them.",
    ),
    # -------------------------------------------------------------- no record: our fault
    ProblemKind(
        "internal_error",
        Weight.ENDS,
        "A fault in irp itself.",
        "Report it, with the output of the same command under IRP_DEBUG=1.",
    ),
    ProblemKind(
        "ungrounded_value",
        Weight.ENDS,
        "A value without a place in the source was about to enter the record: a fault in irp.",
        "Report it.",
    ),
    ProblemKind(
        "bad_layout",
        Weight.ENDS,
        "The definition of a layout is wrong; found when the layout is built.",
        "Mend the layout: the message says where.",
    ),
    ProblemKind(
        "bad_record",
        Weight.ENDS,
        "A saved record cannot be read, does not fit the schema, or has nothing to check.",
        "Extract it again.",
    ),
    ProblemKind(
        "bad_establishments",
        Weight.ENDS,
        "The list of establishments that was named cannot be read.",
        "Put right what the message says; docs/establishments.md describes the columns.",
    ),
    ProblemKind(
        "cannot_write",
        Weight.ENDS,
        "The output cannot be written: no room, no permission, no such directory.",
        "Make room or name another place; what was written before is whole, and is kept.",
    ),
    ProblemKind(
        "bad_store",
        Weight.ENDS,
        "What was named as a store of records is none, or was made by a version of irp that this"
        " one cannot follow.",
        "Check the name, or write a new store.",
    ),
    ProblemKind(
        "missing_extra",
        Weight.ENDS,
        "What was asked for needs packages that come with an extra of hmip-irp only.",
        "Install the extra that the message names.",
    ),
    ProblemKind(
        "no_such_page",
        Weight.ENDS,
        "A page was asked for (irp show --page) that the source does not have.",
        "Count the PDF's own pages from 1; the numbers printed on them may differ.",
    ),
    # -------------------------------------------------------------- a record, to be looked at
    ProblemKind(
        "unparsed_value",
        Weight.DOUBT,
        "A number, a date or a term is not what the grammar allows, so its field is empty.",
        "Look at the place; fill the field by hand if the report is at fault.",
    ),
    ProblemKind(
        "unclaimed_lines",
        Weight.DOUBT,
        "Lines in the parts that matter ended in no field of the record.",
        "Look at the places: something may be missing from the record.",
    ),
    ProblemKind(
        "page_without_text",
        Weight.DOUBT,
        "A page is a picture without text, among pages with text.",
        "Look at the page: what it says is not in the record.",
    ),
    ProblemKind(
        "section_missing",
        Weight.DOUBT,
        "A section that the layout promises was not found.",
        "Look whether the file is whole.",
    ),
    ProblemKind(
        "page_order",
        Weight.DOUBT,
        "Text is drawn out of reading order, or pages are out of order.",
        "Compare the record with the page.",
    ),
    ProblemKind(
        "rotated_page",
        Weight.NOTE,
        "A page is turned; its text was read all the same.",
        "Compare the record with the page.",
    ),
    ProblemKind(
        "summary_reworded",
        Weight.DOUBT,
        "An entry of the report's summary of judgements is close to a follow-up but not the same.",
        "Compare the two wordings.",
    ),
    ProblemKind(
        "caption_or_heading",
        Weight.DOUBT,
        "A short text between two paragraphs may be a photograph's caption or a heading; nothing"
        " on the page, or in the text dump, says which. It was taken for a caption.",
        "Look at the place; the PDF tells more than a text dump.",
    ),
    ProblemKind(
        "short_line",
        Weight.DOUBT,
        "A line in the middle of a paragraph ends where the next word would still have fitted:"
        " a stray line may stand in the paragraph.",
        "Look at the place.",
    ),
    ProblemKind(
        "caption_or_text",
        Weight.DOUBT,
        "Whole sentences below a picture, set like the text, may be its caption or more of the"
        " paragraph above it. They were taken for the paragraph's.",
        "Look at the place.",
    ),
    ProblemKind(
        "not_signed",
        Weight.DOUBT,
        "The chief inspector's summary is there, but not the signature and month under it.",
        "Look whether a page is missing.",
    ),
    ProblemKind(
        "footnote_mark",
        Weight.DOUBT,
        "A number that looks like a footnote's mark stands in the text, but no footnote of that"
        " number was found on the page.",
        "Look at the place.",
    ),
    ProblemKind(
        "odd_characters",
        Weight.DOUBT,
        "Characters that say nothing (unmapped glyphs, private use) stand in the text that values"
        " were read from.",
        "Compare the values with the page.",
    ),
    ProblemKind(
        "odd_heading",
        Weight.DOUBT,
        "An area's heading is set in other type than the report's other areas, or does not look"
        " like a heading.",
        "Look at the place: it may be a stray line.",
    ),
    ProblemKind(
        "positive_practice_count",
        Weight.DOUBT,
        "The report says how many examples of notable positive practice it holds, and another"
        " number was found.",
        "Compare the record with the key findings.",
    ),
    ProblemKind(
        "unknown_establishment",
        Weight.NOTE,
        "The establishment's name is in no list that irp knows, so its id is made from the name and"
        " it has no NOMIS code.",
        "Check the name; where it is right, put it into a list of your own"
        " (docs/establishments.md).",
    ),
    ProblemKind(
        "duplicate",
        Weight.NOTE,
        "The very same bytes came under another name in this batch; there is one record of them.",
        "Nothing: the record has the first of the names.",
    ),
    ProblemKind(
        "engines_differ",
        Weight.NOTE,
        "Two PDF engines read the file differently; the better record was kept.",
        "Compare the record with the page.",
    ),
)

PROBLEMS: MappingProxyType[str, ProblemKind] = MappingProxyType({kind.code: kind for kind in _ALL})
"""Every kind of problem by its code."""


def is_doubt(code: str) -> bool:
    """Whether a problem keeps a record from being verified; an unknown code does."""
    kind = PROBLEMS.get(code)
    return kind is None or kind.weight is not Weight.NOTE
