"""The closed vocabularies of the reports, shared by every stage.

The terms are the reports' own. Looking a word up either gives a member or raises
``TermParseError``; there is no default member.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType

from irp.errors import TermParseError

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""The months as reports print them, and as we do."""


class Judgement(StrEnum):
    """How far a follow-up has got. Sources: the "About this report" appendix of the reports."""

    NO_MEANINGFUL_PROGRESS = "no_meaningful_progress"
    INSUFFICIENT_PROGRESS = "insufficient_progress"
    REASONABLE_PROGRESS = "reasonable_progress"
    GOOD_PROGRESS = "good_progress"
    SIGNIFICANT_PROGRESS = "significant_progress"

    @property
    def phrase(self) -> str:
        """The judgement as the reports print it, in lower case: "good progress"."""
        return self.value.replace("_", " ")

    @property
    def rank(self) -> int:
        """Its place on the scales, 1 for the worst; good and significant are both the best."""
        return min(list(Judgement).index(self) + 1, 4)

    @property
    def is_met(self) -> bool:
        """Whether enough progress was made: reasonable or better."""
        return self.rank >= Judgement.REASONABLE_PROGRESS.rank


class Body(StrEnum):
    """The inspectorate that made a judgement."""

    HMI_PRISONS = "hmi_prisons"
    OFSTED = "ofsted"
    ESTYN = "estyn"
    CARE_QUALITY_COMMISSION = "care_quality_commission"
    HEALTHCARE_INSPECTORATE_WALES = "healthcare_inspectorate_wales"
    CRIMINAL_JUSTICE_INSPECTION = "criminal_justice_inspection"
    REGULATION_AND_QUALITY_IMPROVEMENT_AUTHORITY = "regulation_and_quality_improvement_authority"
    EDUCATION_AND_TRAINING_INSPECTORATE = "education_and_training_inspectorate"


class FollowUpKind(StrEnum):
    """What was followed up: a recommendation (to 2022), a concern (since 2023), a theme."""

    RECOMMENDATION = "recommendation"
    CONCERN = "concern"
    THEME = "theme"


class Priority(StrEnum):
    """How the full inspection ranked a concern (inspections since May 2022)."""

    PRIORITY = "priority"
    KEY = "key"


class Status(StrEnum):
    """What became of a source."""

    VERIFIED = "verified"
    REVIEWED = "reviewed"
    """A person has decided all that was open."""
    NEEDS_REVIEW = "needs_review"
    FAILED = "failed"

    @property
    def is_good(self) -> bool:
        """Whether nothing is left to look at."""
        return self in (Status.VERIFIED, Status.REVIEWED)


