"""ACLED, the Armed Conflict Location and Event Data, as claims.

Codes are those of the ACLED Codebook (C. Raleigh, R. Kishi and A. Linke, "Political instability
patterns are obscured by conflict dataset scope conditions, sources, and coding choices",
Humanities and Social Sciences Communications 10, 2023; acleddata.com).

``time_precision``: 1 the day is known; 2 the week, a day within it is coded: seven days around it,
approximate; 3 the month only: the month.

``geo_precision``: 1 the named town or place: radius 5 km; 2 a small part of a region, or near a
town that stands for it: near that place, 30 km; 3 a larger region, coded at a town that stands for
it: the first-order division that the row names, else an area of 100 km.

``fatalities`` is one number that ACLED takes from the most conservative report; 0 stands for "none
reported" as well, so that 0 is no figure. ``source`` may name several outlets with semicolons: each
is a document. ACLED does not say whom an outlet quotes: the outlet is the originator.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

from geo.claims.dates import EdtfDate, read_date
from geo.claims.model import Claim, Figure
from geo.claims.vocabulary import Kind, Modality, OriginatorKind
from geo.exchange.cells import id_of
from geo.exchange.coded import Cells, Refused, count_words, listed, read_rows, span
from geo.exchange.countries import country_code
from geo.exchange.making import Making, id_part, shortened
from geo.exchange.report import Record, Report, Tick
from geo.exchange.spans import about, later, span_text
from geo.exchange.spots import Spot, Spots, position_problem
from geo.places.gazetteer import Gazetteer
from geo.places.location import Relation
from geo.places.place import Level
from geo.places.regions import Regions

NEEDED: Final = ("event_id_cnty", "event_date", "source")

PLACE_KM: Final = 5.0
NEAR_KM: Final = 30.0
REGION_KM: Final = 100.0
PUBLISHED_DAYS: Final = 31

WHERE: Final = {
    1: "the named place",
    2: "part of a region, or near the coded town",
    3: "a larger region, of which the coded town is a part",
}
WHEN: Final = {
    1: "the day is known",
    2: "the week is known, a day within it is coded",
    3: "only the month is known",
}

KINDS: Final = {
    "headquarters or base established": Kind.DEPLOYMENT,
    "agreement": Kind.OTHER,
    "change to group/activity": Kind.OTHER,
    "non-violent transfer of territory": Kind.OTHER,
    "other": Kind.OTHER,
}
"""Sub-events of "Strategic developments" that are no incidents; all others are."""


def read(
    path: Path, gazetteer: Gazetteer, regions: Regions, report: Report, tick: Tick
) -> Iterator[Record]:
    """The records of an ACLED export; see `geo.exchange.incoming`."""
    making = Making("acled", report)
    rows = _Rows(making, Spots(gazetteer, regions, making), report)
    return read_rows(path, report, tick, NEEDED, rows.take, making.drop_row)


class _Rows:
    """Makes the records of one event after the other."""

    def __init__(self, making: Making, spots: Spots, report: Report) -> None:
        self._making = making
        self._spots = spots
        self._report = report

    def take(self, row: Cells) -> list[Record]:
        making = self._making
        number = id_of(row.needed("event_id_cnty"))
        claim = f"acled-{id_part(number.lower())}"
        when, basis = _when(row)
        outlets = listed(row.needed("source"))
        if not outlets:
            raise Refused("source", row.text("source"), "names no outlet.", "Fill it in.")
        if not making.first_use(claim, row.row, "event_id_cnty", row.all()):
            return []
        country = country_code(row.text("iso")) or country_code(row.text("country"))
        spot, where = self._place(row, country)
        deaths = row.amount("fatalities")
        figure = Figure(deaths, deaths, True, "deaths") if deaths else None
        what = row.text("sub_event_type", "event_type") or "Event"
        making.claim(
            Claim(
                claim, KINDS.get(what.casefold(), Kind.INCIDENT), Modality.HAPPENED,
                _summary(row, what, where, deaths), date=when, date_basis=basis, figure=figure,
                actor=" – ".join(filter(None, (row.text("actor1"), row.text("actor2")))),
                **spot.fields(),
            )
        )  # fmt: skip
        published, known = _published(row, when)
        scale = f" Scale of the source: {row.text('source_scale')}." if row.text(
            "source_scale") else ""  # fmt: skip
        note = f"Coded by ACLED as event {number}.{scale} {row.text('notes')}".strip()
        for outlet in outlets:
            document = making.document(outlet, published, known)
            voice = making.originator(outlet, OriginatorKind.MEDIA)
            making.statement(claim, document, voice, note=note)
        self._report.taken += 1
        return making.finish_row()

    def _place(self, row: Cells, country: str) -> tuple[Spot, str]:
        """Where the event is put, and the words for it in a summary."""
        spots = self._spots
        code = row.code("geo_precision", 1, 3)
        name = row.text("location")
        region = row.text("admin1")
        said = ", ".join(
            dict.fromkeys(filter(None, (name, row.text("admin2"), region, row.text("country"))))
        )
        inside = f", {row.text('country')}" if row.text("country") else ""
        position = row.position("longitude", "latitude", country)
        if position is None:
            if not name:
                return Spot(), ""
            return spots.named(name, country, region), f"in {name}{inside}"
        lon, lat = position
        if country and position_problem(lon, lat, country):
            self._report.note("coded points outside the country that is named; it is left out")
            country = ""
        source = f"ACLED; geo_precision {code or 'not given'}"
        if code == 3:
            admin1 = spots.admin1(region, country)
            if admin1 is not None:
                return Spot(admin1.id, words=said), f"in {region or admin1.name}{inside}"
            self._report.note("regions that were not found by name; drawn as a wide circle")
            place = spots.at(
                lon, lat, REGION_KM, f"{source}: {WHERE[3]}", name=region or name,
                country=country, level=Level.AREA,
            )  # fmt: skip
            return Spot(place, words=said), f"in {region or name}{inside}"
        place = spots.at(lon, lat, PLACE_KM, f"ACLED: {WHERE[1]}", name=name, country=country)
        if code == 2:
            return Spot(place, Relation.NEAR, said, near_km=NEAR_KM), f"near {name}{inside}"
        if code is None:
            self._report.note("rows without geo_precision; taken for the named place")
        return Spot(place, words=said), f"in {name}{inside}"


def _when(row: Cells) -> tuple[EdtfDate, str]:
    code = row.code("time_precision", 1, 3)
    coded = row.date("event_date")
    day, end = span(coded, None, "event_date")
    if code is None:
        return coded, "ACLED's event_date; its time_precision is not given."
    basis = f"ACLED time_precision {code}: {WHEN[code]}; from event_date."
    if day != end:  # the cell itself says no day
        return coded, basis
    if code == 2:
        first = day - timedelta(days=min(3, (day - day.min).days))
        return about(span_text(first, later(day, 3))), basis
    if code == 3:
        return read_date(f"{day.year:04}-{day.month:02}"), basis
    return coded, basis


def _published(row: Cells, when: EdtfDate) -> tuple[EdtfDate, str]:
    """ACLED does not give the date of a report; it publishes weekly."""
    first, last = span(when, None, "event_date")
    return (
        read_date(f"{first.isoformat()}/{later(last, PUBLISHED_DAYS).isoformat()}"),
        "Not given. Not before the event; ACLED publishes weekly, so taken to be within a month.",
    )


def _summary(row: Cells, what: str, where: str, deaths: float | None) -> str:
    """One sentence of our own, out of the coded fields."""
    sides = [shortened(side, 100) for one in ("actor1", "actor2") if (side := row.text(one))]
    if len(sides) == 2:
        between = "between" if "clash" in what.casefold() or "battle" in what.casefold() else "by"
        joined = f"{sides[0]} and {sides[1]}" if between == "between" else (
            f"{sides[0]} against {sides[1]}"
        )  # fmt: skip
        who = f" {between} {joined}"
    else:
        who = f" by {sides[0]}" if sides else ""
    counted = f", {count_words(deaths, 'death')} reported" if deaths else ""
    return f"{shortened(f'{what}{who} {where}'.strip(), 340)}{counted}."
