"""Invented establishments and people."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from .wordings import BODIES

PLACES = (
    "Ashdown Vale,Brackenmoor,Caldermoss,Dunmarsh,Eastwater,Fallowfen,Garrowby Hill,Hexley Grange,"
    "Ivelbrook,Kestrel Heath,Larkstone,Merrowdale,Netherholm,Oxmead,Pellwood,Quarrendon Park,"
    "Ravensby,Saltersgate,Tarnbrook,Ulverdale,Wexcombe,Yarrowfield,Thistledown,Marlpit Lane,"
    "Coldharbour Rise,Bellweather,Stannery,Upper Dray,Wintercleave,Holmesworth"
).split(",")
REGIONS = (
    "the north-east of England,the East Midlands,Kent,the south-west,Lancashire,Yorkshire,"
    "the West Midlands,East Anglia,Greater Manchester,the Thames Valley"
).split(",")
WELSH = "Aberdulas,Cwmhafren,Llanfelin,Penarddu,Trefaenor,Ystradwen".split(",")
NORTHERN = "Ballinmore,Carrowhill,Drumclay,Lisnatarragh,Slievedoon,Tullyreagh".split(",")
NORTHERN_REGIONS = "County Antrim,County Down,County Tyrone,County Londonderry".split(",")
FIRST = (
    "Marian,Aled,Priya,Rosalind,Tomasz,Esther,Ifan,Beatrice,Callum,Nadia,Owen,Harriet,Desmond,Leila,"
    "Gareth,Winifred,Samir,Philippa,Jolyon,Keziah,Rory,Anneliese,Mohsin,Thea,Lowri,Edmund"
).split(",")
LAST = (
    "Holdsworth,Pritchard,Okonjo,Farrow,Lindqvist,Abbott,Sandhu,Merriweather,Castell,Oduya,Brightwell,"
    "McAllister,O’Riordan,Haverstock,Penhaligon,Quayle,Rahman,Tennant-Shaw,Underhill,Vasey,Wetherall,"
    "de Souza,Yarwood,Zielinski,Ampofo,Birtwhistle"
).split(",")


@dataclass(frozen=True)
class Establishment:
    """An invented establishment and the words that fit it."""

    name: str
    place: str
    people: str = "prisoners"
    person: str = "prisoner"
    prison: str = "prison"
    governor: str = "governor"
    category: str = "local prison"
    education: str = "ofsted"  # the body that follows up themes
    themes: bool = True  # whether that body may take part
    region: str | None = None

    def words(self) -> dict[str, str]:
        return {
            "estab": self.name,
            "place": self.place,
            "people": self.people,
            "person": self.person,
            "prison": self.prison,
            "governor": self.governor,
            "category": self.category,
            "edu": BODIES[self.education],
        }


_MEN = (
    "category B local and reception prison for men",
    "category B training prison for men",
    "category C training and resettlement prison for men",
    "reception prison for adult and young adult men",
)


def invent(rng: Random) -> Establishment:
    """An establishment of one of the kinds that have had reviews in the layout of 2021–22."""
    place, other = rng.sample(PLACES, 2)
    kind = rng.random()
    if kind < 0.60:
        return Establishment(f"HMP {place}", place, category=rng.choice(_MEN))
    if kind < 0.70:
        joint = rng.choice(("HMP & YOI", "HMP/YOI"))
        category = "local and resettlement prison for adult and young adult men"
        return Establishment(f"{joint} {place}", place, category=category)
    if kind < 0.80:
        name = rng.choice((f"HMP & YOI {place}", f"HMP {place} (Women)"))
        return Establishment(
            name, place, "women", "woman", "prison", "governor", "closed prison for women"
        )
    if kind < 0.87:
        name, category = f"HMYOI {place}", "young offender institution for young adult men"
        return Establishment(name, place, category=category, prison="establishment")
    if kind < 0.94:
        name, category = f"HMYOI {place} A", "young offender institution for boys aged 15 to 18"
        return Establishment(
            name, place, "children", "child", "establishment", "governor", category
        )
    name = f"HMP {place} and HMP/YOI {other}"
    return Establishment(name, place, category="pair of training prisons under one governor")


def invent_widely(rng: Random) -> Establishment:
    """Any kind of establishment in England and Wales, removal centres and Wales included."""
    kind, place = rng.random(), rng.choice(PLACES)
    if kind < 0.68:
        return invent(rng)
    if kind < 0.78:  # children
        name = rng.choice((f"HMYOI {place}", f"HMYOI {place} A", f"HMYOI {place} and Keel"))
        category = "young offender institution for boys aged 15 to 18"
        return Establishment(
            name, place, "children", "child", "establishment", "governor", category
        )
    if kind < 0.89:
        name = rng.choice((f"{place} Immigration Removal Centre", f"IRC {place}"))
        category = "removal centre for adult men who are held under immigration powers"
        words = ("detainees", "detainee", "centre", "centre manager", category)
        return Establishment(name, place, *words, themes=False)
    place = rng.choice(WELSH)
    name, category = rng.choice((f"HMP {place}", f"HMP/YOI {place}")), rng.choice(_MEN)
    wales = rng.choice(("north Wales", "south Wales"))
    return Establishment(name, place, category=category, education="estyn", region=wales)


def invent_northern(rng: Random) -> Establishment:
    """An establishment in Northern Ireland."""
    place, region = rng.choice(NORTHERN), rng.choice(NORTHERN_REGIONS)
    education = "education_and_training_inspectorate"
    if rng.random() < 0.75:
        name, category = f"{place} Prison", "prison for sentenced and remanded men"
        return Establishment(name, place, category=category, education=education, region=region)
    name, category = f"{place} Wood College", "secure college for young men and for women"
    words = ("prisoners", "prisoner", "establishment", "governor", category)
    return Establishment(name, place, *words, education=education, region=region)


def people(rng: Random, number: int) -> list[str]:
    """Distinct invented names."""
    firsts, lasts = rng.sample(FIRST, number), rng.sample(LAST, number)
    return [f"{first} {last}" for first, last in zip(firsts, lasts, strict=True)]
