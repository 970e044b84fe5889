"""Documents of inspectorates other than reviews of progress, by kind, in our words.

Each kind has several titles, as its first page may put it; the words before the establishment's
name end in a preposition or a colon. A near miss resembles a review of progress.
"""

from __future__ import annotations

from dataclasses import dataclass

HMIP = "HM Chief Inspector of Prisons"
HMPPS = "HM Prison and Probation Service"


@dataclass(frozen=True)
class Kind:
    """A kind of document, as its own first page names it.

    Attributes:
        name: what we call it.
        said: what a refusal must call it if it has a title page; None if the first page
        has no words that name the kind.
        titles: its possible titles, one of them in each document.
        by: who wrote it.
        openings: the paragraphs after the title.
        headings: the sections.
        numbered: whether sections and paragraphs have numbers.
        cover: whether it has a title page; without one it begins with its openings.
        like_a_review: whether a part follows that is worded like a review of progress.
    """

    name: str
    said: str | None
    titles: tuple[str, ...]
    by: str
    openings: tuple[str, ...]
    headings: tuple[str, ...]
    numbered: bool = True
    cover: bool = True
    like_a_review: bool = False


_INSPECTED = ("We inspected {estab} and judged the outcomes for those held there.",)
TESTS = ("Leadership", "Safety", "Respect", "Purposeful activity", "Preparation for release")
PAPER = ("Background", "What was found", "What happens next")

PRISONS = (
    # ------------------------------------------------------ HM Inspectorate of Prisons
    Kind(
        "full inspection",
        "a full inspection report",
        (
            "Report on an unannounced inspection of",
            "Report on a full announced inspection of",
            "Report on an unannounced full follow-up inspection of",
            "Report on an inspection of",
        ),
        HMIP,
        _INSPECTED,
        TESTS,
    ),
    Kind(
        "scrutiny visit",
        "a report on a scrutiny visit",
        (
            "Report on a scrutiny visit to",
            "Report on short scrutiny visits to",
            "Scrutiny visit: local prisons,",
        ),
        HMIP,
        ("During the pandemic we made short visits. This one followed that form.",),
        ("What needs to improve", "Safety", "Respect", "Rehabilitation"),
    ),
    Kind(
        "court custody",
        "a report on court custody",
        ("Report on an inspection of court custody facilities in Westmere,",),
        HMIP,
        ("We visited nine courts and looked at the conditions in which detainees were held.",),
        ("Leadership and multi-agency relationships", "Transfer to court custody", "Respect"),
    ),
    Kind(
        "short-term holding facilities",
        "a report on short-term holding facilities",
        (
            "Report on an unannounced inspection of the short-term holding facilities at",
            "Report on an inspection of a residential short-term holding facility,",
        ),
        HMIP,
        ("We inspected the facilities without notice.",),
        ("Safety", "Respect", "Preparation for removal and release"),
    ),
    Kind(
        "police custody",
        "a report on police custody",
        (
            "Report on an unannounced inspection visit to police custody suites in Westmere",
            "Joint inspection of police custody in Westmere",
        ),
        HMIP,
        ("We visited four custody suites.",),
        ("Leadership, accountability and partnerships", "Pre-custody", "In the custody suite"),
    ),
    Kind(
        "escorts and removals",
        "a report on escorts and removals",
        (
            "Detainees under escort: an overseas escort and removal to Erewhon",
            "Report on an inspection of a charter flight to Erewhon",
        ),
        HMIP,
        ("We followed forty-one detainees from their rooms to the aircraft.",),
        ("Safety", "Respect", "Preparation for reintegration"),
    ),
    Kind(
        "thematic report",
        "a thematic report",
        (
            "A thematic review by HM Inspectorate of Prisons: the first week in custody",
            "Time unlocked: a thematic inspection",
            "A findings paper on work in prisons",
        ),
        HMIP,
        ("We drew on nine inspections and three independent reviews of progress.",),
        ("Introduction", "Findings", "Methodology"),
    ),
    Kind(
        "annual report",
        "an annual report",
        ("Annual Report 2022–23", "HM Chief Inspector of Prisons: annual report", "Annual report"),
        HMIP,
        (
            "This year we made 38 full inspections and 17 independent reviews of progress.",
            "Good progress was made in one in eight of the recommendations that we followed up.",
        ),
        ("The year in brief", "Reviews of progress", "Men’s prisons", "Our reporting on women"),
    ),
    Kind(
        "business plan",
        "a business plan",
        ("Business plan 2023–24", "HM Inspectorate of Prisons: business plan"),
        HMIP,
        ("We will carry out about 20 independent reviews of progress this year.",),
        ("Our purpose", "What we will do", "Our budget"),
    ),
    # ------------------------------------------------------ papers about a report
    Kind(
        "urgent notification",
        "an urgent notification letter",
        ("Urgent Notification:", "Urgent Notification letter:"),
        HMIP,
        ("Dear Secretary of State,", "I invoke the process after our inspection of {estab}."),
        ("What we found", "Evidence"),
        numbered=False,
    ),
    Kind(
        "press release",
        "a press release",
        ("Press release:", "News release: review of progress at", "Media release:"),
        HMIP,
        ("Leaders at {estab} had made good progress, inspectors found.",),
        ("Notes to editors",),
        numbered=False,
    ),
    Kind(
        "easy read summary",
        "an easy read summary",
        ("Easy Read: our visit to", "Easy Read version of our report on"),
        HMIP,
        ("We went back to {estab}. This is called an independent review of progress.",),
        ("What we did", "What is better", "What is not better"),
        numbered=False,
    ),
    Kind(
        "survey",
        "the results of a survey",
        (
            "Prisoner survey results:",
            "Survey methodology and results:",
            "Summary of survey findings:",
        ),
        HMIP,
        ("We gave our survey to a random sample of {people}.",),
        ("Sampling", "Response rate", "Comparison with other establishments"),
        numbered=False,
    ),
    Kind(
        "response",
        "a response to a report",
        (
            "Response to the inspection of",
            "Government response to the report on",
            "Response to the independent review of progress at",
        ),
        HMPPS,
        ("We thank the inspectorate for its report and accept what it found.",),
        PAPER,
        numbered=False,
    ),
    Kind(
        "action plan",
        "an action plan",
        (
            "Action plan: HMCIP inspection of",
            "HMCIP Action Plan:",
            "Action plan submitted in response to the inspection of",
        ),
        HMPPS,
        ("The inspection of {estab} took place in May. What follows was agreed.",),
        ("Concerns", "Actions taken", "Target dates"),
        numbered=False,
    ),
    Kind(
        "letter",
        "a letter",
        ("",),
        "",
        (
            "Dear Minister,",
            "I write about {estab}, which we inspected last month, and what we will do next.",
            "We expect to return for an independent review of progress within the year.",
        ),
        PAPER,
        numbered=False,
        cover=False,
    ),
    # ------------------------------------------------------ others' reports
)
"""What is published about prisons besides reviews of progress."""
