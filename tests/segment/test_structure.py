"""The structure of a report, trait by trait, in any mixture; and follow-ups without labels."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import regex

from irp.errors import LayoutDefinitionError
from irp.parser.layouts import LAYOUTS
from irp.parser.layouts.base import Layout
from irp.record.report import FollowUp
from irp.record.vocabulary import SectionRole
from segment.review import REVIEW, TITLE, in_capitals, read, replaced

WORDS = {"1": "one", "2": "two", "3": "three", "4": "four"}
UNSEEN = "What became of the things that we had asked for"
NOTE = "This part of the report is written by Ofsted inspectors."
UNLABEL = replaced("^(?:Concern|Recommendation|Theme 1): ", "")


def in_the_key_findings(text: str) -> str:
    """The summary of judgements below the key findings, its entries with labels."""
    start, end = text.index("Violence should be reduced", text.index("Section 4")), len(text)
    entries = regex.sub("(?m)^(Violence|The supply)", r"Recommendation: \1", text[start:end])
    head = "A summary of the judgements is as follows.\n\nHMI Prisons recommendations\n\n"
    place = text.index(f"\f\n{TITLE}")
    return text[:place] + "\n" + head + entries + text[place : text.index("\f\nSection 4")]


# The layout that each gives; None where it does not matter.
EDITS: dict[str, tuple[str | None, Callable[[str], str]]] = {
    "as it is known": ("recommendations_2021", str),
    "a colon after the section’s number": (
        "recommendations_2021",
        replaced("^(Section .)", r"\1:"),
    ),
    "a dash after it": ("recommendations_2021", replaced("^(Section .)", r"\1 –")),
    "its label on a line of its own": (None, replaced("^(Section .) ", r"\1\n")),
    "titles in capitals": ("recommendations_2021", in_capitals),
    "titles with a number alone": ("unfamiliar", replaced("^Section (.)", r"\1.")),
    "titles alone": ("unfamiliar", replaced("^Section . ", "")),
    "an unseen title": ("recommendations_2021", replaced(f"^{TITLE}", f"Section 3 {UNSEEN}")),
    "an unseen title alone": ("unfamiliar", replaced(f"^{TITLE}", UNSEEN)),
    "only titles, one of them unseen": (
        "unfamiliar",
        lambda text: regex.sub("(?m)^Section . ", "", text.replace(TITLE, UNSEEN)),
    ),
    "other titles unseen": (
        "recommendations_2021",
        lambda text: text.replace("Key findings", "What we saw").replace(
            "Summary of judgements", "How the prison did"
        ),
    ),
    "priority concerns": ("unfamiliar", replaced("^Concern:", "Priority concern:")),
    "key recommendations": ("recommendations_2021", replaced("^Rec", "Key rec")),
    "labels on their own lines": (
        "recommendations_2021",
        replaced("^(Concern|Recommendation|Theme 1): ", r"\1\n"),
    ),
    "labels with a dash": (
        "recommendations_2021",
        replaced("^(Concern|Recommendation|Theme 1): ", r"\1 – "),
    ),
    "a number in words": ("recommendations_2021", replaced("^Theme 1:", "Theme one:")),
    "no label of the first follow-up": (
        "recommendations_2021",
        lambda text: text.replace("Concern: Too", "Too").replace("Recommendation: Vi", "Vi"),
    ),
    "no label of a recommendation": (
        "recommendations_2021",
        lambda text: text.replace("Recommendation: The supply", "The supply"),
    ),
    "no label of a concern": (
        "recommendations_2021",
        lambda text: text.replace("Concern: Drugs", "Drugs"),
    ),
    "no label of a theme": ("recommendations_2021", replaced("^Theme 1: (.*places)", r"\1")),
    "no label at all": (
        "unfamiliar",
        replaced("^(?:Concern|Recommendation|Theme 1): ", ""),
    ),
    "no label at all, a sub-heading above the findings": (
        "unfamiliar",
        lambda text: UNLABEL(replaced("^(?=3[.][135] )", "Findings\n\n")(text)),
    ),
    "no label at all, a note on the area": (
        "unfamiliar",
        lambda text: UNLABEL(replaced("^(?=Theme 1)", f"{NOTE}\n\n", 1)(text)),
    ),
    "references in the label": (
        "recommendations_2021",
        replaced(r"(?s)^Recommendation: ([^(]*) \((1.3.)\)$", r"Recommendation (\2): \1"),
    ),
    "references in the label, before a dash": (
        "recommendations_2021",
        replaced(r"(?s)^Recommendation: ([^(]*) \((1.3.)\)$", r"Recommendation (\2) – \1"),
    ),
    "references and who is asked, before a dash": (
        "recommendations_2021",
        replaced(
            r"(?s)^Recommendation: ([^(]*) \((1.3.)\)$", r"Recommendation (\2) (to HMPPS) – \1"
        ),
    ),
    "labels in a summary in the key findings, an unseen title alone": (
        "unfamiliar",
        lambda text: regex.sub(
            "(?m)^Section . ", "", in_the_key_findings(text).replace(TITLE, UNSEEN)
        ),
    ),
    "labels in a summary in the key findings, an unseen title": (
        "unfamiliar",
        lambda text: in_the_key_findings(text).replace(TITLE, f"Section 3 {UNSEEN}"),
    ),
}


def outcome_of(code: str, text: str) -> str:
    """How a check of a text ends."""
    return next(str(check.outcome) for check in read(text).checks if check.code == code)


def message_of(code: str, text: str) -> str:
    """What a check of a text says."""
    return next(check.message for check in read(text).checks if check.code == code)


def told_of(follow_up: FollowUp) -> tuple[object, ...]:
    return (
        follow_up.area,
        follow_up.kind,
        follow_up.body,
        follow_up.concern,
        follow_up.recommendation,
        follow_up.references,
        follow_up.judgement and follow_up.judgement.value,
        [paragraph.number for paragraph in follow_up.paragraphs],
    )


@pytest.mark.parametrize("edit", EDITS)
def test_any_mixture_of_traits_gives_the_same_follow_ups(edit: str) -> None:
    known = read(REVIEW).report
    layout, change = EDITS[edit]
    assert edit == "as it is known" or change(REVIEW) != REVIEW
    extraction = read(change(REVIEW))
    assert known, extraction.problems
    assert extraction.report, extraction.problems
    assert list(map(told_of, extraction.report.follow_ups)) == list(map(told_of, known.follow_ups))
    unfamiliar = "unfamiliar_layout" in {problem.code for problem in extraction.problems}
    if layout:
        assert extraction.parser.layout == layout
        assert unfamiliar is (layout == "unfamiliar")


@pytest.mark.parametrize(
    ("title", "judged"),
    [
        ("Section 4 The judgements at a glance", r"\1\n\2"),
        ("Appendix 1: The judgements at a glance", r"\1\n\2"),
        ("Section 4 The judgements at a glance", r"\2: \1"),
        ("Appendices\n\f\nThe judgements at a glance", r"\1\n\2"),
    ],
)
def test_a_summary_of_judgements_is_found_under_an_unseen_title(title: str, judged: str) -> None:
    before, after = REVIEW.split("Section 4 Summary of judgements")
    text = (
        before
        + title
        + replaced(r"(?s)^((?:V|The s|Th.*?:)[^(]*[(][\d.]+[)])\n([A-Z].*?)$", judged)(after)
    )
    known, found = read(REVIEW).report, read(text).report
    assert known
    assert found
    assert found.judgement_summary == known.judgement_summary
    roles = [s.role for s in found.sections if s.role is not SectionRole.APPENDICES]
    assert roles == [s.role for s in known.sections]


def test_a_known_title_after_an_unseen_one_needs_no_label() -> None:
    report = read(replaced("^Section (.) ", r"\1. ")(REVIEW.replace(TITLE, f"3. {UNSEEN}"))).report
    assert report
    assert [section.label for section in report.sections][:4] == ["1.", "2.", "3.", "4."]


def test_sections_that_are_numbered_in_another_order_are_in_order() -> None:
    first, one, two, *rest = REVIEW.split("\f\n")
    other = [replaced(r"^(Section )?2(?=[ .])", r"\g<1>1")(two)]
    other.append(replaced(r"^(Section )?1(?=[ .])", r"\g<1>2")(one))
    turned, swapped = ("\f\n".join([first, *parts, *rest]) for parts in (other, [two, one]))
    assert "comes before" not in message_of("IRP-S01", turned)
    in_words = regex.sub(r"(?m)^Section (\d)", lambda m: f"Section {WORDS[m[1]]}", turned)
    assert "comes before" not in message_of("IRP-S01", in_words)
    assert outcome_of("IRP-S01", swapped) == "failed"
    assert "comes before" in message_of("IRP-S01", swapped)


UNSUMMARISED = REVIEW[: REVIEW.index("\f\nSection 4")]


ASKED = "Violence should be reduced, and its reasons should be understood by all who\nwork there."


def test_a_summary_of_judgements_that_a_report_does_not_have_is_no_doubt() -> None:
    extraction = read(UNSUMMARISED)
    assert extraction.report
    assert len(extraction.report.follow_ups) == 3
    assert outcome_of("IRP-M01", UNSUMMARISED) == outcome_of("IRP-M02", UNSUMMARISED)
    assert outcome_of("IRP-M01", UNSUMMARISED) == "not_applicable"


@pytest.mark.parametrize(
    ("printed", "instead"),
    [
        ("2.3 Ofsted judged that there was reasonable progress in one theme.", "2.3 It was so."),
        ("no date for one.", f"date. {ASKED}"),
    ],
)
def test_it_is_one_where_no_other_witness_confirms_or_an_entry_may_hide(
    printed: str, instead: str
) -> None:
    assert outcome_of("IRP-M01", UNSUMMARISED.replace(printed, instead)) == "unavailable"


def test_text_above_each_recommendation_is_its_concern_and_no_note_on_the_area() -> None:
    bare = replaced("^Concern: ", "")(REVIEW)
    known, found = read(REVIEW).report, read(bare)
    assert known
    assert found.report
    assert found.report.follow_ups == known.follow_ups
    assert [area.note for area in found.report.areas] == [None, None, None]


def test_definitions_under_an_unseen_title_are_no_summary_of_judgements() -> None:
    definitions = (
        "No meaningful progress\n\nManagers had not yet formulated, resourced or planned.\n\n"
        "Good progress\n\nManagers had a realistic improvement strategy.\n"
    )
    report = read(f"{UNSUMMARISED}\f\nAppendix I How we judge\n\n{definitions}").report
    assert report
    assert report.judgement_summary == []


def test_an_unfamiliar_layout_lists_what_was_found_and_where() -> None:
    extraction = read(replaced("^Section . ", "")(REVIEW))
    [problem] = [p for p in extraction.problems if p.code == "unfamiliar_layout"]
    assert "paragraph numbers: 1.1 (page 3)" in problem.message
    assert "summary of judgements: in its own section (page 5)" in problem.message
    assert problem.place


def test_a_heading_that_nothing_shows_to_be_a_title_is_a_doubt() -> None:
    text = REVIEW.replace(f"\f\n{TITLE}", f"\n{UNSEEN}")
    assert "layout_guessed" in {problem.code for problem in read(text).problems}


def test_a_section_on_the_contents_page_that_is_not_there_is_a_doubt() -> None:
    entries = [
        "Section 1 Chief Inspector’s summary",
        "Section 2 Key findings",
        "Appendix II Glossary",
    ]
    contents = "\fContents\n\n" + "\n\n".join(
        f"{e} ........... {n}" for n, e in enumerate(entries, 3)
    )
    extraction = read(REVIEW.replace("\f\nSection 1", f"{contents}\n\f\nSection 1", 1))
    [problem] = [p for p in extraction.problems if p.code == "section_missing"]
    assert "Appendix II Glossary" in problem.message


def test_an_area_without_follow_ups_is_a_doubt() -> None:
    text = REVIEW.replace("\nSecurity\n", "\nFood\n\n3.3 It was cold.\n\nSecurity\n")
    [problem] = [p for p in read(text).problems if p.code == "area_without_follow_ups"]
    assert "“Food”" in problem.message


@pytest.mark.parametrize("heading", ["Reducing violence", "What had been done about it"])
@pytest.mark.parametrize("after", ["(1.33)\n", "nobody had asked why.\n"])
def test_a_heading_after_a_labelled_text_is_no_part_of_it(heading: str, after: str) -> None:
    extraction = read(REVIEW.replace(after, f"{after}\n{heading}\n", 1))
    assert extraction.report
    [first, *_] = extraction.report.follow_ups
    assert heading not in f"{first.concern} {first.recommendation}"
    assert heading in [h.text for h in first.sub_headings] + [p.caption for p in first.photographs]


def test_every_known_layout_promises_the_section_of_progress() -> None:
    assert all("progress" in layout.promised for layout in LAYOUTS.values())


def test_a_note_on_an_area_is_no_concern() -> None:
    note = "This area was reviewed jointly with a specialist inspector."
    text = REVIEW.replace(
        "Concern: Drugs came in by post, and the prison had no means of finding them in time.", note
    )
    extraction = read(text)
    assert extraction.report
    assert [area.note for area in extraction.report.areas] == [None, note, None]
    assert extraction.report.follow_ups[1].concern is None


@pytest.mark.parametrize(
    ("promised", "message"),
    [
        ((SectionRole.PROGRESS, SectionRole.PROGRESS), "a section is promised twice"),
        ((SectionRole.SUMMARY,), "no section holds follow-ups"),
    ],
)
def test_a_layout_that_cannot_be_is_refused_when_it_is_built(
    promised: tuple[SectionRole, ...], message: str
) -> None:
    with pytest.raises(LayoutDefinitionError, match=f"layout odd: {message}") as error:
        Layout("odd", "Odd", (2020, None), {}, promised)
    assert error.value.code == "bad_layout"


def test_labels_in_a_dump_without_empty_lines_show_themselves_by_repetition() -> None:
    """On lines of their own below headings, or straight before their texts."""
    known = read(REVIEW).report
    start, end = REVIEW.index(TITLE), REVIEW.index("\f\nSection 4")
    for by in (r"\1\n", r"\1 "):
        dense = replaced("^(Concern|Recommendation|Theme 1): ", by)(REVIEW[start:end])
        found = read(REVIEW[:start] + dense.replace("\n\n", "\n") + REVIEW[end:]).report
        assert known
        assert found
        assert list(map(told_of, found.follow_ups)) == list(map(told_of, known.follow_ups))


def test_titles_in_a_dump_without_empty_lines_are_found_by_what_is_below_them() -> None:
    bare = regex.sub("(?m)^Section . ", "", REVIEW)
    dense = bare.replace("\f\n", "").replace("\n\n", "\n")
    unseen = dense.replace(TITLE.removeprefix("Section 3 "), UNSEEN)
    for text in (dense, unseen):
        report = read(text).report
        assert report
        assert [s.role for s in report.sections][:3] == ["summary", "key_findings", "progress"]