class Outcome(StrEnum):
    """What became of a check."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_APPLICABLE = "not_applicable"
    UNAVAILABLE = "unavailable"


class Witness(StrEnum):
    """How a value was read, where a report may give it in several ways."""

    TEXT = "text"
    """From the words of the text or of a table."""
    ALTERNATIVE_TEXT = "alternative_text"
    """From the text that describes a figure to those who cannot see it."""
    CHART = "chart"
    """From what the PDF draws, by bars, axes and labels."""
    PICTURE = "picture"
    """From the pixels of a picture; never certain."""


class SectionRole(StrEnum):
    """The part a section plays in a report, whatever its title or number."""

    COVER = "cover"
    SUMMARY = "summary"
    KEY_FINDINGS = "key_findings"
    PROGRESS = "progress"
    JUDGEMENTS = "judgements"
    APPENDICES = "appendices"
    ABOUT = "about"
    TEAM = "team"
    GLOSSARY = "glossary"
    PHOTOGRAPHS = "photographs"
    BACK_MATTER = "back_matter"


class Use(StrEnum):
    """What became of a line of the document: exactly one of these."""

    CLAIMED = "claimed"
    FURNITURE = "furniture"
    BOILERPLATE = "boilerplate"
    UNCLAIMED = "unclaimed"


_PROGRESS_SCALE = (
    Judgement.NO_MEANINGFUL_PROGRESS,
    Judgement.INSUFFICIENT_PROGRESS,
    Judgement.REASONABLE_PROGRESS,
    Judgement.GOOD_PROGRESS,
)

SCALES: MappingProxyType[Body, tuple[Judgement, ...]] = MappingProxyType(
    {
        Body.HMI_PRISONS: _PROGRESS_SCALE,
        Body.CRIMINAL_JUSTICE_INSPECTION: _PROGRESS_SCALE,
        # Ofsted's further education and skills monitoring visits know three judgements.
        Body.OFSTED: (
            Judgement.INSUFFICIENT_PROGRESS,
            Judgement.REASONABLE_PROGRESS,
            Judgement.SIGNIFICANT_PROGRESS,
        ),
    }
)
"""The judgements each body uses, worst first. A body that is absent has no scale we know."""

GRADES = ("Poor", "Not sufficiently good", "Reasonably good", "Good")
"""The grades of the healthy prison tests, worst first."""

TEST_PATTERN = (
    r"safety|respect|care|purposeful activity|resettlement|leadership"
    r"|(?:preparation for )?rehabilitation and release(?: planning)?"
    r"|preparation for (?:removal and release|release|resettlement)"
)
"""A healthy prison test, to be matched without regard to case."""

JUDGEMENT_PATTERN = r"(?:no\s+meaningful|insufficient|reasonable|good|significant)\s+progress"
"""A judgement in running text, to be matched without regard to case."""

BODY_NAMES: MappingProxyType[str, Body] = MappingProxyType(
    {
        "we": Body.HMI_PRISONS,
        "our": Body.HMI_PRISONS,
        "inspectors": Body.HMI_PRISONS,
        "hmi prisons": Body.HMI_PRISONS,
        "hmip": Body.HMI_PRISONS,
        "hm inspectorate of prisons": Body.HMI_PRISONS,
        "his majesty’s inspectorate of prisons": Body.HMI_PRISONS,
        "her majesty’s inspectorate of prisons": Body.HMI_PRISONS,
        "ofsted": Body.OFSTED,
        "estyn": Body.ESTYN,
        "care quality commission": Body.CARE_QUALITY_COMMISSION,
        "cqc": Body.CARE_QUALITY_COMMISSION,
        "healthcare inspectorate wales": Body.HEALTHCARE_INSPECTORATE_WALES,
        "hiw": Body.HEALTHCARE_INSPECTORATE_WALES,
        "criminal justice inspection northern ireland": Body.CRIMINAL_JUSTICE_INSPECTION,
        "cji": Body.CRIMINAL_JUSTICE_INSPECTION,
        "regulation and quality improvement authority": (
            Body.REGULATION_AND_QUALITY_IMPROVEMENT_AUTHORITY
        ),
        "rqia": Body.REGULATION_AND_QUALITY_IMPROVEMENT_AUTHORITY,
        "education and training inspectorate": Body.EDUCATION_AND_TRAINING_INSPECTORATE,
        "eti": Body.EDUCATION_AND_TRAINING_INSPECTORATE,
    }
)
"""How the reports name a body, in lower case with curly apostrophes."""

NAMED_BODY_PATTERN = (
    r"HMI Prisons|HMIP|(?:HM|His Majesty[’']s|Her Majesty[’']s) Inspectorate of Prisons|Ofsted"
    r"|Estyn|Healthcare Inspectorate Wales|HIW|Criminal Justice Inspection Northern Ireland"
    r"|(?:[Tt]he )?(?:Care Quality Commission|CQC|CJI|RQIA|ETI"
    r"|Regulation and Quality Improvement Authority|Education and Training Inspectorate)"
)
"""A body named in running text (the pronoun "we" is left out)."""


def test_name(words: str) -> str:
    """A healthy prison test's name; the longest is completed where its last word is missing."""
    name = " ".join(words.split()).capitalize()
    return f"{name} planning" if name.lower().endswith("rehabilitation and release") else name


def test_key(name: str) -> str:
    """A healthy prison test as tables name it; that of release has had several names.

    >>> test_key("Rehabilitation and release planning"), test_key("Purposeful activity")
    ('preparation_for_release', 'purposeful_activity')
    """
    key = "_".join(name.casefold().split())
    is_of_release = "release" in key or "resettlement" in key
    return "preparation_for_release" if is_of_release else key


def judgement_of(words: str) -> Judgement:
    """The judgement that a phrase names, such as "Good progress" or "no  meaningful" alone.

    Raises:
        TermParseError: the phrase is not one of the five.
    """
    grade = words.casefold().strip(" .").removesuffix("progress").split()
    key = "_".join([*grade, "progress"])
    try:
        return Judgement(key)
    except ValueError:
        raise TermParseError(f"{words!r} is not a judgement") from None


def body_of(words: str) -> Body:
    """The body that a name stands for, such as "Ofsted", "We" or "HMI Prisons".

    Raises:
        TermParseError: no body of that name is known.
    """
    key = " ".join(words.casefold().replace("'", "’").split()).removeprefix("the ")
    try:
        return BODY_NAMES[key]
    except KeyError:
        raise TermParseError(f"{words!r} is not a body that judges progress") from None
