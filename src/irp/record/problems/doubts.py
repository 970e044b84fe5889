"""The problems of a record that is there: doubts, which keep it from being verified, and notes."""

from __future__ import annotations

from typing import Final

from irp.record.problems.kinds import ProblemKind, Weight

DOUBTS: Final = (
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
        "counts_half_read",
        Weight.DOUBT,
        "A sentence of the key findings or the summary counts judgements, but not all of its counts"
        " were understood. Those that were are in the record.",
        "Read the sentence and compare its counts with the follow-ups.",
    ),
    ProblemKind(
        "caption_or_heading",
        Weight.DOUBT,
        "A line could be a photograph's caption or a heading; the source does not show which.",
        "Look at the place; the PDF, in place of a text dump, may show it.",
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
        " number was found on the page; or the mark of a footnote was not found, or not for sure.",
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
"""In the order of the documentation."""
