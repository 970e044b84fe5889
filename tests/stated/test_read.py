"""The other witnesses: what was followed up, captions, names, odd dates."""

from __future__ import annotations

import pytest

from irp.parser.stated.read import StatedSource, read_stated
from normalise.making import passage, passages

FOLLOWED_UP = {
    "At this IRP visit, we followed up nine recommendations from our most recent inspection in May"
    " 2021 and Ofsted followed up four themes based on their latest inspection or progress"
    " monitoring visit to the prison, whichever was most recent.": {"hmi_prisons": 9, "ofsted": 4},
    "At this IRP visit, we followed up nine of the 10 key recommendations made at our most recent"
    " inspection and made judgements about the degree of progress.": {"hmi_prisons": 9},
    "S1 At this IRP visit, we followed up 13 key recommendations made at our most recent"
    " inspection.": {"hmi_prisons": 13},
    "We followed up 10 concerns, and Ofsted followed up five themes.": {
        "hmi_prisons": 10, "ofsted": 5},
    "We followed up eight recommendations and Ofsted three themes.": {
        "hmi_prisons": 8, "ofsted": 3},
    "HMI Prisons reviewed four priority concerns and six key concerns.": {"hmi_prisons": 10},
    "Eight recommendations were followed up by HMI Prisons and three themes by Ofsted.": {
        "hmi_prisons": 8, "ofsted": 3},
    "We followed up all eight of our concerns. Estyn followed up two recommendations.": {
        "hmi_prisons": 8, "estyn": 2},
    "The Care Quality Commission followed up one concern.": {"care_quality_commission": 1},
    "We followed up 10 concerns, six of which were priority concerns.": {"hmi_prisons": 10},
    # nothing that can be read for sure
    "Ofsted and the Care Quality Commission followed up five concerns.": {},
    "Ofsted did not follow up any themes.": {},
    "We followed up three themes.": {},
    "We followed up two concerns raised by prisoners.": {},
    "We followed up about eight recommendations.": {},
    "Managers had reviewed three recommendations of the coroner.": {},
    "We found that managers had reviewed three recommendations.": {},
    "We have not followed up two recommendations.": {},
    "At our previous review we followed up six recommendations.": {},
    "Usually we follow up no more than 15 recommendations.": {},
}  # fmt: skip


@pytest.mark.parametrize("text", FOLLOWED_UP)
def test_numbers_said_to_be_followed_up(text: str) -> None:
    stated = read_stated(StatedSource(key_findings=passages(text)))
    found = {item.body.value: item.count for item in stated.followed_up}
    assert found == FOLLOWED_UP[text]
    assert all(item.places for item in stated.followed_up)


CAPTIONS = {
    "Figure 2: Progress on HMI Prisons recommendations from 2021 inspection (n=8)": (
        2, "hmi_prisons", 8),
    "Figure 3: Progress on Ofsted themes from 2021 inspection/progress monitoring visit (n = 3).": (
        3, "ofsted", 3),
    "Figure 4 Progress on concerns from the 2023 inspection (N=14)": (4, "hmi_prisons", 14),
    "Figure 5: Progress on themes (n=2)": (5, "ofsted", 2),
    "Figure 6: Progress (n=2)": (6, None, 2),
    "Figure 7: Progress on HMI Prisons and Ofsted follow-ups (n=11)": (7, None, 11),
    "Figure 8: Progress on HMI Prisons recommendations": None,
    "Progress on HMI Prisons recommendations (n=8)": None,
}  # fmt: skip


@pytest.mark.parametrize("text", CAPTIONS)
def test_captions(text: str) -> None:
    source = StatedSource(captions=passages(text), key_findings=passages("Ofsted came too."))
    found = [
        (c.figure, c.body.value if c.body else None, c.n) for c in read_stated(source).captions
    ]
    wanted = CAPTIONS[text]
    assert found == ([wanted] if wanted else [])


