"""A summary of judgements in an unseen form: it repeats the texts of the follow-ups."""

from __future__ import annotations

import pytest

from irp.parser.normalise.matching import Match, match_entries
from irp.parser.segment.summary.repeated import read_repeated
from segment.dumping import lines_of, paired, row

TEXTS = [
    ["Cells should be clean, warm and in good repair.", "Cells were dirty."],
    ["All use of force should be scrutinised."],
    ["Theme text: how are learners helped to make good progress?"],
]
EXPECTED = [
    (TEXTS[0][0], "Reasonable progress"),
    (TEXTS[1][0], "No meaningful progress"),
    (TEXTS[2][0], "Insufficient progress"),
]

FORMS = {
    "judgements in the left column": """\
Judgement       Concern or theme
Reasonable      Cells should be clean, warm
progress        and in good repair.
No meaningful   All use of force should be
progress        scrutinised.
Insufficient    Theme text: how are learners
progress        helped to make good progress?
""",
    "a column of bodies, of numbers and of references": """\
No.  Followed up by  Recommendation        Paragraph  Progress made
1    HMI Prisons     Cells should be       1.31,      Reasonable
                     clean, warm and in    4.2        progress
                     good repair.
2    HMI Prisons     All use of force      S40        No meaningful
                     should be scrutinised.           progress
No.  Followed up by  Recommendation        Paragraph  Progress made
3    Ofsted          Theme text: how are              Insufficient
                     learners helped to               progress
                     make good progress?
""",
    "bullets under the judgement that they share": """\
Reasonable progress
• Cells should be clean, warm
and in good repair.
No meaningful progress
• All use of force should be scrutinised.
Insufficient progress
• Theme text: how are learners helped to make good progress?
""",
    "bullets that end with their judgement": """\
• Cells should be clean, warm and in good repair – reasonable
progress
• All use of force should be scrutinised – no meaningful progress
• Theme text: how are learners helped to make good progress? – insufficient progress
""",
    "judgements ahead": """\
Reasonable progress: Cells should be clean, warm and in good repair.
No meaningful progress: All use of force should be scrutinised.
Insufficient progress: Theme text: how are learners helped to make good
progress?
""",
    "brackets and references": """\
HMI Prisons recommendations
1. Cells should be clean, warm and in good repair. (1.31, to HMPPS) (reasonable
progress)
2. All use of force should be scrutinised. (1.32) (no meaningful progress)
Ofsted themes
Theme 1: Theme text: how are learners helped to make good progress? (insufficient
progress)
""",
}


BELOW = [
    row(("Cells should be clean, warm and in good repair.", 70)),
    row(("Reasonable progress", 400)),
    row(("(1.31)", 70)),
    row(("All use of force should be scrutinised.", 70)),
    row(("No meaningful progress", 400)),
    row(("(1.32)", 70)),
    row(("Theme text: how are learners helped to make good", 70)),
    row(("Insufficient progress", 400)),
    row(("progress?", 70)),
]


def test_references_below_the_judgement_beside_a_text_belong_to_the_text() -> None:
    found = read_repeated(BELOW, TEXTS, ())
    assert found
    ends = [text.rpartition(" ")[2] for text, _ in paired(found.entries)]
    assert ends == ["(1.31)", "(1.32)", "progress?"]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_that_repeats_the_texts_is_read(form: str) -> None:
    found = read_repeated(lines_of(FORMS[form]), TEXTS, ())
    assert found
    for (text, judgement), (expected, graded) in zip(paired(found.entries), EXPECTED, strict=True):
        assert expected.rstrip(".") in text
        assert judgement.capitalize() == graded


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("No meaningful progress: ", ""),  # whose judgement is it?
        ("All use of force", "Every use of force"),
        ("Reasonable progress: ", "Reasonable progress: It was good to see that "),
        ("Insufficient", "No meaningful progress: Nothing else.\nInsufficient"),
    ],
)
def test_what_is_not_certain_is_left_to_the_other_readers(old: str, new: str) -> None:
    text = FORMS["judgements ahead"]
    assert old in text
    assert read_repeated(lines_of(text.replace(old, new)), TEXTS, ()) is None


def test_the_concern_beside_a_recommendation_only_marks_it() -> None:
    text = FORMS["judgements ahead"].replace(
        "progress: Cells should", "progress: Cells were dirty.\nCells should"
    )
    found = read_repeated(lines_of(text), TEXTS, ())
    assert found
    assert "Cells were dirty." in [mark.text for mark in found.marks]
    assert len(found.entries) == len(TEXTS)


def test_an_entry_may_be_the_first_sentence_of_its_follow_up() -> None:
    whole = ["Cells were dirty. Many were cold, too.", "Drugs were rife. Nobody knew why."]
    lines = lines_of("Cells were dirty.\nGood progress\nDrugs were rife.\nInsufficient progress\n")
    found = read_repeated(lines, [[text] for text in whole], ())
    assert found
    texts = [entry.text.text for entry in found.entries]
    assert texts == ["Cells were dirty.", "Drugs were rife."]
    assert match_entries(texts, whole) == [Match(0, 100.0, True), Match(1, 100.0, True)]
    twice = ["Cells were dirty. It was cold.", "Cells were dirty. It was dark."]
    assert not any(match and match.sure for match in match_entries(["Cells were dirty."], twice))
