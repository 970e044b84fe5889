"""Invented establishments and people."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

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

    def words(self) -> dict[str, str]:
        return {
            "estab": self.name,
            "place": self.place,
            "people": self.people,
            "person": self.person,
            "prison": self.prison,
            "governor": self.governor,
            "category": self.category,
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


def people(rng: Random, number: int) -> list[str]:
    """Distinct invented names."""
    firsts, lasts = rng.sample(FIRST, number), rng.sample(LAST, number)
    return [f"{first} {last}" for first, last in zip(firsts, lasts, strict=True)]
