"""Datasets that hypothesis makes up: every field, odd text, all kinds of dates, own places."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from geo.claims.dataset import Dataset
from geo.claims.dates import read_date
from geo.claims.model import (
    Claim,
    Document,
    Figure,
    Grade,
    Originator,
    Override,
    Statement,
)
from geo.claims.table import ClaimTable
from geo.claims.vocabulary import Confidence, Kind, Modality, OriginatorKind, Stance
from geo.exchange.report import Record
from geo.places.gazetteer import Gazetteer, load_gazetteer
from geo.places.location import Relation
from geo.places.place import Level, Name, Place

SHIPPED = load_gazetteer()

DATES = (
    *("2024", "2024-10", "2024-10-13", "2024-10~", "2024-10-13?", "2024%", "202X", "20XX"),
    *("2024-XX", "2024-10-XX", "2024-XX-XX", "2024-21", "2024-24~", "2024-10-01/2024-10-15"),
    *("2023-08/..", "../2024-10-01", "2024-08~/2024-10?", "0987-02-03", "0044"),
)
CLOSED_DATES = tuple(text for text in DATES if ".." not in text)

ODD_TEXTS = (
    *("=1+1", "'=1+1", "''@x", "'", "-5", "+", "\t", "\r", "\n", "a\r\nb\rc", '"', '""', ",", ";"),
    *("]]>", "<![CDATA[", "</description><script>alert(1)</script>", "&amp;", "&#0;", "&lol;"),
    *("\x01\x0b\x1b[2J", "\\u0001", "\\", "\\\\u0041\x02", "\x7f\x85\u2028\ufffe\uffff", "\ufeff"),
    *("国정원 Їжак", "\u202e", "e\u0301", "🛰", " lead", "trail ", "null", "NULL", "NaN", "true"),
    *("2024-10-15", "1500", "[]", "{}", "[1", "=HYPERLINK(\"x\")", "DROP TABLE claims;--", "＝1"),
)  # fmt: skip

texts = st.sampled_from(ODD_TEXTS) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12
)
filled = texts.filter(lambda text: bool(text.strip()))
ids = st.builds(
    lambda first, rest: first + rest,
    st.sampled_from("abz09"),
    st.text("abc09._-", max_size=6),
)
lists = st.lists(texts, max_size=2).map(tuple)
numbers = st.floats(0, 1e12, allow_nan=False) | st.integers(0, 10**9).map(float)
days = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))


@dataclass(frozen=True)
class Made:
    """A dataset, its table, and every record that an export of all its claims must hold."""

    dataset: Dataset
    table: ClaimTable
    records: dict[tuple[type[Record], str], Record]


def documents() -> st.SearchStrategy[Document]:
    return st.builds(
        Document,
        id=ids,
        outlet=filled,
        published=st.sampled_from(CLOSED_DATES).map(read_date),
        published_basis=filled,
        language=texts,
        description=texts,
        via=lists,
        url=st.none() | st.just('https://example.org/?a="b"&c=<d>'),
        sha256=st.none() | st.just("0" * 63 + "f"),
    )


@st.composite
def originators(draw: st.DrawFn) -> dict[str, Originator]:
    """A few, each of which may speak for one made before it."""
    made: dict[str, Originator] = {}
    for key in draw(st.lists(ids, min_size=1, max_size=4, unique=True)):
        parent = draw(st.none() | st.sampled_from(sorted(made))) if made else None
        kind = draw(st.sampled_from(OriginatorKind))
        made[key] = Originator(key, draw(filled), kind, parent, draw(lists))
    return made


OUTLINE = "wkt:MULTIPOLYGON (((30 50, 31 50, 31.5 51, 30 50)), ((32 50, 33 50, 33 51, 32 50)))"
AREAS = ("", "", "country:UA", "admin1:UA.18", "border:RU-UA:30km", OUTLINE)


def places() -> st.SearchStrategy[Place]:
    names = st.lists(st.builds(Name, texts, st.just("uk"), st.just("Cyrl")), max_size=2)
    return st.builds(
        Place,
        id=ids.map(lambda text: f"own-{text}"),
        name=filled,
        level=st.sampled_from(Level),
        country=st.sampled_from(["", "UA", "RU/UA"]),
        admin1=st.sampled_from(["", "UA.18"]),
        lon=st.floats(-180, 180),
        lat=st.floats(-80, 80),
        radius_km=st.floats(0.1, 500),
        area=st.sampled_from(AREAS),
        names=names.map(tuple),
        geonames_id=st.none() | st.integers(1, 10**9),
        dispute=texts,
        source=texts,
        reviewed=st.sampled_from(["", "2026-11-22"]),
    )


@st.composite
def wordings(draw: st.DrawFn, known: list[str]) -> dict[str, Any]:
    """Place, relation and what belongs to it, such that it can be drawn."""
    if draw(st.integers(0, 3)) == 0:
        return {"relation": draw(st.sampled_from([Relation.IN, Relation.NEAR]))}
    relation = draw(st.sampled_from(Relation))
    place = draw(st.sampled_from(known))
    if relation is Relation.KM_DIRECTION:
        bearing, distance = draw(st.floats(0, 360)), draw(st.floats(1, 200))
        return dict(place=place, relation=relation, bearing_deg=bearing, distance_km=distance)
    if relation is Relation.BETWEEN:
        return dict(place="ussuriysk", relation=relation, other_place="vladivostok")
    if relation is Relation.OFF_COAST:
        return dict(place="vladivostok", relation=relation, distance_km=draw(st.floats(10, 90)))
    return dict(place=place, relation=relation, near_km=draw(st.none() | st.floats(0.5, 300)))


@st.composite
def claims(draw: st.DrawFn, known: list[str]) -> list[Claim]:
    made: list[Claim] = []
    for key in draw(st.lists(ids, min_size=1, max_size=4, unique=True)):
        date = draw(st.none() | st.sampled_from(DATES).map(read_date))
        low, high = sorted([draw(numbers), draw(numbers)])
        bounds = draw(st.sampled_from([(low, high), (low, None), (None, high)]))
        figures = st.builds(Figure, st.just(bounds[0]), st.just(bounds[1]), st.booleans(), filled)
        made.append(
            Claim(
                key,
                draw(st.sampled_from(Kind)),
                draw(st.sampled_from(Modality)),
                draw(filled),
                place_words=draw(texts),
                date=date,
                date_basis=draw(filled) if date else draw(texts),
                figure=draw(st.none() | figures),
                actor=draw(texts),
                part_of=draw(st.sampled_from([None, *(one.id for one in made)])),
                override=draw(st.none() | st.builds(Override, st.sampled_from(Confidence), filled)),
                reviewed=draw(st.none() | days),
                **draw(wordings(known)),
            )
        )
    return made


@st.composite
def statements(
    draw: st.DrawFn, claims: list[Claim], papers: list[str], people: list[str]
) -> list[Statement]:
    made = []
    dates = st.none() | st.sampled_from(DATES).map(read_date)
    for claim in claims:
        for number in range(draw(st.integers(1, 3))):
            start = draw(st.none() | st.integers(0, 900))
            made.append(
                Statement(
                    f"{claim.id[:70]}-s{number}",
                    claim.id,
                    draw(st.sampled_from(papers)),
                    draw(st.sampled_from(people)),
                    draw(st.sampled_from(Stance)),
                    Grade(draw(st.sampled_from("ABCDEF")), draw(st.sampled_from("123456"))),
                    draw(filled),
                    draw(lists),
                    draw(st.none() | st.integers(1, 99)),
                    start,
                    None if start is None else start + draw(st.integers(1, 99)),
                    draw(dates),
                    draw(dates),
                    draw(texts),
                )
            )
    return made


@st.composite
def datasets(draw: st.DrawFn) -> Made:
    """Up to four claims with all that they refer to."""
    papers = {one.id: one for one in draw(st.lists(documents(), min_size=1, max_size=2))}
    people = draw(originators())
    own = {one.id: one for one in draw(st.lists(places(), max_size=2))}
    said = draw(claims(["ussuriysk", "poltava-oblast", "russia", *own]))
    voices = draw(statements(said, sorted(papers), sorted(people)))
    dataset = Dataset(papers, people, tuple(said), tuple(voices), places=own)
    table = ClaimTable(dataset, Gazetteer((*SHIPPED.places, *own.values())))
    used: list[Record] = [*said, *voices]
    used += [papers[key] for key in sorted({one.document for one in voices})]
    heads = {one.originator for one in voices}
    while heads:
        used += [people[key] for key in sorted(heads) if people[key] not in used]
        heads = {parent for key in heads if (parent := people[key].parent)}
    used += [own[key] for key in sorted({one.place for one in said if one.place in own} - {None})]
    return Made(dataset, table, keyed(used))


def keyed(records: Any) -> dict[tuple[type[Record], str], Record]:
    """Records by kind and id, each of which may be there once."""
    found: dict[tuple[type[Record], str], Record] = {}
    for one in records:
        assert (type(one), one.id) not in found
        found[type(one), one.id] = one
    return found
