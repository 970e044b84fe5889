"""The problems that leave a source without a record."""

from __future__ import annotations

from typing import Final

from irp.record.problems.batches import BATCH_PROBLEMS
from irp.record.problems.kinds import ProblemKind, Weight

REFUSALS: Final = (
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
)
"""In the order of the documentation."""