def test_names_stand_where_a_report_speaks_of_itself() -> None:
    source = StatedSource(
        cover=passage(
            "Report on an independent review of progress at HMP & YOI Larkmoor by HM Chief"
            " Inspector of Prisons 4–6 July 2022"
        ),
        furniture=passages("4 HMP Larkmoor", "HMP Larkmoor 5", "Key findings"),
        captions=passages(
            "Figure 1: HMP Larkmoor healthy prison outcomes in 2018 and 2021",
            "Figure 2: Progress on HMI Prisons recommendations (n=8)",
        ),
        summary=passages(
            "HMP Larkmoor is a category C prison. Men came on from HMP Hawkstone.",
            "At our previous inspections of HMP Larkmoor in 2018 and 2021 we made judgements.",
            "HMP Hawkstone is a local prison nearby.",
        ),
    )
    found = {(name.name, name.where): len(name.places) for name in read_stated(source).names}
    assert found == {
        ("HMP & YOI Larkmoor", "cover"): 1,
        ("HMP Larkmoor", "furniture"): 2,
        ("HMP Larkmoor", "caption"): 1,
        ("HMP Larkmoor", "text"): 2,
    }


def test_a_name_without_its_kind_is_read_where_only_a_name_can_stand() -> None:
    source = StatedSource(
        cover=passage("Report of an independent review of progress (IRP) at Mahgarry by HM Chief"),
        captions=passages("Figure 1: Mahgarry healthy prison outcomes in 2022"),
        summary=passages("Overcrowding is a problem in many prisons."),
    )
    assert [name.name for name in read_stated(source).names] == ["Mahgarry", "Mahgarry"]


def test_a_caption_that_is_a_sentence_names_its_place_and_no_more() -> None:
    caption = "Figure 1: How HMP Larkmoor was graded on the healthy prison tests in 2018 and 2021"
    other = caption.replace("HMP Larkmoor", "Larkmoor Wood College")
    assert read_stated(StatedSource(captions=passages(other))).names == []
    names = read_stated(StatedSource(captions=passages(caption))).names
    assert [stated.name for stated in names] == ["HMP Larkmoor"]


def test_a_running_title_names_a_place_without_a_kind_as_the_cover_does() -> None:
    title = "Report of an Independent Review of Progress (IRP) at Mahgarry Wood College"
    source = StatedSource(cover=passage(title), furniture=passages(title, "Key findings"))
    found = [(name.name, name.where) for name in read_stated(source).names]
    assert found == [("Mahgarry Wood College", "cover"), ("Mahgarry Wood College", "furniture")]


@pytest.mark.parametrize(
    ("opening", "found"),
    [
        ("HMP Larkmoor holds up to 700 men.", ["HMP Larkmoor"]),
        ("HMP Larkmoors were many.", []),
        ("HMP Hawkstone holds men who come on from here.", []),
        ("HMP Hawkstone is a category B prison.", ["HMP Hawkstone"]),
        ("HMP Hawkstone holds up to 1,080 men.", ["HMP Hawkstone"]),
        ("The prison holds men.", []),
    ],
)
def test_the_summary_may_begin_with_the_name_of_the_cover(opening: str, found: list[str]) -> None:
    source = StatedSource(
        cover=passage("Report on an independent review of progress at HMP Larkmoor by HM Chief"),
        summary=passages(opening),
    )
    names = [name.name for name in read_stated(source).names if name.where == "text"]
    assert names == found


@pytest.mark.parametrize(
    ("finding", "found"),
    [
        ("Ten concerns from the inspection of HMP Hawkstone in May 2021.", ["HMP Hawkstone"]),
        ("We took up the concerns of our last inspection of HMP Firth in 2021.", ["HMP Firth"]),
        ("We returned to HMP Hawkstone to follow up ten concerns.", ["HMP Hawkstone"]),
        ("We returned to HMP Hawkstone for lunch.", []),
        ("The inspection of HMP Hawkstone in May 2021 found the same.", []),
    ],
)
def test_what_was_followed_up_names_the_place_visited(finding: str, found: list[str]) -> None:
    source = StatedSource(
        cover=passage("Report on an independent review of progress at HMP Larkmoor by HM Chief"),
        key_findings=passages(finding),
    )
    names = [name.name for name in read_stated(source).names if name.where == "text"]
    assert names == found


def test_odd_dates_are_told_once_with_their_place() -> None:
    text = passage("We came back on 31 June 2022, after 3 May 2022.")
    stated = read_stated(StatedSource(summary=(text,), text=(text,)))
    assert [date.text for date in stated.odd_dates] == ["31 June 2022"]
    assert stated.odd_dates[0].reason
    assert stated.odd_dates[0].places


def test_an_empty_source_states_nothing() -> None:
    assert read_stated(StatedSource()) == read_stated(StatedSource(summary=passages("")))
