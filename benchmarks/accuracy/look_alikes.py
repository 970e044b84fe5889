"""Documents of other bodies, and near misses: what resembles a review of progress most."""

from __future__ import annotations

from benchmarks.accuracy.other_kinds import HMIP, HMPPS, PAPER, PRISONS, TESTS, Kind

_REVIEWED = "An independent review of progress at {estab} judged reasonable progress in four areas."

KINDS = (
    *PRISONS,
    Kind(
        "monitoring board",
        "an annual report of a monitoring board",
        (
            "Annual Report of the Independent Monitoring Board at",
            "Independent Monitoring Board: report for the year on",
        ),
        "Independent Monitoring Board",
        ("The Board saw reasonable progress in safety since the inspectorate’s review.",),
        ("Statutory role of the Board", "Executive summary", "Evidence"),
    ),
    Kind(
        "Ofsted: children’s services",
        "a report by Ofsted on children’s services",
        (
            "Inspection of Wexcombe local authority children’s services",
            "Focused visit to Wexcombe children’s services",
            "Inspection of Wexcombe children’s social care services",
        ),
        "Ofsted",
        ("Inspectors visited for a week. Reasonable progress has been made since the last one.",),
        ("What needs to improve", "The experiences of children", "Leadership"),
        numbered=False,
    ),
    Kind(
        "Ofsted: learning and skills",
        "a report by Ofsted",
        ("Monitoring visit report: Wexcombe Learning Ltd", "Wexcombe Learning Ltd at"),
        "Ofsted",
        ("Inspectors judged that leaders had made significant progress against two themes.",),
        ("Monitoring visit: main findings", "Themes"),
        numbered=False,
    ),
    Kind(
        "Estyn",
        "a report by Estyn",
        ("A report on education and training at", "Monitoring report:"),
        "Estyn",
        ("Leaders have made strong progress against three of the recommendations.",),
        ("Main evaluation", "Recommendations", "What happens next"),
        numbered=False,
    ),
    Kind(
        "Care Quality Commission",
        "a report by the Care Quality Commission",
        ("Focused report on health care at", "Quality report: Ulverdale Community Hospital"),
        "the Care Quality Commission",
        ("We rated this service as requires improvement. Insufficient progress had been made.",),
        ("Our findings", "Is the service safe?", "Areas for improvement"),
        numbered=False,
    ),
    Kind(
        "HM Inspectorate of Probation",
        "a report by HM Inspectorate of Probation",
        (
            "An inspection of probation services in Yarrowfield",
            "An inspection of youth work in Yarrowfield",
        ),
        "HM Inspectorate of Probation",
        ("This inspection looked at how well people on probation are supervised.",),
        ("Foreword", "Ratings", "Recommendations", "Progress on previous recommendations"),
    ),
    Kind(
        "constabulary",
        "a report by the inspectorate of constabulary",
        ("PEEL 2023–25: an inspection of Westmere Police", "Progress report on Westmere Police"),
        "HMICFRS",
        ("The force has made good progress in four of the areas set out in our last report.",),
        ("Overview", "Judgements", "Recording data about crime"),
        numbered=False,
    ),
    Kind(
        "Scotland",
        "a report by HM Inspectorate of Prisons for Scotland",
        ("Report on a full inspection of", "Return visit report:"),
        "HM Inspectorate of Prisons for Scotland",
        ("We returned to see what progress had been made against our recommendations.",),
        ("Standards", "Quality indicators"),
    ),
    # ------------------------------------------------------ near misses
    Kind(
        "near miss: an action plan that quotes the review",
        "an action plan",
        (
            "Action plan: independent review of progress at",
            "HMCIP Action Plan after the independent review of progress at",
        ),
        HMPPS,
        (_REVIEWED, "The judgements are given below, with what will be done."),
        ("Responses",),
        numbered=False,
        like_a_review=True,
    ),
    Kind(
        "near miss: a full inspection with a review of progress in it",
        "a full inspection report",
        ("Report on an unannounced inspection of", "Report on a full inspection of"),
        HMIP,
        (
            "This inspection included a review of progress.",
            "We followed up eight concerns from our last inspection in May 2021.",
        ),
        TESTS,
        like_a_review=True,
    ),
    Kind(
        "near miss: a thematic report on reviews of progress",
        "a thematic report",
        (
            "Independent reviews of progress: a thematic review",
            "What reviews of progress tell us: a findings paper",
        ),
        HMIP,
        ("We drew on forty independent reviews of progress. Examples are quoted in full.",),
        ("What we learned",),
        like_a_review=True,
    ),
    Kind(
        "near miss: a letter about a review",
        "a letter",
        ("",),
        "",
        (
            "Dear Governor,",
            "I enclose the report on our independent review of progress at {estab}.",
            "In summary, we judged that there was good progress in one concern.",
        ),
        PAPER,
        numbered=False,
        cover=False,
        like_a_review=True,
    ),
    Kind(
        "near miss: a response that quotes the review",
        "a response to a report",
        ("Response to the report on an independent review of progress at",),
        HMPPS,
        (_REVIEWED,),
        PAPER,
        numbered=False,
        like_a_review=True,
    ),
    Kind(
        "near miss: a review of something else",
        None,
        ("An independent review of complaints at", "A review of progress in education at"),
        "Oakmoor Consulting",
        ("We were asked by the governor to look at what had been achieved since May 2021.",),
        ("What we did", "What we saw"),
    ),
)
"""Every kind; each must be refused."""
