"""Every problem code, what it means and what to do about it: the one list of them.

``docs/problems.md`` and ``irp explain`` are made from it; a test holds that no other module uses
a code that is not here.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple


class ProblemKind(NamedTuple):
    """A kind of problem.

    Attributes:
        code: as it stands in a record.
        ends: whether it leaves the source without a record.
        meaning: what is the matter.
        advice: what a person can do about it.
    """

    code: str
    ends: bool
    meaning: str
    advice: str


_ALL = (
    # -------------------------------------------------------------- no record: the source
    ProblemKind(
        "unreadable",
        True,
        "The file is not there, may not be opened, or is a directory.",
        "Check the name and the permissions.",
    ),
    ProblemKind(
        "nothing_found",
        True,
        "The directory holds no PDF or text files; irp does not look into its sub-directories.",
        "Name the directory that holds the files, or the files themselves.",
    ),
    ProblemKind(
        "not_a_pdf",
        True,
        "The bytes are neither a PDF nor text, whatever the name says: empty, or another kind of"
        " file. An error page of a web server often ends in .pdf.",
        "Fetch the file again; save a Word file as PDF.",
    ),
    ProblemKind(
        "truncated",
        True,
        "The PDF is damaged or ends before its end: an aborted download, most often.",
        "Fetch the file again.",
    ),
    ProblemKind(
        "encrypted",
        True,
        "The PDF is protected by a password.",
        "Save a copy without the password.",
    ),
    ProblemKind(
        "image_only",
        True,
        "The pages are pictures without text: a scan.",
        "Add a text layer by OCR (ocrmypdf does it) and try again.",
    ),
    ProblemKind(
        "no_text",
        True,
        "There is no text to read, and there are no pictures either.",
        "Check that the file is the right one.",
    ),
    ProblemKind(
        "garbled_text",
        True,
        "The text layer does not say what the pages show: a font without a map to characters.",
        "Make a new text layer by OCR (ocrmypdf --force-ocr) and try again.",
    ),
    # -------------------------------------------------------------- no record: a limit
    ProblemKind(
        "too_large",
        True,
        "The source has more bytes, pages or characters than one source may have.",
        "Raise the limit if the file is what it should be.",
    ),
    ProblemKind(
        "timed_out",
        True,
        "Reading took longer than the limit and was stopped.",
        "Raise the limit (--seconds) if the file is what it should be; no report seen takes more"
        " than some seconds.",
    ),
    ProblemKind(
        "out_of_memory",
        True,
        "Reading took more memory than the limit and was stopped.",
        "Raise the limit (--memory-mb) if the file is what it should be.",
    ),
    ProblemKind(
        "output_too_large",
        True,
        "The record is larger than a record may be.",
        "Raise the limit (Limits.output_bytes) if the file is what it should be.",
    ),
    ProblemKind(
        "crashed",
        True,
        "The reading process died, or answered with something that is no record. A damaged or"
        " hostile PDF can do that to a PDF engine.",
        "Try another copy of the file.",
    ),
    # -------------------------------------------------------------- no record: refused
    ProblemKind(
        "not_an_irp",
        True,
        "The document is not an independent review of progress; the message says what it is,"
        " where that can be told.",
        "Nothing: irp reads independent reviews of progress only.",
    ),
    ProblemKind(
        "unknown_layout",
        True,
        "An independent review of progress in no layout that irp knows; the message names the"
        " nearest layout and what it lacked.",
        "Add a layout (docs/layouts.md), or report it.",
    ),
    ProblemKind(
        "ambiguous_layout",
        True,
        "More than one layout fits.",
        "Report it: the markers of these layouts do not part them.",
    ),
    # -------------------------------------------------------------- no record: our fault
    ProblemKind(
        "internal_error",
        True,
        "A fault in irp itself.",
        "Report it, with the output of the same command under IRP_DEBUG=1.",
    ),
    ProblemKind(
        "ungrounded_value",
        True,
        "A value without a place in the source was about to enter the record: a fault in irp.",
        "Report it.",
    ),
    ProblemKind(
        "bad_layout",
        True,
        "The definition of a layout is wrong; found when the layout is built.",
        "Mend the layout: the message says where.",
    ),
    ProblemKind(
        "bad_record",
        True,
        "A saved record cannot be read, does not fit the schema, or has nothing to check.",
        "Extract it again.",
    ),
    # -------------------------------------------------------------- a record, to be looked at
    ProblemKind(
        "unparsed_value",
        False,
        "A number, a date or a term is not what the grammar allows, so its field is empty.",
        "Look at the place; fill the field by hand if the report is at fault.",
    ),
    ProblemKind(
        "unclaimed_lines",
        False,
        "Lines in the parts that matter ended in no field of the record.",
        "Look at the places: something may be missing from the record.",
    ),
    ProblemKind(
        "section_missing",
        False,
        "A section that the layout promises was not found.",
        "Look whether the file is whole.",
    ),
    ProblemKind(
        "page_order",
        False,
        "Text is drawn out of reading order, or pages are out of order.",
        "Compare the record with the page.",
    ),
    ProblemKind(
        "rotated_page",
        False,
        "A page is turned; its text was read all the same.",
        "Compare the record with the page.",
    ),
    ProblemKind(
        "summary_reworded",
        False,
        "An entry of the report's summary of judgements is close to a follow-up but not the same.",
        "Compare the two wordings.",
    ),
    ProblemKind(
        "unknown_establishment",
        False,
        "The establishment's name is in no list that irp knows.",
        "Check the name; add it to the list if it is right.",
    ),
    ProblemKind(
        "engines_differ",
        False,
        "Two PDF engines read the file differently; the better record was kept.",
        "Compare the record with the page.",
    ),
)

PROBLEMS: MappingProxyType[str, ProblemKind] = MappingProxyType({kind.code: kind for kind in _ALL})
"""Every kind of problem by its code."""
