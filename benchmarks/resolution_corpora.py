"""The development sets for name resolution: articles whose place names someone placed by hand.

They are read from a folder outside the repository (`--eval`) and never copied into it.
"""

from __future__ import annotations

import hashlib
import math
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

WORLD_KM = 20_039.0
"""Half the way around the globe: how far off an unresolved mention counts."""
HIT_KM = 161.0  # a hundred miles

CONVENTIONS = frozenset(
    "china;russia;canada;india;algeria;europe;asia;us;canadians;americans;usa;america;africa;u.s.;"
    "u.s;west africa;united states;australia;chinese;russian;russians;middle east;canadian;"
    "european;united states of america;north africa;north america;south america;"
    "western europe".split(";")
)
"""Countries, continents and demonyms whose point is a matter of convention, not of resolution."""


@dataclass(frozen=True, slots=True)
class Gold:
    """One mention of a document, with where it is: degrees, EPSG:4326."""

    text: str
    start: int
    end: int
    lon: float
    lat: float

    @property
    def is_convention(self) -> bool:
        """Whether it is left out of the figures "without conventions"."""
        return self.text.lower() in CONVENTIONS


@dataclass(frozen=True, slots=True)
class Document:
    """A text and its placed mentions; `id` is the corpus' own."""

    id: str
    text: str
    mentions: tuple[Gold, ...]

    @property
    def is_held_out(self) -> bool:
        """Whether it is of the half on which nothing was chosen: by a hash of its id."""
        return bool(hashlib.sha256(self.id.encode()).digest()[0] % 2)


def read_lgl(path: Path) -> list[Document]:
    """The Local-Global Lexicon; toponyms without coordinates are left out."""
    documents = []
    for article in ET.parse(path).getroot().iter("article"):  # noqa: S314  (a file the user names)
        mentions = []
        for toponym in article.iter("toponym"):
            tag = toponym.find("gaztag")
            if tag is not None:
                mentions.append(
                    Gold(
                        toponym.findtext("phrase", ""),
                        int(toponym.findtext("start", "0")),
                        int(toponym.findtext("end", "0")),
                        float(tag.findtext("lon", "nan")),
                        float(tag.findtext("lat", "nan")),
                    )
                )
        text = article.findtext("text", "")
        documents.append(Document(article.get("docid", ""), text, tuple(mentions)))
    return documents


def read_geovirus(path: Path) -> list[Document]:
    """GeoVirus; its offsets count from one."""
    documents = []
    for article in ET.parse(path).getroot().iter("article"):  # noqa: S314
        text = article.findtext("text", "")
        mentions = []
        for location in article.iter("location"):
            name = location.findtext("name", "")
            start = int(location.findtext("start", "1")) - 1
            mentions.append(
                Gold(
                    name, start, start + len(name),
                    float(location.findtext("lon", "nan")), float(location.findtext("lat", "nan")),
                )
            )  # fmt: skip
        documents.append(Document(article.findtext("source", ""), text, tuple(mentions)))
    return documents


CORPORA = {"LGL": ("lgl.xml", read_lgl), "GeoVirus": ("GeoVirus.xml", read_geovirus)}


def distance_km(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Great-circle distance on a sphere, in km."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = (
        math.sin((b - a) / 2) ** 2
        + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    )
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))
